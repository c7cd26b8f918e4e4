"""Where do the documents speak of this word, body, place or number?"""

import streamlit as st

from components.filters import type_query
from components.formats import plural
from components.heading import show_lead
from components.html import element
from components.links import link_to
from components.results import no_result, results
from data.analysis.search import find
from data.load import load_index

show_lead("Un mot, un organisme, un lieu ou un nombre : où les documents en parlent-ils ?")
asked = type_query("Que cherchez-vous ?", "Par exemple : ARS, Fourmies, illectronisme, 339 890")
if asked:
    groups = find(load_index(), asked)
    total = sum(len(found) for found in groups.values())
    st.html(element("p", plural(total, "résultat"), role="status"))
    st.html(
        results(groups, lambda page, action: link_to(page, action=action) if action else link_to(page))
        if groups
        else no_result(asked)
    )

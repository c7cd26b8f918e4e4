"""What is known of the dashboard's accessibility, and whom to write to?"""

import streamlit as st

from components.accessibility import CONTACT, KNOWN, SCOPE, STATUS, checks_table, known_table
from components.heading import show_lead
from components.html import element

show_lead(
    "Ce qui a été vérifié, ce que l'on sait ne pas fonctionner, et comment faire autrement.",
)
st.html(element("p", element("strong", STATUS)))
st.html(element("p", SCOPE))
st.header("Ce qui est vérifié à chaque version", anchor=False)
st.html(checks_table())
st.header("Ce que l'on sait ne pas être conforme", anchor=False)
st.html(known_table(KNOWN))
st.header("Écrire, se plaindre", anchor=False)
st.html(element("p", CONTACT))

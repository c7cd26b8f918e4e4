"""What became of what was decided: who carries it, by when, where it stands, what proves it?"""

from __future__ import annotations

import datetime as dt

import streamlit as st

from components.drafts import take_draft
from components.filters import choose_from_url, choose_reference_date, selection
from components.follow_up import follow_up_summary, follow_up_table
from components.heading import show_lead
from components.html import element
from components.identity import identified_actor
from components.imports import notice
from components.links import link_to
from components.source import source_line
from data.analysis.rows import day
from data.deciding.follow_up import Tracked, bodies_of, in_order, of_body
from data.load import load_labels, load_manifest, load_meetings
from data.load.documents import load_titles, load_tracked
from pages.decider.suivi_steps import carry_away, may_follow, say, take_in


def show_follow_up(tracked: tuple[Tracked, ...]) -> None:
    """The decisions of the territory and the body chosen, late ones first, and what may be done with them."""
    latest = next((one.reference_date or one.day for one in load_meetings() if one.day), None)
    left, right = st.columns(2)
    with left:
        reference = choose_reference_date(latest or day(load_manifest().date) or dt.date.today())
    with right:
        bodies = {"": "Tous", **{name: name for name in bodies_of(tracked)}}
        body = choose_from_url("organisme", "Organisme", bodies, "")
    territory = selection().territory_id
    here = in_order((one for one in of_body(tracked, body) if one.concerns(territory)), reference)
    st.html(follow_up_summary(here, reference))
    if here:
        st.html(follow_up_table(here, reference, load_titles()))
        st.html(source_line("décisions en vigueur et suites enregistrées au journal du COPIL."))
        filters = " · ".join(filter(None, (load_labels().get(territory, territory), body)))
        carry_away(here, body, reference, filters)
    st.header("Dire où en est une décision", anchor=False)
    actor = identified_actor() if may_follow(tracked) else None
    if here:
        say(here, actor)
    take_in(tracked, actor)


show_lead("Ce que deviennent les décisions : qui les porte, pour quand, où elles en sont ; les échues d'abord.")
if done := take_draft("document-fait"):
    st.html(notice(done))
if tracked := load_tracked():
    show_follow_up(tracked)
else:
    link = element("a", "Préparer une réunion", href=link_to("preparer"))
    st.html(notice("Aucune décision n'est enregistrée : le suivi commence avec la première réunion.", link))

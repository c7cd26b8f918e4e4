"""What will the meeting decide, when, with whom, and how long does it take?"""

import datetime as dt

import streamlit as st

from components.drafts import read_draft, take_draft
from components.field_faults import fault_lines
from components.heading import show_lead
from components.html import Html, element, joined
from components.identity import identified_actor
from components.links import link_to
from components.meeting_form import show_agenda_editor, show_meeting_form
from components.meeting_list import agenda_table, meetings_table, reference_words
from components.url_codes import read_uuid
from data.deciding.arrondissement_meetings import INSTANCE
from data.load import load_grants, load_manifest, load_meetings, load_tables, load_territories
from data.store import may
from pages.decider.preparer_steps import (
    DONE,
    FAULTS,
    add_item,
    can_undo,
    change_agenda,
    draft_of,
    keep_meeting,
    left_out,
    start_another,
    undo,
)


def _open_link(meeting_id: str, instance: str) -> Html:
    links = [
        element("a", "Ouvrir la page « En réunion »", href=link_to("reunion", reunion=meeting_id)),
        element("a", "Préparer le dossier de réunion", href=link_to("documents", reunion=meeting_id)),
    ]
    if instance == INSTANCE:
        # Where its sheets are printed and what is said is typed.
        words = "Imprimer les fiches de recueil et saisir les contributions"
        links.insert(0, element("a", words, href=link_to("rencontres", reunion=meeting_id)))
    return joined(links, " · ")


show_lead("Date, lieu, invités et ordre du jour : l'ordre du jour proposé suit les fiches et leurs précautions graves.")
meetings = load_meetings()
if meetings:
    st.html(meetings_table(meetings))
kept, version = draft_of(read_uuid("reunion"))
st.header("Modifier la réunion" if version else "Nouvelle réunion", anchor=False)
if done := take_draft(DONE):
    st.html(element("p", done, " ", _open_link(kept.meeting_id, kept.instance), class_="sd-scope", role="status"))
faults = read_draft(FAULTS) or ()
bodies = sorted(load_tables()["bodies"]["label"].unique(), key=str.casefold)
typed = show_meeting_form(kept, load_territories(), bodies, faults, kept.meeting_id)
if undated := reference_words(typed, dt.date.today(), dt.date.fromisoformat(load_manifest().date)):
    st.html(element("p", undated, " Choisissez-la pour que tout soit lu du même jour.", class_="sd-note"))
st.html(joined([agenda_table(kept.agenda), fault_lines(faults, "agenda", "")]))
show_agenda_editor(kept.agenda, left_out(kept), change_agenda, add_item, undo if can_undo(kept) else None)
st.header("Enregistrer", anchor=False)
actor = identified_actor()
if actor is None:
    st.html(element("p", "Dites d'abord qui enregistre.", class_="sd-small"))
elif not may(actor, "preparer", f"meeting:{kept.meeting_id}", load_grants(actor)):
    st.html(element("p", "Seul le secrétariat commun prépare les réunions : demandez-lui ce droit.", class_="sd-note"))
elif st.button("Enregistrer la réunion", type="primary"):
    keep_meeting(typed, version)
    st.rerun()
# The form is long: what became of the click is said beside the button too.
if faults:
    st.html(element("p", "Rien n'est enregistré : corrigez plus haut ce qui est signalé.", class_="sd-note"))
elif done:
    st.html(element("p", done, " ", _open_link(kept.meeting_id, kept.instance), class_="sd-scope"))
if version:
    st.button("Préparer une autre réunion", on_click=start_another)

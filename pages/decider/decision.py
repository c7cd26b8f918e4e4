"""What was decided, on what evidence, and what did it become?"""

import streamlit as st

from components.completion_form import ask_completion
from components.decision_panel import decision_panel
from components.decision_record import frozen_words, record_table, versions_table
from components.drafts import keep_draft, read_draft, take_draft
from components.evidence import evidence_block, slide_title
from components.heading import show_lead
from components.html import element
from components.identity import identified_actor
from components.links import link_to
from components.url_codes import read_uuid
from data.analysis.evidence import replay
from data.deciding.decisions import is_undone
from data.decision import Decision, Entry
from data.load import load_decisions, load_grants, load_history, load_tables, load_territories
from data.store import may
from pages.decider.decision_steps import DONE, FAULTS, complete, decisions_list
from pages.decider.room_form import conditions
from pages.decider.room_view import CO_CHAIRS, map_image, object_name


def show_list(asked: str) -> None:
    """Every decision in force, to choose from."""
    show_lead("Chaque décision se relit avec ce qui était à l'écran le jour où elle a été prise.")
    if asked:
        words = "Cette décision est inconnue : choisissez dans la liste."
        st.html(element("p", words, class_="sd-alert", role="alert"))
    st.html(decisions_list(load_decisions()))


def show_decision(entry: Entry, decision: Decision) -> None:
    """What was decided, then what was on screen."""
    st.html(element("p", element("a", "Toutes les décisions", href=link_to("decision"))))
    st.html(element("h2", f"{object_name(decision.object_id)} – décision n°\u00a0{decision.number}"))
    if is_undone(entry):
        words = "Cette décision a été annulée en réunion : l'objet est de nouveau ouvert."
        st.html(element("p", words, class_="sd-note"))
    if done := take_draft(DONE):
        st.html(element("p", done, class_="sd-scope", role="status"))
    st.html(decision_panel(decision, entry, discussed=False, conditions=conditions()))
    st.html(record_table(decision, conditions(), load_territories()))
    evidence = replay(decision)
    if evidence is None:
        st.html(element("p", "Aucun élément d'écran n'a été figé avec cette décision.", class_="sd-note"))
        return
    st.html(frozen_words(evidence, load_territories()))
    st.html(slide_title(evidence, object_name(evidence.object_id), ""))
    st.html(evidence_block(evidence, image=map_image(evidence)))


def show_completion(entry: Entry, decision: Decision) -> None:
    """« Avant validation »: what the room did not settle, as a new version."""
    with st.expander("Compléter avant validation", expanded=bool(read_draft(FAULTS))):
        actor = identified_actor()
        if actor and may(actor, "completer", entry.object_id, load_grants(actor)):
            typed = ask_completion(
                decision,
                bodies=(*CO_CHAIRS, *sorted(load_tables()["bodies"]["label"].unique(), key=str.casefold)),
                territories=load_territories(),
                conditions=conditions(),
                faults=read_draft(FAULTS) or (),
                key=f"completer-{entry.version}",
            )
            if typed:
                keep_draft(FAULTS, complete(typed, entry))
                st.rerun()
        elif actor:
            st.html(element("p", "Seul le secrétariat commun complète une décision.", class_="sd-small"))


asked = read_uuid("decision")
versions = load_history(asked) if asked else ()
if versions:
    entry, decision = next(one for one in reversed(versions) if one[1].decision_id == asked)
    show_decision(entry, decision)
    st.html(versions_table(versions, [is_undone(one) for one, _ in versions]))
    if not is_undone(entry) and entry == versions[-1][0]:
        show_completion(entry, decision)
else:
    show_list(asked)

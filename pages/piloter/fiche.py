"""What does the fiche of this action say, and what does it not say?"""

from collections.abc import Callable

import streamlit as st

from components.caveat import caveat_list
from components.decided import decisions_block
from components.fiche_head import bodies_block, context_block, fiche_title, priorities_block, territory_block
from components.filters import choose_action, selection
from components.html import Html
from components.imports import alert
from components.links import link_to
from components.measure import observations_table, targets_table
from components.memo import remember
from components.pager import pager
from components.pilot_sheet import answers_block
from components.programmes import tags_block
from components.sections import section_block, sub_actions_note
from components.source import source_line
from components.status import status_block
from data.analysis.programmes import action_tags
from data.deciding.pilot_round import compute_standing
from data.load import (
    load_answers,
    load_asked,
    load_decided,
    load_fiche,
    load_links,
    load_manifest,
    load_programmes,
    load_questions,
    load_statuses,
    load_territories,
)
from data.model import Fiche
from data.store import UnavailableError

statuses, version = load_statuses(), load_manifest().version
choice, moves = st.columns([3, 2], vertical_alignment="bottom")
with choice:
    action_id = choose_action({str(s.action_id): f"{s.action_id} – {s.title}" for s in statuses})
fiche, territory = load_fiche(action_id), selection()


def show(name: str, draw: Callable[[Fiche], Html]) -> None:
    """One block of the fiche, drawn once for all readers."""
    st.html(remember((version, "fiche", action_id, name), lambda: draw(fiche)))


def turn(label: str) -> Html:
    return pager(action_id, len(statuses), lambda action: link_to("fiche", action=action), label)


def trend(indicator: str) -> str:
    return link_to("tendances", indicateur=indicator)


def answered(fiche: Fiche) -> None:
    """What bodies answered since, beside the proposal and never mixed with it."""
    asked, titles = load_asked(action_id), {question.code: question.title for question in load_questions(action_id)}
    try:
        answers = [one for one in load_answers() if one.answer.action_id == action_id]
    except UnavailableError as error:
        st.html(alert(error.message_fr, "Réponses illisibles."))
        return
    waiting = len(compute_standing(asked, answers).waiting)
    href = link_to("pilotes", action=action_id)
    st.html(answers_block(answers, fiche.status.reading, titles, waiting=waiting, href=href))


with moves:
    show("pager", lambda _: turn("Actions, haut de page"))
show("title", fiche_title)
left, right = st.columns([3, 2], gap="medium")
with left:
    show("status", lambda fiche: status_block(fiche.status))
    decided = load_decided()
    st.html(decisions_block(None if decided is None else decided.get(action_id, ())))
    answered(fiche)
    if not territory.is_departement:
        link = load_links(territory.territory_id)[action_id]
        st.html(territory_block(load_territories()[territory.territory_id], link))
    show("caveats", lambda fiche: caveat_list(fiche.caveats, fold=3))
with right:
    taken = {} if decided is None else {one.object_id: one for one in decided.get(action_id, ())}
    if (tags := tags_block(action_tags(load_programmes(), taken, action_id))) is not None:
        st.html(tags)
    show("bodies", bodies_block)
    show("priorities", lambda fiche: priorities_block(fiche.priority_territories))

show("perspectives", lambda fiche: section_block(fiche.section("perspectives")))
if fiche.observations:
    caption = "Chiffres que les documents donnent sur le sujet de cette action"
    show("observations", lambda fiche: observations_table(fiche.observations, caption, trend))
if fiche.targets:
    aim = "Ce qui est visé (aucun taux de réalisation ne peut en être tiré)"
    show("targets", lambda fiche: targets_table(fiche.targets, aim))
for name in ("situation", "actions_menees", "besoins"):
    show(name, lambda fiche, name=name: section_block(fiche.section(name)))
show("context", context_block)
show("objectifs", lambda fiche: section_block(fiche.section("objectifs")))
sub_actions = fiche.section("sous_actions")
show(
    "sous_actions",
    lambda _: section_block(sub_actions, note=sub_actions_note(sub_actions, fiche.sub_actions_announced)),
)
st.html(source_line(f"bilan 2017-2023 soumis au COPIL du 1er décembre 2023, fiche {action_id}."))
show("pager-foot", lambda _: turn("Actions, bas de page"))

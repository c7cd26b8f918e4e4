"""The dossier of an orientation: every count derives from the tables and the journal; nothing is tied by a guess."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from data.analysis.caveats import compute_caveats
from data.analysis.dossier_waiting import compute_waiting
from data.analysis.fiche import compute_fiche
from data.analysis.grid_lines import compute_grid_lines
from data.analysis.orientation_board import compute_line
from data.analysis.orientation_dossier import Ground, compute_dossier, compute_versions
from data.analysis.orientation_lines import OrientationLine, compute_orientation_lines
from data.analysis.programmes import action_tags, compute_programmes, orientation_tags
from data.analysis.series import compute_series
from data.analysis.statuses import compute_statuses
from data.analysis.workshop import compute_workshop
from data.deciding.codec import to_payload
from data.deciding.conditions import Condition
from data.deciding.gatherings import Remark
from data.deciding.orientations import Preparation
from data.decision import Decision, Entry
from data.grid import EQUAL
from data.orientation_dossier import Dossier
from data.orientation_grid import ORIENTATIONS
from tests.data.source_text import normalised, source_text
from tests.pages.screen import records

TABLES_AT = Path(__file__).parents[3] / "data" / "tables"
TABLES = {path.stem: pd.read_parquet(path) for path in TABLES_AT.glob("*.parquet")}
STATUSES, CAVEATS = compute_statuses(TABLES), compute_caveats(TABLES)
FICHES = {one.action_id: compute_fiche(TABLES, one.action_id, STATUSES, CAVEATS) for one in STATUSES}
LINES = [compute_line(one, dt.date(2026, 11, 27)) for one in compute_series(TABLES, CAVEATS)]
WORKSHOP = compute_workshop(TABLES)
LABELS = dict(zip(TABLES["territories"]["territory_id"], TABLES["territories"]["label"], strict=True))
PRINTED = [f"orientation:{code}" for code in TABLES["orientations"]["orientation_id"]]


def taken(object_id: str, sense: str, **others: object) -> Decision:
    wording = f"Le COPIL propose : {object_id}."
    return Decision(f"d-{object_id}", object_id, "m1", 1, sense, wording, "CAF", None, **others)  # type: ignore[arg-type]


def entry(object_id: str, payload: dict[str, object], version: int = 1) -> Entry:
    at = dt.datetime(2026, 11, 27, tzinfo=dt.UTC)
    return Entry(version, "e", object_id, version, object_id.split(":")[0], payload, "Essai", "", "local", at, "h")


def dossier(
    object_id: str,
    *decisions: Decision,
    conditions: tuple[Condition, ...] = (),
    remarks: tuple[Remark, ...] = (),
    history: tuple[Entry, ...] = (),
) -> Dossier:
    standing = {one.object_id: one for one in decisions}
    lines = compute_orientation_lines(TABLES, STATUSES, standing, {})
    names = {line.object_id: line.name for line in lines}
    written = {
        (one.orientation, one.item_id): (entry(f"condition:{one.orientation}:{one.item_id}", {}), one)
        for one in conditions
    }
    grid = compute_grid_lines(names.items(), {}, EQUAL, ORIENTATIONS)
    ground = Ground(
        TABLES, STATUSES, FICHES, WORKSHOP, LINES, standing, written, remarks, (), grid, (), LABELS
    )  # fmt: skip
    return compute_dossier(next(line for line in lines if line.object_id == object_id), ground, history, names)


def prepared_ground(
    draft: Preparation, decisions: tuple[Decision, ...] = (), remarks: tuple[Remark, ...] = ()
) -> tuple[OrientationLine, Ground, dict[str, str]]:
    standing = {one.object_id: one for one in decisions}
    prepared = {draft.object_id: (entry(draft.object_id, to_payload(draft)), draft)}
    lines = compute_orientation_lines(TABLES, STATUSES, standing, prepared)
    ground = Ground(TABLES, STATUSES, FICHES, WORKSHOP, LINES, standing, {}, remarks, (), (), (), LABELS)
    own = next(line for line in lines if line.object_id == draft.object_id)
    return own, ground, {line.object_id: line.name for line in lines}


def test_what_a_preparation_would_attach_stands_apart_with_its_facts() -> None:
    draft = Preparation("orientation:N1", "creee", "Une porte d'entrée", 10, ("action:2", "action:1.p3"))
    need = Remark("r1", "arr:595", "1", None, "1", "besoin", "CC du Test", "epci", "Un guichet", ("action:1",))
    other = Remark("r2", "arr:595", "1", None, "1", "besoin", "CC du Test", "epci", "Un bus", ("action:8",))
    own, ground, names = prepared_ground(draft, remarks=(need, other))
    assert compute_dossier(own, ground, (), names).actions == (), "nothing prepared is counted as carried"
    found = compute_waiting(own, ground, names)
    assert found is not None
    assert found.numbers == (2, 1)
    assert [part.object_id for part, _, _ in found.actions] == ["action:2", "action:1.p3"]
    labels = {row["orientation_id"]: row["label"] for row in records(TABLES["orientations"])}
    assert {home for _, _, home in found.actions} == {labels["O1"]}
    assert found.remarks == (need,)
    assert {line.indicator.action_id for line in found.lines} == {1, 2}
    for place in found.places:
        assert set(place.cited) == {
            row["action_id"]
            for row in records(TABLES["action_arrondissements"])
            if (row["territory_id"], row["link"]) == (place.territory_id, "cited") and row["action_id"] in {1, 2}
        }


def test_once_decided_or_given_up_nothing_waits_to_be_attached() -> None:
    draft = Preparation("orientation:N1", "creee", "Une porte d'entrée", 10, ("action:2",))
    made = taken("orientation:N1", "creee", label="Une porte d'entrée", actions=("action:2",))
    assert compute_waiting(*prepared_ground(draft, (made,))) is None
    short = taken("orientation:N1", "creee", label="Une porte d'entrée")
    assert compute_waiting(*prepared_ground(draft, (short,))) is not None
    assert compute_waiting(*prepared_ground(replace(draft, dropped=True), (short,))) is None


@pytest.mark.parametrize("object_id", PRINTED)
def test_before_any_decision_it_carries_its_actions_by_a_link_said_to_be_deduced(object_id: str) -> None:
    code = object_id.removeprefix("orientation:")
    own = {row["action_id"] for row in records(TABLES["actions"]) if row["orientation_id"] == code}
    found = dossier(object_id)
    assert set(found.numbers) == own
    assert all(one.deduced and one.reason and one.decision is None for one in found.actions)
    assert found.gone == ()
    # Its indicators: those of its actions, and those of its subject that no action holds; each once.
    wanted = {
        line.indicator.indicator_id
        for line in LINES
        if line.indicator.action_id in own or (line.indicator.action_id is None and code in line.indicator.orientations)
    }
    assert Counter(line.indicator.indicator_id for line in found.lines) == Counter(wanted)
    cited = records(TABLES["action_arrondissements"])
    for place in found.places:
        for kind in ("cited", "included", "not_cited"):
            assert set(getattr(place, kind)) == {
                row["action_id"]
                for row in cited
                if (row["territory_id"], row["link"]) == (place.territory_id, kind) and row["action_id"] in own
            }
    cells = Counter(row["column"] for row in records(TABLES["item_cells"]) if row["action_id"] in own)
    filled = {aspect.section.section_id: sum(count for _, count in aspect.filled) for aspect in found.aspects}
    assert [filled[f"levier-{rank}"] for rank in (1, 2, 3)] == [
        cells[column] for column in ("maillage", "information", "initiatives")
    ]
    assert len(found.aspects) == 10


def test_every_indicator_of_an_action_stands_in_one_dossier_only() -> None:
    held = Counter(
        line.indicator.indicator_id
        for object_id in PRINTED
        for line in dossier(object_id).lines
        if line.indicator.action_id is not None
    )
    wanted = {line.indicator.indicator_id for line in LINES if line.indicator.action_id is not None}
    assert set(held) == wanted
    assert set(held.values()) == {1}


def test_a_decision_that_attaches_an_action_moves_it_with_its_indicators_and_says_so() -> None:
    moved = taken("orientation:O7", "reformulee", label="Apprendre partout", actions=("action:15",))
    receiver, giver = dossier("orientation:O7", moved), dossier("orientation:O8", moved)
    assert receiver.numbers == (14, 15)
    attached = next(one for one in receiver.actions if one.part.action_id == 15)
    assert (attached.deduced, attached.reason) == (False, moved.wording)
    assert giver.numbers == ()
    assert [(one.part.action_id, one.destination.label, one.words) for one in giver.gone] == [
        (15, "Apprendre partout", moved.wording)
    ]
    own = {line.indicator.indicator_id for line in LINES if line.indicator.action_id == 15}
    assert own <= {line.indicator.indicator_id for line in receiver.lines}


def test_a_merged_orientation_says_where_its_actions_went_and_is_no_more_in_the_schema() -> None:
    merged = taken("orientation:O8", "fusionnee", merged_into="orientation:O9")
    gone, home = dossier("orientation:O8", merged), dossier("orientation:O9", merged)
    assert not gone.stands
    assert gone.numbers == ()
    assert [(one.part.action_id, one.destination.code) for one in gone.gone] == [(15, "orientation:O9")]
    joined = next(one for one in home.actions if one.part.action_id == 15)
    assert (joined.deduced, joined.reason) == (False, merged.wording)


def test_an_action_transferred_or_stopped_leaves_with_its_frame_or_its_end() -> None:
    away = taken("action:8", "reorientation", modality="transferer", receiving_frame="COM")
    ended = taken("action:9", "arret")
    found = dossier("orientation:O4", away, ended)
    assert found.numbers == (10, 11)
    assert {one.part.action_id: (one.destination.kind, one.destination.label) for one in found.gone} == {
        8: ("cadre", "COM"),
        9: ("fin", "Arrêt"),
    }


def test_the_history_keeps_every_version_and_says_which_was_taken_back() -> None:
    first, second = taken("orientation:O4", "maintenue"), taken("orientation:O4", "retiree")
    name = "decision:orientation:O4"
    history = (entry(name, to_payload(first)), entry(name, {**to_payload(second), "undone": True}, 2))
    found = dossier("orientation:O4", history=history)
    assert [(one.decision.sense, one.undone) for one in found.history] == [("maintenue", False), ("retiree", True)]
    assert found.decision is None


def test_each_version_says_the_words_it_replaced_however_it_was_kept() -> None:
    name, printed = "decision:orientation:O4", "Se déplacer"
    first = replace(taken("orientation:O4", "reformulee", label="Aller partout"), decision_id="a")
    corrected = replace(first, label="Aller où l'on veut")
    later = replace(taken("orientation:O4", "reformulee", label="Venir"), decision_id="b", label_before="Aller")
    lines = [to_payload(first), to_payload(corrected), {**to_payload(corrected), "undone": True}, to_payload(later)]
    history = [entry(name, payload, version) for version, payload in enumerate(lines, 1)]
    found = [one.before for one in compute_versions(history, printed)]
    # A correction rewords what stood before what it corrects; what the decision itself froze is what is told.
    assert found == [printed, printed, printed, "Aller"]
    reworded = [entry(name, to_payload(first), 1), entry(name, to_payload(replace(later, label_before="")), 2)]
    assert [one.before for one in compute_versions(reworded, printed)] == [printed, "Aller partout"]


def test_conditions_are_those_attached_then_those_of_decisions_with_their_near_wordings() -> None:
    group = next(group for group in WORKSHOP.groups if group.differs)
    first, second = group.items[:2]
    on = (
        Condition("orientation:O4", first.item_id),
        Condition("orientation:O4", "dimension-1-1", False),
        Condition("orientation:O1", "dimension-1-2"),
    )
    decided = taken("action:8", "poursuite", conditions=(second.item_id,))
    found = dossier("orientation:O4", decided, conditions=on)
    assert [(one.item.item_id, one.decision is not None) for one in found.conditions] == [
        (first.item_id, False),
        (second.item_id, True),
    ]
    assert second in found.conditions[0].near
    assert [one.item.item_id for one in found.taken_off] == ["dimension-1-1"]
    counted = sum(len(aspect.conditions) for aspect in found.aspects)
    assert counted == sum(not one.item.section_id.startswith("autres") for one in found.conditions)


def test_what_was_heard_is_what_names_it_or_an_action_it_carries() -> None:
    def said(name: str, *objects: str) -> Remark:
        return Remark(name, "arr:595", "1", None, "1", "besoin", "CC", "epci", name, objects)

    remarks = (said("a", "orientation:O4"), said("b", "action:8"), said("c", "action:1"), said("d"))
    assert [one.text for one in dossier("orientation:O4", remarks=remarks).remarks] == ["a", "b"]


def test_what_a_decision_fixed_is_told_once_with_its_own_words() -> None:
    fixed = taken("action:8", "poursuite", indicator="Courses", start_value="1 200", target_value="2 000")
    found = dossier("orientation:O4", fixed, taken("orientation:O4", "maintenue"))
    assert [(one.decision.indicator, one.decision.target_value) for one in found.aims] == [("Courses", "2 000")]


def test_a_created_orientation_starts_with_nothing_and_hides_nothing() -> None:
    found = dossier("orientation:N1", taken("orientation:N1", "creee", label="Vieillir chez soi"))
    assert (found.name, found.printed, found.numbers, found.lines) == ("Vieillir chez soi", "", (), ())
    assert len(found.places) == 6


def test_programmes_are_tied_by_a_sentence_that_names_them() -> None:
    fne, access = compute_programmes(TABLES)
    assert (fne.code, access.code) == ("fne", "acces_services")
    tied = {row["action_id"] for row in records(TABLES["frame_actions"]) if row["frame_id"] == "fne"}
    assert set(fne.actions) == tied == {4}
    # The report names no action for the other programme: none is invented.
    assert access.actions == {}
    sentences = [source for one in (fne, access) for _, source in one.said]
    sentences += [source for found in fne.actions.values() for source in found]
    assert len(sentences) >= 6
    for source in sentences:
        assert normalised(source.quote) in source_text()
    for source in fne.actions[4]:
        assert "france numérique ensemble" in source.quote.casefold()


def test_a_tag_goes_where_the_action_goes_and_a_decision_may_add_one() -> None:
    programmes = compute_programmes(TABLES)
    assert [(one.code, one.decided) for one in action_tags(programmes, {}, 4)] == [("fne", False)]
    assert action_tags(programmes, {}, 5) == ()
    assert [one.code for one in orientation_tags(programmes, {}, "orientation:O2", [4])] == ["fne"]
    assert orientation_tags(programmes, {}, "orientation:O3", [5, 6, 7]) == ()
    decided = {"action:1": taken("action:1", "poursuite", programme="acces_services")}
    (tag,) = orientation_tags(programmes, decided, "orientation:O1", [1, 2, 3])
    assert (tag.code, tag.decided, tag.action_id, tag.words) == (
        "acces_services",
        True,
        1,
        decided["action:1"].wording,
    )
    own = {"orientation:O2": taken("orientation:O2", "maintenue", programme="fne")}
    (tag,) = orientation_tags(programmes, own, "orientation:O2", [4])
    assert tag.decided
    assert tag.sources  # the documents' sentence stays beside the decision

"""What a phone sends is checked one by one; nothing sent twice is written twice; who was not heard is computed."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import replace

import pandas as pd
import pytest

from components.gatherings import gathering_sentences
from data.analysis.bodies_heard import epci_of
from data.analysis.completeness import Held, compute_requirements
from data.analysis.gatherings import by_orientation, known_objects, summarise
from data.analysis.heard import compute_homes
from data.analysis.statuses import compute_statuses
from data.deciding.faults import InvalidError
from data.deciding.gatherings import FAMILIES, Remark, read_queue
from data.decision import Actor, Decision
from data.load import change_remark, load_remarks, load_store, record_remarks
from data.model import ARRONDISSEMENTS

ACTOR = Actor("", "Camille Essai", "référent", "local")
OBJECTS = frozenset({"action:5", "orientation:O1"})
EPCI = frozenset({"epci:200068500"})


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path / "home"))


def row(**more: object) -> dict[str, object]:
    return {
        "remark_id": str(uuid.uuid4()),
        "territory_id": "arr:592",
        "round": "1",
        "said_on": "2026-03-12",
        "table": "2",
        "kind": "besoin",
        "body": " CCAS de Caudry ",
        "family": "ccas",
        "text": "Un accueil le samedi.",
        "objects": ["action:5"],
        "territories": [],
        "volunteer": True,
        **more,
    }


def sent(*rows: object) -> str:
    return json.dumps({"contributions": rows})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"territory_id": "arr:999"}, "arrondissement"),
        ({"kind": "plainte"}, "besoin"),
        ({"body": "   "}, "organisme"),
        ({"text": ""}, "Écrivez"),
        ({"text": "x" * 5_000}, "trop long"),
        ({"text": "a\u202eb"}, "illisible"),
        ({"objects": ["action:99"]}, "inconnue"),
        ({"territories": ["epci:0"]}, "inconnu"),
        ({"said_on": "hier"}, "illisible"),
        ({"said_on": "1850-01-01"}, "Date attendue"),
        ({"volunteer": "oui"}, "illisible"),
        ({"revision": -1}, "illisible"),
        ({"objects": [f"action:{n}" for n in range(60)]}, "Trop de rattachements"),
        ({"meeting_id": "7b0d1f5e-8d0a-4c41-9b52-0d7a6c0f9c11"}, "rechargez la page"),
    ],
)
def test_a_bad_contribution_is_refused_with_its_reason_and_stops_no_other(change: dict, said: str) -> None:
    good, bad = row(), row(**change)
    received = read_queue(sent(bad, good), OBJECTS, EPCI)
    assert [remark.remark_id for remark in received.remarks] == [good["remark_id"]]
    ((name, why),) = received.refused
    assert name == f"{bad['remark_id']}.{bad.get('revision', 0)}"
    assert said in why


@pytest.mark.parametrize("words", ["", "{", "[]", "null", '{"contributions": 3}', "x" * 500_000])
def test_what_is_not_a_sending_records_nothing_and_says_so(words: str) -> None:
    with pytest.raises(InvalidError):
        read_queue(words, OBJECTS, EPCI)


def test_a_name_without_identifier_is_left_on_the_phone() -> None:
    assert read_queue(sent(row(remark_id="1"), "mot", None), OBJECTS, EPCI).remarks == ()


def test_sent_again_it_is_recorded_once(tables: dict[str, pd.DataFrame]) -> None:
    words = sent(row(), row(text="Des horaires."))
    first = record_remarks(ACTOR, words, OBJECTS, EPCI)
    again = record_remarks(ACTOR, words, OBJECTS, EPCI)
    assert first == again
    assert len(first.recorded) == 2
    assert [remark.body for remark in load_remarks()] == ["CCAS de Caudry"] * 2
    assert load_store().counter() == 2


def test_sent_again_under_a_name_typed_another_way_it_is_told_as_recorded_and_not_doubled() -> None:
    """The answer was lost with the connection; the page is opened again and its reader writes a shorter name."""
    words = sent(row())
    first = record_remarks(ACTOR, words, OBJECTS, EPCI)
    again = record_remarks(replace(ACTOR, name="C. Essai"), words, OBJECTS, EPCI)
    assert again.recorded == first.recorded
    assert again.refused == ()
    assert load_store().counter() == 1


def test_taken_back_on_the_phone_after_it_was_sent_it_is_a_new_version_of_the_same() -> None:
    kept = row()
    record_remarks(ACTOR, sent(kept), OBJECTS, EPCI)
    reworded = sent({**kept, "revision": 1, "text": "Un accueil le samedi matin."})
    receipts = [record_remarks(ACTOR, words, OBJECTS, EPCI) for words in (reworded, reworded, sent(kept))]
    # The first wording, sent late by another tab, is told as recorded and takes nothing back.
    assert [receipt.recorded for receipt in receipts] == [(f"{kept['remark_id']}.{n}",) for n in (1, 1, 0)]
    (remark,) = load_remarks()
    assert remark.text == "Un accueil le samedi matin."
    assert [entry.version for entry in load_store().history(remark.object_id)] == [1, 2]


def test_a_contribution_is_tied_to_a_meeting_of_its_own_arrondissement() -> None:
    meeting = "7b0d1f5e-8d0a-4c41-9b52-0d7a6c0f9c11"
    words = sent(row(meeting_id=meeting))
    assert read_queue(words, OBJECTS, EPCI, {meeting: "arr:592"}).remarks[0].meeting_id == meeting
    assert read_queue(words, OBJECTS, EPCI, {meeting: "arr:591"}).remarks == ()


def test_taken_back_it_leaves_the_synthesis_and_stays_in_the_journal() -> None:
    record_remarks(ACTOR, sent(row()), OBJECTS, EPCI)
    (remark,) = load_remarks()
    assert change_remark(ACTOR, remark, None, OBJECTS, EPCI) == ""
    assert load_remarks() == ()
    assert [entry.version for entry in load_store().history(remark.object_id)] == [1, 2]


def test_corrected_after_it_was_read_it_is_a_new_version_and_a_late_sending_takes_nothing_back() -> None:
    words = sent(row())
    record_remarks(ACTOR, words, OBJECTS, EPCI)
    (read,) = load_remarks()
    better = replace(read, text="Un accueil le samedi matin.", body="CCAS du Cateau", territories=tuple(EPCI))
    assert change_remark(ACTOR, read, better, OBJECTS, EPCI) == ""
    assert "a changé depuis" in change_remark(ACTOR, read, replace(read, text="Autre chose."), OBJECTS, EPCI)
    assert "illisible" in change_remark(ACTOR, read, replace(read, text="a\u202eb"), OBJECTS, EPCI)
    assert "inconnue" in change_remark(ACTOR, read, replace(read, objects=("action:99",)), OBJECTS, EPCI)
    # The identifier, the meeting and the day are those it was recorded with.
    assert load_remarks() == (replace(better, revision=1),)
    moved = replace(better, revision=1, said_on=None, territory_id="arr:591")
    assert change_remark(ACTOR, load_remarks()[0], moved, OBJECTS, EPCI) == ""
    assert (load_remarks()[0].territory_id, load_remarks()[0].said_on) == (read.territory_id, read.said_on)
    assert record_remarks(ACTOR, words, OBJECTS, EPCI).recorded == (read.token,)
    assert [one.text for one in load_remarks()] == ["Un accueil le samedi matin."]
    assert len(load_store().history(read.object_id)) == 3


def remark(**more: object) -> Remark:
    base = Remark("r", "arr:592", "1", None, "", "besoin", "CCAS", "ccas", "…", ("action:5",))
    return replace(base, **more)  # type: ignore[arg-type]


def test_who_was_not_heard(tables: dict[str, pd.DataFrame]) -> None:
    epci = epci_of(tables, "arr:592")
    assert len(epci) == 3
    first = next(iter(epci.values()))
    summaries = {
        s.territory_id: s for s in summarise(tables, [remark(body=first.upper(), family="epci", volunteer=True)])
    }
    cambrai = summaries["arr:592"]
    assert set(summaries) == set(ARRONDISSEMENTS)
    assert set(cambrai.silent_epci) == set(epci.values()) - {first}
    assert cambrai.volunteers == (first,)
    assert set(cambrai.silent_families) == set(FAMILIES) - {"epci", "autre"}
    assert summaries["arr:591"].total == 0


def test_an_epci_across_two_arrondissements_is_heard_once_wherever_it_spoke(tables: dict[str, pd.DataFrame]) -> None:
    (both,) = set(epci_of(tables, "arr:593")) & set(epci_of(tables, "arr:595"))
    label = epci_of(tables, "arr:593")[both]
    said = remark(territory_id="arr:593", body=label, family="epci")
    summaries = summarise(tables, [said])
    douai, lille = (next(s for s in summaries if s.territory_id == code) for code in ("arr:593", "arr:595"))
    assert (douai.epci_elsewhere, lille.epci_elsewhere) == ((), (label,))
    silent = {name for one in summaries for name in one.silent_epci}
    assert silent == set(epci_of(tables, "dep:59").values()) - {label}
    # The two pages that count them say the same.
    sentences = " ".join(str(one) for one in gathering_sentences(summaries, dict.fromkeys(ARRONDISSEMENTS, "")))
    assert f"{len(silent)} EPCI" in re.sub(r"\s", " ", sentences)
    held = compute_requirements(Held(tables, {}, (said,), 0))
    (association,) = (one for one in held if one.requirement_id == "association")
    assert association.holds == (f"1 EPCI entendu en arrondissement, sur {len(silent) + 1}.",)


@pytest.mark.parametrize(
    ("family", "typed", "names"),
    [
        ("commune", ["mairie d'iwuy", "MAIRIE D'IWUY", "Mairie d’Iwuy", "Ville d'Iwuy"], ["Mairie d’Iwuy"]),
        ("epci", ["C.A. de Cambrai", "Communauté d'agglomération de Cambrai", "ca de cambrai"], ["CA de Cambrai"]),
        ("ccas", ["C.C.A.S. de Caudry", "CCAS de Caudry", "CCAS de Caudry"], ["CCAS de Caudry"]),
        # Another body of the same place is another body.
        ("commune", ["Mairie d'Iwuy", "École d'Iwuy"], ["École d'Iwuy", "Mairie d'Iwuy"]),
    ],
)
def test_a_body_written_several_ways_is_counted_once(
    tables: dict[str, pd.DataFrame], family: str, typed: list[str], names: list[str]
) -> None:
    remarks = [remark(body=words, family=family, volunteer=True) for words in typed]
    (cambrai,) = (s for s in summarise(tables, remarks) if s.territory_id == "arr:592")
    assert list(cambrai.bodies) == names
    assert cambrai.volunteers == cambrai.bodies


def test_a_commune_is_heard_by_itself_or_by_its_ccas_and_by_no_other_name(tables: dict[str, pd.DataFrame]) -> None:
    def mute(*remarks: Remark) -> set[str]:
        (cambrai,) = (s for s in summarise(tables, remarks) if s.territory_id == "arr:592")
        return set(cambrai.silent_communes)

    everyone = mute()
    links = tables["territory_links"].query("parent_id == 'arr:592' and child_id.str.startswith('com:')")
    assert len(everyone) == len(links)
    assert everyone - mute(remark(body="Mairie d'Iwuy", family="commune")) == {"Iwuy"}
    assert everyone - mute(remark(body="CCAS de CAUDRY", family="ccas")) == {"Caudry"}
    # The longest name is meant, and an EPCI that bears a town's name is not that town.
    assert everyone - mute(remark(body="Ville du Cateau-Cambrésis", family="commune")) == {"Le Cateau-Cambrésis"}
    assert everyone == mute(remark(body="CA de Cambrai", family="epci"))


def test_an_epci_is_heard_whatever_its_kind_is_written(tables: dict[str, pd.DataFrame]) -> None:
    said = remark(body="Communauté d'agglomération de Cambrai", family="epci")
    (cambrai,) = (s for s in summarise(tables, [said]) if s.territory_id == "arr:592")
    assert "CA de Cambrai" not in cambrai.silent_epci


def test_what_is_said_of_an_action_stands_under_its_orientation(tables: dict[str, pd.DataFrame]) -> None:
    statuses = compute_statuses(tables)
    objects = known_objects(tables, statuses)
    remarks = (remark(), remark(objects=("orientation:O3", "action:5")), remark(objects=()))
    groups = dict(by_orientation(remarks, compute_homes(tables, statuses, {}), objects))
    assert len(groups) == 10
    assert groups[objects["orientation:O3"]] == remarks[:2]
    assert groups["Sans rattachement"] == remarks[2:]


def test_what_is_said_follows_the_action_to_the_orientation_that_carries_it(tables: dict[str, pd.DataFrame]) -> None:
    """Attached to another orientation, it is no longer said of the first; one merged is said of the one that receives
    it; an action that left the schéma keeps its orientation of then, for nothing said is lost."""
    statuses = compute_statuses(tables)
    decisions = {
        "orientation:N1": _decision("orientation:N1", "creee", label="Aller vers", actions=("action:5",)),
        "orientation:O7": _decision("orientation:O7", "fusionnee", merged_into="orientation:O8"),
        "action:12": _decision("action:12", "arret"),
    }
    homes = compute_homes(tables, statuses, decisions)
    assert homes.of(remark(objects=("action:5",))) == ("orientation:N1",)
    assert homes.of(remark(objects=("orientation:O7",))) == ("orientation:O7", "orientation:O8")
    assert homes.of(remark(objects=("action:14",))) == ("orientation:O8",)
    own = next(one.orientation_id for one in statuses if one.action_id == 12)
    assert homes.of(remark(objects=("action:12",))) == (f"orientation:{own}",)
    assert homes.of(remark(objects=())) == ()


def _decision(object_id: str, sense: str, **more: object) -> Decision:
    return replace(Decision(object_id, object_id, "m", 1, sense, "…", "", None), **more)  # type: ignore[arg-type]

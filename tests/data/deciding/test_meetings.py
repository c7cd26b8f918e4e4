"""The agenda proposed for a meeting, and what a meeting must hold."""

import dataclasses
import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from data.analysis.caveats import compute_caveats
from data.analysis.statuses import compute_statuses
from data.deciding.meetings import (
    check_agenda,
    check_meeting,
    group_items,
    move_item,
    new_meeting,
    propose_agenda,
    split_item,
    total_minutes,
    written_time,
)
from data.decision import AgendaItem, Meeting
from data.model import ARRONDISSEMENTS, DEPARTEMENT

TABLES = Path(__file__).parents[3] / "data" / "tables"
OBJECTS = {f"action:{number}" for number in range(1, 17)} | {f"orientation:O{rank}" for rank in range(1, 10)}
TERRITORIES = {DEPARTEMENT, *ARRONDISSEMENTS}


@pytest.fixture(scope="module")
def agenda() -> tuple[AgendaItem, ...]:
    tables = {path.stem: pd.read_parquet(path) for path in TABLES.glob("*.parquet")}
    labels = [(row["orientation_id"], row["label"]) for row in tables["orientations"].to_dict("records")]
    return propose_agenda(labels, compute_statuses(tables), compute_caveats(tables))


def meeting(agenda: tuple[AgendaItem, ...], **changes: object) -> Meeting:
    sound = dataclasses.replace(new_meeting("m1", agenda, dt.date(2024, 1, 26)), day=dt.date(2024, 6, 28))
    return dataclasses.replace(sound, **changes)  # type: ignore[arg-type]


def faults(tested: Meeting) -> dict[str, str]:
    return {fault.field: fault.message_fr for fault in check_meeting(tested, OBJECTS, TERRITORIES)}


def test_orientations_come_first_then_lots_then_what_is_contested(agenda: tuple[AgendaItem, ...]) -> None:
    objects = [name for item in agenda for name in item.objects]
    assert objects[:9] == [f"orientation:O{rank}" for rank in range(1, 10)]
    # Every action once: none is forgotten, none is decided twice.
    assert sorted(objects[9:]) == sorted(f"action:{number}" for number in range(1, 17))
    actions = agenda[9:]
    places = [place for place, item in enumerate(actions) if not item.note]
    contested = [place for place, item in enumerate(actions) if item.note]
    assert max(places) < min(contested)
    assert all(not item.is_lot for item in agenda if item.note)
    lot = next(item for item in agenda if item.is_lot)
    assert lot.objects == ("action:3", "action:15", "action:16")


def test_each_orientation_says_what_hangs_on_it(agenda: tuple[AgendaItem, ...]) -> None:
    noted = {item.objects[0]: item.note for item in agenda[:9]}
    assert all(noted.values())
    # Action 14 alone carries O7, and its box and its text disagree.
    assert noted["orientation:O7"] == (
        "une seule action la porte : l'arrêter ou la transférer la viderait ; l'action 14 est à trancher"
    )
    tables = {path.stem: pd.read_parquet(path) for path in TABLES.glob("*.parquet")}
    beneath = tables["actions"].groupby("orientation_id").size().to_dict()
    for name, note in noted.items():
        count = beneath[name.partition(":")[2]]
        assert note.startswith("une seule action" if count == 1 else f"{count} actions")


def test_contested_is_no_clear_proposal_or_a_grave_precaution(agenda: tuple[AgendaItem, ...]) -> None:
    noted = {item.objects[0]: item.note for item in agenda if item.note}
    # 5: conventions that do not add up; 8 to 11 and 14: the box ticked and the text disagree.
    assert {"action:5", "action:8", "action:11", "action:14"} <= set(noted)
    assert {"action:1", "action:4", "action:6", "action:7", "action:12", "action:13"} <= set(noted)
    assert "action:2" not in noted
    assert "24 conventions" in noted["action:5"]


def test_the_hour_is_kept(agenda: tuple[AgendaItem, ...]) -> None:
    assert total_minutes(meeting(agenda)) == 60
    assert faults(meeting(agenda)) == {}


def test_bad_input_is_said_field_by_field(agenda: tuple[AgendaItem, ...]) -> None:
    found = faults(
        meeting(
            agenda,
            day=None,
            time="26h",
            territory_id="arr:999",
            instance="conseil",
            place="x" * 100_000,
            documents=("a\x07",),
        )
    )
    assert set(found) == {"day", "time", "territory_id", "instance", "place", "documents"}
    assert "100\u202f000" in found["place"]
    assert "arrondissement" in faults(meeting(agenda, instance="arrondissement"))["territory_id"]
    assert "réunion" in faults(meeting(agenda, reference_date=dt.date(2024, 7, 1)))["reference_date"]


def test_an_agenda_holds_known_objects_once() -> None:
    items = (
        AgendaItem("a", "Un", ("action:5",), 3),
        AgendaItem("b", "Deux", ("action:5", "action:17"), 0),
        AgendaItem("c", " ", ("action:1", "orientation:O1"), 3),
    )
    said = " ".join(fault.message_fr for fault in check_agenda(items, OBJECTS))
    for words in ("déjà à l'ordre du jour", "« action:17 » est inconnu", "durée", "titre", "pas les deux"):
        assert words in said
    assert check_agenda((), OBJECTS)


def test_items_become_a_lot_and_a_lot_becomes_items_again(agenda: tuple[AgendaItem, ...]) -> None:
    places = [place for place, item in enumerate(agenda) if item.objects[0] in {"action:8", "action:10"}]
    grouped = group_items(agenda, places)
    lot = grouped[places[0]]
    assert lot.objects == ("action:8", "action:10")
    assert lot.title == "Lot : actions 8 et 10"
    assert len(grouped) == len(agenda) - 1
    again = split_item(grouped, places[0], [agenda[place] for place in places])
    assert sorted(item.item_id for item in again) == sorted(item.item_id for item in agenda)
    assert group_items(agenda, places[:1]) == agenda


def test_an_item_moves_and_stops_at_the_ends(agenda: tuple[AgendaItem, ...]) -> None:
    moved = move_item(agenda, 0, 1)
    assert moved[:2] == (agenda[1], agenda[0])
    assert move_item(agenda, 0, -1) == agenda
    assert move_item(agenda, len(agenda) - 1, 1) == agenda


def test_a_time_of_day_is_written_one_way() -> None:
    assert [written_time(words) for words in ("14h30", "9:05", " 23:59 ", "24:00", "midi")] == [
        "14:30",
        "09:05",
        "23:59",
        "",
        "",
    ]

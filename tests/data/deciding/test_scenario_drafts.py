"""A scenario taken into an open meeting: it adds wordings, and touches nothing that the room wrote or decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from data.deciding.codec import to_payload
from data.deciding.meetings import new_meeting
from data.deciding.room import Room, Wish, close_meeting, open_meeting, record, save_draft
from data.decision import AgendaItem, Decision
from data.load import load_room, load_store, take_as_draft
from data.store import Write, new_entry_id
from tests.data.deciding.test_scenarios import ACTOR, scenario

MEETING = "7b0d1f5e-8d0a-4c41-9b52-0d7a6c0f9c11"
NOW = dt.datetime(2026, 12, 10, 9, tzinfo=dt.UTC)


def send(wishes: Sequence[Wish]) -> None:
    load_store().append_many(
        ACTOR, [Write(w.verb, w.object_id, w.kind, w.payload, w.expected, new_entry_id()) for w in wishes]
    )


def room_now() -> Room:
    room = load_room(MEETING)
    assert room is not None
    return room


def hold_meeting() -> None:
    """An open meeting: one point, a lot of which one is decided, a lot that is being worded."""
    agenda = (
        AgendaItem("action-8", "Action 8", ("action:8",), 5),
        AgendaItem("lot-a", "Lot : trois", ("action:2", "action:5", "action:14"), 6),
        AgendaItem("lot-b", "Lot : deux", ("action:15", "action:16"), 6),
    )
    meeting = new_meeting(MEETING, agenda, None)
    store = load_store()
    store.append(ACTOR, Write("preparer", f"meeting:{MEETING}", "meeting", to_payload(meeting), 0, new_entry_id()))
    send(open_meeting(room_now(), NOW))

    def said(name: str, sense: str, wording: str) -> Decision:
        return Decision("d", name, MEETING, 0, sense, wording, "", None)

    send(save_draft(room_now(), said("action:8", "poursuite", "Les mots de la salle.")))
    send(save_draft(room_now(), said("lot:lot-b", "poursuite", "Le lot de la salle.")))
    send(record(room_now(), [said("action:14", "poursuite", "Le COPIL propose la poursuite.")], {}))


def test_taken_to_an_open_meeting_it_covers_nothing_that_is_written_or_decided(tables, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path / "home"))
    hold_meeting()
    before = room_now()
    written = scenario(
        tables, action_8="transferer", action_5="poursuite", action_14="arret", action_15="arret", action_3="poursuite",
        action_12="arret",
    )  # fmt: skip
    titles = {f"action:{number}": f"Titre {number}" for number in (2, 3, 5, 8, 14, 15, 16)}
    done = take_as_draft(ACTOR, written, MEETING, titles)
    assert (done.refusal, done.taken is not None) == ("", True)
    assert done.taken is not None
    assert [draft.object_id for draft in done.taken.drafts] == ["action:5", "action:3"]
    assert done.taken.worded == ("action:8", "action:15")
    assert done.taken.decided == ("action:14",)
    assert done.taken.gone == ("action:12",)
    after = room_now()
    for name in ("action:8", "lot:lot-b"):
        assert after.drafts[name] == before.drafts[name], name
    assert after.heads == before.heads
    # The agenda that all were sent stays; what is new is a point of its own, and the room is not moved.
    assert after.meeting == before.meeting
    assert after.live is not None
    assert before.live is not None
    assert after.live.point_id == before.live.point_id
    assert [point.objects for point in after.points] == [
        ("action:8",),
        ("action:2", "action:14"),
        ("action:5",),
        ("action:15", "action:16"),
        ("action:3",),
    ]
    # Taken again, there is nothing more to write; once closed, the meeting takes nothing.
    count = load_store().counter()
    assert "déjà décidé ou en cours de rédaction" in take_as_draft(ACTOR, written, MEETING, titles).refusal
    send(close_meeting(room_now(), ""))
    assert "rouvrez-la" in take_as_draft(ACTOR, written, MEETING, titles).refusal
    assert load_store().counter() == count + 2


def test_a_wording_begun_at_the_same_moment_is_kept_and_nothing_is_half_written(tables, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path / "home"))
    hold_meeting()
    stale = room_now()
    send(save_draft(stale, Decision("d", "action:5", MEETING, 0, "arret", "Les mots d'une autre.", "", None)))
    monkeypatch.setattr("data.load.scenarios.load_room", lambda _: stale)
    count = load_store().counter()
    written = scenario(tables, action_3="poursuite", action_5="poursuite")
    titles = {"action:3": "Trois", "action:5": "Cinq"}
    assert "Camille Essai" in take_as_draft(ACTOR, written, MEETING, titles).refusal
    assert load_store().counter() == count
    kept = room_now().draft("action:5")
    assert kept is not None
    assert kept.wording == "Les mots d'une autre."

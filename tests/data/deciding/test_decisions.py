"""What a decision must hold before it is recorded, field by field."""

import dataclasses
import datetime as dt

import pytest

from data.deciding.codec import from_payload, to_payload
from data.deciding.decisions import LIMITS, Ground, check_decision, departures, of_its_sense, senses_of
from data.deciding.meetings import new_meeting
from data.deciding.wording import default_wording
from data.decision import Ballot, Decision, Meeting, Reservation

DAY = dt.date(2024, 6, 28)
GROUND = Ground(
    {"action:5", "action:8", "action:14", "orientation:O7", "orientation:O8"}, {"dep:59", "arr:591"}, {"dimension-1-1"}
)
MEETING = dataclasses.replace(new_meeting("m1", (), None), day=DAY)


def decision(object_id: str = "action:5", **changes: object) -> Decision:
    """A decision that may be recorded, but for the changes."""
    sound = Decision("d1", object_id, "m1", 0, "poursuite", "Le COPIL propose…", "CAF", dt.date(2025, 1, 1))
    return dataclasses.replace(sound, **changes)  # type: ignore[arg-type]


def faults(tested: Decision, emptied: tuple[str, ...] = (), meeting: Meeting = MEETING) -> dict[str, str]:
    return {fault.field: fault.message_fr for fault in check_decision(tested, meeting, GROUND, emptied)}


def test_a_sound_decision_has_no_fault() -> None:
    assert faults(decision()) == {}
    assert faults(decision("orientation:O7", sense="maintenue")) == {}


@pytest.mark.parametrize("instance", ["cotech", "arrondissement"])
def test_only_the_copil_decides(instance: str) -> None:
    """What an arrondissement meeting or the COTECH puts forward is never recorded as the committee's decision."""
    elsewhere = dataclasses.replace(MEETING, instance=instance)
    assert "seul le COPIL décide" in faults(decision(), meeting=elsewhere)["object_id"]
    assert faults(decision(), meeting=dataclasses.replace(MEETING, instance="copil")) == {}


BAD = {
    "unknown action": (decision("action:17"), "object_id", "inconnu"),
    "no sense": (decision(sense=""), "sense", "Choisissez un sens"),
    "an action is not maintained": (decision(sense="maintenue"), "sense", "ne convient pas"),
    "an orientation that exists is not created": (
        decision("orientation:O7", sense="creee", label="x"),
        "sense",
        "convient pas",
    ),
    "no wording": (decision(wording=" \n "), "wording", "phrase"),
    "deadline before the meeting": (decision(due=dt.date(2024, 6, 27)), "due", "27/06/2024"),
    "milestone after the deadline": (decision(milestone_on=dt.date(2025, 6, 1)), "milestone_on", "après l'échéance"),
    "votes beyond those present": (
        decision(adoption="vote", ballot=Ballot(10, 6, 3, 2)),
        "ballot",
        "11 voix pour 10 présents",
    ),
    "negative votes": (decision(adoption="vote", ballot=Ballot(10, 12, -3, 0)), "ballot", "négatives"),
    "a vote without voices": (decision(adoption="vote"), "ballot", "Saisissez les voix"),
    "réorientation without how": (decision(sense="reorientation"), "modality", "Dites comment"),
    "transfer to nowhere": (
        decision(sense="reorientation", modality="transferer"),
        "receiving_frame",
        "Nommez le cadre",
    ),
    "merger with itself": (
        decision(sense="reorientation", modality="fusionner", merged_into="action:5"),
        "merged_into",
        "avec laquelle",
    ),
    "merger of an orientation with an action": (
        decision("orientation:O7", sense="fusionnee", merged_into="action:5"),
        "merged_into",
        "avec laquelle",
    ),
    "reworded without words": (decision("orientation:O7", sense="reformulee"), "label", "intitulé"),
    "a reservation by nobody": (decision(reservations=(Reservation("", "non"),)), "reservations", "nomme l'organisme"),
    "an unknown territory": (decision(scope=("arr:999",)), "scope", "territoire est inconnu"),
    "an unknown condition": (decision(conditions=("dimension-9-9",)), "conditions", "inconnue"),
    "a control character": (decision(wording="a\x00b"), "wording", "illisible"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_recorded_is_said_beside_its_field(case: str) -> None:
    tested, field, words = BAD[case]
    found = faults(tested)
    assert set(found) == {field}
    assert words in found[field]


def test_a_text_of_100_000_characters_is_refused_and_the_limit_is_said() -> None:
    for field, limit in LIMITS.items():
        (said,) = faults(decision(**{field: "é" * 100_000})).values()
        assert "100\u202f000" in said
        assert f"{limit:,}".replace(",", "\u202f") in said


def test_markup_and_formulas_are_kept_as_the_text_they_are() -> None:
    words = '<script>alert("x")</script> **gras** =SOMME(A1:A9) [lien](http://x)'
    tested = decision(wording=words, motive="=1+1")
    assert faults(tested) == {}
    assert from_payload(Decision, to_payload(tested)) == tested


def test_a_departure_asks_for_a_motive_and_for_nothing_else() -> None:
    for reading, sense, grid, expected in (
        ("poursuite", "poursuite", "", ()),
        ("poursuite", "arret", "", ("la proposition de la fiche",)),
        ("mixte", "poursuite", "", ()),
        ("mixte", "arret", "", ("la proposition de la fiche",)),
        ("non_renseigne", "arret", "", ()),
        ("arret", "poursuite", "poursuite", ("la proposition de la fiche",)),
        ("arret", "arret", "poursuite", ("le résultat de la grille",)),
        ("arret", "poursuite", "reorientation", ("la proposition de la fiche", "le résultat de la grille")),
        ("arret", "renvoi_cotech", "poursuite", ()),
        ("arret", "reportee", "poursuite", ()),
        ("poursuite", "poursuite", "a_completer", ()),
    ):
        tested = decision(proposal_reading=reading, sense=sense, grid_class=grid)
        assert departures(tested) == expected, (reading, sense, grid)
        assert ("motive" in faults(tested)) == bool(expected)
        assert "motive" not in faults(dataclasses.replace(tested, motive="Parce que."))


def test_stopping_an_orientation_that_the_grid_keeps_asks_for_a_motive() -> None:
    for sense, grid, due in (
        ("fusionnee", "priorite", True),
        ("fusionnee", "maintien", True),
        ("fusionnee", "veille", False),
        ("fusionnee", "", False),
        ("reformulee", "priorite", False),
        ("retiree", "priorite", True),
        ("retiree", "maintien", True),
        ("retiree", "veille", False),
        ("retiree", "", False),
        ("maintenue", "priorite", False),
    ):
        tested = decision("orientation:O7", sense=sense, grid_class=grid)
        assert ("motive" in faults(tested)) == due, (sense, grid)
        assert "motive" not in faults(dataclasses.replace(tested, motive="Parce que."))


def test_the_same_words_are_not_a_rewording() -> None:
    tested = decision("orientation:O7", sense="reformulee", label=" L'école ", label_before="L'école")
    assert "label" in faults(tested)
    assert "label" not in faults(dataclasses.replace(tested, label="L'école pour tous"))
    assert "label" not in faults(dataclasses.replace(tested, sense="maintenue"))


def test_what_was_chosen_for_another_sense_then_left_is_not_adopted() -> None:
    typed = decision(
        modality="fusionner", merged_into="action:3", receiving_frame="COM", label="Mots", actions=("action:1",)
    )
    stopped = of_its_sense(dataclasses.replace(typed, sense="arret"))
    assert (stopped.modality, stopped.merged_into, stopped.receiving_frame) == ("", "", "")
    assert (stopped.label, stopped.actions) == ("", ())
    merged = of_its_sense(dataclasses.replace(typed, sense="reorientation"))
    assert (merged.modality, merged.merged_into, merged.receiving_frame) == ("fusionner", "action:3", "")
    created = of_its_sense(dataclasses.replace(typed, sense="creee"))
    assert (created.label, created.actions, created.merged_into) == ("Mots", ("action:1",), "")


def test_emptying_an_orientation_asks_for_an_express_yes() -> None:
    tested = decision("action:14", sense="arret")
    label = "« Un accès à l'éducation équitable »"
    assert label in faults(tested, (label,))["emptying_confirmed"]
    assert faults(dataclasses.replace(tested, emptying_confirmed=True), (label,)) == {}


def test_a_created_orientation_is_not_maintained() -> None:
    assert "creee" in senses_of("orientation:N1")
    assert "maintenue" not in senses_of("orientation:N1")


def test_the_sentence_proposed_says_who_what_and_how() -> None:
    tested = decision(sense="reorientation", modality="transferer", receiving_frame="COM et PAMS")
    words = default_wording(tested, MEETING, "Mettre en place des adultes-relais")
    assert words == (
        "Le COPIL restreint propose la réorientation de l'action 5, « Mettre en place des adultes-relais », "
        "en la transférant vers COM et PAMS."
    )
    assert default_wording(decision(sense=""), MEETING, "x") == ""
    merged = decision("orientation:O8", sense="fusionnee", merged_into="orientation:O9")
    assert default_wording(merged, MEETING, "Sport", "Culture").endswith(
        "propose de fusionner l'orientation « Sport » avec l'orientation « Culture »."
    )
    part = default_wording(decision("action:13.2"), MEETING, "Cartographie")
    assert "de la sous-action 13.2, « Cartographie »" in part

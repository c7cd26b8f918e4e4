"""What is merged must end somewhere: in an orientation, or an action, that stays."""

from __future__ import annotations

import pytest

from data.deciding.mergers import ends_nowhere
from data.decision import Decision


def taken(object_id: str, sense: str, into: str = "", meeting: str = "m1") -> Decision:
    modality = "fusionner" if sense == "reorientation" else ""
    return Decision("d", object_id, meeting, 1, sense, "…", "", None, merged_into=into, modality=modality)


def told(one: Decision, *others: Decision) -> str:
    return ends_nowhere(one, {other.object_id: other for other in others}, lambda code: f"l'objet {code}")


O1_TO_O2 = taken("orientation:O1", "fusionnee", "orientation:O2")


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (O1_TO_O2, taken("orientation:O2", "fusionnee", "orientation:O1"), "aucune des deux ne resterait"),
        (O1_TO_O2, taken("orientation:O2", "retiree"), "L'objet orientation:O2 est retirée par décision"),
        (O1_TO_O2, taken("orientation:O2", "retiree", meeting=""), "retirée dans la préparation"),
        (O1_TO_O2, taken("orientation:O2", "fusionnee", "orientation:O3"), "elle-même fusionnée avec l'objet orient"),
        (taken("orientation:O2", "retiree"), O1_TO_O2, "L'objet orientation:O1 est fusionnée avec celle-ci"),
        (
            taken("action:3", "reorientation", "action:5"),
            taken("action:5", "reorientation", "action:3"),
            "aucune des deux ne resterait",
        ),
        (taken("action:3", "reorientation", "action:5"), taken("action:5", "arret"), "arrêtée par décision"),
        (taken("action:3", "reorientation", "action:13.2"), taken("action:13", "arret"), "arrêtée par décision"),
    ],
)
def test_what_would_end_nowhere_says_why(one: Decision, other: Decision, words: str) -> None:
    assert words in told(one, other)


def test_what_ends_somewhere_is_let_through() -> None:
    assert told(O1_TO_O2, taken("orientation:O2", "maintenue")) == ""
    assert told(O1_TO_O2) == ""
    # A correction answers for the others, not for what it replaces.
    assert told(O1_TO_O2, taken("orientation:O1", "retiree")) == ""
    # What others have joined may be joined to a third one: it is followed there.
    assert told(taken("orientation:O2", "fusionnee", "orientation:O3"), O1_TO_O2) == ""
    assert told(taken("orientation:O3", "retiree"), O1_TO_O2) == ""

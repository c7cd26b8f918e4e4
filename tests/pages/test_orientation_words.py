"""Why an orientation stops or is reworded, and its words before and after, wherever they are read."""

from __future__ import annotations

from data.deciding.codec import to_payload
from data.decision import Decision
from data.orientation_grid import ORIENTATIONS
from tests.pages.meeting_room import MEETING_ID, choose, decided, enter, faults, history, keep_meeting, press, write
from tests.pages.screen import open_screen, plain
from tests.pages.test_orientation_dossier import give, table
from tests.pages.test_orientations_2025 import store_line


def test_merging_an_orientation_the_grid_keeps_asks_for_a_motive_even_as_a_scenario_worded_it() -> None:
    keep_meeting()
    give("orientation:O7", **dict.fromkeys(ORIENTATIONS.criteria, "favorable"))
    # What a scenario writes knows nothing of the grid: what counts is what the server reads when it is recorded.
    draft = Decision("d1", "orientation:O7", MEETING_ID, 0, "fusionnee", "Le COPIL propose de fusionner.", "", None,
                     merged_into="orientation:O8")  # fmt: skip
    store_line("conduire", f"draft:{MEETING_ID}:orientation:O7", to_payload(draft))
    screen = press(enter(), "Enregistrer")
    assert "Un motif est nécessaire : le sens s'écarte du résultat de la grille." in " ".join(
        map(plain, faults(screen))
    )
    assert history("orientation:O7") == ()
    press(write(screen, "Motif", "Deux orientations pour une même école."), "Enregistrer")
    assert (decided("orientation:O7").sense, decided("orientation:O7").grid_class) == ("fusionnee", "priorite")


def test_a_rewording_offers_a_motive_and_shows_the_words_before_and_after_wherever_it_is_read(tables) -> None:
    keep_meeting()
    old = plain(tables["orientations"].set_index("orientation_id").loc["O7", "label"])
    screen = choose(enter(), "Sens", "reformulee")
    assert f"Intitulé actuel : « {old} »" in screen.text
    press(write(screen, "Nouvel intitulé", old), "Enregistrer")
    assert "Cet intitulé est celui d'aujourd'hui" in " ".join(map(plain, faults(screen)))
    write(screen, "Nouvel intitulé", "Une école <b>proche</b>")
    press(write(screen, "Motif (facultatif", "Les familles le disent ainsi."), "Enregistrer")
    taken = decided("orientation:O7")
    assert (plain(taken.label_before), taken.motive) == (old, "Les familles le disent ainsi.")
    words = f"« {old} » devient « Une école <b>proche</b> »"
    for page, codes in (
        ("orientations_2025", {"dossier": "O7"}),
        ("decision", {"decision": taken.decision_id}),
        ("releve", {"reunion": MEETING_ID}),
    ):
        text = plain(open_screen(page, **codes).html.text)
        assert words in text, page
        assert "Les familles le disent ainsi." in text, page
    # Corrected in the same meeting, it still says what stood before the meeting, not its own first words.
    screen = press(enter(), "Corriger")
    press(write(screen, "Nouvel intitulé", "L'école partout"), "Enregistrer la correction")
    assert plain(decided("orientation:O7").label_before) == old
    rows = table(open_screen("orientations_2025", dossier="O7"), "Toutes les décisions sur cette orientation")
    assert [f"« {old} » devient" in row[2] for row in rows] == [True, True]


def test_words_typed_for_a_rewording_that_is_given_up_are_not_adopted() -> None:
    keep_meeting()
    screen = write(choose(enter(), "Sens", "reformulee"), "Nouvel intitulé", "Une école proche")
    press(choose(screen, "Sens", "maintenue"), "Enregistrer")
    assert (decided("orientation:O7").sense, decided("orientation:O7").label) == ("maintenue", "")

"""« Mon arrondissement » inside the frame: coverage beside the rest of the Nord, layers of the map, comparison."""

from __future__ import annotations

import re

from tests.pages.screen import open_screen, plain

AVESNES = "arr:591"


def test_coverage_is_told_first_with_its_gap_and_its_straight_line() -> None:
    screen = open_screen("arrondissement", territoire=AVESNES)
    text = plain(screen.text)
    # A question that has an answer: everybody has a town hall, not everybody one that opens on Saturday.
    assert "des habitants sont à 5 km ou moins d'un point « Mairies ouvertes le samedi »" in text
    assert "44 240 habitants sont au-delà" in text
    links = {node.attributes["href"] for node in screen.html.all("a") if "proximite?" in node.attributes["href"]}
    assert any("ouverture=samedi" in link and "points=mairies" in link for link in links)
    assert any("ouverture=tous" in link and "points=mairies" in link for link in links)
    assert "Écart au reste du Nord" in text
    assert "non publié à cette échelle" not in text
    # 7 France services for the inhabitants of Avesnes, the 45 others for the rest.
    assert "France services (ANCT) pour 10 000 habitants" in text
    assert "1er août 2024" in text


def test_another_threshold_changes_the_table_not_the_first_sentence() -> None:
    near = plain(open_screen("arrondissement", territoire=AVESNES, seuil="1").text)
    assert "Habitants à 1 km ou moins, à vol d'oiseau" in near
    assert "des habitants sont à 5 km ou moins" in near


def test_an_epci_beside_the_arrondissement_has_no_invented_rate() -> None:
    text = plain(open_screen("arrondissement", territoire=AVESNES, avec="epci:245900758").text)
    assert "CC Flandre Lys" in text
    assert "non publié à cette échelle" in text
    assert "communes du Nord seulement" in text


def test_every_number_of_an_action_opens_its_fiche() -> None:
    screen = open_screen("arrondissement", territoire=AVESNES)
    told = [node for node in screen.html.all("p") if plain(node.text).startswith("Actions qui")]
    numbers = [anchor for node in told for anchor in node.all("a")]
    assert sorted(int(anchor.text) for anchor in numbers) == list(range(1, 17))
    for anchor in numbers:
        assert anchor.attributes["href"] == f"fiche?action={anchor.text}"


def test_the_marks_of_the_list_have_their_key() -> None:
    """Every word written beside an action by the stylesheet of the territory is said in the key above, and no other."""
    for territory in (AVESNES, "arr:594"):
        screen = open_screen("arrondissement", territoire=territory)
        written = set(re.findall(r'content:"([^"]+)"', " ".join(style.text for style in screen.html.all("style"))))
        key = screen.html.one("p", "sd-marks-key")
        assert written
        assert {plain(strong.text) for strong in key.all("strong")} == written


def test_acronyms_are_spelt_out_and_a_deduction_is_said_to_be_one() -> None:
    text = plain(open_screen("arrondissement", territoire=AVESNES).text)
    assert "3CA, CC Coeur de l'Avesnois (rapprochement déduit, le bilan ne développe pas ce sigle)" in text
    assert "CCPM, CC du Pays de Mormal (rapprochement déduit" in text
    assert "MSP, maison de santé pluriprofessionnelle" in text

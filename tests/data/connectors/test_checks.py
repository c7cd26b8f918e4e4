"""Code, name and position against the reference: each edge alone, in a file that is otherwise right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from data.connectors.corrections import COMMUNE, SWAP
from data.connectors.preview import preview_file
from data.connectors.refusal import RefusedError
from data.connectors.shapes import Preview, Problem

Row = dict[str, str]
Structure = Callable[..., Row]
MakeCsv = Callable[..., bytes]
Look = Callable[..., Preview]


@pytest.fixture
def look(structure: Structure, make_csv: MakeCsv) -> Look:
    """Preview a good row followed by the given ones (on spreadsheet row 3 and after)."""

    def preview(*rows: Row, confirmed: frozenset[str] = frozenset()) -> Preview:
        found = preview_file(make_csv([structure(), *rows]), "essai.csv", confirmed=confirmed)
        assert found.rows_read == found.rows_kept + found.rows_set_aside
        return found

    return preview


def _kept(preview: Preview, row: int = 3) -> dict[Any, Any]:
    return preview.kept[preview.kept["source_row"] == row].iloc[0].to_dict()


def _aside(preview: Preview) -> Problem:
    (problem,) = preview.set_aside
    return problem


def _notes(preview: Preview, code: str) -> list[Problem]:
    return [problem for problem in preview.notes if problem.code == code]


def test_a_right_row_says_nothing(look: Look) -> None:
    preview = look()
    assert preview.notes == ()
    assert _kept(preview, 2)["territory_id"] == "com:59012"
    assert _kept(preview, 2)["flags"] == ""


def test_days_a_month_are_read_where_the_list_carries_them(structure: Structure, make_csv: MakeCsv) -> None:
    written = ("1", "0,5", "", "40", "souvent")
    rows = [structure(id_fs=str(at), lib_fs=f"Arrêt {at}", jours_par_mois=said) for at, said in enumerate(written)]
    preview = preview_file(make_csv(rows, ";"), "essai.csv")
    assert [None if days != days else days for days in preview.kept["days_per_month"]] == [1.0, 0.5, None, None, None]
    told = [(problem.row, problem.column, problem.found) for problem in _notes(preview, "value")]
    assert told == [(5, "jours_par_mois", "40"), (6, "jours_par_mois", "souvent")]


def test_an_unknown_code_is_set_aside_by_row_and_column(look: Look, structure: Structure) -> None:
    problem = _aside(look(structure(id_fs="2", insee_com="59999", lib_com="Nulle-Part", code_postal="")))
    assert (problem.row, problem.column, problem.found, problem.code) == (3, "insee_com", "59999", "unknown_code")
    assert problem.where == "ligne 3, colonne «\u00a0insee_com\u00a0»"


def test_a_merged_code_goes_to_the_present_commune_and_is_said(look: Look, structure: Structure) -> None:
    at = {"latitude": "50.282", "longitude": "3.741"}
    preview = look(structure(id_fs="2", insee_com="59070", lib_com="Bermeries", **at))
    assert _kept(preview)["territory_id"] == "com:59006"
    assert _kept(preview)["flags"] == "associated"
    (note,) = _notes(preview, "associated")
    assert "Bermeries" in note.message_fr
    assert "L'Orée de Mormal" in note.message_fr


def test_a_reused_code_under_its_former_name_is_said(look: Look, structure: Structure) -> None:
    preview = look(structure(id_fs="2", insee_com="59006", lib_com="Amfroipret", latitude="50.285", longitude="3.726"))
    assert _kept(preview)["territory_id"] == "com:59006"
    assert "Amfroipret fait partie de L'Orée de Mormal" in _notes(preview, "associated")[0].message_fr


@pytest.mark.parametrize(
    ("code", "town", "latitude", "longitude"),
    [
        ("59355", "Lomme", "50.6437", "2.9872"),
        ("59350", "LOMME", "50.6437", "2.9872"),
        ("59298", "Hellemmes-Lille", "50.6264", "3.1090"),
        ("59350", "HELLEMMES", "50.6264", "3.1090"),
    ],
)
def test_associated_communes_of_lille(
    look: Look, structure: Structure, code: str, town: str, latitude: str, longitude: str
) -> None:
    row = structure(
        id_fs="2", insee_com=code, lib_com=town, code_postal="59160", latitude=latitude, longitude=longitude
    )
    preview = look(row)
    assert _kept(preview)["territory_id"] == "com:59350"
    assert len(_notes(preview, "associated")) == 1


def test_a_postcode_in_the_insee_column_is_proposed_then_confirmed(look: Look, structure: Structure) -> None:
    # 59140 is the postcode of Dunkerque, and the INSEE code of another commune.
    at = {"latitude": "51.0343", "longitude": "2.3768"}
    row = structure(id_fs="2", insee_com="59140", code_postal="59140", lib_com="Dunkerque", **at)
    preview = look(row)
    assert _aside(preview).code == "postcode"
    assert "code postal" in _aside(preview).message_fr
    assert [correction.correction_id for correction in preview.corrections] == [COMMUNE]
    assert preview.corrections[0].rows == (3,)
    assert not preview.corrections[0].confirmed
    after = look(row, confirmed=frozenset({COMMUNE}))
    assert _kept(after)["territory_id"] == "com:59183"
    assert _kept(after)["flags"] == "commune_corrected"
    assert after.corrections[0].confirmed
    assert len(_notes(after, "corrected")) == 1


def test_a_whole_column_of_postcodes_is_named_as_such(structure: Structure, make_csv: MakeCsv) -> None:
    rows = [structure(id_fs=str(rank), lib_fs=f"France services {rank}", insee_com="59186") for rank in range(4)]
    preview = preview_file(make_csv(rows), "essai.csv")
    assert not preview.publishable
    assert any(problem.code == "postcode" and problem.row is None for problem in preview.notes)


def test_name_against_code_and_position_is_kept_and_flagged(look: Look, structure: Structure) -> None:
    preview = look(structure(id_fs="2", lib_com="Fourmies", latitude="49.99", longitude="4.10"))
    assert _kept(preview)["territory_id"] == "com:59012"
    assert _kept(preview)["flags"] == "name_differs"


def test_three_witnesses_that_all_differ_are_set_aside(look: Look, structure: Structure) -> None:
    problem = _aside(look(structure(id_fs="2", lib_com="Fourmies", latitude="50.63", longitude="3.06")))
    assert problem.code == "disagree"


def test_a_point_far_from_its_commune_is_kept_flagged_with_its_distance(look: Look, structure: Structure) -> None:
    preview = look(structure(id_fs="2", latitude="50.0157", longitude="4.0536"))
    assert _kept(preview)["flags"] == "point_outside"
    (note,) = _notes(preview, "point_outside")
    assert "km d'Anor" in note.message_fr
    assert "Fourmies" in note.message_fr
    assert note.severity == "kept"


def test_a_point_out_of_the_departement_is_set_aside(look: Look, structure: Structure) -> None:
    problem = _aside(look(structure(id_fs="2", latitude="48.8566", longitude="2.3522")))
    assert (problem.code, problem.column) == ("outside", "latitude")


def test_swapped_coordinates_are_never_put_back_unasked(look: Look, structure: Structure) -> None:
    row = structure(id_fs="2", latitude="4.09841", longitude="49.99114", lib_fs="Autre")
    preview = look(row)
    assert _aside(preview).code == "swapped"
    assert [correction.correction_id for correction in preview.corrections] == [SWAP]
    after = look(row, confirmed=frozenset({SWAP}))
    kept = _kept(after)
    assert (kept["longitude"], kept["latitude"]) == (4.09841, 49.99114)
    assert kept["flags"] == "coordinates_swapped"
    assert len(_notes(after, "corrected")) == 1


@pytest.mark.parametrize("latitude", ["7064035.2", "49991140", "nord", "12 rue"])
def test_coordinates_that_are_none_are_set_aside(look: Look, structure: Structure, latitude: str) -> None:
    assert _aside(look(structure(id_fs="2", latitude=latitude))).code == "coordinates"


@pytest.mark.parametrize(("latitude", "longitude"), [("", ""), ("0", "0")])
def test_missing_coordinates_keep_the_commune(look: Look, structure: Structure, latitude: str, longitude: str) -> None:
    kept = _kept(look(structure(id_fs="2", lib_fs="Autre", latitude=latitude, longitude=longitude)))
    assert kept["longitude"] != kept["longitude"]
    assert kept["flags"] == "no_coordinates"


def test_decimal_commas_are_read_and_told(structure: Structure, make_csv: MakeCsv) -> None:
    preview = preview_file(make_csv([structure(latitude="49,99114", longitude="4,09841")], separator=";"), "essai.csv")
    assert _kept(preview, 2)["latitude"] == 49.99114
    assert _notes(preview, "decimal_comma")


def test_windows_1252_names_are_read(structure: Structure, make_csv: MakeCsv) -> None:
    row = structure(insee_com="59136", lib_com="Le Cateau-Cambrésis", latitude="50.10568", longitude="3.541175")
    preview = preview_file(make_csv([row], encoding="cp1252"), "essai.csv")
    assert preview.encoding == "Windows-1252"
    assert _kept(preview, 2)["flags"] == ""


def test_duplicates_by_identifier_and_by_place(look: Look, structure: Structure) -> None:
    preview = look(structure(lib_fs="Autre nom"), structure(id_fs="2", lib_fs="FRANCE SERVICES ANOR"))
    assert [problem.code for problem in preview.set_aside] == ["duplicate", "duplicate"]
    assert [problem.column for problem in preview.set_aside] == ["id_fs", "lib_fs"]
    assert all("ligne 2" in problem.message_fr for problem in preview.set_aside)


def test_a_row_of_another_width_is_set_aside(structure: Structure, make_csv: MakeCsv) -> None:
    content = make_csv([structure(), structure(id_fs="2")]).replace(b"\r\n2,", b"\r\n2,59,en trop,")
    preview = preview_file(content, "essai.csv")
    assert _aside(preview).code == "width"
    assert preview.rows_kept == 1


def test_elsewhere_is_counted_and_flandre_lys_explained(look: Look, structure: Structure) -> None:
    elsewhere = structure(
        id_fs="2", insee_dep="62", insee_com="62041", lib_com="Arras", latitude="50.29", longitude="2.78"
    )
    lestrem = structure(id_fs="3", insee_com="62502", lib_com="Lestrem", latitude="50.62", longitude="2.69")
    preview = look(elsewhere, lestrem)
    assert [problem.code for problem in preview.set_aside] == ["elsewhere", "elsewhere"]
    assert "Flandre Lys" in preview.set_aside[1].message_fr


def test_a_code_from_elsewhere_with_a_position_in_the_nord_is_said(look: Look, structure: Structure) -> None:
    problem = _aside(look(structure(id_fs="2", insee_com="62041", lib_com="Arras")))
    assert problem.code == "disagree"
    assert "Anor" in problem.message_fr


def test_a_file_of_another_departement_is_refused_with_its_name(structure: Structure, make_csv: MakeCsv) -> None:
    row = structure(insee_dep="62", insee_com="62041", code_postal="62000", latitude="50.29", longitude="2.78")
    with pytest.raises(RefusedError, match="Départements trouvés\u00a0: 62"):
        preview_file(make_csv([row, {**row, "id_fs": "2"}]), "pas-de-calais.csv")


def test_unreadable_hours_keep_the_structure(look: Look, structure: Structure) -> None:
    preview = look(structure(id_fs="2", lib_fs="Autre", h_mardi="le matin"))
    kept = _kept(preview)
    assert kept["weekly_hours_h"] != kept["weekly_hours_h"]
    assert kept["flags"] == "hours_unread"
    assert _notes(preview, "hours")[0].column == "h_mardi"


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Fixe", "fixe"),
        ("Fixe_antenne(s)", "fixe"),
        ("Multisites", "fixe"),
        ("Bus_équivalent", "itinerant"),
        ("Itinérante", "itinerant"),
        ("Mobile", "itinerant"),
        ("", "inconnu"),
        ("Bateau", "inconnu"),
    ],
)
def test_formats_of_france_services(structure: Structure, make_csv: MakeCsv, written: str, form: str) -> None:
    preview = preview_file(make_csv([structure(format_fs=written)]), "nom\x00étrange.csv")
    assert _kept(preview, 2)["format"] == form


def test_titles_of_another_edition_are_recognised_and_told(structure: Structure, make_csv: MakeCsv) -> None:
    content = make_csv([structure()]).replace(b"insee_com", b"Code INSEE").replace(b"format_fs", b"itinerance")
    preview = preview_file(content.replace(b"Fixe", b"Oui"), "liste-fs_2025-02.csv")
    assert _kept(preview, 2)["format"] == "itinerant"
    assert any("Code INSEE" in problem.message_fr for problem in _notes(preview, "columns"))
    assert preview.edition is not None
    assert (preview.edition.date.isoformat(), preview.edition.precision) == ("2025-02-01", "month")

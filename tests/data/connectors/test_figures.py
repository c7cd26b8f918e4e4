"""The form for anyone's figures: what the dashboard gives out comes back in, whole or not at all, fault by fault."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from odfdo import Cell, Document, Row, Table
from openpyxl.worksheet.worksheet import Worksheet

from components.exports.figures_template import FIRST_LIST, ods_template, xlsx_template
from data.connectors.preview import preview_file
from data.connectors.refusal import RefusedError
from data.connectors.shapes import Preview
from data.figures_form import COLUMNS, SHEET, FormLists

LISTS = FormLists(("cias – CIAS", "msap – MSAP"), ("dep:59 – Nord", "arr:592 – Cambrai"), ("CIAS", "structures"))
AT = {column.role: place for place, column in enumerate(COLUMNS, start=1)}
GOOD: dict[str, Any] = {
    "indicator": "cias – Centres intercommunaux d'action sociale (CIAS)",
    "territory": "dep:59 – Nord",
    "date": "2025",
    "value": 3,
    "unit": "CIAS",
    "role": "publiée",
    "same": "oui",
    "producer": "UDCCAS",
    "source": "Tableau 2025",
}


def write(sheet: Worksheet, line: int, values: dict[str, Any]) -> None:
    for role, value in values.items():
        sheet.cell(line, AT[role]).value = value  # type: ignore[assignment]


def filled(*rows: dict[str, Any], change: Callable[[Worksheet], None] | None = None) -> bytes:
    """The form as the dashboard gives it, with these rows typed under its examples (from row 5)."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_template(LISTS)))
    for line, values in enumerate(rows, start=5):
        write(book[SHEET], line, GOOD | values)
    if change:
        change(book[SHEET])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def filled_ods(*rows: dict[str, Any], formula: str = "") -> bytes:
    """The same, in OpenDocument."""
    document = Document(io.BytesIO(ods_template(LISTS)))
    table = next(iter(document.body.tables))
    for line, values in enumerate(rows, start=4):
        typed = GOOD | values
        for role, value in typed.items():
            cell = Cell(value)
            if formula and role == "value":
                cell.formula = formula
            table.set_cell((AT[role] - 1, line), cell)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def kept(preview: Preview) -> list[tuple[Any, ...]]:
    columns = ["indicator", "territory_id", "period", "value", "role"]
    return [tuple(row[column] for column in columns) for row in preview.kept.to_dict("records")]


@pytest.mark.parametrize(("make", "name"), [(filled, "chiffres.xlsx"), (filled_ods, "chiffres.ods")])
def test_what_is_typed_in_the_form_comes_in(make: Callable[..., bytes], name: str) -> None:
    content = make(
        {},
        {"territory": "59350", "date": "31/12/2025", "value": 1},
        {"date": "06/2024", "role": "contestée", "motive": "Une fermeture"},
        {"indicator": "Permanences", "same": "non", "definition": "Tenues dans le mois", "unit": "permanences"},
        {"date": "2030", "value": 5, "role": "cible"},
    )
    preview = preview_file(content, name)
    assert preview.publishable
    assert kept(preview) == [
        ("cias", "dep:59", "2025", 3, "value"),
        ("cias", "com:59350", "2025-12-31", 1, "value"),
        ("cias", "dep:59", "2024-06", 3, "contested"),
        ("chiffres:permanences", "dep:59", "2025", 3, "value"),
        ("cias", "dep:59", "2030", 5, "target"),
    ]
    assert [problem.code for problem in preview.set_aside] == ["example"] * 3
    assert preview.rows_read == preview.rows_kept + preview.rows_set_aside == 8


@pytest.mark.parametrize(
    ("wrong", "column", "said"),
    [
        ({"value": "=2+1"}, "Valeur", "Formule (=2+1)"),
        ({"value": "beaucoup"}, "Valeur", "un nombre est attendu"),
        ({"date": "2099"}, "Date", "est à venir"),
        ({"date": "le 3 mai"}, "Date", "JJ/MM/AAAA est attendu"),
        ({"unit": "structures"}, "Unité", "« CIAS » est attendue, celle du catalogue"),
        ({"unit": ""}, "Unité", "Cellule vide"),
        ({"indicator": "Inconnu"}, "Indicateur", "n'est pas au catalogue"),
        ({"indicator": "x", "same": "non"}, "Définition", "ce qui est compté"),
        ({"territory": "62041"}, "Territoire", "un code de commune est attendu"),
        ({"role": "officielle"}, "Rôle", "publiée, contestée, tranchée, cible est attendu"),
        ({"role": "contestée"}, "Motif", "le motif d'une valeur contestée"),
        ({"indicator": "illectronisme", "unit": "%", "value": 101}, "Valeur", "entre 0 et 100"),
        ({"date": "2025", "value": 4}, "Date", "que la ligne 5"),
    ],
)
def test_each_fault_is_told_with_its_sheet_row_column_and_what_is_expected(
    wrong: dict[str, Any], column: str, said: str
) -> None:
    preview = preview_file(filled({}, wrong), "chiffres.xlsx")
    (problem,) = preview.blocking
    where = problem.where.replace("\u00a0", " ")
    assert where == f"feuille « Chiffres », ligne 6, colonne « {column} »"
    assert said in problem.message_fr.replace("\u00a0", " ")
    # One wrong row, and nothing of the file can be published.
    assert (preview.rows_kept, preview.publishable) == (1, False)


def test_a_merged_cell_is_refused_where_it_stands() -> None:
    content = filled({}, {}, change=lambda sheet: sheet.merge_cells("E5:E6"))
    preview = preview_file(content, "chiffres.xlsx")
    assert [(problem.row, problem.column, problem.code) for problem in preview.blocking] == [
        (5, "Valeur", "merged"),
        (6, "Valeur", "merged"),
    ]


def test_a_formula_of_an_open_document_is_refused() -> None:
    preview = preview_file(filled_ods({}, formula="of:=[.A1]"), "chiffres.ods")
    (problem,) = preview.blocking
    assert (problem.code, problem.column, preview.publishable) == ("formula", "Valeur", False)


def test_a_decimal_comma_is_read_and_said() -> None:
    preview = preview_file(filled({"value": "3,5"}), "chiffres.xlsx")
    assert kept(preview)[0][3] == 3.5
    assert any("la virgule est décimale" in note.message_fr for note in preview.notes)


def test_a_cell_shown_as_a_percentage_is_that_percentage() -> None:
    def share(sheet: Worksheet) -> None:
        write(sheet, 5, {"indicator": "illectronisme", "unit": "%", "value": 0.165})
        sheet.cell(5, AT["value"]).number_format = "0.0%"

    assert kept(preview_file(filled({}, change=share), "chiffres.xlsx"))[0][3] == 16.5
    wrong = preview_file(
        filled({}, change=lambda sheet: setattr(sheet.cell(5, AT["value"]), "number_format", "0%")), "chiffres.xlsx"
    )
    assert [problem.code for problem in wrong.blocking] == ["unit"]


def test_a_date_typed_as_a_date_is_read_as_that_day() -> None:
    import datetime as dt

    def day(sheet: Worksheet) -> None:
        sheet.cell(5, AT["date"]).number_format = "DD/MM/YYYY"
        write(sheet, 5, {"date": dt.date(2025, 3, 31)})

    assert kept(preview_file(filled({}, change=day), "chiffres.xlsx"))[0][2] == "2025-03-31"


def test_the_form_offers_its_choices_and_starts_no_formula() -> None:
    risky = FormLists(("=1+1 – piège",), LISTS.territories, LISTS.units)
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_template(risky)))[SHEET]
    assert sheet.cell(2, FIRST_LIST + 1).data_type == "s"
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"}
    assert len(lists) == 5
    assert '"publiée,contestée,tranchée,cible"' in lists.values()


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice n'est pas installé : il relit le modèle ODS")
def test_libreoffice_offers_the_choices_of_the_ods_form_in_each_cell(tmp_path: Path) -> None:
    (tmp_path / "modele.ods").write_bytes(ods_template(LISTS))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "modele.ods")], check=True, capture_output=True)
    sheet = openpyxl.load_workbook(tmp_path / "modele.xlsx")[SHEET]
    same = openpyxl.load_workbook(io.BytesIO(xlsx_template(LISTS)))[SHEET]

    def rules(of: Worksheet) -> dict[str, tuple[str, str]]:
        # A list of the sheet is written with or without « = » and the sheet's name.
        return {
            str(one.sqref): (str(one.formula1).removeprefix("=").removeprefix(f"{SHEET}!"), one.errorStyle or "stop")
            for one in of.data_validations.dataValidation
            if one.type == "list"
        }

    assert len(rules(sheet)) == 5
    assert rules(sheet) == rules(same)
    assert {str(one.prompt) for one in sheet.data_validations.dataValidation} == {
        f"Attendu : {column.expected}." for column in COLUMNS
    }


def test_the_ods_form_holds_a_rule_for_each_column_on_each_line() -> None:
    document = Document(io.BytesIO(ods_template(LISTS)))
    names = [one.get_attribute("table:name") for one in document.body.get_elements("//table:content-validation")]
    assert len(names) == len(COLUMNS)
    table = next(iter(document.body.tables))
    for line in (1, 500):
        cells = table.get_row(line).get_elements("table:table-cell")[: len(COLUMNS)]
        assert [cell.get_attribute("table:content-validation-name") for cell in cells] == names


def book(*names: str, rows: int = 1) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as made:
        for name in names:
            sheet = made.add_worksheet(name)
            for line in range(rows):
                sheet.write_row(line, 0, ("a", "b"))
    return buffer.getvalue()


def test_a_workbook_that_cannot_be_chosen_in_or_is_too_long_is_refused() -> None:
    with pytest.raises(RefusedError, match="plusieurs feuilles"):
        preview_file(book("Un", "Deux"), "deux.xlsx")
    with pytest.raises(RefusedError, match="dépasse 20000 lignes"):
        preview_file(book("Un", rows=20_010), "long.xlsx")
    with pytest.raises(RefusedError, match="abîmé"):
        preview_file(book("Un").replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheetX.xml"), "casse.xlsx")


def test_a_repeated_row_of_an_open_document_does_not_inflate() -> None:
    document = Document("spreadsheet")
    document.body.clear()
    table, row = Table(SHEET), Row()
    row.append_cell(Cell("a"))
    row.set_attribute("table:number-rows-repeated", "1000000")
    table.append_row(row)
    document.body.append(table)
    buffer = io.BytesIO()
    document.save(buffer)
    with pytest.raises(RefusedError, match=r"refusée|mémoire"):
        preview_file(buffer.getvalue(), "gonfle.ods")


@pytest.mark.parametrize(
    ("change", "column", "words"),
    [
        ({"value": -5}, "Valeur", "« -5 » est négatif"),
        ({"value": 1e300}, "Valeur", "trop grand"),
        ({"date": "1700"}, "Date", "à partir de 1900"),
        ({"source": "x" * 2_001}, "Source", "plus de 2000 caractères"),
        ({"source": "Tableau\u202e5202"}, "Source", "illisible"),
    ],
)
def test_what_cannot_be_a_figure_is_told_at_its_cell(change: dict[str, Any], column: str, words: str) -> None:
    seen = preview_file(filled(change), "chiffres.xlsx")
    assert not seen.publishable
    assert [(one.row, one.sheet) for one in seen.blocking] == [(5, SHEET)]
    assert (seen.blocking[0].column or "").startswith(column)
    assert words in plain_words(seen.blocking[0].message_fr)


def test_a_cell_touched_at_the_very_bottom_is_told_at_once() -> None:
    def touch(sheet: Worksheet) -> None:
        sheet.cell(1_048_576, 1, "x")

    with pytest.raises(RefusedError, match="1048576"):
        preview_file(filled({}, change=touch), "chiffres.xlsx")


def plain_words(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")

"""Figures come in: what they would change is told value by value, nothing is half imported, and one can go back."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from components.exports.figures_template import xlsx_template
from data.connectors.library import current, list_editions
from data.figures_form import COLUMNS, SHEET
from data.load import load_form_lists, load_indicator
from tests.pages.screen import open_screen
from tests.pages.test_imports import alerts, fill, labels, press, publish, rows_of, upload

HEAD = "mesure,indicateur,id_indicateur,code_departement,libelle_departement,date,valeur,unite"
MSP = "M,Nombre de maisons de santé pluri-professionnelles,nb-maisons-sante,59,Nord"
FEBRUARY = "barometre_2023-02.csv"


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of its own."""
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path / "dossier"))
    return tmp_path / "dossier"


def barometer(*values: tuple[str, int]) -> bytes:
    lines = [f"{MSP},{date},{value}.0,maisons de santé" for date, value in values]
    return "\n".join((HEAD, *lines, "")).encode()


def typed(**values: Any) -> bytes:
    """The form the dashboard gives out, with one row typed in it."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_template(load_form_lists())))
    good: dict[str, Any] = {
        "indicator": "barometre_maisons_sante – Maisons de santé",
        "territory": "dep:59 – Nord",
        "date": "31/12/2022",
        "value": 79,
        "unit": "structures",
        "role": "contestée",
        "same": "oui",
        "producer": "ARS Hauts-de-France",
        "source": "Courrier",
        "motive": "Deux fermetures",
    }
    for place, column in enumerate(COLUMNS, start=1):
        book[SHEET].cell(5, place).value = (good | values).get(column.role)  # type: ignore[assignment]
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_what_would_change_is_told_value_by_value_then_published_then_undone() -> None:
    screen = upload(
        open_screen("imports"), barometer(("2022-12-31", 84), ("2023-06-30", 91), ("2021-12-31", 71)), FEBRUARY
    )
    told = {row["Changement"]: row for row in rows_of(screen, "Par rapport à l'édition en cours")}
    revised = told["Valeur révisée"]
    assert (revised["Indicateur"], revised["Date"], revised["Valeur avant"], revised["Valeur après"]) == (
        "Maisons de santé pluriprofessionnelles, selon le baromètre",
        "31 décembre 2022",
        "81",
        "84",
    )
    assert (told["Valeur nouvelle"]["Valeur avant"], told["Valeur nouvelle"]["Valeur après"]) == ("–", "91")
    assert current("barometre") is None
    screen = publish(screen)
    assert alerts(screen) == []
    found = load_indicator("barometre_maisons_sante")
    assert found is not None
    point = next(point for point in found.points if point.period == "2022-12")
    assert (point.value, [one.value for one in point.revisions], len(found.points)) == (84, [81], 8)
    screen = press(screen, "Ne plus utiliser cette couche : Baromètre")
    fill(screen)
    press(screen, "Confirmer le retrait")
    found = load_indicator("barometre_maisons_sante")
    assert found is not None
    assert next(point.value for point in found.points if point.period == "2022-12") == 81
    # Undone, never lost: the edition and its file are still there.
    assert len(list_editions("barometre")) == 1


def test_a_contested_value_is_shown_beside_the_published_one() -> None:
    screen = upload(open_screen("imports"), typed(), "chiffres.xlsx")
    (row,) = rows_of(screen, "Par rapport à l'édition en cours")
    assert (row["Changement"], row["Valeur avant"], row["Valeur après"]) == (
        "Valeur contestée, montrée à côté",
        "81",
        "79",
    )
    for box in screen.app.date_input:
        box.set_value(dt.date(2026, 1, 15))
    publish(screen)
    found = load_indicator("barometre_maisons_sante")
    assert found is not None
    (beside,) = next(point.counters for point in found.points if point.counters)
    assert (beside.value, beside.motive, beside.by) == (79, "Deux fermetures", "ARS Hauts-de-France")


def test_a_wrong_cell_is_told_where_it_stands_and_nothing_can_be_published(home: Path) -> None:
    screen = upload(open_screen("imports"), typed(value="=79"), "chiffres.xlsx")
    assert "1 ligne à corriger : rien n'est importé à moitié." in screen.text
    assert "feuille « Chiffres », ligne 5, colonne « Valeur »" in screen.text
    assert "Publier cette édition" not in labels(screen)
    assert not home.exists()


def test_the_form_is_offered_in_both_formats() -> None:
    assert {"Télécharger le modèle (ODS)", "Télécharger le modèle (XLSX)"} <= {
        getattr(button, "label", "") for button in open_screen("imports").app.get("download_button")
    }

"""The board by orientation, « Pourquoi deux chiffres ? » and what the bilan shows: counted as the rows are."""

import re
from typing import Any

import pandas as pd
import pytest
import streamlit as st

from data.load import load_limits, load_series, load_subjects
from data.trend import Subject
from tests.pages.screen import open_screen, plain, read_screen

SUBJECTS = {subject.subject_id: subject for subject in load_subjects()}


def test_nine_orientations_with_their_actions(tables: dict[str, pd.DataFrame]) -> None:
    screen = read_screen("orientations")
    overview = screen.html.one("div", "sd-orientations")
    rows = overview.one("tbody").all("tr")
    assert len(rows) == len(tables["orientations"]) == 9
    for row, orientation in zip(rows, tables["orientations"].sort_values("rank").to_dict("records"), strict=True):
        code = orientation["orientation_id"]
        assert plain(orientation["label"]) in plain(row.text)
        links = [anchor.attributes["href"] for anchor in row.all("a")]
        assert f"orientations?orientation={code}" in links
        actions = tables["actions"].query("orientation_id == @code")["action_id"]
        assert [link for link in links if link.startswith("fiche")] == [f"fiche?action={action}" for action in actions]


def test_an_orientation_without_an_indicator_says_so() -> None:
    bare = {
        code
        for code in (f"O{rank}" for rank in range(1, 10))
        if not any(code in one.orientations and one.origin == "bilan" for one in load_series())
    }
    assert bare
    rows = read_screen("orientations").html.one("div", "sd-orientations").one("tbody").all("tr")
    said = {f"O{rank}" for rank, row in enumerate(rows, 1) if "Aucun indicateur du bilan" in plain(row.text)}
    assert said == bare


@pytest.mark.parametrize("code", [f"O{rank}" for rank in range(1, 10)])
def test_the_detail_has_a_line_for_each_indicator(code: str) -> None:
    screen = read_screen("orientations", orientation=code)
    lines = screen.html.one("div", "sd-lines").one("tbody").all("tr")
    mine = [one for one in load_series() if code in one.orientations]
    assert [plain(line.one("a").text) for line in lines] == [plain(one.label) for one in mine]
    assert [line.one("a").attributes["href"] for line in lines] == [
        f"tendances?indicateur={one.indicator_id}" for one in mine
    ]
    for line, indicator in zip(lines, mine, strict=True):
        if not indicator.is_fed:
            assert "aucune valeur" in plain(line.text)
            assert " 0 " not in plain(line.text)


def test_what_fell_is_an_alert(tables: dict[str, pd.DataFrame]) -> None:
    """Health centres: 31, then 29."""
    line = next(
        row
        for row in read_screen("orientations", orientation="O3").html.one("div", "sd-lines").one("tbody").all("tr")
        if "Centres de santé, selon le baromètre" in plain(row.text)
    )
    assert "Contre le sens attendu : 31 (juin 2021) → 29 (décembre 2021)" in plain(line.text)


def test_both_ends_of_a_change_carry_the_percent_sign() -> None:
    rows = plain(read_screen("orientations").text)
    assert re.search(r"Fibre déployée : \d+ % \(2017\) → \d+ % \(2022\)", rows)


def test_late_is_told_from_the_date_of_reference() -> None:
    assert (
        "En retard" not in read_screen("orientations", reference="2022-10-15").html.one("div", "sd-orientations").text
    )
    assert "En retard" in read_screen("orientations", reference="2026-11-27").html.one("div", "sd-orientations").text


def test_every_mark_to_look_at_is_explained_where_it_stands() -> None:
    for page, codes in (("orientations", {}), ("tendances", {"orientation": "O3", "indicateur": "tous"})):
        screen = read_screen(page, **codes)
        legend = next(one for one in screen.html.all("details") if "À regarder" in one.one("summary").text)
        explained = {one.text.strip(" :\u00a0") for one in legend.all("strong")}
        tags = {plain(tag.text).partition(" :")[0] for tag in screen.html.all("span", "sd-tag")}
        assert tags - {"Aucun indicateur du bilan"} <= explained


def test_no_rate_of_completion_on_any_of_these_screens() -> None:
    for page in ("orientations", "tendances", "chiffres", "limites"):
        text = read_screen(page).text.lower()
        assert "% de la cible" not in text
        assert "réalisé à" not in text


def test_the_board_says_what_the_filter_changes() -> None:
    text = read_screen("orientations", territoire="arr:593").text
    assert "La page reste celle du département" in text
    assert "France services labellisées, liste de l'ANCT" in text


def test_the_first_page_leads_to_the_board() -> None:
    assert "orientations" in {link.page for link in read_screen("").links()}


@pytest.mark.parametrize("subject", SUBJECTS.values(), ids=SUBJECTS)
def test_a_subject_answers_first_then_sets_every_figure_beside(subject: Subject) -> None:
    screen = read_screen("chiffres", sujet=subject.subject_id)
    text = screen.text
    assert plain(screen.html.one("p", "sd-aloud").text) == plain(subject.sentence)
    assert text.index(plain(subject.question)) < text.index(plain(subject.sentence))
    rows = screen.html.one("div", "sd-figures").one("tbody").all("tr")
    assert len(rows) == len(subject.figures)
    for row, figure in zip(rows, subject.figures, strict=True):
        said = plain(row.text)
        for words in (figure.producer, figure.territory, figure.definition, figure.funder, figure.label):
            assert plain(words) in said
        if not figure.is_target and figure.when.start is None:
            assert "date non précisée" in said
        assert ("Visé, pas mesuré" in said) == figure.is_target


def test_an_unknown_subject_is_said() -> None:
    screen = open_screen("chiffres", sujet="nimporte")
    assert any("sujet=nimporte" in warning for warning in screen.warnings)
    assert screen.html.one("p", "sd-aloud").text


def test_the_sheet_to_take_away_is_the_subject_of_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The button of « france_services » makes the PDF of « france_services »: one page, its sentence in it."""
    offered: dict[str, Any] = {}
    draw: Any = st.download_button

    def listen(label: str, data: Any, **settings: Any) -> Any:
        offered[settings["file_name"]] = data
        return draw(label, data, **settings)

    monkeypatch.setattr(st, "download_button", listen)
    open_screen("chiffres", sujet="france_services")
    ((name, build),) = [(name, data) for name, data in offered.items() if name.endswith(".pdf")]
    assert "france-services" in name
    assert build().startswith(b"%PDF")


def test_what_the_bilan_does_not_show_is_counted_and_listed() -> None:
    limits, screen = load_limits(), read_screen("limites")
    counts = [plain(value.text) for value in screen.html.all("p", "sd-figure-value")]
    assert counts[:3] == [str(len(part)) for part in (limits.claims, limits.single, limits.no_start)]
    tables = {plain(table.one("caption").text): table.one("tbody").all("tr") for table in screen.html.all("table")}
    assert len(tables["Affirmations sans mesure derrière elles"]) == len(limits.claims)
    assert len(tables["Mesures à une seule valeur"]) == len(limits.single)
    assert len(tables["Cibles et projets sans point de départ"]) == len(limits.no_start)
    text = screen.text
    for claim in limits.claims:
        assert plain(claim.source.quote) in text
        assert plain(claim.source.place) in text
        assert plain(claim.needs) in text
    undated = sum("date non précisée" in plain(row.text) for row in tables["Mesures à une seule valeur"])
    assert undated == len(limits.undated)
    # The bilan alone lets nobody say that anything rose or fell.
    own = [one for one in load_series() if one.origin == "bilan"]
    readable = sum(len(run) > 1 for one in own for place in one.territories for run in one.runs(place))
    assert counts[3] == str(readable)

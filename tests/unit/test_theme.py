"""The palette can be read: contrasts are computed from the constants the screen uses."""

import re
from pathlib import Path

import pytest

from components.figures.statuses import alt_readings, figure_readings, table_readings
from components.theme import BLUE, BORDER, PANEL, STATUS_STYLES, TEXT, TEXT_MUTED, WHITE, contrast
from data.model import READINGS

CSS = Path(__file__).parents[2] / "components" / "shell" / "static" / "style.css"


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("text", "ground"), [(TEXT, WHITE), (TEXT_MUTED, PANEL), (BLUE, WHITE), (BLUE, PANEL)])
def test_texts_are_readable(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


def test_borders_are_visible() -> None:
    assert contrast(BORDER, WHITE) >= 3


@pytest.mark.parametrize("reading", READINGS)
def test_statuses_are_readable_on_fill_and_on_tint(reading: str) -> None:
    style = STATUS_STYLES[reading]
    assert contrast(style.on_fill, style.fill) >= 4.5
    assert contrast(style.badge_text, style.badge_tint) >= 4.5


def test_statuses_that_merge_in_greyscale_have_a_pattern() -> None:
    assert STATUS_STYLES["mixte"].pattern
    assert STATUS_STYLES["non_renseigne"].pattern
    assert STATUS_STYLES["mixte"].pattern != STATUS_STYLES["non_renseigne"].pattern


@pytest.mark.parametrize("reading", READINGS)
def test_the_stylesheet_uses_the_same_colours(reading: str) -> None:
    rules = " ".join(re.findall(rf"\.sd-badge--{reading}\b[^{{]*{{[^}}]*}}", CSS.read_text(encoding="utf-8")))
    assert STATUS_STYLES[reading].badge_text in rules


COUNTS = {"poursuite": 4, "reorientation": 5, "mixte": 3, "arret": 1, "non_renseigne": 0}


def test_figure_draws_each_status_with_its_count_word_and_pattern() -> None:
    (bar,) = figure_readings(COUNTS).to_dict()["data"]
    assert list(zip(bar["y"], bar["x"], strict=True)) == [
        ("Poursuite", 4),
        ("Réorientation", 5),
        ("Poursuite et réorientation", 3),
        ("Arrêt", 1),
        ("Non renseigné", 0),
    ]
    assert [bool(shape) for shape in bar["marker"]["pattern"]["shape"]] == [False, False, True, False, True]


def test_table_and_alternative_text_keep_the_zero() -> None:
    assert table_readings(COUNTS).iloc[:, 1].tolist() == [4, 5, 3, 1, 0]
    assert "non renseigné 0" in alt_readings(COUNTS)

"""Still images: what is drawn is what the figure holds, its words are words, nothing is asked of anywhere."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from fractions import Fraction
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element

import openpyxl
import pandas as pd
import plotly.graph_objects as go
import pytest
from defusedxml.ElementTree import fromstring

from components.exports.document import Origin
from components.exports.picture.chart import drawn_chart
from components.exports.picture.sheet import WIDTH, Picture, png_bytes, svg_bytes
from components.exports.picture.words import measured, wrapped
from components.exports.picture_data import data_book
from components.exports.spreadsheet import xlsx_bytes
from components.figures.curve import figure_curve
from components.figures.frames import figure_frames
from components.figures.gain import figure_gain
from components.figures.lineage import figure_lineage
from components.figures.population import figure_population
from components.figures.statuses import figure_readings
from components.theme import STATUS_STYLES, blank_figure
from data.lineage import Destination, Flow, Part
from data.model import Frame, Source, Span

SVG = "{http://www.w3.org/2000/svg}"
COUNTS = {"poursuite": 4, "reorientation": 5, "mixte": 3, "arret": 1, "non_renseigne": 0}
ORIGIN = Origin(dt.datetime(2026, 11, 27, 9, 5), "0123456789ab", "Arrondissement de Douai ; seuil : 5 km")


def image(figure: go.Figure, **changes: str) -> Element:
    given = {"title": "Un titre", "alt": "Une phrase", "source": "le bilan"} | changes
    return fromstring(svg_bytes(Picture(**given, origin=ORIGIN, drawing=drawn_chart(figure, WIDTH))))


def marks(root: Element, shape: str = "rect") -> list[Element]:
    return [found for found in root.iter(f"{SVG}{shape}") if found.get("class") == "mark"]


def told(found: Element) -> str:
    return (found.findtext(f"{SVG}title") or "").replace("\u00a0", " ")


def words(root: Element) -> str:
    return re.sub(r"\s+", " ", " ".join("".join(found.itertext()) for found in root.iter(f"{SVG}text")))


def number(found: Element, name: str) -> float:
    return float(found.attrib[name])


def test_the_bars_are_as_long_as_what_they_count() -> None:
    bars = marks(image(figure_readings(COUNTS)))
    unit = number(bars[0], "width") / 4
    assert [round(number(bar, "width") / unit, 3) for bar in bars] == [4, 5, 3, 1, 0]
    assert [bar.get("fill") for bar in bars] == [STATUS_STYLES[reading].fill for reading in COUNTS]
    assert told(bars[3]) == "Arrêt : 1 action"
    # The first status is on top, as on screen.
    assert [number(bar, "y") for bar in bars] == sorted(number(bar, "y") for bar in bars)


def test_a_bar_that_is_not_proven_is_hatched_over_its_colour() -> None:
    gains = pd.DataFrame({"points_count": [1, 2], "gain_hab": [12_000, 19_500], "optimal": [True, False]})
    figure = figure_gain(gains)
    # Plotly's other mode would put white stripes in the place of the colour: a bar nobody sees.
    assert figure.data[0].marker.pattern.fillmode == "overlay"  # pyright: ignore[reportAttributeAccessIssue]
    root = image(figure)
    first, second = marks(root)
    assert number(second, "height") / number(first, "height") == pytest.approx(19_500 / 12_000, abs=0.001)
    assert number(first, "y") + number(first, "height") == pytest.approx(number(second, "y") + number(second, "height"))
    hatched = [bar for bar in root.iter(f"{SVG}rect") if bar.get("fill") == "url(#hachures)"]
    assert [number(bar, "x") for bar in hatched] == [number(second, "x")]
    assert "19\u202f500" in words(root) or "19 500" in words(root)


def test_the_lines_pass_through_their_points() -> None:
    own, rest = [(2018, 200), (2020, 190), (2023, 180)], [(2018, 1_000), (2020, 1_010), (2023, 1_030)]
    root = image(figure_population("Douai", own, "Reste du Nord", rest))
    dots = marks(root, "circle")
    assert [told(dot) for dot in dots[3:]] == ["Douai, 2018 : 200 habitants", "Douai, 2020 : 190 habitants",
                                               "Douai, 2023 : 180 habitants"]  # fmt: skip
    lines = [found.attrib["points"].split() for found in root.iter(f"{SVG}polyline")]
    assert lines[1] == [f"{dot.attrib['cx']},{dot.attrib['cy']}" for dot in dots[3:]]
    # From a base of 100: 103 stands as far above as 95 would stand below, 90 twice 95.
    ys = [number(dot, "cy") for dot in dots]
    assert (ys[5] - ys[3]) / (ys[0] - ys[2]) == pytest.approx(10 / 3, abs=0.01)
    assert {"Reste du Nord", "Douai"} <= {"".join(found.itertext()) for found in root.iter(f"{SVG}text")}


def test_a_curve_goes_in_steps_up_to_its_last_share() -> None:
    steps = pd.DataFrame({"distance_km": [0.0, 1.0, 2.0], "share": [0.2, 0.5, 1.0]})
    root = image(figure_curve(steps, "distance_km", "km", 1.5, "à vol d'oiseau"))
    (line,) = root.iter(f"{SVG}polyline")
    places = [tuple(map(float, pair.split(","))) for pair in line.attrib["points"].split()]
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in itertools.pairwise(places))
    assert (places[0][1] - places[-1][1]) / (places[0][1] - places[2][1]) == pytest.approx(0.8 / 0.3, abs=0.01)
    assert "seuil" in words(root)


def test_bars_of_time_begin_and_end_at_their_dates() -> None:
    source = Source("Bilan", "calendrier")

    def frame(name: str, start: int, end: int) -> Frame:
        when = Span(dt.date(start, 1, 1), dt.date(end, 12, 31), "year", f"{start}-{end}")
        return Frame(name, name, "", when, "", (), source)

    bars = marks(image(figure_frames([frame("Un", 2018, 2019), frame("Deux", 2020, 2023)], dt.date(2024, 1, 26))))
    first, second = bars
    assert number(first, "x") + number(first, "width") == pytest.approx(number(second, "x"), abs=0.05)
    assert number(second, "width") / number(first, "width") == pytest.approx(1461 / 730, abs=0.001)


def test_an_image_says_all_that_stood_around_it_and_asks_for_nothing() -> None:
    root = image(figure_readings(COUNTS), title="Statuts <proposés> & non décidés", source="le bilan, " * 40)
    assert root.findtext(f"{SVG}title") == "Statuts <proposés> & non décidés"
    assert root.findtext(f"{SVG}desc") == "Une phrase"
    said = words(root)
    for part in ("Statuts <proposés> & non décidés", "Arrondissement de Douai", "Source", "0123456789ab", "27/11/2026"):
        assert part in said
    assert said.count("le bilan,") == 40
    raw = svg_bytes(Picture("T", "A", "S", ORIGIN, drawn_chart(figure_readings(COUNTS), WIDTH))).decode()
    assert re.findall(r"https?://[^\s\"']+", raw) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"href|@import|<script|<image", raw)


def test_no_line_is_wider_than_the_sheet() -> None:
    lines = wrapped("Précaution de lecture : " + "un mot de plus " * 60, 13, WIDTH)
    assert len(lines) > 3
    assert max(measured(line, 13) for line in lines) <= WIDTH


def test_the_pixels_are_twice_the_drawing() -> None:
    picture = Picture("T", "A", "S", ORIGIN, drawn_chart(figure_readings(COUNTS), WIDTH))
    png = png_bytes(picture)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = (int.from_bytes(png[place : place + 4], "big") for place in (16, 20))
    drawn = fromstring(svg_bytes(picture))
    assert (wide, high) == pytest.approx((2 * number(drawn, "width"), 2 * number(drawn, "height")), abs=2)


def test_what_cannot_be_drawn_is_refused_rather_than_left_out() -> None:
    figure = blank_figure(200)
    figure.add_pie(values=[1, 2])
    with pytest.raises(ValueError, match="pie"):
        drawn_chart(figure, WIDTH)


def test_the_data_stay_numbers_and_dates_and_what_is_missing_is_empty() -> None:
    frame = pd.DataFrame(
        {
            "Commune": ["Lille", "=1+1"],
            "Habitants": [236_234.0, None],
            "Part (%)": [11.5, 0],
            "Jour": [dt.date(2023, 9, 30), None],
            "État": ["Valeur", "Non renseigné"],
        }
    )
    book = data_book("Population", frame, "Insee", ORIGIN, ("À lire avec soin.",))
    found = openpyxl.load_workbook(BytesIO(xlsx_bytes(book)))
    # It opens on what it is.
    assert found.sheetnames == ["Lisez-moi", "Données"]
    assert found.active is not None
    assert found.active.title == "Lisez-moi"
    rows = list(found["Données"].iter_rows(values_only=True))
    assert rows[0] == ("Commune", "Habitants", "Part (%)", "Jour", "État")
    assert rows[1:] == [
        ("Lille", 236_234, 11.5, dt.datetime(2023, 9, 30), "Valeur"),
        ("=1+1", None, 0, None, "Non renseigné"),
    ]
    assert [cell.data_type for cell in found["Données"]["A"]] == ["s", "s", "s"]
    about = " ".join(str(row[0]) for row in found["Lisez-moi"].iter_rows(values_only=True)).replace("\u00a0", " ")
    for part in ("Source : Insee", "À lire avec soin", "0123456789ab", "Arrondissement de Douai", "n'est pas un zéro"):
        assert part in about
    whole = data_book("Population", frame.head(1), "Insee", ORIGIN)
    assert "n'est pas un zéro" not in " ".join(whole.notes)


def test_a_last_value_is_written_apart_from_the_years() -> None:
    own, rest = [(2018, 228_395), (2022, 224_000), (2023, 222_988)], [(2018, 1_000), (2022, 1_006), (2023, 1_007)]
    root = image(figure_population("Avesnes", own, "Reste du Nord", rest))
    texts = {"".join(found.itertext()): found for found in root.iter(f"{SVG}text")}
    value, year = texts["97,6"], texts["2023"]
    size = number(year, "font-size")
    assert number(value, "y") < number(year, "y") - size
    # Nor does the highest one leave the plot.
    assert number(texts["100,7"], "y") > number(texts["Reste du Nord"], "y") + size


def test_a_still_image_holds_the_names_that_a_screen_cuts() -> None:
    title = (
        "Développer la synergie des réseaux d'acteurs agissant auprès des publics isolés et en difficulté d'insertion"
    )
    end = Destination("fin", "fin", "Fin")
    flows = [
        Flow(Part(f"action:{at}", at, f"{at} · {title}", "arret", Fraction(1)), end, decided=True)
        for at in range(1, 17)
    ]
    figure = figure_lineage(flows)
    node: Any = figure.to_plotly_json()["data"][0]["node"]
    assert node["label"][0].endswith("…")
    root = image(figure)
    assert words(root).replace("\u00a0", " ").count(title) == 16
    assert "…" not in words(root)
    # No line of a title is written over another, nor beyond the sheet.
    names = [found for found in root.iter(f"{SVG}text") if number(found, "x") < 40 and found.get("font-size") == "14"]
    tops = [number(found, "y") for found in names if number(found, "y") < 700]
    assert min(after - before for before, after in itertools.pairwise(sorted(tops))) > 14
    assert max(measured("".join(found.itertext()), 14) for found in names) < WIDTH - 60

"""The slides say what the tables say, and the file opens again with the same words and numbers."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import json
import re
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from components.exports.deck import Badge, Bars, Board, KeyFigure, Lines, Links, Shades, Slide
from components.exports.deck_build import Material, build_slides, slide_titles
from components.exports.deck_evidence import Coverage
from components.exports.to_pptx import pptx_bytes
from components.figures.plain_chart import Chart, Series, svg_chart
from components.figures.trend_marks import panel
from data.analysis.caveats import compute_caveats
from data.analysis.fiche import compute_fiche
from data.analysis.process import compute_steps, next_step, split_steps
from data.analysis.profile import located_facts
from data.analysis.series import compute_series
from data.analysis.statuses import compute_board, compute_links, compute_statuses
from data.decision import AgendaItem
from data.model import ARRONDISSEMENTS, READING_LABELS
from tests.pages.screen import plain
from tests.unit.exports.sample import taken

PROJECT = Path(__file__).parents[2]
REFERENCE = dt.date(2024, 1, 26)
MADE = dt.datetime(2026, 11, 27, 9, 42, tzinfo=ZoneInfo("Europe/Paris"))
SHARES = (0.0, 0.17, 0.42, 0.07, None, 1.0)


@cache
def tables() -> dict[str, pd.DataFrame]:
    return {path.stem: pd.read_parquet(path) for path in (PROJECT / "data" / "tables").glob("*.parquet")}


@cache
def material() -> Material:
    statuses, caveats = compute_statuses(tables()), compute_caveats(tables())
    steps = compute_steps(tables())
    return Material(
        statuses,
        {one.action_id: compute_fiche(tables(), one.action_id, statuses, caveats) for one in statuses},
        {code: compute_links(tables(), code) for code in ARRONDISSEMENTS},
        {code: f"Arrondissement de {code}" for code in ARRONDISSEMENTS},
        [(one.orientation_id, one.label, one.statuses) for one in compute_board(tables(), statuses)],
        next_step(steps, REFERENCE),
        split_steps(steps, REFERENCE)[1],
        caveats,
        REFERENCE,
        "essai",
        REFERENCE,
        coverage=Coverage(
            "Plateformes",
            "5 km",
            dict(zip(ARRONDISSEMENTS, (0.0, 0.17, 0.42, 0.07, None, 1.0), strict=True)),
            0.5,
            9,
            "s",
            "",
        ),
        trends=tuple(
            panel([one], "dep:59", "Nord")
            for one in compute_series(tables(), caveats)
            if one.indicator_id in {"barometre_fibre", "barometre_france_services"}
        ),
    )


@cache
def slides() -> tuple[Slide, ...]:
    return build_slides(material(), tuple(slide_titles(material().statuses)))


def blocks(slide: Slide, kind: type) -> list:
    return [block for block in slide.blocks if isinstance(block, kind)]


def of(code: str) -> Slide:
    return next(slide for slide in slides() if slide.slide_id == code)


def rings() -> dict[str, list]:
    content = json.loads((PROJECT / "data/reference/outlines/arrondissements.json").read_text("utf-8"))
    shapes = {}
    for feature in content["features"]:
        found = feature["geometry"]["coordinates"]
        shapes[feature["id"]] = (
            [found[0]] if feature["geometry"]["type"] == "Polygon" else [polygon[0] for polygon in found]
        )
    return shapes


def test_one_slide_an_action_and_the_nine_others() -> None:
    assert len(slides()) == len(tables()["actions"]) + 9


@pytest.mark.parametrize("action", range(1, 17))
def test_an_action_shows_its_proposal_as_one(action: int) -> None:
    row = tables()["actions"].set_index("action_id").loc[action]
    badge = blocks(of(f"action-{action}"), Badge)[0]
    assert badge.reading == row["status_reading"]
    assert badge.words == READING_LABELS[row["status_reading"]]
    assert "rédigée par" in badge.whose
    assert "2023" in badge.whose
    assert "décision" not in badge.whose.lower()


def test_a_decision_takes_the_place_of_the_proposal_and_says_so() -> None:
    decided = replace(material(), decided={5: (taken("action:5", "arret"),)})
    slide = build_slides(decided, ["action-5"])[0]
    assert blocks(slide, Badge) == [Badge("arret", "Arrêt", "décision du COPIL")]
    synthesis = build_slides(decided, ["synthese"])[0]
    assert "aucune décision" not in synthesis.title
    assert all("non décidé" not in bars.title for bars in blocks(synthesis, Bars))


def test_each_part_that_is_decided_has_its_badge_and_counts() -> None:
    parts = (taken("action:13.1"), taken("action:13.2", "arret"), taken("action:13.3"))
    decided = replace(material(), decided={13: parts, 5: (taken("action:5", "arret"),)})
    slide, synthesis = build_slides(decided, ["action-13", "synthese"])
    assert blocks(slide, Badge) == [
        Badge("poursuite", "Poursuite", "décision du COPIL, sous-actions 1 et 3"),
        Badge("arret", "Arrêt", "décision du COPIL, sous-action 2"),
    ]
    assert "4 décisions prises" in synthesis.title.replace("\u00a0", " ")


WHERE = {
    "m-1": "COPIL restreint du 8 octobre 2026, relevé en projet",
    "m-2": "COPIL du 5 février 2027, relevé validé",
}


def spaced(words: str) -> str:
    return words.replace("\u00a0", " ")


def test_a_decision_names_its_meeting_its_number_and_how_far_its_releve_is() -> None:
    decided = replace(material(), decided={5: (taken("action:5", "arret", "Le COPIL arrête."),)}, meetings=WHERE)
    slide, synthesis = build_slides(decided, ["action-5", "synthese"])
    said = blocks(slide, Badge)[0]
    assert (said.words, spaced(said.whose)) == ("Arrêt", f"décision n° 1, {WHERE['m-1']}")
    assert of("action-5").source.removesuffix(".") in slide.source
    assert slide.source.endswith(f"décision : {WHERE['m-1']}.")
    assert "Le COPIL arrête." in slide.notes[0]
    assert f"Décidé : {WHERE['m-1']}." in synthesis.sentence
    assert "Décidé" not in of("synthese").sentence


def test_the_decisions_on_parts_name_each_meeting_once_with_its_numbers() -> None:
    parts = (
        taken("action:13.1"),
        replace(taken("action:13.2", "arret"), number=2),
        replace(taken("action:13.3"), meeting_id="m-2"),
    )
    slide = build_slides(replace(material(), decided={13: parts}, meetings=WHERE), ["action-13"])[0]
    assert [spaced(line) for line in blocks(slide, Lines)[0].lines] == [
        f"{WHERE['m-1']} : n° 1 (sous-action 1) et n° 2 (sous-action 2)",
        f"{WHERE['m-2']} : n° 1 (sous-action 3)",
    ]
    assert WHERE["m-2"] in slide.source
    together = tuple(replace(one, number=rank, meeting_id="m-1") for rank, one in enumerate(parts, start=4))
    slide = build_slides(replace(material(), decided={13: together}, meetings=WHERE), ["action-13"])[0]
    assert [spaced(badge.whose) for badge in blocks(slide, Badge)] == [
        "décisions n° 4 et 6, sous-actions 1 et 3",
        "décision n° 5, sous-action 2",
    ]
    assert blocks(slide, Lines)[0].lines == (WHERE["m-1"],)


def test_the_orientations_name_the_meeting_that_settled_them() -> None:
    settled = {code: taken(code, "retiree") for code in ("orientation:O4", "orientation:O5")}
    board = blocks(build_slides(replace(material(), settled=settled, meetings=WHERE), ["orientations"])[0], Board)[0]
    assert board.header[2] == f"Décision, {WHERE['m-1']}"
    assert {spaced(row[2]) for row in board.rows} == {"Retirée (n° 1)", "non décidée"}
    settled["orientation:O5"] = replace(settled["orientation:O5"], meeting_id="m-2")
    slide = build_slides(replace(material(), settled=settled, meetings=WHERE), ["orientations"])[0]
    told = {spaced(row[2]) for row in blocks(slide, Board)[0].rows}
    assert {"Retirée (n° 1, COPIL restreint du 8 octobre 2026)", "Retirée (n° 1, COPIL du 5 février 2027)"} < told
    assert all(where in slide.source for where in WHERE.values())


def test_the_orientations_that_are_decided_say_so() -> None:
    settled = {
        "orientation:O5": taken("orientation:O5", "retiree"),
        "orientation:N1": taken("orientation:N1", "creee", label="Aller vers"),
    }
    assert "Aucune orientation n'est décidée" in of("orientations").sentence
    slide = build_slides(replace(material(), settled=settled), ["orientations"])[0]
    assert slide.sentence.replace("\u00a0", " ").startswith(
        "Décisions du COPIL sur les orientations : 1 retirée et 1 créée."
    )
    board = blocks(slide, Board)[0]
    told = {row[0]: row[2] for row in board.rows}
    withdrawn = next(label for code, label, _ in material().orientations if code == "O5")
    assert {told.pop(withdrawn), *told.values()} == {"Retirée", "non décidée"}
    assert "Aller vers" in slide.notes[0]


@pytest.mark.parametrize(
    ("action", "title", "line"),
    [
        (12, "chiffres locaux", "2 commerces, Fourmies : Commerces réhabilités"),
        (3, "chiffres de moyens", "6 PRH, Nord : PRH accompagnés"),
        (4, "chiffres de moyens", "122 conseillers, Nord : Conseillers numériques France Services"),
        (8, "chiffres de moyens", "3 zones, CA de Cambrai : Zones desservies par un transport à la demande"),
        (16, "chiffres de moyens", "340 bibliothèques, Nord : Bibliothèques partenaires de la Médiathèque"),
    ],
)
def test_figures_that_are_not_results_of_the_whole_nord_are_never_said_missing(
    action: int, title: str, line: str
) -> None:
    told = next(block for block in of(f"action-{action}").blocks if isinstance(block, Lines) and not block.marked)
    assert title in told.title
    assert any(line in one.replace("\u00a0", " ").replace("\u202f", " ") for one in told.lines)
    assert "non communiqués" not in str(told)


def test_an_empty_fiche_reads_not_communicated() -> None:
    said = json.dumps([str(block) for block in of("action-7").blocks], ensure_ascii=False)
    assert "Éléments non communiqués" in said
    assert not blocks(of("action-7"), KeyFigure)


def test_the_figure_of_a_slide_is_a_result_nobody_contests() -> None:
    contested = {
        (row["indicator_id"], row["value"])
        for row in tables()["observations"].to_dict("records")
        if row["role"] == "contested"
    }
    labels = tables()["indicators"].set_index("label")
    for slide in slides():
        for figure in blocks(slide, KeyFigure):
            row = labels.loc[figure.label]
            assert row["kind"] == "result"
            assert (row["indicator_id"], figure.value) not in contested
            assert figure.when
            assert figure.source


def test_no_caveat_of_wording_is_projected() -> None:
    minor = set(tables()["caveats"].query("severity == 'C'")["title"])
    shown = {line for slide in slides() for block in blocks(slide, Lines) for line in block.lines}
    assert not shown & minor


def test_counts_add_up_to_the_actions() -> None:
    bars = blocks(of("synthese"), Bars)[0]
    assert bars.counts == {
        reading: int((tables()["actions"]["status_reading"] == reading).sum()) for reading in bars.counts
    }
    assert sum(bars.counts.values()) == len(tables()["actions"])


def test_the_trends_are_the_values_of_the_table_and_said_to_be_context() -> None:
    charts = blocks(of("tendances"), Chart)
    rows = tables()["observations"].query("indicator_id == 'barometre_fibre' and territory_id == 'dep:59'")
    published = rows.sort_values("date_start")
    fibre = next(chart for chart in charts if "Fibre" in chart.title)
    assert set(fibre.series[0].values) <= set(published["value"])
    assert list(fibre.days) == sorted(fibre.days)
    assert len(charts) == 2
    assert "aucun n'est un résultat du schéma" in of("tendances").sentence


def test_an_unknown_share_is_hatched_and_written_never_zero() -> None:
    chart, shades = blocks(of("acces"), Chart)[0], blocks(of("acces"), Shades)[0]
    assert [chart.written(value) for value in chart.series[0].values][3:5] == ["7,0\u202f%", "inconnu"]
    assert "arr:595" not in shades.fills
    assert "part inconnue (1" in shades.key
    assert ">inconnu</text>" in svg_chart(chart)


def test_the_figures_of_an_action_are_counted_as_the_tables_count_them() -> None:
    chart = blocks(of("chiffres"), Chart)[0]
    found = {int(name): value for name, value in zip(chart.categories, chart.series[0].values, strict=True)}
    shown = {
        number: len([o for o in fiche.observations if o.kind == "result" and o.territory == "Nord"])
        for number, fiche in material().fiches.items()
    }
    assert found == shown
    told = blocks(of("chiffres"), Lines)[0].lines
    assert sum(found.values()) == int(told[0].split("\u00a0")[0])
    # Every zero of the chart is accounted for: without a figure, or with one of a part of the Nord alone.
    named = {int(number) for line in told[1:] for number in re.findall(r"\d+", line)}
    assert {action for action, count in found.items() if not count} == named


def test_the_figures_name_every_document_they_stand_in_and_count_their_zeros_once() -> None:
    """Two of the counted values stand in no fiche; the title counts the columns at zero."""
    slide = of("chiffres")
    found = blocks(slide, Chart)[0].series[0].values
    assert int(slide.title.split("\u00a0")[0]) == sum(value == 0 for value in found)
    assert "Rapport au Conseil départemental (action 6)" in slide.source
    assert "Bilan 2017-2023 soumis au COPIL (actions 1, 2, 5, 9 et 14)" in slide.source
    assert any("qui elle a servi" in line for line in blocks(slide, Lines)[0].lines)


def test_the_drawing_of_a_chart_holds_each_value_and_no_markup() -> None:
    drawn = svg_chart(Chart("Essai", "bars", ("<b>&", "Douai"), (Series("x", (1234.5, 0.0)),), "alt"))
    assert "&lt;b&gt;&amp;" in drawn
    assert ">1\u202f234,5</text>" in drawn
    assert ">0</text>" in drawn


def test_the_cover_says_when_nobody_chose_its_date() -> None:
    assert "aucune réunion" not in str(of("couverture").blocks)
    cover = build_slides(replace(material(), dated=False), ["couverture"])[0]
    assert "date du dernier document : aucune réunion n'en fixe une autre" in str(cover.blocks)


@cache
def local_slides(code: str = "arr:591") -> tuple[Slide, ...]:
    """The slides of one arrondissement."""
    of_it = replace(material(), scope=code, facts=located_facts(tables(), code))
    return build_slides(of_it, tuple(slide_titles(material().statuses)))


def local(code: str) -> Slide:
    return next(slide for slide in local_slides() if slide.slide_id == code)


def test_each_slide_of_an_arrondissement_says_what_its_figures_cover() -> None:
    assert all(slide.covers == "" for slide in slides())
    said = {slide.slide_id: slide.covers for slide in local_slides()}
    assert [code for code, words in said.items() if not words] == ["couverture"]
    assert "Chaque diapositive dit ce que couvrent ses chiffres" in str(local("couverture").blocks)
    for code in ("a-decider", "orientations", "chiffres", "tendances", "etapes"):
        assert said[code] == "Tout le département"
        assert replace(local(code), covers="") == of(code)
    for action in range(1, 17):
        assert "Statut et chiffre : tout le département" in said[f"action-{action}"]


def test_an_action_read_for_an_arrondissement_shows_its_link_and_what_is_situated_there() -> None:
    facts = tables()["located_facts"].query("action_id == 5 and territory_id == 'arr:591'")
    (told,) = [block for block in blocks(local("action-5"), Lines) if block.title.startswith("Dans l'")]
    assert [line.replace("\u00a0", " ") for line in told.lines] == [
        f"{int(row['value'])} {row['unit']} : {row['service']}" for row in facts.to_dict("records")
    ]
    link = blocks(local("action-5"), Links)[0]
    assert link.outlined == "arr:591"
    assert link.links == blocks(of("action-5"), Links)[0].links
    assert "cité par la fiche (« Arrondissement d'Avesnes »)" in link.words
    assert "inclus sans être nommé" in blocks(local("action-4"), Links)[0].words
    nothing = [block for block in blocks(local("action-4"), Lines) if block.title.startswith("Dans l'")]
    assert nothing[0].lines == ("La fiche n'y situe aucun service.",)


def test_the_actions_and_the_share_of_an_arrondissement_are_those_of_the_tables() -> None:
    links = tables()["action_arrondissements"].query("territory_id == 'arr:591' and link == 'cited'")
    listed = blocks(local("synthese"), Lines)[0]
    assert f"les {len(links)} fiches" in listed.title
    assert {int(number) for line in listed.lines for number in re.findall(r"\d+", line)} == set(links["action_id"])
    reach = build_slides(replace(material(), scope="arr:593"), ["acces"])[0]
    assert reach.title.replace("\u202f", " ").startswith("Plateformes : 42,0 % des habitants de l'arrondissement de")
    assert "Tout le Nord : 50,0" in reach.sentence
    assert blocks(reach, Shades)[0].outlined == "arr:593"


def test_what_was_counted_before_the_schema_is_not_shown_as_its_result() -> None:
    figure = blocks(of("action-6"), KeyFigure)[0]
    assert figure.value.replace("\u00a0", " ") == "96 structures"
    assert "date non précisée" in figure.when


def test_the_foot_and_the_number_of_each_slide_are_whole() -> None:
    foot = (
        "Produit le 27 novembre 2026 pour l'arrondissement d'Avesnes-sur-Helpe. Vu du 25 novembre 2026, données "
        "version 3c0609e7d356, documents jusqu'au 26 janvier 2024."
    )
    made = pptx_bytes(local_slides(), rings(), "SDAASP", foot, MADE, names=dict.fromkeys(ARRONDISSEMENTS, "Avesnes"))
    deck: Any = Presentation(io.BytesIO(made))
    for rank, (page, slide) in enumerate(zip(deck.slides, local_slides(), strict=True), start=1):
        boxes = {shape.text_frame.text: shape for shape in page.shapes if shape.has_text_frame}
        assert f"{rank} / {len(deck.slides)}" in boxes
        assert not slide.covers or slide.covers in {plain(words) for words in boxes}
        below = [shape for words, shape in boxes.items() if words.startswith(("Produit le", "Source"))]
        assert below
        for shape in below:
            run = shape.text_frame.paragraphs[0].runs[0]
            # Half its height is the mean width of a letter: what the box holds, against what is written in it.
            lines = -(-len(run.text) * run.font.size.inches / 2 // (shape.width.inches - 0.2))
            assert lines * run.font.size.inches * 1.2 + 0.1 <= shape.height.inches, (slide.slide_id, run.text)
        if blocks(slide, Links):
            assert [words for words in boxes if words == "Avesnes"]


def test_a_share_to_the_tenth_is_not_rounded_in_the_file() -> None:
    made = pptx_bytes([of("acces"), of("tendances")], rings(), "SDAASP", "essai", MADE)
    deck: Any = Presentation(io.BytesIO(made))
    charts = [shape.chart for page in deck.slides for shape in page.shapes if shape.has_chart]
    formats = [re.findall(r"<c:formatCode>([^<]*)", str(chart._chartSpace.xml))[-1] for chart in charts]
    assert formats[0].startswith("0.0")
    assert "0.0" not in formats[1:]


def test_an_unknown_slide_is_refused() -> None:
    with pytest.raises(KeyError):
        build_slides(material(), ["action-17"])


def test_the_file_holds_the_same_slides() -> None:
    deck: Any = Presentation(io.BytesIO(pptx_bytes(slides(), rings(), "SDAASP du Nord", "essai", MADE)))
    assert len(deck.slides) == len(slides())
    for page, slide in zip(deck.slides, slides(), strict=True):
        words = " ".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame)
        plain = words.replace("\u00a0", " ").replace("\u202f", " ")
        assert page.shapes.title.text_frame.text.replace("\u00a0", " ").replace("\u202f", " ") == slide.title.replace(
            "\u00a0", " "
        ).replace("\u202f", " ")
        for badge in blocks(slide, Badge):
            assert badge.words in plain
        charts = [shape.chart for shape in page.shapes if shape.has_chart]
        assert [[list(one.values) for one in chart.plots[0].series] for chart in charts] == [
            [list(block.counts.values())]
            if isinstance(block, Bars)
            else [[None if value is None else round(value, 1) for value in one.values] for one in block.series]
            for block in slide.blocks
            if isinstance(block, (Bars, Chart))
        ]
        boards = [shape.table for shape in page.shapes if shape.has_table]
        assert [len(board.rows) for board in boards] == [len(block.rows) + 1 for block in blocks(slide, Board)]
        if blocks(slide, Links):
            drawn = [
                shape for shape in page.shapes if (shape._element.xpath(".//p:cNvPr/@descr") or [""])[0][:4] == "arr:"
            ]
            assert len(drawn) >= len(ARRONDISSEMENTS)


def test_the_file_says_who_made_it_and_when_and_of_no_other() -> None:
    """Its properties are those of the tool's other files, in universal time; none is left from the library's model."""
    made = pptx_bytes(slides(), rings(), "SDAASP du Nord – Lille", "Produit le 27 novembre 2026", MADE)
    said = Presentation(io.BytesIO(made)).core_properties
    assert (said.title, said.author, said.last_modified_by, said.comments) == (
        "SDAASP du Nord – Lille",
        "SDAASP du Nord – comité de pilotage",
        "SDAASP du Nord – comité de pilotage",
        "",
    )
    assert said.created == said.modified == dt.datetime(2026, 11, 27, 8, 42)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        everything = b" ".join(package.read(name) for name in package.namelist() if name.startswith("docProps/"))
    assert b"4:3" not in everything
    assert b"Macintosh" not in everything
    assert b"python" not in everything


def test_no_box_of_words_covers_another() -> None:
    senses = ("poursuite", "reorientation", "arret")
    parts = {1: tuple(taken(f"action:1.p{rank}", sense) for rank, sense in enumerate(senses, start=1))}
    alone = {number: (taken(f"action:{number}", "arret"),) for number in range(2, 17)}
    decided = replace(material(), decided=parts | alone, meetings=WHERE)
    named = [f"action-{number}" for number in range(1, 17)]
    shown = (*slides(), *build_slides(decided, ["synthese", *named]), *local_slides())
    deck: Any = Presentation(io.BytesIO(pptx_bytes(shown, rings(), "SDAASP du Nord", "essai", MADE)))
    for page in deck.slides:
        boxes = [shape for shape in page.shapes if shape.has_text_frame and shape.text_frame.text.strip()]
        boxes = [one for one in boxes if one.shape_type == MSO_SHAPE_TYPE.TEXT_BOX]
        for one, other in itertools.combinations(boxes, 2):
            apart = (
                one.top + one.height <= other.top
                or other.top + other.height <= one.top
                or one.left + one.width <= other.left
                or other.left + other.width <= one.left
            )
            assert apart, (page.shapes.title.text_frame.text, one.text_frame.text, other.text_frame.text)


def test_every_run_is_in_french_and_inside_the_slide() -> None:
    parts = {13: tuple(taken(f"action:13.{rank}", sense) for rank, sense in ((1, "poursuite"), (2, "arret")))}
    settled = {f"orientation:O{rank}": taken(f"orientation:O{rank}", "maintenue") for rank in range(1, 10)}
    taken_on = replace(material(), decided=parts, settled=settled, meetings=WHERE)
    decided = build_slides(taken_on, ["synthese", "action-13", "orientations"])
    deck: Any = Presentation(io.BytesIO(pptx_bytes((*slides(), *decided), rings(), "SDAASP du Nord", "essai", MADE)))
    for page in deck.slides:
        for shape in page.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height, (page.shapes.title.text_frame.text, shape.name)
            if shape.has_table:
                source = next(one for one in page.shapes if one.has_text_frame and "Source" in one.text_frame.text)
                assert shape.top + shape.height <= source.top, page.shapes.title.text_frame.text
            languages = shape._element.xpath(".//a:rPr/@lang")
            assert set(languages) <= {"fr-FR"}


def test_a_long_agenda_is_told_by_kind_and_leaves_nothing_out() -> None:
    agenda = (
        *(AgendaItem(f"o{rank}", f"Orientation {rank}", (f"orientation:O{rank}",), 2) for rank in range(1, 10)),
        AgendaItem("lot", "Lot : actions 3, 15 et 16", ("action:3", "action:15", "action:16"), 3),
        AgendaItem("a2", "Action 2", ("action:2",), 3),
        AgendaItem("a14", "Action 14", ("action:14",), 6),
    )
    slide = build_slides(replace(material(), agenda=agenda), ["a-decider"])[0]
    assert slide.sentence.replace("\u00a0", " ") == "12 points à l'ordre du jour, 30 minutes."
    lines = [line.replace("\u00a0", " ") for line in blocks(slide, Lines)[0].lines]
    assert lines == ["9 orientations", "Lot : actions 3, 15 et 16", "Actions examinées une à une : 2 et 14"]
    assert slide.source

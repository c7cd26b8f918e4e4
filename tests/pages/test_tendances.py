"""« Tendances »: the indicator of the address, the sentence and the table of one figure, and what it must not say."""

import datetime as dt
import re

import pandas as pd
import pytest

from components.formats import number
from data.analysis.orientation_board import compute_line
from data.load import load_series, load_statuses, load_tables
from data.model import DEPARTEMENT
from data.trend import Indicator
from tests.pages.screen import Screen, open_screen, plain, read_screen

KNOWN: dict[str, Indicator] = {one.indicator_id: one for one in load_series()}


def tendances(**codes: str) -> Screen:
    return read_screen("tendances", **codes)


def chosen(screen: Screen, label: str) -> str:
    return next(str(box.value) for box in screen.app.selectbox if box.label == label)


def sentence(screen: Screen) -> str:
    return plain(screen.html.one("p", "sd-trend-sentence").text)


def charted(screen: Screen) -> list[list[str]]:
    """The rows of the table under the figure, cell by cell."""
    table = next(table for table in screen.html.all("table") if "Nature" in [th.text for th in table.all("th")])
    return [
        [plain(cell.text) for cell in row.nodes() if cell.name in {"th", "td"}] for row in table.one("tbody").all("tr")
    ]


def test_opens_on_the_first_orientation_with_every_indicator_of_it() -> None:
    screen = tendances()
    assert chosen(screen, "Orientation") == "O1"
    assert chosen(screen, "Indicateur") == "tous"
    links = {link.codes["indicateur"] for link in screen.links() if "indicateur" in link.codes}
    assert links == {one.indicator_id for one in KNOWN.values() if "O1" in one.orientations}


def samples() -> list[str]:
    """An indicator of each kind there is: where it comes from, what can be read of it."""
    found: dict[tuple[str, str, bool], str] = {}
    for one in KNOWN.values():
        line = compute_line(one, dt.date(2024, 1, 26))
        found.setdefault((one.origin, line.state, line.territory_id == DEPARTEMENT), one.indicator_id)
    return sorted(found.values())


@pytest.mark.parametrize("indicator", samples())
def test_an_indicator_opens_by_its_link(indicator: str) -> None:
    screen = tendances(indicateur=indicator)
    assert chosen(screen, "Indicateur") == indicator
    assert chosen(screen, "Orientation") in KNOWN[indicator].orientations
    assert screen.warnings == []
    # Sentence, warning, definition, producer, rhythm and age are there whatever is known.
    text = screen.text
    assert "À ne pas conclure" in text
    for words in (KNOWN[indicator].definition, "Producteur", "Rythme de publication", "Fraîcheur"):
        assert plain(words) in text
    known = KNOWN[indicator]
    if any(len(run) > 1 for code in known.territories for run in known.runs(code)):
        assert sentence(screen).startswith("De ")
    else:
        said = sentence(screen).lower()
        assert "aucune évolution ne peut être dite" in said or "non alimenté" in said


def test_an_unknown_indicator_is_said_and_nothing_breaks() -> None:
    screen = open_screen("tendances", indicateur="nimporte")
    assert any("indicateur=nimporte" in warning for warning in screen.warnings)
    assert chosen(screen, "Indicateur") == "tous"
    assert screen.run().warnings == []
    assert "indicateur" not in screen.app.query_params


@pytest.mark.parametrize("code", ["O10", "o1", "<b>", "O1' OR 1=1"])
def test_an_unknown_orientation_is_said(code: str) -> None:
    screen = open_screen("tendances", orientation=code)
    assert any("est inconnu" in warning for warning in screen.warnings)
    assert chosen(screen, "Orientation") == "O1"


def test_changing_the_orientation_leaves_the_indicator() -> None:
    screen = open_screen("tendances", indicateur="maisons_sante")
    next(box for box in screen.app.selectbox if box.label == "Orientation").set_value("O9")
    screen.run()
    assert chosen(screen, "Orientation") == "O9"
    assert chosen(screen, "Indicateur") == "tous"
    assert "indicateur" not in screen.app.query_params


def test_two_labels_of_one_service_are_two_points_never_a_growth() -> None:
    screen = tendances(indicateur="france_services_labellisees")
    said = sentence(screen)
    assert "14 (2018)" in said
    assert "51 (1er septembre 2023)" in said
    assert "aucune évolution" in said
    assert any("non comparable à la précédente" in row[4] for row in charted(screen))
    assert "3,6" not in screen.html.one("div", "sd-trend-answer").text
    assert "3,6" not in " ".join(cell for row in charted(screen) for cell in row)


@pytest.mark.parametrize(
    ("indicator", "bilan"), [("barometre_france_services", ("14", "51")), ("barometre_maisons_sante", ("15", "96"))]
)
def test_a_series_stands_beside_the_bilan_with_its_start_and_its_target(
    tables: dict[str, pd.DataFrame], indicator: str, bilan: tuple[str, str]
) -> None:
    screen = tendances(indicateur=indicator)
    values = tables["observations"].query("indicator_id == @indicator").sort_values("date_start")["value"].tolist()
    (target,) = tables["targets"].query("indicator_id == @indicator").to_dict("records")
    rows = charted(screen)
    series = [row for row in rows if row[1].startswith("Contexte") and row[4] == "Publiée" and "baromètre" in row[0]]
    assert [row[3].split()[0] for row in series] == [number(value) for value in values]
    aims = [row for row in rows if row[4].startswith("Visée")]
    assert [row[3].split()[0] for row in aims] == [number(target["value"])]
    said = sentence(screen)
    assert said.startswith(f"De {number(values[0])} structures")
    assert f"à {number(values[-1])} structures" in said
    # The bilan's own values: in the same figure, marked as its own, in no line.
    own = [row[3].split()[0] for row in rows if row[1] == "Bilan 2017-2023"]
    assert own == list(bilan)
    aimed = next(table for table in screen.html.all("table") if "Point de départ" in plain(table.text))
    assert f"{number(values[0])} structures" in plain(aimed.text)


def test_the_table_says_what_has_no_date() -> None:
    rows = charted(tendances(indicateur="maisons_sante"))
    assert [row[2] for row in rows if row[3].startswith("96")] == ["date non précisée"]


def test_the_arrondissement_has_its_own_values_or_it_is_said() -> None:
    screen = tendances(indicateur="france_services_anct", territoire="arr:593")
    assert "ce sont elles qui sont montrées" in screen.text
    (point,) = KNOWN["france_services_anct"].at("arr:593")
    assert f"{number(point.value)} structures" in sentence(screen)
    screen = tendances(indicateur="maisons_sante", territoire="arr:593")
    assert "n'a pas de valeur pour ce territoire" in screen.text


def test_freshness_follows_the_date_of_reference() -> None:
    early = tendances(indicateur="barometre_maisons_sante", reference="2023-01-15").text
    late = tendances(indicateur="barometre_maisons_sante", reference="2026-11-27").text
    assert "À jour : prochaine valeur attendue le" in early
    assert "En retard : attendu le" in late


def test_every_orientation_opens_all_its_indicators() -> None:
    for code in load_tables()["orientations"]["orientation_id"]:
        screen = tendances(orientation=code)
        mine = [one for one in KNOWN.values() if code in one.orientations]
        links = [link.codes["indicateur"] for link in screen.links() if "indicateur" in link.codes]
        assert sorted(links) == sorted(one.indicator_id for one in mine)


@pytest.mark.parametrize("code", list(load_tables()["orientations"]["orientation_id"]))
def test_the_sentence_counts_what_its_own_table_shows(code: str) -> None:
    screen = tendances(orientation=code)
    tables = [one for one in screen.html.all("table") if "État" in [plain(th.text) for th in one.all("th")]]
    place = [plain(th.text) for th in tables[0].one("thead").all("th")].index("État")
    shown = [
        [
            [plain(cell.text) for cell in row.nodes() if cell.name in {"th", "td"}][place]
            for row in table.one("tbody").all("tr")
        ]
        for table in tables
    ]
    states = [state for part in shown for state in part]
    # What waits for a date is folded under its count, and nothing else is.
    for fold in screen.html.all("details", "sd-folded"):
        assert set(shown[1]) <= {"Valeur sans date", "Non alimenté"}
        assert f"Voir {len(shown[1])} autre" in plain(fold.one("summary").text)
        assert not set(shown[0]) & set(shown[1])
    dated = sum(state in {"Évolution lisible", "Valeurs non comparables", "Une seule valeur datée"} for state in states)
    said = plain(screen.html.all("p", "sd-lead")[-1].text)
    assert said.startswith(f"{len(states)} indicateur")
    known = re.search(r": (\d+|aucun) (a|ont|n'a) (une|de) valeur datée", said)
    assert known
    assert known[1] == (str(dated) if dated else "aucun")


def test_the_figures_of_a_fiche_lead_to_their_trend() -> None:
    for status in load_statuses():
        screen = read_screen("fiche", action=str(status.action_id))
        leads = {link.codes["indicateur"] for link in screen.links() if link.page == "tendances"}
        assert leads == {
            one.indicator_id
            for one in KNOWN.values()
            if one.action_id == status.action_id and any(point.origin == "bilan" for point in one.points)
        }


def test_the_acronyms_of_the_indicators_are_spelt_out() -> None:
    assert "PRH, pôle ressources handicap (usage courant)" in plain(tendances(orientation="O1").text)

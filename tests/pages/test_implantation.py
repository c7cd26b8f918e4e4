"""« Où implanter ? »: nothing unasked, inputs checked, the same answer as the analysis, and what it says it is."""

# A column compared with a value is a column; the checker takes it for a truth value.
# pyright: reportGeneralTypeIssues=false

import re
import time
from pathlib import Path

import pytest

from components.formats import number
from data.analysis import siting_view
from data.analysis.opening import restrict
from data.analysis.point_sets import shipped_sets
from data.analysis.proximity import compute_communes, compute_distances, compute_matrix
from data.analysis.siting import compute_siting
from data.analysis.siting_question import UNKNOWNS, SitingQuestion, compute_weights
from data.connectors.library import publish
from data.connectors.preview import preview_file
from data.home import VARIABLE
from tests.pages.screen import Screen, open_screen, plain

BANNER = (
    "Hypothèse de travail, pour les équipes : ne pas projeter ni diffuser telle quelle. "
    "Une commune « optimale » n'est pas une décision."
)
HARD = {"points": "plateformes", "ouverture": "samedi", "seuil": "15", "nombre": "12"}
FRANCE_SERVICES = b"""id_fs;insee_dep;lib_fs;insee_com;code_postal;lib_com;latitude;longitude;h_lundi;format_fs
1;59;France services Anor;59012;59186;Anor;49.99114;4.09841;09:00 - 12:00;Fixe
2;59;France services Lille;59350;59000;Lille;50.63297;3.05850;09:00 - 12:00;Fixe
"""
POVERTY = b"""CODGEO;LIBGEO;MED21;TP6021
59350;Lille;20000;25
59249;Fourmies;16000;40
59012;Anor;18000;s
59139;Caudry;17000;10
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reader who imported nothing."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return tmp_path


@pytest.fixture
def base(tables):
    communes = compute_communes(tables, "rp2023")
    return communes, compute_matrix(communes)


def button(screen: Screen, label: str):
    return next(button for button in screen.app.button if button.label == label)


def compute(screen: Screen, seconds: float = 60) -> Screen:
    """Press « Calculer » and wait for what is found."""
    button(screen, "Calculer").click()
    screen.run()
    limit = time.monotonic() + seconds
    while "En cours" in screen.text or "Le calcul commence" in screen.text or "attend son tour" in screen.text:
        assert time.monotonic() < limit
        time.sleep(0.1)
        screen.run()
    return screen


def sentences(screen: Screen) -> str:
    return plain(screen.html.one(class_="sd-key-sentences").text)


def table(screen: Screen, caption: str) -> list[list[str]]:
    found = next(part for part in screen.html.all("table") if plain(part.one("caption").text).startswith(caption))
    return [
        [plain(cell.text) for cell in row.children if not isinstance(cell, str)] for row in found.one("tbody").all("tr")
    ]


def places(screen: Screen) -> list[str]:
    return [re.sub(r"^\d+\. ", "", row[0]) for row in table(screen, "Communes trouvées")]


def ask(base, points, threshold, count, **others):
    communes, matrix = base
    weights = others.pop("weights", None) or compute_weights(communes)
    return SitingQuestion(communes, matrix, compute_distances(communes, points), threshold, count, weights, **others)


@pytest.mark.parametrize("codes", [{}, {"territoire": "arr:591", "nombre": "5"}, HARD])
def test_nothing_is_computed_before_it_is_asked(codes, monkeypatch):
    monkeypatch.setattr(siting_view, "compute_siting", lambda *_: pytest.fail("computed unasked"))
    screen = open_screen("implantation", **codes)
    assert plain(screen.html.one(class_="sd-hypothesis").text) == BANNER
    assert BANNER in plain(screen.html.one(class_="sd-hypothesis-edge").text)
    assert "Rien n'est calculé" in screen.text
    assert screen.html.all("table") == []
    for unknown in UNKNOWNS:
        assert plain(unknown) in screen.text


def test_starts_from_the_platforms_and_says_why_and_what_is_not_offered():
    screen = open_screen("implantation")
    assert screen.app.query_params["points"] == "plateformes"
    assert "La liste des France services n'est pas importée" in screen.text
    assert "La pondération par la pauvreté n'est pas proposée" in screen.text
    assert "4 points retenus" in screen.text
    weights = next(box for box in screen.app.selectbox if box.label == "Poids d'un habitant")
    assert weights.options == ["Population"]


def test_answer_is_that_of_the_analysis(tables, base):
    screen = compute(open_screen("implantation", nombre="4", seuil="7"))
    answer = compute_siting(ask(base, shipped_sets(tables)["plateformes"].points, 7, 4))
    assert places(screen) == answer.chosen["label"].tolist()
    rows = table(screen, "Communes trouvées")
    assert [row[3] for row in rows] == [plain(number(gain)) for gain in answer.chosen["gain_hab"]]
    assert [row[4] for row in rows] == [plain(number(total)) for total in answer.chosen["total_hab"]]
    said = sentences(screen)
    assert said.startswith(f"{plain(number(answer.best.gain_hab))} habitants de plus seraient à 7 km ou moins")
    assert "à vol d'oiseau" in said
    assert "Optimum prouvé" in said
    gains = table(screen, "Habitants nouvellement à portée")
    assert [row[1] for row in gains] == [plain(number(solution.gain_hab)) for solution in answer.solutions]
    assert {row[-1] for row in gains} == {"optimum prouvé"}
    singles = table(screen, "Un seul point par arrondissement")
    assert [row[1] for row in singles] == answer.by_arrondissement["label"].tolist()
    assert [row[2] for row in singles] == [plain(number(gain)) for gain in answer.by_arrondissement["gain_hab"]]
    assert plain(screen.html.one(class_="sd-hypothesis").text) == BANNER


def test_forced_excluded_opening_and_candidates_are_part_of_the_question(tables, base):
    codes = {"points": "mairies", "ouverture": "samedi", "seuil": "3", "nombre": "3", "territoire": "arr:592"}
    codes |= {"avec": "com:59249", "sans": "com:59139,com:59350", "candidates": "nord"}
    screen = compute(open_screen("implantation", **codes))
    halls = restrict(shipped_sets(tables)["mairies"].points, opens_saturday=True).kept
    everywhere = base[0]["territory_id"].tolist()
    question = ask(
        base,
        halls,
        3,
        3,
        territory_id="arr:592",
        candidates=everywhere,
        forced_in=["com:59249"],
        forced_out=["com:59139", "com:59350"],
    )
    answer = compute_siting(question)
    assert places(screen) == answer.chosen["label"].tolist()
    assert places(screen)[0] == "Fourmies"
    assert "Communes gardées d'office : Fourmies (59249)" in screen.text
    assert "Caudry (59139)" in screen.text
    assert "Arrondissement de Cambrai" in plain(screen.html.one(class_="sd-scope").text)
    # The same question otherwise: every code is in the link, and the commune changes sides.
    links = [link for link in screen.links() if link.page == "implantation"]
    keep = next(link for link in links if link.words.startswith("+ garder"))
    assert set(keep.codes["avec"].split(",")) == {"com:59249", answer.chosen["territory_id"].iloc[1]}
    assert keep.codes["sans"] == "com:59139,com:59350"
    out = next(link for link in links if link.words == "− exclure Fourmies")
    assert "avec" not in out.codes
    assert "com:59249" in out.codes["sans"].split(",")
    for link in links:
        # As the page writes its own address: what is chosen when nothing is said is left out.
        same = {"points": "mairies", "ouverture": "samedi", "seuil": "3", "candidates": "nord"}
        assert {name: code for name, code in link.codes.items() if name not in ("avec", "sans")} == same


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nombre", "13"),
        ("nombre", "0"),
        ("seuil", "4,5"),
        ("ouverture", "dimanche"),
        ("points", "gares"),
        ("poids", "pauvrete"),
        ("candidates", "toutes"),
        ("avec", "com:99999"),
        ("sans", "59350"),
        ("avec", "**gras**"),
    ],
)
def test_unknown_code_is_said_and_dropped(name, code):
    screen = open_screen("implantation", **{name: code})
    (said,) = screen.warnings
    assert f"{name}={code}" in said.replace("\\", "")
    assert screen.app.query_params.get(name) != code
    assert screen.run().warnings == []
    assert "Rien n'est calculé" in screen.text


def test_known_communes_are_kept_beside_an_unknown_one():
    screen = open_screen("implantation", avec="com:59249,com:99999, com:59350,com:59249")
    (said,) = screen.warnings
    assert "com:99999" in said.replace("\\", "")
    assert screen.app.query_params["avec"] == "com:59249,com:59350"
    assert "Fourmies (59249), Lille (59350)" in screen.text


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ({"avec": "com:59249", "sans": "com:59249,com:59350"}, "À la fois imposée et exclue : Fourmies."),
        ({"avec": "com:59249,com:59350", "nombre": "1"}, "2 communes imposées pour 1 nouveau point"),
    ],
)
def test_contradiction_is_refused_before_anything_is_computed(codes, words):
    screen = open_screen("implantation", **codes)
    (error,) = screen.app.error
    assert words in plain(error.value)
    assert button(screen, "Calculer").disabled
    assert screen.html.all("table") == []


def test_shared_address_opens_the_question_without_its_answer():
    first = compute(open_screen("implantation", nombre="2", seuil="3"))
    assert places(first)
    other = open_screen("implantation", nombre="2", seuil="3", points="plateformes")
    assert "Rien n'est calculé" in other.text
    assert other.html.all("table") == []
    assert places(compute(other)) == places(first)


def test_another_question_is_not_answered_by_the_last_one_and_the_last_is_kept():
    screen = compute(open_screen("implantation", nombre="2", seuil="3"))
    found = places(screen)
    count = next(box for box in screen.app.selectbox if box.label == "Nouveaux points")
    count.set_value("1")
    screen.run()
    assert "Rien n'est calculé" in screen.text
    assert screen.html.all("table") == []
    next(box for box in screen.app.selectbox if box.label == "Nouveaux points").set_value("2")
    assert places(screen.run()) == found


def test_stopped_search_says_what_is_not_proven_and_is_nobody_elses():
    screen = open_screen("implantation", **HARD)
    button(screen, "Calculer").click()
    screen.run()
    assert "60 s au plus" in screen.text
    button(screen, "Arrêter").click()
    screen.run()
    limit = time.monotonic() + 20
    while not screen.html.all(class_="sd-key-sentences"):
        assert time.monotonic() < limit
        time.sleep(0.1)
        screen.run()
    said = sentences(screen)
    assert "recherche arrêtée avant la fin" in said
    assert "Optimum non prouvé" in said
    assert re.search(r"écart possible : \d+,\d+ %", said)
    proofs = [row[-1] for row in table(screen, "Habitants nouvellement à portée")]
    assert any(proof.startswith("non prouvé, au plus") for proof in proofs)
    assert "Rien n'est calculé" in open_screen("implantation", **HARD).text


def test_imported_france_services_are_the_points_to_start_from(base):
    edition = publish(preview_file(FRANCE_SERVICES, "fs.csv"), "essai")
    screen = open_screen("implantation")
    assert edition.rows_kept == 2
    assert screen.app.query_params["points"] == "france_services"
    assert "La liste des France services n'est pas importée" not in screen.text
    assert "2 points retenus" in screen.text
    assert "ANCT" in compute(screen).text


def test_poverty_weighs_once_its_layer_is_imported(tables, base):
    publish(preview_file(POVERTY, "filosofi.csv"), "essai")
    screen = compute(open_screen("implantation", poids="pauvrete", nombre="2"))
    rates = {"com:59350": 25.0, "com:59249": 40.0, "com:59139": 10.0}
    weights = compute_weights(base[0], rates, "population")
    answer = compute_siting(ask(base, shipped_sets(tables)["plateformes"].points, 5, 2, weights=weights))
    assert places(screen) == answer.chosen["label"].tolist()
    assert [row[5] for row in table(screen, "Communes trouvées")] == [
        plain(number(gain)) for gain in answer.chosen["gain_weight"]
    ]
    assert "644 communes" in screen.text
    assert "un choix, pas un fait" in screen.text
    assert "La pondération par la pauvreté n'est pas proposée" not in screen.text

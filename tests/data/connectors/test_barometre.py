"""The published forms of the State's barometer: nothing lost, nothing doubled, and no rate passed for the schéma's."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data.analysis.series import compute_series, find_indicator
from data.connectors.preview import preview_file
from data.connectors.shapes import Preview
from data.imported_series import imported_values, name_values
from data.trend import ImportedEdition, Indicator, Point

FOLDER = "barometre"
DETAIL = f"{FOLDER}/barometre-resultats-detail-departement-59_2023-01.csv"
SUMMARY = f"{FOLDER}/barometre-resultats-synthese-departement-59_2023-01.csv"
DITP = f"{FOLDER}/ditp_indicateurs_D59_2024-10.csv"
LABELS = f"{FOLDER}/ditp_meta_indicateurs_2024-10.csv"
HEAD = "mesure,indicateur,id_indicateur,code_departement,libelle_departement,date,valeur,unite"
FIBRE = "M,Taux de déploiement de la fibre,taux-deploiement-fibre,59,Nord"
MSP = "M,Nombre de maisons de santé pluri-professionnelles,nb-maisons-sante,59,Nord"

Published = Callable[[str], Path]


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def edition(preview: Preview) -> ImportedEdition:
    assert preview.edition is not None
    day = preview.edition.date.isoformat()
    return ImportedEdition(preview.layer, preview.title, preview.layer, "P", day, imported_values(preview.kept))


def series(tables: dict[str, pd.DataFrame], *previews: Preview) -> Callable[[str], Indicator]:
    found = compute_series(tables, imports=[edition(preview) for preview in previews])

    def get(indicator_id: str) -> Indicator:
        one = find_indicator(found, indicator_id)
        assert one is not None
        return one

    return get


def at(indicator: Indicator, period: str) -> Point:
    (point,) = [point for point in indicator.points if point.period == period]
    return point


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        (DETAIL, ("valeur",)),
        (SUMMARY, ("valeur_initiale", "valeur_actuelle", "cible")),
        (DITP, ("indic_vi", "indic_va", "indic_vc")),
    ],
)
def test_counts_in_are_counts_out_plus_rejects(published: Published, name: str, columns: tuple[str, ...]) -> None:
    rows = lines(published(name))
    preview = preview_file(published(name))
    assert preview.rows_read == len(rows) == preview.rows_kept + preview.rows_set_aside
    aside = {problem.row for problem in preview.set_aside}
    # Cell by cell: every value of a kept line comes out once, with its number unchanged.
    filled = [(number, row[column]) for number, row in enumerate(rows, start=2) for column in columns if row[column]]
    assert sorted(preview.kept["value"]) == sorted(float(cell) for number, cell in filled if number not in aside)
    assert not [cell for number, cell in filled if number in aside]


def test_the_real_edition_completes_the_shipped_one(published: Published, tables: dict[str, pd.DataFrame]) -> None:
    get = series(tables, preview_file(published(DETAIL)), preview_file(published(SUMMARY)))
    for indicator_id, count in (
        ("barometre_france_services", 36),
        ("barometre_maisons_sante", 12),
        ("barometre_fibre", 20),
        ("barometre_dedoublement_gs", 4),
        ("barometre_amenagements_cyclables", 13),
    ):
        indicator = get(indicator_id)
        assert len(indicator.points) == count == len({point.period for point in indicator.points}), indicator_id
        assert [len(run) for run in indicator.runs("dep:59")] == [count]
        assert not any(point.revisions for point in indicator.points)
    services = get("barometre_france_services")
    assert [(one.value, one.start_value, one.due.start.isoformat()) for one in services.targets if one.due.start] == [
        (44, 9, "2022-12-31")
    ]


def test_a_code_published_under_two_labels_is_two_indicators(
    published: Published, tables: dict[str, pd.DataFrame]
) -> None:
    found = compute_series(tables, imports=[edition(preview_file(published(DETAIL)))])
    double = [one for one in found if one.indicator_id.startswith("barometre:nb-logement-accompagnement")]
    assert len({one.label for one in double}) == len(double) == 2
    assert len(double[0].points) == len(double[1].points) == 12


def test_a_summary_that_is_a_yearly_sum_is_never_joined_to_monthly_counts(
    published: Published, tables: dict[str, pd.DataFrame]
) -> None:
    get = series(tables, preview_file(published(DETAIL)), preview_file(published(SUMMARY)))
    roads = get("barometre:nb-morts-routes")
    runs = [[point.value for point in run] for run in roads.runs("dep:59")]
    assert [82, 66] in runs
    monthly = [row["valeur"] for row in lines(published(DETAIL)) if row["id_indicateur"] == "nb-morts-routes"]
    assert [value for run in runs if run != [82, 66] for value in run] == [float(value) for value in monthly]


def test_the_next_edition_revises_rounds_and_continues(published: Published, tables: dict[str, pd.DataFrame]) -> None:
    get = series(tables, preview_file(published(DETAIL)), preview_file(published(DITP)))
    fibre = get("barometre_fibre")
    september = at(fibre, "2022-09")
    assert (september.value, [one.value for one in september.revisions]) == (91.44, [91])
    assert fibre.latest("dep:59").value == 94.43  # type: ignore[union-attr]
    houses = get("barometre_maisons_sante")
    assert at(houses, "2022-12").value == 81
    assert not at(houses, "2022-12").revisions
    assert [point.value for point in houses.points if point.period >= "2023"] == [91, 104]
    assert {(one.value, one.due.start.year) for one in houses.targets if one.due.start} == {(58, 2022), (160, 2026)}


def test_the_rate_of_a_national_policy_is_never_a_value(published: Published) -> None:
    rows = lines(published(DITP))
    preview = preview_file(published(DITP))
    rates = {float(row["indic_ta"]) for row in rows if row["indic_ta"]}
    values = {float(row[name]) for row in rows for name in ("indic_vi", "indic_va", "indic_vc") if row[name]}
    assert rates - values
    assert not (rates - values) & set(preview.kept["value"])
    assert any("jamais un taux de réalisation du schéma" in one.message_fr for one in preview.notes)


def test_labels_are_joined_from_their_own_file(published: Published, tables: dict[str, pd.DataFrame]) -> None:
    labels = preview_file(published(LABELS))
    assert labels.rows_read == len(lines(published(LABELS))) == labels.rows_kept
    joined = {row["code"]: (row["label"], row["definition"]) for row in labels.kept.to_dict("records")}
    named = name_values(edition(preview_file(published(DITP))), joined)
    found = compute_series(tables, imports=[named])
    plain = [one.label for one in found if one.label.startswith("IND-")]
    assert not plain
    one = find_indicator(found, "ditp:IND-200")
    assert one is not None
    assert one.label == "Taux de couverture des +18 ans"


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (f"{MSP},2022-12-31,81.0,maisons de santé", "duplicate", "ligne 2"),
        (f"{MSP},2099-12-31,82.0,maisons de santé", "future", "à venir"),
        (f"{MSP},2022-06-31,82.0,maisons de santé", "date", "JJ/MM/AAAA"),
        (f"{MSP},2023-12-31,82.0,cabinets", "unit", "« maisons de santé » est attendue"),
        (f"{MSP},2023-12-31,beaucoup,maisons de santé", "value", "un nombre est attendu"),
        (f"{FIBRE},2022-12-31,101,% de déploiement", "share", "entre 0 et 100"),
        (f"{MSP},2023-12-31,40.0,maisons de santé".replace("59,Nord", "62,Pas-de-Calais"), "elsewhere", "Hors du Nord"),
    ],
)
def test_a_bad_line_is_set_aside_with_its_place_and_what_is_expected(line: str, code: str, said: str) -> None:
    content = f"{HEAD}\n{MSP},2022-12-31,81.0,maisons de santé\n{line}\n".encode()
    preview = preview_file(content, "barometre_2023-01.csv")
    (problem,) = preview.set_aside
    assert (preview.rows_kept, problem.row, problem.code) == (1, 3, code)
    assert said.replace(" »", "\u00a0»").replace("« ", "«\u00a0") in problem.message_fr

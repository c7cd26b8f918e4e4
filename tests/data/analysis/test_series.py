"""One history an indicator: what is shipped, what an import completes, what is revised, what is never joined."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from data.analysis.freshness import compute_freshness
from data.analysis.orientation_board import compute_line
from data.analysis.series import compute_series, find_indicator
from data.analysis.subjects import compute_limits, compute_subjects
from data.model import Span
from data.trend import ImportedEdition, ImportedValue, Indicator

BAROMETRE = Path(__file__).parents[4] / "shared" / "opendata" / "barometre"
NORD = "dep:59"


def _value(
    code: str, month: str, value: float, role: str = "value", definition: str = "", **more: str
) -> ImportedValue:
    year, number = map(int, month.split("-"))
    start = dt.date(year, number, 1)
    return ImportedValue(
        indicator=code,
        label="Un libellé",
        definition=definition,
        unit="structures",
        territory_id=NORD,
        value=value,
        when=Span(start, None, "month"),
        period=month,
        role=role,
        perimeter=more.get("perimeter", ""),
        by=more.get("by", ""),
        motive=more.get("motive", ""),
        place=f"ligne {month} {role}",
    )


def _edition(*values: ImportedValue, published: str = "2024-10-01", family: str = "ditp") -> ImportedEdition:
    return ImportedEdition(f"{family}/{published}", f"Édition {published}", family, "DITP", published, values)


def _find(series: tuple[Indicator, ...], indicator_id: str) -> Indicator:
    found = find_indicator(series, indicator_id)
    assert found is not None
    return found


def test_shipped_values_are_those_of_the_published_file(tables: dict[str, pd.DataFrame]) -> None:
    file = BAROMETRE / "barometre-resultats-detail-departement-59_2023-01.csv"
    if not file.is_file():
        pytest.skip(f"le fichier publié n'est pas là : {file.name}")
    published = pd.read_csv(file, dtype={"valeur": float})
    found = {(row["id_indicateur"], row["date"]): (row["valeur"], row["unite"]) for row in published.to_dict("records")}
    codes = tables["indicator_codes"].query("source == 'barometre'").set_index("indicator_id")
    shipped = tables["observations"].query("document_id == 'barometre-2023-01'")
    assert len(shipped) == 7 + 7 + 6 + 4 + 4 + 6 + 6 + 6
    for row in shipped.to_dict("records"):
        code = codes.loc[row["indicator_id"]]
        day = f"{row['date_start']:%Y-%m-%d}"
        assert found[code["code"], day] == (row["value"], code["unit_written"]), (code["code"], day)


def test_shipped_targets_are_those_of_the_published_file(tables: dict[str, pd.DataFrame]) -> None:
    file = BAROMETRE / "barometre-resultats-synthese-departement-59_2023-01.csv"
    if not file.is_file():
        pytest.skip(f"le fichier publié n'est pas là : {file.name}")
    published = pd.read_csv(file).set_index("id_indicateur")
    codes = tables["indicator_codes"].query("source == 'barometre'").set_index("indicator_id")["code"]
    shipped = tables["targets"].query("document_id == 'barometre-2023-01'")
    assert len(shipped) == 3
    for row in shipped.to_dict("records"):
        told = published.loc[codes[row["indicator_id"]]]
        assert (row["value"], f"{row['due']:%Y-%m-%d}") == (told["cible"], told["date_cible"])
        assert (row["start_value"], f"{row['start']:%Y-%m-%d}") == (
            told["valeur_initiale"],
            told["date_valeur_initiale"],
        )


def test_only_dated_values_of_one_definition_may_be_joined(tables: dict[str, pd.DataFrame]) -> None:
    series = compute_series(tables)
    assert [point.value for point in _find(series, "barometre_france_services").runs(NORD)[0]] == [
        9, 9, 19, 21, 35, 45, 50,
    ]  # fmt: skip
    # The bilan's own: 15 in 2015 and an undated 96 never make a line, nor do 14 MSAP and 51 France Services.
    for indicator_id in ("maisons_sante", "msap", "france_services_labellisees", "conventions_arms"):
        assert all(len(run) == 1 for run in _find(series, indicator_id).runs(NORD)), indicator_id
    # October 2022 is not a whole year: the line stops before it.
    assert [len(run) for run in _find(series, "barometre_apprentissage").runs(NORD)] == [5, 1]


def test_context_never_passes_for_the_bilan(tables: dict[str, pd.DataFrame]) -> None:
    series = compute_series(tables)
    for indicator in series:
        assert (indicator.origin == "bilan") == (indicator.action_id is not None or indicator.publisher == "")
        assert all(point.origin == indicator.origin for point in indicator.points)
    assert _find(series, "barometre_maisons_sante").compares == ("maisons_sante",)
    assert "barometre_maisons_sante" in _find(series, "maisons_sante").compares
    # Two labels, side by side and never joined: 14 MSAP, then 51 France Services.
    assert "msap" in _find(series, "france_services_labellisees").compares
    assert "france_services_labellisees" in _find(series, "msap").compares


def test_every_orientation_has_the_standard_indicators(tables: dict[str, pd.DataFrame]) -> None:
    standard = [one for one in compute_series(tables) if one.standard]
    for rank in range(1, 10):
        found = [one for one in standard if f"O{rank}" in one.orientations]
        assert found, f"O{rank}"
        assert all(one.definition and one.unit and one.publisher and one.note for one in found)


def test_importing_the_whole_edition_completes_and_doubles_nothing(tables: dict[str, pd.DataFrame]) -> None:
    whole = _edition(
        _value("barometre:nb-maisons-sante", "2017-06", 20),
        _value("barometre:nb-maisons-sante", "2018-06", 22),
        _value("barometre:nb-maisons-sante", "2022-12", 81),
        published="2023-01-01",
        family="barometre",
    )
    found = _find(compute_series(tables, imports=[whole]), "barometre_maisons_sante")
    assert len(found.points) == 8
    assert [len(run) for run in found.runs(NORD)] == [8]
    assert not any(point.revisions for point in found.points)


def test_a_later_edition_revises_and_never_overwrites(tables: dict[str, pd.DataFrame]) -> None:
    later = _edition(_value("ditp:IND-311", "2022-12", 84), _value("ditp:IND-311", "2023-06", 91))
    found = _find(compute_series(tables, imports=[later]), "barometre_maisons_sante")
    revised = next(point for point in found.points if point.period == "2022-12")
    assert (revised.value, [one.value for one in revised.revisions]) == (84, [81])
    assert revised.revisions[0].edition.startswith("Baromètre")
    # An older edition imported afterwards does not take the last word.
    older = _edition(_value("barometre:nb-maisons-sante", "2022-12", 80), published="2022-06-01", family="barometre")
    found = _find(compute_series(tables, imports=[later, older]), "barometre_maisons_sante")
    revised = next(point for point in found.points if point.period == "2022-12")
    assert (revised.value, [one.value for one in revised.revisions]) == (84, [80, 81])


def test_a_count_that_starts_again_in_january_is_cut_there(tables: dict[str, pd.DataFrame]) -> None:
    values = [("2022-11", 30599), ("2022-12", 31919), ("2023-01", 885), ("2023-02", 1495)]
    edition = _edition(*(_value("ditp:IND-313", month, value) for month, value in values))
    found = _find(compute_series(tables, imports=[edition]), "apprentissage_cumul_annuel")
    assert [[point.value for point in run] for run in found.runs(NORD)] == [[30599, 31919], [885, 1495]]


def test_a_starting_zero_is_not_a_measure(tables: dict[str, pd.DataFrame]) -> None:
    edition = _edition(
        _value("ditp:IND-246", "2023-01", 0, role="initial"),
        _value("ditp:IND-246", "2023-07", 96.54),
        _value("ditp:IND-246", "2023-09", 95.19),
    )
    found = _find(compute_series(tables, imports=[edition]), "satisfaction_france_services")
    assert [[point.value for point in run] for run in found.runs(NORD)] == [[0], [96.54, 95.19]]


def test_a_summary_that_counts_otherwise_is_another_series(tables: dict[str, pd.DataFrame]) -> None:
    detail = _edition(_value("barometre:x", "2022-09", 6), published="2023-01-01", family="barometre")
    summary = _edition(
        _value("barometre:x", "2017-12", 82, role="initial"),
        _value("barometre:x", "2022-09", 66),
        published="2023-01-01",
        family="synthese",
    )
    found = _find(compute_series(tables, imports=[detail, summary]), "barometre:x")
    assert [[point.value for point in run] for run in found.runs(NORD)] == [[82, 66], [6]]
    assert not any(point.revisions for point in found.points)


def test_a_contested_value_stands_beside_until_it_is_settled(tables: dict[str, pd.DataFrame]) -> None:
    contested = _edition(
        _value("barometre_maisons_sante", "2022-12", 79, "contested", motive="Deux fermetures", by="ARS"),
        family="chiffres",
        published="2025-01-01",
    )
    found = _find(compute_series(tables, imports=[contested]), "barometre_maisons_sante")
    point = next(point for point in found.points if point.counters)
    assert (point.value, point.counters[0].value, point.counters[0].by) == (81, 79, "ARS")
    assert [len(run) for run in found.runs(NORD)] == [7]
    settled = _edition(
        _value("barometre_maisons_sante", "2022-12", 80, "settled"), family="chiffres", published="2025-06-01"
    )
    found = _find(compute_series(tables, imports=[contested, settled]), "barometre_maisons_sante")
    point = next(point for point in found.points if point.value == 80)
    assert (point.counters, [one.value for one in point.revisions]) == ((), [81])


def test_freshness_is_computed_from_the_last_value_and_the_rhythm(tables: dict[str, pd.DataFrame]) -> None:
    series = compute_series(tables)
    monthly = _find(series, "barometre_france_services")
    due = dt.date(2022, 12, 31) + dt.timedelta(days=31 + 92)
    assert compute_freshness(monthly, due).state == "current"
    late = compute_freshness(monthly, due + dt.timedelta(days=10))
    assert (late.state, late.next_due, late.overdue_days) == ("overdue", due, 10)
    on = dt.date(2026, 11, 27)
    states = {one: compute_freshness(_find(series, one), on).state for one in ("illectronisme", "cias", "msap")}
    assert states == {"illectronisme": "unfed", "cias": "undated", "msap": "once"}


def test_every_subject_says_who_counts_and_in_one_sentence(tables: dict[str, pd.DataFrame]) -> None:
    subjects = compute_subjects(tables, compute_series(tables))
    assert len(subjects) == 10
    for subject in subjects:
        assert len(subject.figures) >= 2
        assert subject.sentence.endswith(".")
        assert ". " not in subject.sentence, subject.subject_id
        assert all(figure.producer and figure.territory and figure.funder for figure in subject.figures)
    mobility = next(one for one in subjects if one.subject_id == "plateformes_mobilite")
    assert [figure.value for figure in mobility.figures] == [2, 2, 15, 4, 17, 81]
    assert [figure.funder for figure in mobility.figures][4] == "non précisé"


def test_what_the_bilan_cannot_show_is_counted_from_its_rows(tables: dict[str, pd.DataFrame]) -> None:
    limits = compute_limits(tables, compute_series(tables))
    single = {one.indicator_id for one in limits.single}
    assert {"cias", "france_services_labellisees", "demandes_france_services"} <= single
    assert "maisons_sante" not in single
    assert {one.indicator_id for one in limits.undated} < single
    assert "taux_dedoublement_classes" in {one.indicator_id for one, _ in limits.no_start}
    assert not any(target.target_id.startswith("barometre") for _, target in limits.no_start)
    assert {claim.action_id for claim in limits.claims} == set(range(1, 17)) - {7, 8, 10}


def test_a_month_is_compared_with_the_same_month_of_the_year_before(tables: dict[str, pd.DataFrame]) -> None:
    """The DITP's own months: 17 545 acts in April 2024, 15 351 in July. A summer is not a fall."""
    months = [("2023-01", 14841), ("2024-01", 16465), ("2024-04", 17545), ("2024-07", 15351)]

    def alerts(*more: tuple[str, int]) -> tuple[str, ...]:
        edition = _edition(*(_value("ditp:IND-323", month, value) for month, value in (*months, *more)))
        acts = _find(compute_series(tables, (), (edition,)), "actes_france_services")
        assert acts.frequency == "monthly"
        return compute_line(acts, dt.date(2024, 11, 1)).alerts

    assert "fell" not in alerts()
    assert "fell" not in alerts(("2023-07", 15000))
    assert "fell" in alerts(("2023-07", 15900))


def test_a_yearly_value_is_compared_with_the_one_before(tables: dict[str, pd.DataFrame]) -> None:
    centres = compute_line(_find(compute_series(tables, ()), "barometre_centres_sante"), dt.date(2024, 11, 1))
    assert centres.against is not None
    assert [point.value for point in centres.against] == [31, 29]

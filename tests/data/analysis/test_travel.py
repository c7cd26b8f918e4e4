"""Imported road times: what is refused is told by line and column; what is missing stays unknown."""

# A column compared with a value is a column; the checker takes it for a truth value.
# pyright: reportGeneralTypeIssues=false

import numpy as np
import pandas as pd
import pytest

from data.analysis.proximity import compute_communes
from data.analysis.reach import compute_beyond, compute_coverage, compute_curve, compute_unknown
from data.analysis.travel import (
    TravelError,
    check_times,
    compute_duration_matrix,
    compute_durations,
    describe_gaps,
)

POINTS = pd.DataFrame({"point_id": ["345", "346", "x9"], "territory_id": ["com:59036", "com:59309", None]})


@pytest.fixture(scope="module")
def communes(tables):
    return compute_communes(tables, "rp2023")


@pytest.fixture
def check(tables, communes):
    def checked(rows, columns=("commune", "point", "minutes"), points=POINTS):
        raw = pd.DataFrame(rows, columns=list(columns))
        return check_times(raw, communes, points, tables["associated_communes"])

    return checked


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (("", "345", "5"), "commune", "code de commune manquant"),
        ((None, "345", "5"), "commune", "code de commune manquant"),
        (("593", "345", "5"), "commune", "« 593 » n'est pas un code INSEE à cinq caractères"),
        (("59000", "345", "5"), "commune", "n'est pas le code INSEE d'une commune du Nord (un code postal\u202f?)"),
        (("62041", "345", "5"), "commune", "n'est pas le code INSEE d'une commune du Nord"),
        (("59070", "345", "5"), "commune", "les temps se donnent pour 59006"),
        (("59350", "", "5"), "point", "point manquant"),
        (("59350", "999", "5"), "point", "point inconnu\u00a0: « 999 »"),
        (("59350", "345", ""), "minutes", "durée manquante"),
        (("59350", "345", "un quart d'heure"), "minutes", "n'est pas un nombre de minutes"),
        (("59350", "345", "inf"), "minutes", "n'est pas un nombre de minutes"),
        (("59350", "345", "-3"), "minutes", "durée négative\u00a0: -3"),
        (("59350", "345", "1800"), "minutes", "durée de plus de 300\u00a0minutes\u00a0: 1800 (des secondes\u202f?)"),
        (("59350", "345", "0"), "minutes", "durée nulle entre deux communes différentes"),
    ],
)
def test_each_fault_is_told_where_it_stands(check, row, column, words):
    found = check([("59001", "345", "12"), row])
    assert found.problems[["line", "column"]].to_numpy().tolist() == [[3, column]]
    assert words in found.problems["message"].item()
    assert (found.read_count, found.kept_count, found.aside_count) == (2, 1, 1)


def test_what_is_right_is_kept_as_it_is(check):
    found = check(
        [
            (" 59001 ", "345", "12,5"),
            ("59002", "345", 7),
            (59003.0, "346", "8.25"),
            ("59036", "345", "0"),
            ("59006", "x9", "3"),
        ]
    )
    assert found.problems.empty
    assert found.times.set_index("territory_id")["duration_min"].to_dict() == {
        "com:59001": 12.5,
        "com:59002": 7,
        "com:59003": 8.25,
        "com:59006": 3,
        "com:59036": 0,
    }
    assert len(found.communes_without) == 642


def test_a_repeated_trip_is_kept_once_and_a_contradiction_not_at_all(check):
    found = check([("59001", "345", "5"), ("59002", "345", "8"), ("59001", "345", "6"), ("59002", "345", "8,0")])
    assert found.times["territory_id"].tolist() == ["com:59002"]
    assert found.problems["line"].tolist() == [2, 4, 5]
    assert found.problems["message"].tolist() == [
        "deux durées différentes pour le même trajet\u00a0: aucune n'est retenue",
        "deux durées différentes pour le même trajet\u00a0: aucune n'est retenue",
        "ligne répétée\u00a0: le trajet est déjà donné ligne 3",
    ]


def test_a_point_or_its_commune(check, communes):
    """By commune, every point of the commune has the time; a time to the point itself goes first."""
    names = ("Code commune", "Commune du point", "Durée (min)")
    found = check([("59001", "59036", "5"), ("59001", "59309", "9")], names)
    first = compute_durations(communes, POINTS, found).iloc[0]
    assert (first["point_id"], first["duration_min"], first["timed_count"]) == ("345", 5, 2)
    mixed = check([("59001", "59036", "5"), ("59001", "345", "11"), ("59001", "59309", "9")])
    first = compute_durations(communes, POINTS, mixed).iloc[0]
    assert (first["point_id"], first["duration_min"]) == ("346", 9)


def test_a_commune_without_a_time_is_unknown(check, communes):
    found = check([("59001", "345", "5"), ("59001", "346", "4"), ("59001", "x9", "7"), ("59350", "345", "30")])
    durations = compute_durations(communes, POINTS, found)
    assert len(durations) == 647
    assert durations["duration_min"].notna().sum() == 2
    assert durations["duration_min"].dropna().between(0, 300).all()
    assert set(durations["state"]) == {"measured", "no_time"}
    row = compute_coverage(durations, communes, 10, "departement").iloc[0]
    assert row["method"] == "temps de trajet importé"
    assert (row["unknown_count"], row["communes_count"]) == (645, 647)
    assert row["within_hab"] + row["beyond_hab"] + row["unknown_hab"] == row["population_hab"]
    assert compute_curve(durations, communes).steps["duration_min"].tolist() == [4, 30]
    assert compute_beyond(durations, communes, 10)["territory_id"].tolist() == ["com:59350"]
    assert len(compute_unknown(durations, communes)) == 645
    assert describe_gaps(durations, POINTS) == (
        "645 communes sur 647 sans aucun temps importé\u202f; 1 commune avec un temps vers une partie seulement"
        " des points choisis (un point plus proche peut manquer)"
    )
    assert set(compute_durations(communes, POINTS.iloc[:0], found)["state"]) == {"no_point"}


def test_times_with_every_row_refused_leave_everything_unknown(check, communes):
    found = check([("1", "2", "3")])
    assert found.kept_count == 0
    assert compute_durations(communes, POINTS, found)["duration_min"].isna().all()
    assert np.isnan(compute_duration_matrix(communes, found)).all()


def test_full_table_gives_the_same_answers_as_its_matrix(tables, communes):
    """647 × 647 times: the nearest by time is the least of the matrix's columns."""
    draw = np.random.default_rng(3)
    minutes = np.round(draw.uniform(1, 200, (647, 647)), 1)
    codes = communes["territory_id"].str[4:].to_numpy()
    raw = pd.DataFrame(
        {"commune": np.repeat(codes, 647), "commune_point": np.tile(codes, 647), "minutes": minutes.ravel()}
    )
    points = pd.DataFrame(
        {"point_id": communes["territory_id"].str[4:] + "-a", "territory_id": communes["territory_id"]}
    )
    points = points.iloc[5::13]
    found = check_times(raw, communes, points, tables["associated_communes"])
    assert found.problems.empty
    assert np.array_equal(compute_duration_matrix(communes, found), minutes)
    durations = compute_durations(communes, points, found)
    assert durations["duration_min"].to_numpy().tolist() == minutes[:, 5::13].min(axis=1).tolist()
    assert describe_gaps(durations, points) == "les 647 communes ont un temps vers chacun des points choisis"


def test_another_kind_of_file_is_refused_in_french(check):
    with pytest.raises(
        TravelError, match=r"Colonne absente\u00a0: point .*Colonnes du fichier\u00a0: « commune », « minutes »"
    ):
        check([("59001", "5")], ("commune", "minutes"))
    with pytest.raises(TravelError, match=r"code INSEE de la commune.*durée en minutes"):
        check([("a",)], ("nom",))
    with pytest.raises(TravelError, match="aucune ligne"):
        check([])

"""What the analysis of proximity and siting costs on the 647 communes.

Printed by `make bench`, never asserted: machines are noisy. Medians of several runs, processor time of this process.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.analysis.opening import restrict
from data.analysis.proximity import compute_communes, compute_distances, compute_matrix
from data.analysis.reach import compute_beyond, compute_coverage, compute_curve
from data.analysis.siting import compute_siting
from data.analysis.siting_question import SitingQuestion, compute_weights
from data.analysis.travel import check_times, compute_duration_matrix, compute_durations

pytestmark = pytest.mark.performance
TABLES = Path(__file__).parents[2] / "data" / "tables"


def show_median(what: str, run: Callable[[], object], times: int = 15) -> None:
    spent, walls = [], []
    for _ in range(times):
        started, cpu = time.perf_counter(), time.process_time()
        run()
        walls.append((time.perf_counter() - started) * 1000)
        spent.append((time.process_time() - cpu) * 1000)
    print(f"  {what:<62} {statistics.median(spent):>9.1f} ms CPU {statistics.median(walls):>9.1f} ms")


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return {path.stem: pd.read_parquet(path) for path in sorted(TABLES.glob("*.parquet"))}


@pytest.fixture(scope="module")
def communes(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return compute_communes(tables, "rp2023")


def scattered(communes: pd.DataFrame, count: int) -> pd.DataFrame:
    """Points near communes drawn at random."""
    rows = np.random.default_rng(count).choice(len(communes), count, replace=False)
    points = communes.iloc[rows][["territory_id", "longitude", "latitude"]].reset_index(drop=True)
    return points.assign(point_id=[f"p{rank:03d}" for rank in range(count)], weekly_hours_h=24.0, opens_saturday=True)


def test_proximity(tables: dict[str, pd.DataFrame], communes: pd.DataFrame) -> None:
    print("\nProximity, 647 communes")
    show_median("communes, centre", lambda: compute_communes(tables, "rp2023"))
    show_median("communes, town hall", lambda: compute_communes(tables, "rp2023", "mairie"))
    for count in (52, 500):
        points = scattered(communes, count)
        nearest = compute_distances(communes, points)
        show_median(f"conditions of opening, {count} points", lambda p=points: restrict(p, min_weekly_hours=20))
        show_median(f"nearest of {count} points", lambda p=points: compute_distances(communes, p))
    for level in ("departement", "arrondissement", "epci", "commune"):
        show_median(f"coverage by {level}", lambda at=level: compute_coverage(nearest, communes, 5, at))
    show_median("cumulative curve", lambda: compute_curve(nearest, communes))
    show_median("communes beyond", lambda: compute_beyond(nearest, communes, 2))
    show_median("matrix 647 × 647", lambda: compute_matrix(communes))


def test_travel(tables: dict[str, pd.DataFrame], communes: pd.DataFrame) -> None:
    print("\nRoad times, full table of 418 609 rows")
    codes, points = communes["territory_id"].str[4:].to_numpy(), scattered(communes, 52)
    minutes = (compute_matrix(communes) * 1.3).round(1).ravel()
    raw = pd.DataFrame({"commune": np.repeat(codes, 647), "commune_point": np.tile(codes, 647), "minutes": minutes})
    travel = check_times(raw, communes, points, tables["associated_communes"])
    show_median("check", lambda: check_times(raw, communes, points, tables["associated_communes"]), 3)
    show_median("nearest of 52 points by time", lambda: compute_durations(communes, points, travel))
    show_median("matrix of times", lambda: compute_duration_matrix(communes, travel), 5)


def test_siting(communes: pd.DataFrame) -> None:
    print("\nSiting, 647 candidates, proof for each number of points from 1 to p")
    matrix, weights = compute_matrix(communes), compute_weights(communes)
    nearest = compute_distances(communes, scattered(communes, 52))
    for threshold in (3, 5, 7, 10):
        for count in (3, 6, 12):
            question = SitingQuestion(communes, matrix, nearest, threshold, count, weights)
            answer = compute_siting(question)
            proof = "proven" if not answer.stopped else f"gap {answer.best.gap:.2%}"
            show_median(f"{count} points, {threshold} km: {proof}", lambda q=question: compute_siting(q), 3)

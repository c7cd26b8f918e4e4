"""Imported road times, checked, then used in place of the straight line. Pure.

A table of times gives, for a commune and a point (or the commune a point stands in), a number of minutes. It is read as
text, checked row by row, and nothing in it is mended: a row that cannot be trusted is set aside and told. A commune
without a time is unknown, never infinite and never zero.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from data.analysis.columns import column, floats, strings
from data.analysis.travel_checks import find_problems

#: Names a column may have, without accents, capitals or spaces (« Durée (min) » → « duree_min »).
COLUMN_NAMES: Final = {
    "commune": ("commune", "code_commune", "insee_commune", "insee", "insee_com", "codgeo", "code_insee", "depart"),
    "point": ("point", "id_point", "point_id", "id_fs"),
    "commune_point": ("commune_point", "insee_point", "code_commune_point", "commune_du_point", "arrivee"),
    "minutes": ("minutes", "duree_min", "duration_min", "temps_min", "duree_minutes", "temps_minutes"),
}
_SEARCHED: Final = {
    "commune": "code INSEE de la commune (« commune »)",
    "point": "point (« point ») ou code INSEE de la commune du point (« commune_point »)",
    "minutes": "durée en minutes (« minutes »)",
}


class TravelError(Exception):
    """The file is not a table of times. Its text says why, in French."""


@dataclass(frozen=True)
class TravelTimes:
    """A checked table of times.

    `times`: territory_id, destination_id (a point_id, or a commune such as `com:59350`), duration_min (> 0, or 0 inside
    a commune), unique by pair. `problems`: line (of the file, its header being line 1), column (as the file names it),
    value, message (French). `read_count` rows = `kept_count` + `aside_count`. `communes_without`: territory_id of the
    communes that no kept row leaves from.
    """

    times: pd.DataFrame
    problems: pd.DataFrame
    read_count: int
    kept_count: int
    communes_without: tuple[str, ...]

    @property
    def aside_count(self) -> int:
        return self.read_count - self.kept_count


def check_times(
    raw: pd.DataFrame, communes: pd.DataFrame, points: pd.DataFrame, associated: pd.DataFrame | None = None
) -> TravelTimes:
    """Check an imported table of times, as read from its file (values as text or numbers, rows in the file's order).

    `communes` as `compute_communes` makes it; `points` has point_id and, when known, territory_id; `associated` is the
    table of former communes, to name the commune that replaced one. A value of the column « point » that is no known
    point but is a commune's code stands for the commune. Rows set aside: an unknown or missing code, a
    duration that is missing, unreadable, negative, above `travel_checks.LONGEST_MIN` or zero between two communes, and
    every row of a pair that is given two different durations (the same one twice is kept once, and told).
    Raises TravelError when the table is empty or lacks a column.
    """
    names = _recognise(raw)
    if raw.empty:
        raise TravelError("Le fichier ne contient aucune ligne.")
    rows = pd.DataFrame({key: _texts(raw, name) for key, name in names.items()})
    for key in ("point", "commune_point"):
        if key not in rows:
            rows[key] = ""
    checked, problems = find_problems(rows, names, communes, points, associated)
    times = checked.sort_values(["territory_id", "destination_id"], ignore_index=True)
    leaving = set(strings(times, "territory_id"))
    return TravelTimes(
        times=times,
        problems=problems,
        read_count=len(raw),
        kept_count=len(times),
        communes_without=tuple(code for code in strings(communes, "territory_id") if code not in leaving),
    )


def compute_durations(communes: pd.DataFrame, points: pd.DataFrame, travel: TravelTimes) -> pd.DataFrame:
    """The point of each commune with the shortest known time, in the communes' order.

    Columns: territory_id, point_id, duration_min, state (`proximity.STATE_LABELS`), timed_count (how many of `points`
    have a time from this commune). A time to the point itself goes before a time to its commune. At equal time, the
    smallest point_id. Raises ValueError when a point_id is repeated.
    """
    if column(points, "point_id").duplicated().any():
        raise ValueError("point_id is repeated")
    ids = points[["point_id"]].astype("str").assign(territory_id=None)
    if "territory_id" in points.columns:
        ids["territory_id"] = strings(points, "territory_id")
    # A full table has hundreds of thousands of rows, of which the chosen points need a few.
    wanted = {*strings(ids, "point_id"), *strings(ids.dropna(subset="territory_id"), "territory_id")}
    times = travel.times.loc[travel.times["destination_id"].isin(list(wanted))]
    direct = times.merge(ids[["point_id"]], left_on="destination_id", right_on="point_id")
    through = times.merge(
        ids.dropna(subset="territory_id").rename(columns={"territory_id": "destination_id"}), on="destination_id"
    )
    known = pd.concat([direct, through]).drop_duplicates(subset=["territory_id", "point_id"])
    best = known.sort_values(["duration_min", "point_id"], kind="stable").drop_duplicates(subset="territory_id")
    found = best.set_index("territory_id").reindex(strings(communes, "territory_id"))
    counts = known.groupby("territory_id").size().reindex(found.index, fill_value=0)
    durations = floats(found, "duration_min")
    missing = "no_time" if len(points) else "no_point"
    return pd.DataFrame(
        {
            "territory_id": strings(communes, "territory_id"),
            "point_id": pd.array(strings(found, "point_id"), dtype="str"),
            "duration_min": durations,
            "state": np.where(np.isnan(durations), missing, "measured").astype(object),
            "timed_count": counts.to_numpy(dtype="int64"),
        }
    )


def describe_gaps(durations: pd.DataFrame, points: pd.DataFrame) -> str:
    """One French sentence: how many communes have no time, and how many have one to a part of the points only."""
    total, timed = len(durations), floats(durations, "timed_count")
    none, partial = int((timed == 0).sum()), int(((timed > 0) & (timed < len(points))).sum())
    words = []
    if none:
        words.append(f"{none} commune{'s' if none > 1 else ''} sur {total} sans aucun temps importé")
    if partial:
        words.append(
            f"{partial} commune{'s' if partial > 1 else ''} avec un temps vers une partie seulement des points choisis"
            " (un point plus proche peut manquer)"
        )
    return "\u202f; ".join(words) or f"les {total} communes ont un temps vers chacun des points choisis"


def compute_duration_matrix(communes: pd.DataFrame, travel: TravelTimes) -> np.ndarray:
    """Minutes from each commune (row) to each commune (column), in their order; NaN where no time was imported.

    Only times to a commune count here, and none is invented from a commune to itself.
    """
    places = {code: index for index, code in enumerate(strings(communes, "territory_id"))}
    matrix = np.full((len(places), len(places)), np.nan)
    start = np.array([places.get(code, -1) for code in strings(travel.times, "territory_id")], dtype=int)
    end = np.array([places.get(code, -1) for code in strings(travel.times, "destination_id")], dtype=int)
    held = (start >= 0) & (end >= 0)
    matrix[start[held], end[held]] = floats(travel.times, "duration_min")[held]
    return matrix


def _recognise(raw: pd.DataFrame) -> dict[str, str]:
    """Which of our columns each column of the file is. Raises TravelError naming those that were not found."""
    plain = {_plain(str(name)): str(name) for name in raw.columns}
    names = {key: plain[name] for key, known in COLUMN_NAMES.items() for name in reversed(known) if name in plain}
    lacking = [key for key in ("commune", "minutes") if key not in names]
    if "point" not in names and "commune_point" not in names:
        lacking.insert(1 if "commune" in lacking else 0, "point")
    if lacking:
        found = ", ".join(f"« {name} »" for name in raw.columns) or "aucune"
        searched = "\u202f; ".join(_SEARCHED[key] for key in lacking)
        raise TravelError(f"Colonne absente\u00a0: {searched}. Colonnes du fichier\u00a0: {found}.")
    return names


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.replace("\ufeff", "")).encode("ascii", "ignore").decode()
    return "_".join("".join(letter if letter.isalnum() else " " for letter in letters.lower()).split())


def _texts(raw: pd.DataFrame, name: str) -> list[str]:
    """A column as trimmed text: nulls empty, and a code that a spreadsheet turned into 59350.0 as « 59350 »."""
    return [
        ""
        if pd.isna(value)
        else str(int(value))
        if isinstance(value, float) and value.is_integer()
        else str(value).strip()
        for value in strings(raw, name)
    ]

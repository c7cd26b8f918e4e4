"""What is wrong in an imported table of times, row by row. Pure, and vectorised: a full table has 418 609 rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import numpy as np
import pandas as pd

from data.analysis.columns import floats, strings

#: No trip inside the Nord takes as long; beyond, the column is not in minutes.
LONGEST_MIN: Final = 300
_CODE: Final = re.compile(r"\d[\dAB]\d{3}")
_NUMBER: Final = re.compile(r"-?\d+([.,]\d+)?")


def find_problems(
    rows: pd.DataFrame,
    names: dict[str, str],
    communes: pd.DataFrame,
    points: pd.DataFrame,
    associated: pd.DataFrame | None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(kept rows: territory_id, destination_id, duration_min; problems: line, column, value, message).

    `rows` has the texts commune, point, commune_point and minutes; `names` says how the file calls them.
    """
    known = set(strings(communes, "territory_id"))
    former = _former(associated, known)
    places: dict[str, Any] = {str(point): None for point in strings(points, "point_id")}
    if "territory_id" in points.columns:
        places = {str(point): place for point, place in zip(places, strings(points, "territory_id"), strict=True)}
    commune, point, commune_point, minutes = (
        strings(rows, key) for key in ("commune", "point", "commune_point", "minutes")
    )
    by_point = (point != "") | (commune_point == "")
    start, start_said = _each(commune, lambda text: _read_commune(text, known, former))
    reached, reached_said = _each(point, lambda text: _read_point(text, places, known))
    town, town_said = _each(commune_point, lambda text: _read_commune(text, known, former))
    values, duration_said = _each(minutes, _read_minutes)
    durations = np.array([np.nan if value is None else value for value in values], dtype=float)
    end = np.where(by_point, reached, town)
    end_towns = np.array([places.get(place, place) for place in end], dtype=object)
    placed = np.array([isinstance(place, str) and place in known for place in end_towns], dtype=bool)
    left = np.array([code is not None for code in start], dtype=bool)
    zero = (durations == 0) & left & placed & (start != end_towns)
    duration_said[zero] = "durée nulle entre deux communes différentes"
    reached_said[~by_point], town_said[by_point] = None, None

    point_name = names.get("point", names.get("commune_point", ""))
    found = [
        _listed(start_said, names["commune"], commune),
        _listed(reached_said, point_name, point),
        _listed(town_said, names.get("commune_point", point_name), commune_point),
        _listed(duration_said, names["minutes"], minutes),
    ]
    arrives = np.array([place is not None for place in end], dtype=bool)
    sound = left & arrives & ~np.isnan(durations) & ~zero
    kept = pd.DataFrame({"territory_id": start, "destination_id": end, "duration_min": durations}).loc[sound]
    kept, doubles = _settle(kept, names["minutes"], minutes)
    problems = pd.concat([*found, doubles]).sort_values(["line", "order"], ignore_index=True)
    return kept.astype({"territory_id": "str", "destination_id": "str"}), problems.drop(columns="order")


def _each(texts: np.ndarray, read: Callable[[str], tuple[Any, str | None]]) -> tuple[np.ndarray, np.ndarray]:
    """Read every distinct text once: (values or None, messages or None)."""
    distinct = {text: read(text) for text in set(texts)}
    values, said = np.empty(len(texts), dtype=object), np.empty(len(texts), dtype=object)
    values[:] = [distinct[text][0] for text in texts]
    said[:] = [distinct[text][1] for text in texts]
    return values, said


def _read_commune(text: str, known: set[str], former: dict[str, str]) -> tuple[str | None, str | None]:
    if f"com:{text}" in known:
        return f"com:{text}", None
    if not text:
        return None, "code de commune manquant"
    if text in former:
        return None, f"ancienne commune, associée ou déléguée\u00a0: les temps se donnent pour {former[text]}"
    if _CODE.fullmatch(text):
        return None, f"« {text} » n'est pas le code INSEE d'une commune du Nord (un code postal\u202f?)"
    return None, f"« {text} » n'est pas un code INSEE à cinq caractères"


def _read_point(text: str, places: dict[str, Any], known: set[str]) -> tuple[str | None, str | None]:
    if text in places:
        return text, None
    if f"com:{text}" in known:
        return f"com:{text}", None
    return None, f"point inconnu\u00a0: « {text} »" if text else "point manquant"


def _read_minutes(text: str) -> tuple[float | None, str | None]:
    if not text:
        return None, "durée manquante"
    compact = re.sub(r"\s", "", text)
    if not _NUMBER.fullmatch(compact):
        return None, f"« {text} » n'est pas un nombre de minutes"
    value = float(compact.replace(",", "."))
    if value < 0:
        return None, f"durée négative\u00a0: {text}"
    if value > LONGEST_MIN:
        return None, f"durée de plus de {LONGEST_MIN}\u00a0minutes\u00a0: {text} (des secondes\u202f?)"
    return value, None


def _former(associated: pd.DataFrame | None, known: set[str]) -> dict[str, str]:
    """Former commune's code → code of today's, for the codes that no commune of today bears."""
    if associated is None:
        return {}
    pairs = zip(strings(associated, "code"), strings(associated, "parent_id"), strict=True)
    return {code: parent.removeprefix("com:") for code, parent in pairs if f"com:{code}" not in known}


def _listed(said: np.ndarray, name: str, values: np.ndarray, order: int = 0) -> pd.DataFrame:
    at = np.flatnonzero([words is not None for words in said])
    return pd.DataFrame(
        {"line": at + 2, "column": name, "value": values[at], "message": said[at], "order": order},
    )


def _settle(kept: pd.DataFrame, name: str, minutes: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One duration a pair: the same twice is kept once, two different ones are all set aside; both are told."""
    pair = ["territory_id", "destination_id"]
    repeated = kept.loc[kept.duplicated(pair, keep=False)]
    said = np.full(len(minutes), None, dtype=object)
    aside: list[Any] = []
    for _, group in repeated.groupby(pair, sort=False):
        if len(set(floats(group, "duration_min"))) > 1:
            aside.extend(group.index)
            said[group.index] = "deux durées différentes pour le même trajet\u00a0: aucune n'est retenue"
        else:
            aside.extend(group.index[1:])
            said[group.index[1:]] = f"ligne répétée\u00a0: le trajet est déjà donné ligne {group.index[0] + 2}"
    return kept.drop(index=aside), _listed(said, name, minutes, order=1)

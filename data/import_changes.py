"""What an import would show and change, as frames with French titles: first rows, problems, differences. Pure but for
the edition in use, which is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from data.connectors.compare import CHANGE_LABELS, CHANGES, compare_points, compare_values
from data.connectors.edition import Edition
from data.connectors.library import load_kept
from data.connectors.period_words import period_words
from data.connectors.refusal import RefusedError
from data.connectors.registry import find_connector
from data.connectors.shapes import FLAG_LABELS, PROBLEM_LABELS, SEVERITY_LABELS, Preview
from data.import_observations import LABELS as FIGURE_LABELS
from data.import_observations import compute_observation_changes

_VALUE_LABELS = {"opened": "Apparu", "closed": "Disparu", "changed": "Valeur changée"}
_STATES = {"value": "", "secret": "secret statistique", "missing": "manquante", "": "sans ligne"}
_MATCHED = {"identifiant": "identifiant", "nom et commune": "nom et commune", "place": "lieu (à 200 m près)", "": ""}
#: What the value of a row is.
ROLE_LABELS = {
    "value": "valeur",
    "initial": "valeur initiale",
    "target": "cible",
    "contested": "contestée",
    "settled": "tranchée",
}
_FORMATS = {"fixe": "fixe", "itinerant": "itinérant", "inconnu": "non publié"}


@dataclass(frozen=True)
class Changes:
    """Against the edition in use: `counts` is (label, how many), zeros included; `refusal` says why it cannot be read.

    `rows` has the columns of `POINT_CHANGE_COLUMNS` or `VALUE_CHANGE_COLUMNS`; `unchanged` is None for values.
    """

    edition_id: str
    refusal: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    unchanged: int | None = None
    rows: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)
    names: Mapping[str, str] = field(default_factory=dict, repr=False)


def compute_changes(edition: Edition, preview: Preview) -> Changes:
    """What the preview would change in the edition in use of its layer."""
    try:
        before = load_kept(edition)
    except RefusedError as refused:
        return Changes(edition.edition_id, refused.message_fr)
    after = preview.kept
    if preview.shape == "points":
        found = compare_points(before, after, stable_ids=find_connector(preview.layer).stable_ids)
        counts = tuple((CHANGE_LABELS[change], found.count(change)) for change in CHANGES)
        return Changes(edition.edition_id, "", counts, found.unchanged, found.changes)
    names: dict[str, str] = {}
    if preview.shape == "series":
        before, names_before = _by_point_and_year(before)
        after, names_after = _by_point_and_year(after)
        names = {**names_before, **names_after}
    if preview.shape == "travel":
        before, after = _as_values(before), _as_values(after)
        names = {code: code.replace("com:", "") for code in {*before["territory_id"], *after["territory_id"]}}
    rows = compare_values(before, after)
    kinds = list(rows["change"])
    counts = tuple((label, kinds.count(change)) for change, label in _VALUE_LABELS.items())
    return Changes(edition.edition_id, "", counts, None, rows, names)


def compute_figures(edition_id: str, preview: Preview) -> Changes:
    """What figures would change on screen, against everything in use, shipped values included."""
    rows, counts, unchanged = compute_observation_changes(preview)
    return Changes(edition_id, "", counts, unchanged, rows)


def _by_point_and_year(frame: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """A point and a year hold the place of the commune, one value each; and how that is said."""
    keys = [f"{row['point_id']} {row['year']}" for row in frame.to_dict("records")]
    said = [f"{row['written']}, {row['year']}" for row in frame.to_dict("records")]
    return frame.assign(territory_id=keys), dict(zip(keys, said, strict=True))


def _as_values(frame: pd.DataFrame) -> pd.DataFrame:
    """A trip holds the place of the commune, its minutes that of a value."""
    trips = frame["territory_id"] + " vers " + frame["destination_id"]
    return pd.DataFrame(
        {
            "territory_id": trips,
            "indicator": "duree",
            "label": "Temps de trajet",
            "unit": "min",
            "value": frame["duration_min"],
            "state": "value",
        }
    )


def changes_frame(changes: Changes | None, labels: Mapping[str, str]) -> pd.DataFrame:
    """Every difference, with the territories' names (`labels`: code → name); empty when there is nothing to compare."""
    if changes is None:
        return pd.DataFrame()
    named = {**labels, **changes.names, "": ""}
    rows = changes.rows.to_dict("records")
    if "date" in changes.rows.columns:
        return pd.DataFrame(
            {
                "Changement": FIGURE_LABELS[row["change"]],
                "Indicateur": row["indicator"],
                "Où": named.get(row["territory"], row["territory"]),
                "Date": row["date"],
                "Valeur avant": row["before"],
                "Valeur après": row["after"],
                "Unité": row["unit"],
            }
            for row in rows
        )
    if "point_id" in changes.rows.columns:
        return pd.DataFrame(
            {
                "Changement": CHANGE_LABELS[row["change"]],
                "Nom avant": row["label_before"],
                "Nom après": row["label_after"],
                "Commune avant": named.get(row["territory_before"], row["territory_before"]),
                "Commune après": named.get(row["territory_after"], row["territory_after"]),
                "Déplacement (km)": row["distance_km"],
                "Reconnu par": _MATCHED[row["matched_by"]],
            }
            for row in rows
        )
    return pd.DataFrame(
        {
            "Changement": _VALUE_LABELS[row["change"]],
            "Où": named.get(row["territory_id"], row["territory_id"]),
            "Indicateur": row["label"],
            "Valeur avant": row["value_before"],
            "État avant": _STATES[row["state_before"]],
            "Valeur après": row["value_after"],
            "État après": _STATES[row["state_after"]],
            "Unité": row["unit"],
        }
        for row in rows
    )


def problems_frame(preview: Preview) -> pd.DataFrame:
    """Every problem, the rows set aside first, then those kept, then what concerns the whole file."""
    order = list(SEVERITY_LABELS)
    problems = sorted((*preview.set_aside, *preview.notes), key=lambda one: (order.index(one.severity), one.row or 0))
    sheets = any(one.sheet for one in problems)
    return pd.DataFrame(
        {
            **({"Feuille": one.sheet} if sheets else {}),
            "Ligne": "tout le fichier" if one.row is None else str(one.row),
            "Colonne": one.column or "",
            "Trouvé": one.found,
            "Genre": PROBLEM_LABELS[one.code],
            "Ce qui a été vu": one.message_fr,
            "Suite": SEVERITY_LABELS[one.severity],
        }
        for one in problems
    )


def first_rows_frame(preview: Preview, labels: Mapping[str, str], count: int = 5) -> pd.DataFrame:
    """The first rows as they would be kept."""
    draw = {
        "points": _point,
        "areas": _area,
        "series": _year,
        "travel": _trip,
        "observations": _figure,
        "labels": _label,
    }[preview.shape]
    return pd.DataFrame(
        {"Ligne": str(row["source_row"]), **draw(row, labels)} for row in preview.kept.head(count).to_dict("records")
    )


def _point(row: Mapping[Any, Any], labels: Mapping[str, str]) -> dict[str, object]:
    saturday = row["opens_saturday"]
    return {
        "Nom": row["label"],
        "Commune": labels.get(row["territory_id"], row["territory_id"]),
        "Genre": row["kind"],
        "Format": _FORMATS[row["format"]],
        "Latitude": row["latitude"],
        "Longitude": row["longitude"],
        "Heures par semaine": row["weekly_hours_h"],
        "Samedi": "non publié" if pd.isna(saturday) else "ouvert" if saturday else "fermé",
        "Signalé": _flags(row["flags"]),
    }


def _area(row: Mapping[Any, Any], labels: Mapping[str, str]) -> dict[str, object]:
    return {
        "Commune": labels.get(row["territory_id"], row["territory_id"]),
        "Indicateur": row["label"],
        "Valeur": row["value"],
        "Unité": row["unit"],
        "État": _STATES[row["state"]],
        "Signalé": _flags(row["flags"]),
    }


def _year(row: Mapping[Any, Any], _labels: Mapping[str, str]) -> dict[str, object]:
    return {
        "Lieu": row["written"],
        "Indicateur": row["label"],
        "Année": str(row["year"]),
        "Valeur": row["value"],
        "Unité": row["unit"],
        "État": _STATES[row["state"]],
    }


def _trip(row: Mapping[Any, Any], labels: Mapping[str, str]) -> dict[str, object]:
    end = row["destination_id"]
    return {
        "Commune": labels.get(row["territory_id"], row["territory_id"]),
        "Vers": f"commune de {labels[end]}" if end in labels else f"point {end}",
        "Minutes": row["duration_min"],
    }


def _figure(row: Mapping[Any, Any], labels: Mapping[str, str]) -> dict[str, object]:
    return {
        "Indicateur": row["label"],
        "Territoire": labels.get(row["territory_id"], row["territory_id"]),
        "Date": period_words(row["period"]),
        "Valeur": row["value"],
        "Unité": row["unit"],
        "Rôle": ROLE_LABELS[row["role"]],
    }


def _label(row: Mapping[Any, Any], _labels: Mapping[str, str]) -> dict[str, object]:
    return {"Code": row["code"], "Libellé": row["label"]}


def _flags(flags: str) -> str:
    return " ; ".join(FLAG_LABELS.get(flag, flag) for flag in flags.split())

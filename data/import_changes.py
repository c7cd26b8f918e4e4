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
from data.connectors.refusal import RefusedError
from data.connectors.registry import find_connector
from data.connectors.shapes import FLAG_LABELS, PROBLEM_LABELS, SEVERITY_LABELS, Preview

_VALUE_LABELS = {"opened": "Apparu", "closed": "Disparu", "changed": "Valeur changée"}
_STATES = {"value": "", "secret": "secret statistique", "missing": "manquante", "": "sans ligne"}
_MATCHED = {"identifiant": "identifiant", "nom et commune": "nom et commune", "place": "lieu (à 200 m près)", "": ""}
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
        # A point and a year hold the place of the commune: one value each.
        before, after = (
            frame.assign(territory_id=frame["point_id"] + " " + frame["year"].astype("str")) for frame in (before, after)
        )
        for frame in (before, after):
            said = frame["written"] + ", " + frame["year"].astype("str")
            names.update(zip(frame["territory_id"], said, strict=True))
    rows = compare_values(before, after)
    counted = rows["change"].value_counts()
    counts = tuple((label, int(counted.get(change, 0))) for change, label in _VALUE_LABELS.items())
    return Changes(edition.edition_id, "", counts, None, rows, names)


def changes_frame(changes: Changes, labels: Mapping[str, str]) -> pd.DataFrame:
    """Every difference, with the territories' names (`labels`: code → name)."""
    rows = changes.rows
    named = {**labels, **changes.names}
    if "point_id" in rows.columns:
        return pd.DataFrame(
            {
                "Changement": rows["change"].map(CHANGE_LABELS),
                "Nom avant": rows["label_before"],
                "Nom après": rows["label_after"],
                "Commune avant": _named(rows["territory_before"], labels),
                "Commune après": _named(rows["territory_after"], labels),
                "Déplacement (km)": rows["distance_km"],
                "Reconnu par": rows["matched_by"].map(_MATCHED),
            }
        )
    return pd.DataFrame(
        {
            "Changement": rows["change"].map(_VALUE_LABELS),
            "Où": _named(rows["territory_id"], named),
            "Indicateur": rows["label"],
            "Valeur avant": rows["value_before"],
            "État avant": rows["state_before"].map(_STATES),
            "Valeur après": rows["value_after"],
            "État après": rows["state_after"].map(_STATES),
            "Unité": rows["unit"],
        }
    )


def problems_frame(preview: Preview) -> pd.DataFrame:
    """Every problem, the rows set aside first, then those kept, then what concerns the whole file."""
    order = list(SEVERITY_LABELS)
    problems = sorted((*preview.set_aside, *preview.notes), key=lambda one: (order.index(one.severity), one.row or 0))
    return pd.DataFrame(
        [
            {
                "Ligne": "tout le fichier" if one.row is None else str(one.row),
                "Colonne": one.column or "",
                "Trouvé": one.found,
                "Genre": PROBLEM_LABELS[one.code],
                "Ce qui a été vu": one.message_fr,
                "Suite": SEVERITY_LABELS[one.severity],
            }
            for one in problems
        ],
        columns=["Ligne", "Colonne", "Trouvé", "Genre", "Ce qui a été vu", "Suite"],
    )


def first_rows_frame(preview: Preview, labels: Mapping[str, str], count: int = 5) -> pd.DataFrame:
    """The first rows as they would be kept."""
    rows = preview.kept.head(count)
    common = {"Ligne": rows["source_row"].astype("str")}
    if preview.shape == "points":
        shown: dict[str, Any] = {
            "Nom": rows["label"],
            "Commune": _named(rows["territory_id"], labels),
            "Genre": rows["kind"],
            "Format": rows["format"].map(_FORMATS),
            "Latitude": rows["latitude"],
            "Longitude": rows["longitude"],
            "Heures par semaine": rows["weekly_hours_h"],
            "Samedi": rows["opens_saturday"].map({True: "oui", False: "non"}).astype("object").fillna("non publié"),
            "Signalé": rows["flags"].map(flags_words),
        }
    elif preview.shape == "areas":
        shown = {
            "Commune": _named(rows["territory_id"], labels),
            "Indicateur": rows["label"],
            "Valeur": rows["value"],
            "Unité": rows["unit"],
            "État": rows["state"].map(_STATES),
            "Signalé": rows["flags"].map(flags_words),
        }
    else:
        shown = {
            "Lieu": rows["written"],
            "Indicateur": rows["label"],
            "Année": rows["year"].astype("str"),
            "Valeur": rows["value"],
            "Unité": rows["unit"],
            "État": rows["state"].map(_STATES),
        }
    return pd.DataFrame({**common, **shown})


def flags_words(flags: str) -> str:
    """The words of the flags of a row."""
    return " ; ".join(FLAG_LABELS.get(flag, flag) for flag in flags.split())


def _named(codes: Any, labels: Mapping[str, str]) -> Any:
    return codes.map(lambda code: labels.get(code, code))

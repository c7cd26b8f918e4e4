"""What an import gives back: problems, corrections to confirm, the preview. The tables' columns are fixed here."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from data.connectors.wording import typography

SEVERITIES: Final = ("set_aside", "kept", "info")
SEVERITY_LABELS: Final = {
    "set_aside": "Ligne écartée",
    "kept": "Ligne gardée, signalée",
    "info": "Pour information",
}

POINT_COLUMNS: Final = (
    "layer",
    "point_id",
    "label",
    "territory_id",
    "longitude",
    "latitude",
    "kind",
    "format",
    "weekly_hours_h",
    "opens_saturday",
    "closes_latest",
    "days_per_month",
    "flags",
    "source_row",
)
"""One row a point. Degrees WGS 84 (NaN when not published); `format` fixe, itinerant or inconnu; `opens_saturday` a
nullable boolean; `closes_latest` HH:MM or missing; `flags` words of `FLAG_LABELS` separated by spaces, often empty."""

AREA_COLUMNS: Final = (
    "layer",
    "indicator",
    "label",
    "territory_id",
    "written",
    "value",
    "state",
    "unit",
    "flags",
    "source_row",
)
"""One row an indicator and a commune. `state` value, secret or missing; `value` is NaN unless `state` is value."""

SERIES_COLUMNS: Final = (
    "layer",
    "indicator",
    "label",
    "point_id",
    "written",
    "year",
    "value",
    "state",
    "unit",
    "flags",
    "source_row",
)
"""One row a point, an indicator and a year; `point_id` joins a points layer."""

TRAVEL_COLUMNS: Final = ("layer", "territory_id", "written", "destination_id", "duration_min", "source_row")
"""One row a trip: from a commune to a point (`point_id`) or to a commune (`com:59350`), in minutes."""

OBSERVATION_COLUMNS: Final = (
    "layer",
    "indicator",
    "label",
    "definition",
    "unit",
    "territory_id",
    "written",
    "value",
    "date_start",
    "date_end",
    "date_precision",
    "period",
    "role",
    "perimeter",
    "by",
    "source",
    "funder",
    "motive",
    "place",
    "flags",
    "source_row",
)
"""One row a dated value. `indicator` an id of the catalogue or « family:code »; dates ISO, empty when not known;
`period` makes two values the same one; `role` value, initial, target, contested or settled."""

LABEL_COLUMNS: Final = ("layer", "code", "label", "definition", "source_row")
"""One row a code of a published file, and what it means."""

FLAG_LABELS: Final = {
    "associated": "Commune associée ou déléguée, rattachée à la commune actuelle",
    "name_differs": "Le nom écrit n'est pas celui de la commune",
    "point_outside": "Position hors de sa commune (plus de 1 km)",
    "commune_from_point": "Commune déduite de la position",
    "commune_corrected": "Code de commune corrigé, sur confirmation",
    "coordinates_swapped": "Latitude et longitude remises en ordre, sur confirmation",
    "no_coordinates": "Sans position publiée",
    "hours_unread": "Horaires écrits mais illisibles",
    "hours_overlap": "Horaires qui se chevauchent : durée maximale",
}

PROBLEM_LABELS: Final = {
    "elsewhere": "Hors du Nord",
    "outside": "Position hors du Nord",
    "unknown_code": "Code de commune inconnu",
    "unknown_commune": "Commune impossible à établir",
    "unknown_point": "Point inconnu",
    "postcode": "Code postal à la place du code INSEE",
    "disagree": "Code, nom et position en désaccord",
    "point_outside": "Position hors de la commune",
    "name_differs": "Nom différent de celui de la commune",
    "associated": "Commune associée ou déléguée",
    "merged_values": "Valeur d'avant une fusion de communes",
    "commune_from_point": "Commune déduite de la position",
    "corrected": "Correction confirmée",
    "swapped": "Latitude et longitude inversées",
    "coordinates": "Coordonnées illisibles ou hors de toute carte",
    "no_coordinates": "Sans coordonnées",
    "duplicate": "Doublon",
    "width": "Nombre de cellules anormal",
    "no_id": "Sans identifiant",
    "value": "Valeur illisible",
    "cell": "Texte trop long ou illisible",
    "secret": "Secret statistique",
    "decimal_comma": "Virgule décimale",
    "hours": "Horaires",
    "encoding": "Encodage",
    "columns": "Colonnes",
    "absent": "Communes sans ligne",
    "perimeter": "Ce que le fichier ne dit pas",
    "date": "Date illisible",
    "future": "Date à venir",
    "unit": "Unité différente",
    "share": "Pourcentage au-dessus de 100",
    "empty": "Ligne sans valeur",
    "progress": "Taux laissés de côté",
    "labels": "Libellés",
    "formula": "Formule",
    "merged": "Cellule fusionnée",
    "choice": "Valeur hors de la liste",
    "required": "Cellule vide",
    "example": "Ligne d'exemple",
    "indicator": "Indicateur",
    "territory": "Territoire inconnu",
    "sheet": "Feuille",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing seen. `row` as a spreadsheet numbers it (None: the whole file); `code` is in `PROBLEM_LABELS`."""

    row: int | None
    column: str | None
    found: str
    message_fr: str
    severity: str
    code: str
    unit: str = "ligne"
    sheet: str = ""

    @property
    def where(self) -> str:
        """« ligne 12, colonne « insee_com » », or « tout le fichier »."""
        parts = [typography(f"feuille « {self.sheet} »")] if self.sheet else []
        if self.row is not None:
            parts.append(f"{self.unit} {self.row}")
        if self.column:
            parts.append(typography(f"colonne « {self.column} »"))
        return ", ".join(parts) or "tout le fichier"


@dataclass(frozen=True)
class Correction:
    """A correction the machine proposes and does not make: the user confirms it by passing `correction_id` again."""

    correction_id: str
    message_fr: str
    rows: tuple[int, ...]
    confirmed: bool = False


@dataclass(frozen=True)
class EditionDate:
    """The date a file is believed to be of, and what that belief rests on; the user confirms or replaces it."""

    date: dt.date
    precision: str
    basis: str


@dataclass(frozen=True)
class Preview:
    """All that would be imported, nothing written yet. `rows_read == rows_kept + rows_set_aside`, always."""

    layer: str
    shape: str
    title: str
    publisher: str
    licence: str
    edition: EditionDate | None
    file_name: str
    sha256: str
    encoding: str
    separator: str
    columns: tuple[str, ...]
    rows_read: int
    rows_kept: int
    kept: pd.DataFrame = field(repr=False)
    set_aside: tuple[Problem, ...] = field(repr=False)
    notes: tuple[Problem, ...] = field(repr=False)
    corrections: tuple[Correction, ...]
    content: bytes = field(repr=False)
    whole: bool = False

    @property
    def rows_set_aside(self) -> int:
        return len(self.set_aside)

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """What must be mended before anything is kept: a sheet typed by hand is taken whole or not at all."""
        if not self.whole:
            return ()
        return tuple(problem for problem in self.set_aside if problem.code != "example")

    @property
    def publishable(self) -> bool:
        """False when no row was kept, or when a row of what must be taken whole is wrong."""
        return self.rows_kept > 0 and not self.blocking

    def summary(self) -> list[tuple[str, str, int]]:
        """(severity, label, count) by kind of problem: set aside, then kept, then information; most frequent first."""
        counts = Counter((problem.severity, problem.code) for problem in (*self.set_aside, *self.notes))
        ordered = sorted(counts.items(), key=lambda item: (SEVERITIES.index(item[0][0]), -item[1], item[0][1]))
        return [(severity, PROBLEM_LABELS[code], count) for (severity, code), count in ordered]

"""The imported values in use: every edition that was published and not undone, oldest first. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from data.analysis.rows import text
from data.connectors.edition import Edition, read_record
from data.connectors.journal import current_stack, read_events
from data.connectors.library import current, load_kept
from data.connectors.refusal import RefusedError
from data.home import open_data_folder
from data.model import Span
from data.trend import ImportedEdition, ImportedValue

SHAPE = "observations"
#: The family whose files carry codes only, and the layer of the file that names them.
LABELLED, LABELS_LAYER = "ditp", "ditp_libelles"


def read_imported_series(folder: Path | None = None) -> tuple[ImportedEdition, ...]:
    """Every edition in use. One that cannot be read is left out (`data.imported.unreadable` tells it)."""
    root = folder or open_data_folder()
    events = read_events(root)
    labels = _labels(root)
    return tuple(
        name_values(found, labels)
        for layer in dict.fromkeys(str(event["layer"]) for event in events)
        for edition_id in current_stack(events, layer)
        for found in _read(root, layer, edition_id)
    )


def _labels(root: Path) -> dict[str, tuple[str, str]]:
    """Code → (label, what is counted), from the file of labels in use; empty when none is."""
    try:
        edition = current(LABELS_LAYER, folder=root)
        rows = load_kept(edition, folder=root).to_dict("records") if edition else []
    except RefusedError:
        return {}
    return {row["code"]: (row["label"], text(row["definition"])) for row in rows}


def name_values(edition: ImportedEdition, labels: dict[str, tuple[str, str]]) -> ImportedEdition:
    """The edition with the labels of its codes, where its own file only wrote codes."""
    if edition.family != LABELLED or not labels:
        return edition
    named = []
    for value in edition.values:
        label, described = labels.get(value.indicator.partition(":")[2], ("", ""))
        plain = value.indicator.endswith(f":{value.label}")
        named.append(replace(value, label=label, described=described) if label and plain else value)
    return replace(edition, values=tuple(named))


def _read(root: Path, layer: str, edition_id: str) -> Iterator[ImportedEdition]:
    try:
        edition = read_record(root / layer / edition_id)
        if edition.shape == SHAPE:
            yield imported_edition(edition, load_kept(edition, folder=root))
    except RefusedError:
        return


def imported_edition(edition: Edition, kept: pd.DataFrame) -> ImportedEdition:
    """The kept rows of an edition as values. An edition of unknown date counts from the day it was imported."""
    published = edition.published_on or edition.imported_at[:10]
    return ImportedEdition(
        edition_id=f"{edition.layer}/{edition.edition_id}",
        title=edition_title(edition.title, edition.published_on, edition.published_precision, edition.file_name),
        family=edition.layer,
        publisher=edition.publisher,
        published=published,
        values=imported_values(kept),
    )


def edition_title(title: str, published_on: str, precision: str, file_name: str) -> str:
    """« Baromètre des résultats de l'action publique, 2023-01 », as it stands in a source line."""
    year, month, day = (published_on or "--").split("-")
    when = {"year": year, "month": f"{month}/{year}"}.get(precision, f"{day}/{month}/{year}") if published_on else ""
    return f"{title}, édition du {when}" if precision == "day" and when else f"{title}, {when or file_name}"


def imported_values(kept: pd.DataFrame) -> tuple[ImportedValue, ...]:
    """The rows of a frame of `OBSERVATION_COLUMNS` as values."""
    return tuple(_value(row) for row in kept.to_dict("records"))


def _value(row: dict[Any, Any]) -> ImportedValue:
    start = text(row["date_start"])
    end = text(row["date_end"])
    when = Span(
        dt.date.fromisoformat(start) if start else None,
        dt.date.fromisoformat(end) if end else None,
        row["date_precision"],
    )
    return ImportedValue(
        indicator=row["indicator"],
        label=row["label"],
        definition=text(row["definition"]),
        unit=row["unit"],
        territory_id=row["territory_id"],
        value=float(row["value"]),
        when=when,
        period=row["period"],
        role=row["role"],
        perimeter=text(row["perimeter"]),
        by=text(row["by"]),
        motive=text(row["motive"]),
        place=row["place"],
    )

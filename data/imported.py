"""What was imported and is in use: sets of points and of areas for the pages, editions and journal. Reads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from data.analysis.point_sets import COLUMNS, PointSet
from data.analysis.travel import TravelTimes
from data.connectors.edition import Edition
from data.connectors.journal import current_stack, read_events
from data.connectors.library import current, list_editions, load_kept
from data.connectors.refusal import RefusedError
from data.home import VARIABLE, home, open_data_folder

_CHECKOUT = Path(__file__).resolve().parents[1]
#: What an edition is, beside the one in use.
IN_USE, EARLIER, UNDONE, NEVER = "en cours", "précédente", "retirée", "écrite, jamais mise en service"


@dataclass(frozen=True)
class AreaSet:
    """Values or membership by commune: `rows` has `data.connectors.shapes.AREA_COLUMNS`. `set_id` changes with them."""

    set_id: str
    label: str
    rows: pd.DataFrame
    source: str
    note: str

    @property
    def membership(self) -> bool:
        """Whether the rows are the communes of a programme: one indicator, named as the layer, without a unit."""
        return bool(len(self.rows)) and bool((self.rows["indicator"] == self.rows["layer"]).all())


@dataclass(frozen=True)
class TravelSet:
    """Imported road times. `set_id` changes with them."""

    set_id: str
    label: str
    times: TravelTimes
    source: str
    note: str


@dataclass(frozen=True)
class Folder:
    """Where imports are kept, without telling the machine's own paths: `name` is relative to the user's, or a name."""

    name: str
    variable: str
    inside_checkout: bool


def written_date(edition: Edition) -> str:
    """« 01/08/2024 », « 12/2020 », « 2021 », as precise as it is known; empty when it is not."""
    if not edition.published_on or edition.published_precision == "undated":
        return ""
    year, month, day = edition.published_on.split("-")
    parts = {"year": (year,), "month": (month, year)}.get(edition.published_precision, (day, month, year))
    return "/".join(parts)


def imported_layers(folder: Path | None = None) -> list[str]:
    """Every layer ever published, in the order of their first import."""
    return list(dict.fromkeys(str(event["layer"]) for event in read_events(folder or open_data_folder())))


def read_point_sets(folder: Path | None = None) -> dict[str, PointSet]:
    """The layers of points in use: layer → set. An edition that cannot be read is left out (`unreadable` tells it)."""
    return {edition.layer: _point_set(edition, rows) for edition, rows in _in_use("points", folder)}


def read_area_sets(folder: Path | None = None) -> dict[str, AreaSet]:
    """The layers by commune in use: layer → set. An edition that cannot be read is left out."""
    return {
        edition.layer: AreaSet(_set_id(edition), _label(edition), rows, _source(edition), _aside(edition))
        for edition, rows in _in_use("areas", folder)
    }


def read_travel(folder: Path | None = None) -> TravelSet | None:
    """The table of road times in use, None when there is none or it cannot be read."""
    for edition, rows in _in_use("travel", folder):
        times = rows.loc[:, ["territory_id", "destination_id", "duration_min"]]
        read = TravelTimes(times, pd.DataFrame(), edition.rows_read, edition.rows_kept, ())
        source = f"{_source(edition)} Origine : {edition.origin}."
        return TravelSet(_set_id(edition), _label(edition), read, source, _aside(edition))
    return None


def unreadable(folder: Path | None = None) -> list[str]:
    """Why an edition in use cannot be read, one French sentence each; empty when all is well."""
    told = []
    for layer in imported_layers(folder):
        try:
            edition = current(layer, folder=folder)
            if edition is not None:
                load_kept(edition, folder=folder)
        except RefusedError as refused:
            told.append(refused.message_fr)
    return told


def editions_of(layer: str, folder: Path | None = None) -> list[tuple[Edition, str]]:
    """Every edition kept of a layer, the latest first, and what it is: in use, earlier, undone or never in use.

    Raises:
        RefusedError: a record is illegible.
    """
    events = [event for event in read_events(folder or open_data_folder()) if event["layer"] == layer]
    stack = current_stack(events, layer)
    published = {str(event["edition_id"]) for event in events if event["event"] == "publish"}

    def state(name: str) -> str:
        if stack and name == stack[-1]:
            return IN_USE
        return EARLIER if name in stack else UNDONE if name in published else NEVER

    return [(edition, state(edition.edition_id)) for edition in list_editions(layer, folder=folder)]


def read_history(folder: Path | None = None) -> list[dict[str, Any]]:
    """The journal, the latest event first: at (UTC, ISO), event (`publish` or `rollback`), layer, edition_id, by."""
    return list(reversed(read_events(folder or open_data_folder())))


def describe_folder() -> Folder:
    """Where everything written at run time is kept."""
    place, default = home(), str(Path.home())
    inside = _CHECKOUT in (place.resolve(), *place.resolve().parents)
    if str(place).startswith(default):
        return Folder(f"~{str(place)[len(default) :]}", VARIABLE, inside)
    return Folder(place.name, VARIABLE, inside)


def _in_use(shape: str, folder: Path | None) -> Iterator[tuple[Edition, pd.DataFrame]]:
    for layer in imported_layers(folder):
        try:
            edition = current(layer, folder=folder)
            if edition is not None and edition.shape == shape:
                yield edition, load_kept(edition, folder=folder)
        except RefusedError:
            continue


def _point_set(edition: Edition, rows: pd.DataFrame) -> PointSet:
    points = rows.reindex(columns=list(COLUMNS)).reset_index(drop=True)
    # A published list without identifiers names its points by their label, which two communes may share.
    count = Counter(points["point_id"])
    points["point_id"] = [
        name if count[name] == 1 else f"{name}-{line}"
        for name, line in zip(points["point_id"], rows["source_row"], strict=True)
    ]
    return PointSet(_set_id(edition), _label(edition), points, _source(edition), f"{_aside(edition)}{_places(rows)}")


def _places(rows: pd.DataFrame) -> str:
    """What the positions leave in doubt."""
    points = rows.to_dict("records")
    unplaced = sum(pd.isna(point["longitude"]) or pd.isna(point["latitude"]) for point in points)
    itinerant = sum(point["format"] == "itinerant" for point in points)
    outside = sum("point_outside" in point["flags"].split() for point in points)
    told = (
        (unplaced, "sans position publiée, qui ne comptent pas"),
        (itinerant, "itinérants, comptés à leur port d'attache : les arrêts ne sont pas publiés"),
        (outside, "placés hors de leur commune, pris tels quels"),
    )
    return "".join(f" Points {words} : {count}." for count, words in told if count)


def _set_id(edition: Edition) -> str:
    # What is drawn is remembered by this name: another content is another name.
    return f"{edition.layer}-{edition.kept_sha256[:12]}"


def _label(edition: Edition) -> str:
    known = written_date(edition) or "sans date"
    return f"{edition.title}, édition du {known}" if known.count("/") == 2 else f"{edition.title}, {known}"


def _source(edition: Edition) -> str:
    when = written_date(edition) or "date non précisée"
    return f"{edition.publisher} ({when}), {edition.licence}, importé ; {edition.rows_kept} lignes gardées."


def _aside(edition: Edition) -> str:
    if not edition.rows_set_aside:
        return "Toutes les lignes du fichier sont gardées."
    return f"Lignes du fichier écartées à l'import : {edition.rows_set_aside} sur {edition.rows_read}."

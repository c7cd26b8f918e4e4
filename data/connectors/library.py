"""The editions kept in the user's folder: nothing is ever overwritten or deleted, and one can always go back.

open-data/journal.jsonl                          what was published and undone
open-data/<layer>/<edition>/original.<suffix>    the file as it came
                           /kept.parquet         the rows kept, in the canonical shape
                           /set_aside.csv        the rows set aside and everything that was reported
                           /record.json          origin, licence, dates, counts, fingerprints
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd

from data.connectors.edition import Edition, parquet_bytes, read_record, write_edition
from data.connectors.journal import NAME, append_event, current_stack, now, read_events
from data.connectors.refusal import RefusedError
from data.connectors.shapes import Preview
from data.home import open_data_folder

_TRIES = 5


def publish(
    preview: Preview,
    who: str,
    *,
    published_on: dt.date | None = None,
    precision: str = "",
    licence: str = "",
    origin: str = "fichier déposé",
    folder: Path | None = None,
) -> Edition:
    """Keep a previewed import and make it the current edition of its layer.

    `published_on`, `precision` and `licence` are what the user confirmed; by default, what the preview believes.

    Raises:
        RefusedError: nothing to publish, or the very same file is already current.
        OSError: the disk refused; the previous edition is still current.
    """
    root = folder or open_data_folder()
    if not preview.publishable:
        raise RefusedError("Aucune ligne n'a été gardée : il n'y a rien à publier.")
    if published_on is None and preview.edition is not None:
        published_on, precision = preview.edition.date, preview.edition.precision
    confirmed = tuple(sorted(item.correction_id for item in preview.corrections if item.confirmed))
    already = current(preview.layer, folder=root)
    if already and (already.file_sha256, already.corrections) == (preview.sha256, confirmed):
        raise RefusedError(f"Ce fichier est déjà l'édition en cours de « {preview.title} » : rien n'a été changé.")
    table = parquet_bytes(preview.kept)
    edition = Edition(
        layer=preview.layer,
        edition_id="",
        shape=preview.shape,
        title=preview.title,
        publisher=preview.publisher,
        licence=licence or preview.licence,
        origin=origin,
        file_name=preview.file_name,
        file_sha256=preview.sha256,
        kept_sha256=hashlib.sha256(table).hexdigest(),
        published_on=published_on.isoformat() if published_on else "",
        published_precision=(precision or "day") if published_on else "undated",
        imported_at=now(),
        imported_by=who,
        rows_read=preview.rows_read,
        rows_kept=preview.rows_kept,
        rows_set_aside=preview.rows_set_aside,
        corrections=confirmed,
    )
    edition = _write_under_new_name(root / preview.layer, edition, preview, table)
    try:
        append_event(root, {"event": "publish", "layer": edition.layer, "edition_id": edition.edition_id, "by": who})
    except OSError:
        # Never in use, it would be shown as withdrawn by someone.
        shutil.rmtree(root / edition.layer / edition.edition_id, ignore_errors=True)
        raise
    return edition


def list_editions(layer: str, *, folder: Path | None = None) -> list[Edition]:
    """Return every edition kept of a layer, the latest import first, current or not."""
    place = (folder or open_data_folder()) / layer
    if not place.is_dir():
        return []
    names = sorted((path.name for path in place.iterdir() if (path / "record.json").is_file()), reverse=True)
    return [read_record(place / name) for name in names if not name.startswith(".")]


def current(layer: str, *, folder: Path | None = None) -> Edition | None:
    """Return the edition in use, None where nothing is."""
    root = folder or open_data_folder()
    stack = current_stack(read_events(root), layer)
    return read_record(root / layer / stack[-1]) if stack else None


def rollback(layer: str, who: str, *, folder: Path | None = None) -> Edition | None:
    """Make the previous edition current again; None when there was no other: the layer is then no longer shown.

    Raises:
        RefusedError: nothing is in use for this layer.
    """
    root = folder or open_data_folder()
    stack = current_stack(read_events(root), layer)
    if not stack:
        raise RefusedError("Aucune édition n'est en cours pour cette couche : il n'y a rien à annuler.")
    append_event(root, {"event": "rollback", "layer": layer, "edition_id": stack[-1], "by": who})
    return current(layer, folder=root)


def load_kept(edition: Edition, *, folder: Path | None = None) -> pd.DataFrame:
    """Return the rows kept, in the canonical shape of the layer.

    Raises:
        RefusedError: the file is missing, or is no longer the one that was written.
    """
    path = (folder or open_data_folder()) / edition.layer / edition.edition_id / "kept.parquet"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RefusedError(f"L'édition « {edition.title} » n'est plus dans le dossier des données ouvertes.") from error
    if hashlib.sha256(content).hexdigest() != edition.kept_sha256:
        raise RefusedError(f"L'édition « {edition.title} » a été modifiée depuis son import : importez-la de nouveau.")
    return pd.read_parquet(io.BytesIO(content))


def stamp(*, folder: Path | None = None) -> int:
    """Changes whenever an edition is published or undone: a cache key that costs one `stat`."""
    try:
        return ((folder or open_data_folder()) / NAME).stat().st_mtime_ns
    except OSError:
        return 0


def _write_under_new_name(place: Path, edition: Edition, preview: Preview, table: bytes) -> Edition:
    """Write the edition under the next free number; another import may take it first."""
    for _ in range(_TRIES):
        taken = [int(path.name[:4]) for path in place.glob("[0-9][0-9][0-9][0-9]_*")] if place.is_dir() else []
        name = f"{max(taken, default=0) + 1:04d}_{edition.published_on or 'sans-date'}"
        named = replace(edition, edition_id=name)
        try:
            write_edition(place, named, preview, table)
        except FileExistsError:
            continue
        return named
    raise RefusedError("Un autre import est en cours pour cette couche : recommencez dans un instant.")

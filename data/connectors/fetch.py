"""The published files, from data.gouv.fr by data-set name, with the checks of a deposited file. Never needed to run.

`python -m data.connectors.fetch` (`make open-data`) shows what would be imported, asks, then keeps it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import os
import sys
import time
import urllib.parse
from dataclasses import dataclass
from pathlib import PurePosixPath

from data.connectors import limits
from data.connectors.download import Progress, Resource, describe_dataset, download
from data.connectors.library import publish
from data.connectors.preview import preview_file
from data.connectors.refusal import RefusedError
from data.connectors.registry import CONNECTORS
from data.connectors.shapes import SEVERITY_LABELS, Preview
from data.connectors.wording import typography

VARIABLE = "SDAASP_OPENDATA_API"
PUBLIC_API = "https://www.data.gouv.fr"
SECONDS = 60.0
_TRIES = 3


@dataclass(frozen=True)
class Fetched:
    """A downloaded file, previewed, not kept: `origin` is the address to record, `modified_on` the publisher's date."""

    preview: Preview
    origin: str
    modified_on: dt.date | None
    licence: str


def fetch(
    slug: str,
    *,
    base: str | None = None,
    seconds: float = SECONDS,
    max_bytes: int = limits.MAX_FILE_BYTES,
    progress: Progress | None = None,
) -> Fetched:
    """Download the latest CSV of a data set that is of a known format, and preview it. Nothing is written.

    Raises:
        RefusedError: in French: no network, too slow, too heavy, not found, or not a file that can be imported.
    """
    deadline = time.monotonic() + seconds
    resources = describe_dataset(slug, base or os.environ.get(VARIABLE) or PUBLIC_API, deadline)
    refusal: RefusedError | None = None
    for resource in resources[:_TRIES]:
        name = _file_name(resource)
        content = download(resource.url, f"le fichier « {name} »", deadline, max_bytes, progress)
        try:
            preview = preview_file(content, name)
        except RefusedError as error:
            # A data set also holds lists of other things; the first refusal is the one worth telling.
            refusal = refusal or error
            continue
        return Fetched(preview, resource.url, resource.modified_on, resource.licence)
    raise refusal or RefusedError(f"Aucun fichier du jeu de données « {slug} » n'a pu être lu.")


def fetchable() -> dict[str, str]:
    """Return layer → data-set name, for the formats whose data set on data.gouv.fr is known."""
    return {connector.layer: connector.dataset for connector in CONNECTORS if connector.dataset}


def main(arguments: list[str] | None = None) -> int:
    """Fetch, show, ask, keep. Returns 0 when every data set was kept, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="make open-data", description="Importer les données ouvertes publiées.")
    parser.add_argument("slugs", nargs="*", help="noms de jeux de données de data.gouv.fr")
    parser.add_argument("--oui", action="store_true", help="garder sans poser la question")
    parser.add_argument("--par", default=getpass.getuser(), help="qui importe")
    options = parser.parse_args(arguments)
    done = [_import(slug, options.par, sure=options.oui) for slug in options.slugs or fetchable().values()]
    return 0 if all(done) else 1


def _import(slug: str, who: str, *, sure: bool) -> bool:
    _say(f"{slug} : demande à data.gouv.fr…")
    try:
        fetched = fetch(slug, progress=_show_progress)
        _report(fetched.preview)
        if not sure and not _agreed():
            _say("Rien n'a été changé.")
            return False
        # The day data.gouv.fr gives counts only when neither the file nor its name has a date.
        dated = None if fetched.preview.edition else fetched.modified_on
        edition = publish(fetched.preview, who, published_on=dated, origin=fetched.origin)
    except RefusedError as error:
        _say(error.message_fr)
        return False
    _say(f"Gardé : {edition.title}, édition {edition.edition_id}.")
    return True


def _report(preview: Preview) -> None:
    counts = f"{preview.rows_read} lignes lues, {preview.rows_kept} gardées, {preview.rows_set_aside} écartées"
    _say(f"{preview.title} : {counts}.")
    for severity, label, count in preview.summary():
        _say(f"  {count} × {label} ({SEVERITY_LABELS[severity].lower()})")
    for correction in preview.corrections:
        _say(f"  À confirmer dans le tableau de bord : {correction.message_fr}")


def _agreed() -> bool:
    if not sys.stdin.isatty():
        _say("Ajoutez --oui pour garder cette édition.")
        return False
    return input("Garder cette édition ? [o/N] ").strip().casefold() in ("o", "oui")


def _show_progress(received: int, announced: int | None) -> None:
    total = f" sur {announced // 1024} ko" if announced else ""
    sys.stderr.write(f"\r  {received // 1024} ko{total}")
    if announced and received >= announced:
        sys.stderr.write("\n")


def _say(sentence: str) -> None:
    sys.stdout.write(f"{typography(sentence)}\n")


def _file_name(resource: Resource) -> str:
    name = PurePosixPath(urllib.parse.unquote(urllib.parse.urlsplit(resource.url).path)).name
    return name if "." in name else f"{resource.title}.csv"


if __name__ == "__main__":
    sys.exit(main())

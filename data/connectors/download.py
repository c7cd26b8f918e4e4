"""A bounded download, and data.gouv.fr's description of a data set. No other connector module knows the network."""

from __future__ import annotations

import datetime as dt
import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass

from data.connectors import limits
from data.connectors.refusal import RefusedError

Progress = Callable[[int, int | None], None]
"""Called with the bytes received and those announced (None when not announced). Raising from it stops the download."""

_NAME = "sdaasp-nord"
_CHUNK = 64 * 1024
_WAIT_SECONDS = 10.0
_DESCRIPTION_BYTES = 5 * limits.MEGABYTE


@dataclass(frozen=True)
class Resource:
    """One file of a data set, as data.gouv.fr describes it."""

    url: str
    title: str
    modified_on: dt.date | None
    dataset_title: str
    licence: str


def download(url: str, what: str, deadline: float, max_bytes: int, progress: Progress | None = None) -> bytes:
    """Return the bytes at `url`; `deadline` is a `time.monotonic()` value.

    Raises:
        RefusedError: no network, an error answer, too slow or too heavy, in French.
    """
    if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
        raise RefusedError(f"L'adresse donnée pour {what} n'est pas une adresse web : elle n'a pas été suivie.")
    request = urllib.request.Request(url, headers={"User-Agent": _NAME, "Accept": "*/*"})  # noqa: S310 — checked above
    try:
        with urllib.request.urlopen(request, timeout=_patience(deadline, what)) as answer:  # noqa: S310
            return _receive(answer, what, deadline, max_bytes, progress)
    except urllib.error.HTTPError as error:
        told = "n'existe pas ou plus" if error.code in (404, 410) else f"a répondu par une erreur ({error.code})"
        raise RefusedError(f"data.gouv.fr : {what} {told}. Rien n'a été changé.") from error
    except TimeoutError as error:
        raise _too_slow(what) from error
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _too_slow(what) from error
        raise RefusedError(
            f"Pas de réseau, ou serveur injoignable : {what} n'a pas pu être demandé. Le tableau de bord s'en passe. "
            "Un fichier téléchargé par ailleurs peut être déposé à la main."
        ) from error
    except (OSError, http.client.HTTPException) as error:
        raise RefusedError(
            f"La connexion s'est interrompue pendant le téléchargement ({what}). Rien n'a été changé."
        ) from error


def describe_dataset(slug: str, base: str, deadline: float) -> list[Resource]:
    """Return the CSV files of a data set, main ones first, the most recently modified first.

    Raises:
        RefusedError: as `download`, or the answer is not a description with a CSV file.
    """
    address = f"{base.rstrip('/')}/api/1/datasets/{urllib.parse.quote(slug, safe='')}/"
    what = f"le jeu de données « {slug} »"
    content = download(address, what, deadline, _DESCRIPTION_BYTES)
    try:
        document = json.loads(content)
        resources = [item for item in document["resources"] if _is_csv(item)]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RefusedError(f"La réponse reçue pour {what} n'a pas la forme attendue. Rien n'a été changé.") from error
    if not resources:
        raise RefusedError(f"Aucun fichier CSV dans {what} : rien à importer.")
    resources.sort(key=lambda item: str(item.get("last_modified") or item.get("created_at") or ""), reverse=True)
    resources.sort(key=lambda item: item.get("type", "main") != "main")
    return [
        Resource(
            url=str(item["url"]),
            title=str(item.get("title") or slug),
            modified_on=_date(item.get("last_modified") or item.get("created_at")),
            dataset_title=str(document.get("title") or slug),
            licence=str(document.get("license") or ""),
        )
        for item in resources
    ]


def _is_csv(item: dict[str, object]) -> bool:
    path = urllib.parse.urlsplit(str(item.get("url") or "")).path.lower()
    return bool(item.get("url")) and (str(item.get("format") or "").lower() == "csv" or path.endswith(".csv"))


def _receive(
    answer: http.client.HTTPResponse, what: str, deadline: float, max_bytes: int, progress: Progress | None
) -> bytes:
    written = answer.headers.get("Content-Length", "")
    announced = int(written) if written.isdigit() else None
    if announced is not None and announced > max_bytes:
        raise _too_heavy(what, max_bytes)
    parts: list[bytes] = []
    received = 0
    while chunk := answer.read1(_CHUNK):
        parts.append(chunk)
        received += len(chunk)
        if received > max_bytes:
            raise _too_heavy(what, max_bytes)
        if progress:
            progress(received, announced)
        _patience(deadline, what)
    if announced is not None and received < announced:
        raise RefusedError(f"Le téléchargement de {what} est incomplet : {received} octets sur {announced}.")
    return b"".join(parts)


def _patience(deadline: float, what: str) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise _too_slow(what)
    return min(left, _WAIT_SECONDS)


def _too_slow(what: str) -> RefusedError:
    return RefusedError(f"Le serveur est trop lent : la demande ({what}) a été arrêtée. Rien n'a été changé.")


def _too_heavy(what: str, max_bytes: int) -> RefusedError:
    return RefusedError(f"Refusé : {what} dépasse la limite de {max_bytes / limits.MEGABYTE:.3g} Mo.")


def _date(written: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(written)[:10])
    except ValueError:
        return None

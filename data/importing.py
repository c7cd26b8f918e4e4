"""From a file to a published edition: the draft that waits for the user's word, then publication or return."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from dataclasses import dataclass, field, replace

from data.connectors.edition import Edition
from data.connectors.fetch import Fetched, fetch
from data.connectors.library import current, publish, rollback
from data.connectors.preview import preview_file
from data.connectors.refusal import RefusedError
from data.connectors.shapes import Preview
from data.decision import Actor, Grant
from data.import_changes import Changes, compute_changes, compute_figures
from data.store import StoreError, may, open_store

DEPOSITED = "fichier déposé"
_LOG = logging.getLogger(__name__)
#: What was looked at must be what is changed: the check and the writing are one step for every session of the server.
_WRITING = threading.Lock()


@dataclass(frozen=True)
class Draft:
    """A file read and checked, nothing written. `changes` is None when nothing is in use for its layer."""

    content: bytes = field(repr=False)
    name: str
    preview: Preview
    changes: Changes | None
    origin: str = DEPOSITED
    modified_on: dt.date | None = None
    #: The edition in use of a layer whose changes are not told one by one.
    alone: str = ""

    @property
    def against(self) -> str:
        """The edition the draft was compared with; empty when there was none."""
        return self.changes.edition_id if self.changes else self.alone


def read_draft_file(content: bytes, name: str, confirmed: frozenset[str] = frozenset()) -> Draft:
    """Read and check a file, and compare it with the edition in use.

    Raises:
        RefusedError: it cannot be imported, in French.
    """
    preview = preview_file(content, name, confirmed=confirmed)
    return Draft(content, name, preview, _compare(preview), alone=_in_use(preview.layer))


def draft_from(fetched: Fetched) -> Draft:
    """The draft of a downloaded file."""
    preview = fetched.preview
    changes = _compare(preview)
    return Draft(
        preview.content,
        preview.file_name,
        preview,
        changes,
        fetched.origin,
        fetched.modified_on,
        _in_use(preview.layer),
    )


def with_corrections(draft: Draft, confirmed: frozenset[str]) -> Draft:
    """The draft, read again with these corrections and no other. Raises `RefusedError`."""
    again = read_draft_file(draft.content, draft.name, confirmed)
    return replace(draft, preview=again.preview, changes=again.changes)


def up_to_date(draft: Draft) -> Draft:
    """The draft compared with what is in use now: another window may have published since."""
    return (
        draft
        if _in_use(draft.preview.layer) == draft.against
        else replace(draft, changes=_compare(draft.preview), alone=_in_use(draft.preview.layer))
    )


def publish_draft(draft: Draft, actor: Actor, who: str, on: dt.date | None, precision: str, origin: str) -> Edition:
    """Keep the draft and make it the edition in use. `who`: how `actor` signs it.

    Raises:
        RefusedError: `actor` may not import, the edition in use is no longer the one compared with, or the library
            refuses.
        OSError: the disk refused; nothing changed.
    """
    with _WRITING:
        _check_right(actor)
        if _in_use(draft.preview.layer) != draft.against:
            raise RefusedError(
                "Une autre édition a été publiée entre-temps : rien n'a été changé. La comparaison est refaite ; "
                "relisez-la avant de publier."
            )
        preview = draft.preview
        if on is None:
            # « Date unknown » is the user's word: what the file's name suggests must not come back.
            preview = replace(preview, edition=None)
        return publish(preview, who, published_on=on, precision=precision, origin=origin or DEPOSITED)


def go_back(layer: str, edition_id: str, actor: Actor, who: str) -> Edition | None:
    """Undo the edition in use, if it is still this one; returns the one back in use, None when there is none.

    Raises:
        RefusedError: `actor` may not import, or another edition is in use by now.
        OSError: the disk refused; nothing changed.
    """
    with _WRITING:
        _check_right(actor)
        if _in_use(layer) != edition_id:
            raise RefusedError("L'édition en cours n'est plus celle qui était affichée : rien n'a été changé.")
        return rollback(layer, who)


def _check_right(actor: Actor) -> None:
    """Asked again where it is written: a page left open may outlive the role that opened it."""
    try:
        grants = _grants_now() if actor.mode == "oidc" else ()
    except StoreError as error:
        raise RefusedError(error.message_fr) from error
    if not may(actor, "importer", "edition:import", grants):
        raise RefusedError("Vous n'avez pas le droit d'importer : demandez-le au secrétariat commun.")


def _grants_now() -> tuple[Grant, ...]:
    store = open_store()
    try:
        return store.grants()
    finally:
        store.close()


def _in_use(layer: str) -> str:
    try:
        edition = current(layer)
    except RefusedError:
        return "illisible"
    return edition.edition_id if edition else ""


def _compare(preview: Preview) -> Changes | None:
    try:
        edition = current(preview.layer)
    except RefusedError as refused:
        return Changes("illisible", refused.message_fr)
    if preview.shape == "observations":
        # Even the first import changes something: figures are shipped with the dashboard.
        return compute_figures(edition.edition_id if edition else "", preview)
    return compute_changes(edition, preview) if edition and preview.shape != "labels" else None


class Download:
    """A download in a thread of its own: it can be watched, stopped at any time, and never blocks anyone else."""

    def __init__(self, dataset: str) -> None:
        self.received = 0
        self.announced: int | None = None
        self.fetched: Fetched | None = None
        self.refusal = ""
        self._stopped = threading.Event()
        self._done = threading.Event()
        threading.Thread(target=self._run, args=(dataset,), daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Wait that long at most; True when it is over."""
        return self._done.wait(seconds)

    def stop(self) -> None:
        """Give up: what is received from now on is dropped."""
        self._stopped.set()

    def _run(self, dataset: str) -> None:
        try:
            self.fetched = fetch(dataset, progress=self._watch)
        except RefusedError as refused:
            self.refusal = refused.message_fr
        except _StoppedError:
            self.refusal = "Le téléchargement a été arrêté : rien n'a été changé."
        except Exception:
            _LOG.exception("download of %s", dataset)
            self.refusal = "Le téléchargement a échoué : rien n'a été changé."
        finally:
            self._done.set()

    def _watch(self, received: int, announced: int | None) -> None:
        if self._stopped.is_set():
            raise _StoppedError
        self.received, self.announced = received, announced


class _StoppedError(Exception):
    """The user asked to stop."""

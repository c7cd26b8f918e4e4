"""What the slides are made of: the tables, the decisions in force and the meeting that comes. For `projection.py`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from components.exports.deck import Slide
from components.exports.deck_build import Material, build_slides
from components.figures.small_map import compute_paths, map_links
from components.formats import date
from components.memo import remember
from data.analysis.lineage import decisions_in_force
from data.analysis.process import next_step, split_steps
from data.analysis.statuses import compute_board
from data.deciding.faults import InvalidError
from data.decision import INSTANCE_LABELS, SENSE_LABELS, Decision, Meeting
from data.load import (
    SETTLING,
    load_arrondissement_rings,
    load_caveats,
    load_fiche,
    load_heads,
    load_links,
    load_manifest,
    load_meetings,
    load_statuses,
    load_steps,
    load_tables,
    load_territories,
)
from data.model import ARRONDISSEMENTS, Selection
from data.store import StoreError


def slides_for(codes: tuple[str, ...], reference: dt.date, territory: Selection) -> tuple[Slide, ...]:
    """The slides of these codes, built again only when the tables, a decision or the meeting changed."""
    meeting = meeting_now()
    try:
        stamp = (tuple(entry.hash for entry in load_heads("decision")), meeting)
    except StoreError:
        stamp = (None, meeting)
    key = (load_manifest().version, "slides", codes, reference, territory.territory_id, stamp)
    return remember(key, lambda: build_slides(_material(reference, territory, meeting), codes))


def map_image(links: Mapping[str, str]) -> str:
    """The small map of a slide, as the address of an image."""
    key = (load_manifest().version, "small-paths")
    paths, height = remember(key, lambda: compute_paths(load_arrondissement_rings(), 0.004))
    return map_links(paths, height, links)


def meeting_now() -> Meeting | None:
    """The meeting that is open, else the next one prepared; None without one, or when the store cannot answer."""
    try:
        meetings = sorted(load_meetings(), key=lambda one: one.state != "ouverte")
    except (StoreError, InvalidError):
        return None
    return next((one for one in meetings if one.state != "close"), None)


def decisions_now() -> dict[int, Decision]:
    """Action → the decision in force on the whole of it. Raises `StoreError`: unreadable is not « none ».

    What was put off or sent back settles nothing: the screens and the documents count the same decisions.
    """
    found = decisions_in_force(load_heads("decision"))
    codes = {status.action_id: f"action:{status.action_id}" for status in load_statuses()}
    return {action: found[code] for action, code in codes.items() if code in found and found[code].sense in SETTLING}


def journal_now() -> str:
    """The hash of the last decision recorded; empty while there is none. Raises `StoreError`."""
    heads = load_heads("decision")
    return max(heads, key=lambda entry: entry.seq).hash if heads else ""


def _decided() -> dict[int, tuple[str, str]] | None:
    """Action → (sense, words) of its decision; None when they cannot be read, which the slides then say."""
    try:
        return {action: (found.sense, SENSE_LABELS[found.sense]) for action, found in decisions_now().items()}
    except (StoreError, InvalidError):
        return None


def _material(reference: dt.date, territory: Selection, meeting: Meeting | None) -> Material:
    manifest, statuses, steps, tables = load_manifest(), load_statuses(), load_steps(), load_tables()
    return Material(
        statuses,
        {status.action_id: load_fiche(status.action_id) for status in statuses},
        {code: load_links(code) for code in ARRONDISSEMENTS},
        load_territories(),
        [(one.orientation_id, one.label, one.statuses) for one in compute_board(tables, statuses)],
        next_step(steps, reference),
        split_steps(steps, reference)[1],
        load_caveats(),
        reference,
        manifest.version,
        dt.date.fromisoformat(manifest.date),
        "" if territory.is_departement else territory.territory_id,
        meeting_words(meeting) if meeting else "",
        meeting.agenda if meeting else (),
        _decided(),
    )


def meeting_words(meeting: Meeting) -> str:
    """« COPIL restreint du 28 juin 2024 »."""
    when = f" du {date(meeting.day)}" if meeting.day else ""
    return f"{INSTANCE_LABELS[meeting.instance]}{when}"

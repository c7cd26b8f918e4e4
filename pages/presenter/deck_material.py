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
from data.decision import INSTANCE_LABELS, SENSE_LABELS, Entry, Meeting
from data.load import (
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
    heads, meeting = _said()
    stamp = (tuple(entry.hash for entry in heads), meeting)
    key = (load_manifest().version, "slides", codes, reference, territory.territory_id, stamp)
    return remember(key, lambda: build_slides(_material(reference, territory, heads, meeting), codes))


def map_image(links: Mapping[str, str]) -> str:
    """The small map of a slide, as the address of an image."""
    key = (load_manifest().version, "small-paths")
    paths, height = remember(key, lambda: compute_paths(load_arrondissement_rings(), 0.004))
    return map_links(paths, height, links)


def _said() -> tuple[tuple[Entry, ...], Meeting | None]:
    """The decisions recorded, and the meeting that is open or being prepared; nothing when the store cannot answer."""
    try:
        meetings = load_meetings()
        open_first = sorted(meetings, key=lambda one: one.state != "ouverte")
        return load_heads("decision"), next((one for one in open_first if one.state != "close"), None)
    except StoreError:
        return (), None


def _material(reference: dt.date, territory: Selection, heads: tuple[Entry, ...], meeting: Meeting | None) -> Material:
    manifest, statuses, steps, tables = load_manifest(), load_statuses(), load_steps(), load_tables()
    decided = decisions_in_force(heads)
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
        _meeting_words(meeting) if meeting else "",
        tuple(item.title for item in meeting.agenda) if meeting else (),
        {
            status.action_id: (found.sense, SENSE_LABELS[found.sense])
            for status in statuses
            if (found := decided.get(f"action:{status.action_id}"))
        },
    )


def _meeting_words(meeting: Meeting) -> str:
    when = f" du {date(meeting.day)}" if meeting.day else ""
    return f"{INSTANCE_LABELS[meeting.instance]}{when}"

"""What is carried away, put together from the tables and the decisions in force. For `documents.py`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import TypeVar

from components.exports.bilan_book import build_bilan_book
from components.exports.decided_words import wording_words
from components.exports.document import Document, Origin
from components.exports.dossier_figures import DossierMaterial
from components.exports.fiche_doc import build_fiche
from components.exports.note_doc import NoteMaterial, build_note
from components.exports.spreadsheet import Book
from components.memo import remember
from data.analysis.process import split_steps
from data.analysis.profile import compute_profile, located_facts, questions, rest_of_nord, territory_caveats
from data.analysis.statuses import compute_board
from data.analysis.territory_reach import asked_sets, compared_groups, compute_set_reaches
from data.deciding.follow_up import before_meeting
from data.decision import Meeting
from data.load import (
    load_caveats,
    load_fiche,
    load_heads,
    load_links,
    load_manifest,
    load_point_sets,
    load_statuses,
    load_steps,
    load_tables,
    load_territories,
)
from data.load.documents import load_titles, load_tracked
from data.load.imports import imports_key
from data.load.trends import series_stamp
from data.model import ARRONDISSEMENTS, ActionStatus
from pages.presenter.deck_material import (
    coverage_now,
    decisions_now,
    journal_now,
    meeting_words,
    meetings_now,
    settled_now,
    small_paths,
    trends_now,
)

THRESHOLD_KM = 5
#: What a note draws on besides the documents of the schéma.
NOTE_SOURCES = ("Insee", "DILA", "distances calculées")
WHOLE_NORD = "département entier"
#: The lines of the journal that the papers read.
READ = ("decision", "follow_up", "meeting", "releve")
Paper = TypeVar("Paper")


def once(make: Callable[..., Paper], *asked: Hashable) -> Paper:
    """What `make` puts together, again only when data, decisions or the meeting changed, or a minute has gone by."""
    minute = dt.datetime.now().replace(second=0, microsecond=0)
    key = (stamp(), make.__name__, asked, minute)
    return remember(key, lambda: make(*asked))


def stamp() -> Hashable:
    """What any paper is made of: it changes with the data, an import, a decision or the meeting that comes.

    The rest of the journal (a slide moved, a clock, a draft, an opinion) changes nothing of them. Raises `StoreError`.
    """
    read = tuple(entry.hash for kind in READ for entry in load_heads(kind))
    return load_manifest().version, imports_key(), series_stamp(), read


def origin(filters: str = "") -> Origin:
    """When, from what data, after which line of the journal."""
    manifest = load_manifest()
    return Origin(
        dt.datetime.now(), manifest.version, filters, journal_now(), ("Bilan 2017-2023 et documents du schéma",)
    )


def make_fiche(action_id: int) -> Document:
    """The fiche imprimable."""
    found = wording_words(decisions_now().get(action_id, ()), meetings_now())
    return build_fiche(load_fiche(action_id), origin(f"action {action_id}"), found)


def make_note(territory_id: str) -> Document:
    """The note d'arrondissement."""
    tables, statuses, links = load_tables(), load_statuses(), load_links(territory_id)
    name, facts = load_territories()[territory_id], located_facts(load_tables(), territory_id)
    note = NoteMaterial(
        name,
        statuses,
        links,
        decisions_now(),
        compute_profile(tables, territory_id),
        rest_of_nord(tables, territory_id),
        facts,
        questions(statuses, links, facts),
        compute_set_reaches(tables, asked_sets(load_point_sets()), THRESHOLD_KM, compared_groups(tables, territory_id)),
        f"{THRESHOLD_KM} km",
        territory_caveats(load_caveats(), territory_id),
        meetings_now(),
    )
    return build_note(note, replace(origin(name), sources=(*origin().sources, *NOTE_SOURCES)))


def dossier_material(reference: dt.date, meeting: Meeting | None) -> DossierMaterial:
    """What the dossier de réunion is made of: read here, so that it can be built beside the page."""
    statuses, links = load_statuses(), {code: load_links(code) for code in ARRONDISSEMENTS}
    over, ahead = split_steps(load_steps(), reference)
    return DossierMaterial(
        meeting_words(meeting) if meeting else "Bilan 2017-2023 du SDAASP du Nord",
        meeting,
        statuses,
        {status.action_id: load_fiche(status.action_id) for status in statuses},
        [(one.orientation_id, one.label, one.statuses) for one in compute_board(load_tables(), statuses)],
        decisions_now(),
        ahead,
        load_caveats(),
        actions_of(meeting, statuses),
        before_meeting(load_tracked(), meeting) if meeting else None,
        reference,
        links,
        load_territories(),
        small_paths(),
        coverage_now(),
        trends_now(),
        settled_now(),
        load_titles(),
        max((step for step in over if step.when.last), key=lambda step: step.when.last or reference, default=None),
        meetings_now(),
    )


def actions_of(meeting: Meeting | None, statuses: Sequence[ActionStatus]) -> tuple[int, ...]:
    """The actions whose fiche a meeting needs: those of its agenda, and those of the orientations on it.

    Empty when it names none, or without a meeting: the dossier then holds them all.
    """
    named = {name for item in meeting.agenda for name in item.objects} if meeting else set()
    return tuple(
        one.action_id
        for one in statuses
        if f"orientation:{one.orientation_id}" in named
        or any(name.split(".")[0] == f"action:{one.action_id}" for name in named)
    )


def make_book() -> Book:
    """The tables of the bilan."""
    statuses, meetings = load_statuses(), meetings_now()
    return build_bilan_book(
        statuses,
        {status.action_id: load_fiche(status.action_id) for status in statuses},
        {code: load_links(code) for code in ARRONDISSEMENTS},
        load_territories(),
        load_caveats(),
        {action: wording_words(found, meetings) for action, found in decisions_now().items()},
        origin(WHOLE_NORD),
    )

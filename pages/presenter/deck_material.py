"""What the slides are made of: the tables, the decisions in force and the meeting that comes. For `projection.py`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from components.exports.decided_words import Decided, meeting_state_words
from components.exports.deck import Slide
from components.exports.deck_build import Material, build_slides
from components.exports.deck_evidence import Coverage, short_name
from components.figures.small_map import compute_paths, compute_spots, map_fills
from components.figures.trend_marks import Panel, panel
from components.formats import date
from components.memo import remember
from data.analysis.lineage import decisions_in_force
from data.analysis.point_sets import PointSet
from data.analysis.process import next_step, split_steps
from data.analysis.profile import communes_of, located_facts
from data.analysis.statuses import compute_board
from data.analysis.territory_reach import compute_set_reaches
from data.deciding.faults import InvalidError
from data.deciding.meetings import seen_from
from data.deciding.releve import releve_id
from data.decision import DECIDING_INSTANCES, INSTANCE_LABELS, Decision, Meeting
from data.load import (
    load_arrondissement_rings,
    load_caveats,
    load_decided,
    load_fiche,
    load_heads,
    load_links,
    load_manifest,
    load_meetings,
    load_point_sets,
    load_series,
    load_statuses,
    load_steps,
    load_tables,
    load_territories,
)
from data.load.documents import load_titles
from data.load.imports import imports_key
from data.load.trends import series_stamp
from data.model import ARRONDISSEMENTS, DEPARTEMENT, Selection
from data.store import StoreError
from data.trend import Indicator

#: Series shown in time when they are there, then whatever else has a line.
PREFERRED_TRENDS = ("barometre_france_services", "barometre_fibre")
TRENDS = 2
#: Points whose reach says most; the town halls, in every commune, say nothing.
PREFERRED_POINTS = ("france_services", "plateformes")
THRESHOLD_KM = 5


def slides_for(codes: tuple[str, ...], reference: dt.date, territory: Selection) -> tuple[Slide, ...]:
    """The slides of these codes, built again only when the tables, an import, a decision, a meeting or a relevé did."""
    meeting = meeting_now()
    try:
        kinds = ("decision", "releve", "meeting")
        stamp = (tuple(entry.hash for kind in kinds for entry in load_heads(kind)), meeting)
    except StoreError:
        stamp = (None, meeting)
    key = (load_manifest().version, "slides", series_stamp(), codes, reference, territory.territory_id, stamp)
    return remember(key, lambda: build_slides(_material(reference, territory, meeting), codes))


def small_paths() -> tuple[dict[str, str], int]:
    """The outlines of the arrondissements as light SVG paths, and the height of their box."""
    key = (load_manifest().version, "small-paths")
    return remember(key, lambda: compute_paths(load_arrondissement_rings(), 0.004))


def map_image(fills: Mapping[str, str], outlined: str = "") -> str:
    """The small map of a slide, as the address of an image. fills: arrondissement → colour; `outlined`: the one
    looked at."""
    key = (load_manifest().version, "small-spots")
    names = {code: short_name(load_territories()[code]) for code in ARRONDISSEMENTS}
    spots = remember(key, lambda: compute_spots(load_arrondissement_rings(), names))
    return map_fills(*small_paths(), fills, spots, outlined)


def meeting_now() -> Meeting | None:
    """The meeting that is open, else the next one prepared; None without one, or when the store cannot answer.

    One that decides goes before one that prepares or gathers: the slides say what is decided. The day it was held, it
    stays before those once it is closed: what is shown then is what it decided.
    """
    try:
        meetings = sorted(load_meetings(), key=_rank)
    except (StoreError, InvalidError):
        return None
    today = dt.date.today()
    return next((one for one in meetings if one.state != "close" or (_decides(one) and one.day == today)), None)


def _decides(meeting: Meeting) -> bool:
    return meeting.instance in DECIDING_INSTANCES


def _rank(meeting: Meeting) -> tuple[bool, bool, bool]:
    """The open ones first, then those that decide, those still to come before one just closed."""
    return meeting.state != "ouverte", not _decides(meeting), meeting.state == "close"


def decisions_now() -> Decided:
    """Action → the decisions in force on it or on its parts. Raises `StoreError`: unreadable is not « none ».

    What was put off or sent back settles nothing: the screens and the documents count the same decisions.
    """
    load_heads("decision")
    return load_decided() or {}


def settled_now() -> dict[str, Decision]:
    """Orientation → the decision in force on it, those created since included. Raises `StoreError`."""
    found = decisions_in_force(load_heads("decision"))
    return {code: found[code] for code in sorted(found) if code.startswith("orientation:")}


def meetings_now() -> dict[str, str]:
    """Meeting → its words and how far its relevé is: where each decision was taken. Raises `StoreError`."""
    states = {entry.object_id: str(entry.payload.get("state", "projet")) for entry in load_heads("releve")}
    return {
        one.meeting_id: meeting_state_words(one, states.get(releve_id(one.meeting_id), "projet"))
        for one in load_meetings()
    }


def journal_now() -> str:
    """The hash of the last decision recorded; empty while there is none. Raises `StoreError`."""
    heads = load_heads("decision")
    return max(heads, key=lambda entry: entry.seq).hash if heads else ""


def _decided() -> tuple[Decided | None, dict[str, Decision], dict[str, str], dict[str, str]]:
    """The decisions on the actions and on the orientations, the words of these, and where they were taken; None when
    they cannot be read, which the slides then say."""
    try:
        return decisions_now(), settled_now(), load_titles(), meetings_now()
    except (StoreError, InvalidError):
        return None, {}, {}, {}


def _material(reference: dt.date, territory: Selection, meeting: Meeting | None) -> Material:
    decided, settled, titles, meetings = _decided()
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
        decided,
        coverage_now(),
        trends_now(),
        sum(1 for one in load_series() if one.origin == "bilan" and _panel(one).lines),
        reference != dt.date.fromisoformat(manifest.date) or bool(meeting and seen_from(meeting)),
        settled,
        titles,
        () if territory.is_departement else located_facts(tables, territory.territory_id),
        meetings,
    )


def default_reference() -> dt.date:
    """The date de référence of the meeting that comes, else its day, else the day of the latest document."""
    meeting = meeting_now()
    return (seen_from(meeting) if meeting else None) or dt.date.fromisoformat(load_manifest().date)


def reference_words(reference: dt.date) -> str:
    """Which day the slides are seen from, and who chose it."""
    meeting, latest = meeting_now(), dt.date.fromisoformat(load_manifest().date)
    said = f"Les diapositives disent « Vu du {date(reference)} »."
    if meeting and seen_from(meeting) == reference:
        whose = "celle" if meeting.reference_date else "le jour"
        return f"{said} C'est {whose} de la réunion préparée : {meeting_words(meeting)}."
    if reference == latest:
        who = "La réunion préparée n'en fixe pas" if meeting else "Aucune réunion n'est préparée"
        return f"{said} {who} : c'est la date du dernier document, pas celle d'aujourd'hui. Changez-la ci-dessus."
    return f"{said} Elle est choisie sur cette page."


def coverage_now() -> Coverage | None:
    """Who lives near the points that matter most among those known, arrondissement by arrondissement."""
    sets = load_point_sets()
    code = next(code for code in (*PREFERRED_POINTS, *sets) if code in sets)
    key = (load_manifest().version, "deck-coverage", imports_key(), code)
    return remember(key, lambda: _coverage(sets[code]))


def _coverage(points: PointSet) -> Coverage:
    tables = load_tables()
    groups = [communes_of(tables, code) for code in (*ARRONDISSEMENTS, DEPARTEMENT)]
    (found,) = compute_set_reaches(tables, {points.set_id: points}, THRESHOLD_KM, groups)
    *own, whole = found.reached
    shares = {code: one.share for code, one in zip(ARRONDISSEMENTS, own, strict=True)}
    threshold = f"{THRESHOLD_KM} km"
    beyond = {code: one.beyond_hab for code, one in zip(ARRONDISSEMENTS, own, strict=True)}
    return Coverage(found.label, threshold, shares, whole.share, whole.beyond_hab, found.source, found.note, beyond)


def trends_now() -> tuple[Panel, ...]:
    """A few series of the Nord with a line that may be drawn: two dated values of one definition at least."""
    series = sorted(load_series(), key=lambda one: one.indicator_id not in PREFERRED_TRENDS)
    return tuple(part for part in map(_panel, series) if part.lines)[:TRENDS]


def _panel(indicator: Indicator) -> Panel:
    return panel([indicator], DEPARTEMENT, load_territories()[DEPARTEMENT])


def meeting_words(meeting: Meeting) -> str:
    """« COPIL restreint du 28 juin 2024 »."""
    when = f" du {date(meeting.day)}" if meeting.day else ""
    return f"{INSTANCE_LABELS[meeting.instance]}{when}"

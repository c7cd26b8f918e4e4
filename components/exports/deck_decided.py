"""Where the decisions a slide shows were taken, and how far their relevé is, in the room a slide has. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from components.exports.decided_words import (
    Meetings,
    meetings_words,
    orientation_words,
    part_words,
    senses_of_parts,
)
from components.exports.deck import Badge, Lines
from components.formats import NO_BREAK, listing, plural
from data.decision import SENSE_LABELS, Decision

#: More meetings than this are counted, and named on the slide of each action.
NAMED = 2
RANK = f"n°{NO_BREAK}"


def rank_words(decision: Decision) -> str:
    """« n° 4 »; empty while it has no number."""
    return f"{RANK}{decision.number}" if decision.number else ""


def decided_badges(decisions: Sequence[Decision], meetings: Meetings) -> list[Badge]:
    """A badge a sense, with the numbers where one meeting took them all; a decision alone says its meeting there."""
    where = _one_meeting(decisions, meetings)
    badges = []
    for sense, parts in senses_of_parts(decisions):
        ranks = [rank_words(one).removeprefix(RANK) for one in decisions if one.sense == sense]
        name = f"décision{'s' if len(ranks) > 1 else ''} {RANK}{listing(ranks)}" if all(ranks) else "décision"
        named = [name, parts, where if len(decisions) == 1 else ""] if where else ["décision du COPIL", parts]
        badges.append(Badge(sense, SENSE_LABELS[sense], ", ".join(part for part in named if part)))
    return badges


def decided_lines(decisions: Sequence[Decision], meetings: Meetings) -> tuple[Lines, ...]:
    """« COPIL restreint du 8 octobre 2026, relevé en projet », a line a meeting, each with its numbers when there are
    several; none when the badge of the one decision says it."""
    if len(decisions) < 2:
        return ()
    if where := _one_meeting(decisions, meetings):
        return (Lines("", (where,)),)
    lines = []
    for meeting in dict.fromkeys(one.meeting_id for one in decisions if one.meeting_id in meetings):
        ranks = [
            f"{rank_words(one) or 'sans numéro'} ({part_words(one.object_id) or 'action entière'})"
            for one in decisions
            if one.meeting_id == meeting
        ]
        lines.append(f"{meetings[meeting]} : {listing(ranks)}")
    return (Lines("", tuple(lines)),) if lines else ()


def _one_meeting(decisions: Iterable[Decision], meetings: Meetings) -> str:
    """The words of the meeting that took them all; empty when there are several, or when it is not known."""
    found = {meetings.get(one.meeting_id, "") for one in decisions}
    return found.pop() if len(found) == 1 else ""


def taken_sentence(decisions: Iterable[Decision], meetings: Meetings) -> str:
    """« Décidé : COPIL restreint du 8 octobre 2026, relevé en projet. »; empty when nothing is known of it."""
    where = meetings_words(decisions, meetings)
    found = where.count(" ; ") + 1
    if found > NAMED:
        return f"Décidé en {plural(found, 'réunion')}, nommées sur la diapositive de chaque action."
    return f"Décidé : {where}." if where else ""


def with_decided(source: str, decisions: Iterable[Decision], meetings: Meetings) -> str:
    """The source of a slide, and that of the decisions it shows, each said to be what it is."""
    where = meetings_words(decisions, meetings)
    return f"{source.removesuffix('.')} ; décision : {where}." if where else source


def settled_header(decisions: Iterable[Decision], meetings: Meetings, plain: str) -> str:
    """The head of the column of decisions: it names the meeting when they are all of one."""
    where = _one_meeting(decisions, meetings)
    return f"Décision, {where}" if where else plain


def settled_words(decision: Decision, titles: Mapping[str, str], meetings: Meetings, header: str) -> str:
    """What was decided of an orientation, in few words, with its number, and its meeting unless the header names it;
    its new wording is read in the dossier."""
    where = meetings.get(decision.meeting_id, "")
    meeting = where.partition(", relevé")[0] if where not in header else ""
    whose = ", ".join(part for part in (rank_words(decision), meeting) if part)
    said = orientation_words(replace(decision, label=""), titles)
    return f"{said} ({whose})" if whose and decision.meeting_id in meetings else said

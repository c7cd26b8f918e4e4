"""The meetings kept: what each is, where it stands, where it leads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from components.formats import date, plural
from components.html import Html, element, joined
from components.links import link_to
from components.table import html_table
from data.decision import INSTANCE_LABELS, MEETING_STATE_LABELS, AgendaItem, Meeting


def meeting_name(meeting: Meeting) -> str:
    """Its title when it has one, else its instance."""
    return meeting.title or INSTANCE_LABELS[meeting.instance]


def meetings_table(meetings: Sequence[Meeting]) -> Html:
    """Every meeting with its links."""
    rows = [
        [
            meeting_name(meeting),
            joined([date(meeting.day) if meeting.day else "date à fixer", meeting.time], " à ")
            if meeting.time
            else (date(meeting.day) if meeting.day else "date à fixer"),
            f"{plural(len(meeting.agenda), 'point')}, {minutes_words(sum(item.minutes for item in meeting.agenda))}",
            MEETING_STATE_LABELS[meeting.state],
            joined(
                [
                    element("a", "En réunion", href=link_to("reunion", reunion=meeting.meeting_id)),
                    element(
                        "a",
                        "Projeter",
                        href=link_to("reunion", reunion=meeting.meeting_id, vue="projection"),
                        target="_blank",
                    ),
                    element("a", "Préparer", href=link_to("preparer", reunion=meeting.meeting_id)),
                    element("a", "Dossier", href=link_to("documents", reunion=meeting.meeting_id)),
                ],
                " · ",
            ),
        ]
        for meeting in meetings
    ]
    return html_table("Réunions", ("Réunion", "Date", "Ordre du jour", "État", "Ouvrir"), rows)


def reference_words(meeting: Meeting, today: dt.date, sources: dt.date) -> str:
    """Which day a meeting without a date de référence is read from, and why; empty when it has its own.

    sources: the day of the latest document, which its papers are dated by while it has no day.
    """
    if meeting.reference_date:
        return ""
    if meeting.day:
        return (
            f"Sans date de référence : les retards sont lus au {date(meeting.day)}, jour de la réunion ; le dossier et "
            f"le diaporama portent « Vu du {date(meeting.day)} »."
        )
    return (
        f"Sans date de référence : les retards sont lus au {date(today)}, aujourd'hui ; tant que la réunion n'a pas de "
        f"jour, le dossier et le diaporama portent « Vu du {date(sources)} », date du dernier document du bilan."
    )


def minutes_words(minutes: int) -> str:
    """« 1 h 05 », « 45 min »."""
    return f"{minutes // 60}\u00a0h\u00a0{minutes % 60:02d}" if minutes >= 60 else f"{minutes}\u00a0min"


def agenda_table(agenda: Sequence[AgendaItem]) -> Html:
    """The agenda, its durations and their total."""
    rows = [
        [
            f"{place}. {item.title}",
            plural(len(item.objects), "objet") if item.is_lot else "",
            item.note,
            minutes_words(item.minutes),
        ]
        for place, item in enumerate(agenda, 1)
    ]
    total = minutes_words(sum(item.minutes for item in agenda))
    return joined(
        [
            html_table(
                f"Ordre du jour ({plural(len(agenda), 'point')}, {total} au total)",
                ("Point", "Lot", "Pourquoi l'ouvrir", "Durée"),
                rows,
                numeric=(3,),
                dense=True,
            )
        ]
    )

"""What a dossier opens on: which meeting, its agenda, the day it is seen from, what is to come after it. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from components.exports.document import Block, Heading, KeyValue, Paragraph, Table, bold
from components.formats import date, plural
from components.measure import when_words
from components.meeting_list import minutes_words
from data.decision import INSTANCE_LABELS, Meeting
from data.model import Step


def opening_blocks(meeting: Meeting | None, reference: dt.date | None, fiches: int, chosen: bool) -> tuple[Block, ...]:
    """The meeting as it was prepared, then its agenda. `fiches`: how many are in the dossier, those `chosen` or all."""
    seen = (
        [("Vu du", f"{date(reference)} : les étapes à venir et les retards sont lus de ce jour")] if reference else []
    )
    if meeting is None:
        return (
            *([KeyValue(tuple(seen), "Date de référence")] if seen else []),
            Heading(1, "Ordre du jour"),
            Paragraph("Aucune réunion n'est choisie : ce dossier dit tout le bilan."),
        )
    when = f"{date(meeting.day) if meeting.day else 'date à fixer'}{f', {meeting.time}' if meeting.time else ''}"
    minutes = sum(item.minutes for item in meeting.agenda)
    length = f"{plural(len(meeting.agenda), 'point')}, {minutes_words(minutes)}"
    rows = (
        *([("Réunion", meeting.title)] if meeting.title else []),
        ("Instance", INSTANCE_LABELS[meeting.instance]),
        ("Date", when),
        ("Lieu", meeting.place or "à fixer"),
        ("Durée prévue", length),
        *seen,
    )
    there = f"Ce dossier contient {plural(fiches, 'fiche-action', 'fiches-actions')}, celles de l'ordre du jour."
    return (
        KeyValue(rows, "La réunion"),
        Heading(1, "Ordre du jour"),
        *_agenda(meeting),
        *([Paragraph(there, small=True)] if chosen else []),
    )


def _agenda(meeting: Meeting) -> tuple[Block, ...]:
    if not meeting.agenda:
        return (Paragraph("Aucun point n'est encore à l'ordre du jour."),)
    why = any(item.note for item in meeting.agenda)
    rows = tuple(
        (f"{rank}. {item.title}", *([item.note or "–"] if why else []), minutes_words(item.minutes))
        for rank, item in enumerate(meeting.agenda, start=1)
    )
    header = ("Point", *(["Pourquoi l'ouvrir"] if why else []), "Durée")
    widths = (0.5, 0.36, 0.14) if why else (0.86, 0.14)
    return (Table("Points dans l'ordre, avec leur durée prévue", header, rows, widths, (len(header) - 1,)),)


def ahead_blocks(
    ahead: Sequence[Step], latest: Step | None, reference: dt.date | None, made_on: dt.date
) -> tuple[Block, ...]:
    """The steps after `reference`; those that are past the day the dossier is made say so. `latest`: the last dated
    step of the calendar, told when none is left."""
    title = f"Étapes à venir, vues du {date(reference)}" if reference else "Étapes à venir"
    rows = tuple(
        (
            (when_words(step.when) or "date non précisée") + (PAST if _is_past(step, made_on) else ""),
            step.label,
            step.body or "–",
        )
        for step in ahead
    )
    if not rows:
        told = f"Les documents du schéma ne datent aucune étape après le {date(reference)}."
        if latest:
            told += f" La dernière qu'ils annoncent : {when_words(latest.when)}, {latest.label}."
        return Heading(1, title), Paragraph(told)
    past = sum(_is_past(step, made_on) for step in ahead)
    said = (
        bold(f"{plural(past, 'étape annoncée a', 'étapes annoncées ont')} une date passée")
        if past
        else "Aucune n'est passée"
    )
    return (
        Heading(1, title),
        Paragraph((said, f" au {date(made_on)}, jour où ce dossier est produit.")),
        Table("Calendrier des documents du schéma", ("Quand", "Étape", "Instance"), rows, (0.26, 0.48, 0.26)),
    )


#: Said beside a date the documents announced and that has gone by.
PAST = " (date passée)"


def _is_past(step: Step, made_on: dt.date) -> bool:
    last = step.when.last
    return last is not None and last < made_on

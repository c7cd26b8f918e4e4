"""The process step by step, the neighbouring frames with their own clocks, the governance and the vote."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components.formats import date, number, span, spread
from components.html import Html, element, joined
from components.source import source_details
from components.table import html_table
from data.model import Frame, Source, Span, Step, Vote

#: What the text of a step's state says: the state is the document's, not today's.
STATE_WORDS = {"fait": "Fait", "prevu": "Prévu"}


def steps_table(steps: Sequence[Step], following: Step | None, caption: str) -> Html:
    """Steps in order, the next one marked."""
    if not steps:
        return element("p", f"{caption} : aucune n'est écrite dans les documents.")
    rows = []
    for step in steps:
        mark = element("strong", " · prochaine étape") if step == following else None
        rows.append(
            [
                joined([span(step.when.start, step.when.end, step.when.precision), mark]),
                joined([element("strong", step.label), element("br"), step.decides or None]),
                step.body,
                STATE_WORDS[step.state],
                source_details(step.source),
            ]
        )
    columns = ("Quand", "Étape", "Instance", "État au moment du document", "Provenance")
    return html_table(caption, columns, rows)


def frames_frame(frames: Sequence[Frame]) -> pd.DataFrame:
    """The data of the frames' chart: name, carrier, period as the documents write it."""
    return pd.DataFrame(
        {
            "Cadre": [frame.label for frame in frames],
            "Sigle": [frame.acronym or "–" for frame in frames],
            "Porté par": [frame.carrier or "non précisé" for frame in frames],
            "Période": [span(frame.when.start, frame.when.end, frame.when.precision) for frame in frames],
        }
    )


def frames_data(frames: Sequence[Frame]) -> pd.DataFrame:
    """The bars as they are drawn: first and last day, one of them alone for a diamond."""
    spans = [frame.when for frame in frames]
    return pd.DataFrame(
        {
            "Cadre": [frame.label for frame in frames],
            "Sigle": [frame.acronym or "sans sigle" for frame in frames],
            "Porté par": [frame.carrier or "non précisé" for frame in frames],
            "Premier jour": [when.start for when in spans],
            "Dernier jour": [when.last if when.end else None for when in spans],
            "Période": [span(when.start, when.end, when.precision) for when in spans],
            "Dessin": [_drawn(when) for when in spans],
        },
        dtype=object,
    )


def _drawn(when: Span) -> str:
    if when.start and when.end:
        return "barre"
    return f"losange : {'dernier' if when.start else 'premier'} jour non précisé"


def frames_table(frames: Sequence[Frame]) -> Html:
    """The neighbouring frames: an action proposed to leave the schéma may be taken up by one of them."""
    rows = [
        [
            joined([element("strong", frame.acronym), " – ", frame.label]) if frame.acronym else frame.label,
            frame.carrier or "non précisé",
            span(frame.when.start, frame.when.end, frame.when.precision),
            frame.state or "non précisé",
            ", ".join(map(str, frame.actions)) or "–",
            source_details(frame.source),
        ]
        for frame in frames
    ]
    columns = ("Cadre", "Porté par", "Période", "État au moment du document", "Actions rapprochées", "Provenance")
    return html_table("Cadres voisins, avec leur propre horloge", columns, rows)


def governance_table(facts: Sequence[tuple[str, float | None, float | None, str, str, Source]]) -> Html:
    """Facts of governance. Each is (label, value, high end of a range, unit, text, source)."""
    rows = []
    for label, value, high, unit, text, source in facts:
        said = spread(value, high, unit) if value is not None else text
        rows.append(
            [label, joined([said, element("br"), text]) if value is not None and text else said, source_details(source)]
        )
    return html_table("Comités, coordination et séance", ("Fait", "Ce que dit le document", "Provenance"), rows)


VOTE_LABELS = {
    "members": "Membres en exercice",
    "present": "Présents",
    "proxies": "Procurations",
    "absent": "Absents sans procuration",
    "not_voting": "N'ont pas pris part au vote",
    "voters": "Ont pris part au vote",
    "abstentions": "Abstentions",
    "cast": "Suffrages exprimés",
    "majority": "Majorité des suffrages exprimés",
    "for": "Pour",
    "against": "Contre",
}


def vote_table(vote: Vote) -> Html:
    """One vote, with its arithmetic, and how each group voted."""
    figures = vote.figures
    rows = [[label, number(figures[name])] for name, label in VOTE_LABELS.items()]
    groups = [
        [group, side.capitalize(), number(voters) if voters is not None else "nombre non donné"]
        for group, side, voters in vote.groups
    ]
    check = (
        f"{figures['present']} présents + {figures['proxies']} procurations = {figures['voters']} votants ; "
        f"{figures['voters']} − {figures['abstentions']} abstentions = {figures['cast']} suffrages exprimés."
    )
    caption = f"{vote.body}, {date(vote.date)} : {vote.subject}"
    return joined(
        [
            html_table(caption, ("Résultat", "Nombre"), rows, numeric=(1,), dense=True),
            element("p", "Contrôle : ", check, " ", source_details(*vote.sources), class_="sd-small"),
            html_table("Vote par groupe", ("Groupe", "Vote", "Voix"), groups, dense=True),
        ]
    )

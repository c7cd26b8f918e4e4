"""The slides, from what the dashboard holds: each says what its page says, shorter, with the same words. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from components.exports.decided_words import (
    Decided,
    Meetings,
    count_decided,
    orientations_sentence,
)
from components.exports.deck import MAX_LINES, MAX_ROWS, Bars, Board, Lines, Slide
from components.exports.deck_action import action_slide, place_words
from components.exports.deck_decided import settled_header, settled_words, taken_sentence, with_decided
from components.exports.deck_evidence import Coverage, cited_slide, coverage_slide, figures_slide, trends_slide
from components.exports.deck_scope import Scope, scoped
from components.figures.trend_marks import Panel
from components.formats import date, in_sentence, listing, plural, truncated
from components.key_sentences import PROPOSED, taken_words
from components.measure import when_words
from components.profile import Fact
from data.decision import AgendaItem, Decision
from data.model import (
    READING_LABELS,
    ActionStatus,
    Caveat,
    Fiche,
    Step,
    TerritoryLink,
)

#: Codes of the slides that are not an action, in the order of a full presentation.
BEFORE = ("couverture", "a-decider", "synthese", "orientations")
AFTER = ("territoires", "acces", "chiffres", "tendances", "etapes")
NOT_DECIDED = "Une proposition n'est pas une décision : le comité a approuvé le bilan, il n'a statué sur aucune action."
SYNTHESIS_SOURCE = (
    "fiches-actions du bilan 2017-2023, rédigées par les organismes ; lecture codée par le tableau de bord."
)
ORIENTATIONS_SOURCE = "rapport au Conseil départemental (orientations) et fiches-actions du bilan (statuts proposés)."
UNREAD = "Les décisions du COPIL ne peuvent pas être lues pour l'instant."
PROPOSED_HEADER, DECIDED_HEADER = "Actions et statut proposé (2023)", "Décision du COPIL"


@dataclass(frozen=True)
class Material:
    """What a presentation is made of. `links`: arrondissement → action → link; `decided`: the decisions on the actions,
    None when they cannot be read; `settled`: those on the orientations, `titles` their words, by object; `meetings`:
    where each was taken.

    `following` and `ahead`: the next step and all that are to come, seen from `reference`. `agenda`: what the meeting
    decides, empty when none is prepared. `scope`: the arrondissement shown, empty for the département; `facts`: what
    the bilan situates in it. `dated`: somebody chose `reference`; else it is the day of the latest document, which is
    said.
    """

    statuses: Sequence[ActionStatus]
    fiches: Mapping[int, Fiche]
    links: Mapping[str, Mapping[int, TerritoryLink]]
    names: Mapping[str, str]
    orientations: Sequence[tuple[str, str, tuple[ActionStatus, ...]]]
    following: Step | None
    ahead: Sequence[Step]
    caveats: Sequence[Caveat]
    reference: dt.date
    version: str
    sources_date: dt.date
    scope: str = ""
    meeting: str = ""
    agenda: tuple[AgendaItem, ...] = ()
    decided: Decided | None = field(default_factory=dict)
    coverage: Coverage | None = None
    trends: Sequence[Panel] = ()
    bilan_trends: int = 0
    dated: bool = True
    settled: Mapping[str, Decision] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    facts: Sequence[Fact] = ()
    meetings: Meetings = field(default_factory=dict)


def slide_titles(statuses: Sequence[ActionStatus]) -> dict[str, str]:
    """Every slide that can be shown: code → title, in order."""
    fixed = {
        "couverture": "Couverture",
        "a-decider": "Ce qui se décide",
        "synthese": "Où en sont les seize actions",
        "orientations": "Les neuf orientations",
        "territoires": "Territoires cités par le bilan",
        "acces": "Couverture : habitants à proximité",
        "chiffres": "Ce que le bilan mesure",
        "tendances": "Évolutions publiées hors du bilan",
        "etapes": "Prochaines étapes",
    }
    actions = {f"action-{status.action_id}": f"Action {status.action_id} – {status.title}" for status in statuses}
    return {code: fixed[code] for code in BEFORE} | actions | {code: fixed[code] for code in AFTER}


def build_slides(material: Material, codes: Sequence[str]) -> tuple[Slide, ...]:
    """The slides of these codes, in this order. Raises KeyError on an unknown code."""
    fixed = {
        "couverture": _cover,
        "a-decider": _to_decide,
        "synthese": _synthesis,
        "orientations": _orientations,
        "territoires": lambda one: cited_slide(one.links, one.names),
        "acces": lambda one: coverage_slide(one.coverage, one.names),
        "chiffres": lambda one: figures_slide(one.fiches),
        "tendances": lambda one: trends_slide(one.trends, one.bilan_trends),
        "etapes": _steps,
    }
    by_action = {f"action-{status.action_id}": status for status in material.statuses}
    built = (_action(material, by_action[code]) if code in by_action else fixed[code](material) for code in codes)
    if not material.scope:
        return tuple(built)
    scope = Scope(material.scope, material.names[material.scope], material.links[material.scope], material.facts)
    return tuple(scoped(slide, scope, material.statuses, material.coverage) for slide in built)


def _cover(material: Material) -> Slide:
    scope = f"{material.names[material.scope]}. " if material.scope else ""
    return Slide(
        "couverture",
        "Schéma départemental d'amélioration de l'accessibilité des services au public",
        f"{scope}Bilan 2017-2023 et orientations 2025-2030.",
        (Lines("", tuple(part for part in (material.meeting, _seen_from(material)) if part)),),
        f"données version {material.version}, documents jusqu'au {date(material.sources_date)}.",
        ("Ouvrir la réunion, présenter les deux coprésidents, l'ordre du jour et la durée.",),
        kind="couverture",
    )


def _seen_from(material: Material) -> str:
    """« Vu du 26 janvier 2024 », and that nobody chose this day when nobody did."""
    said = f"Vu du {date(material.reference)}"
    return said if material.dated else f"{said}, date du dernier document : aucune réunion n'en fixe une autre"


def _to_decide(material: Material) -> Slide:
    if material.agenda:
        lines = agenda_lines(material.agenda)
        minutes = sum(item.minutes for item in material.agenda)
        sentence = f"{plural(len(material.agenda), 'point')} à l'ordre du jour, {plural(minutes, 'minute')}."
        source = "ordre du jour préparé par le secrétariat."
        return Slide("a-decider", "Ce qui se décide aujourd'hui", sentence, (Lines("Ordre du jour", lines),), source)
    step = material.following
    sentence = (
        f"Prochaine étape : {in_sentence(when_words(step.when))}, {step.label}."
        if step
        else "Aucune étape n'est prévue après cette date."
    )
    return Slide(
        "a-decider",
        "Ce qui se décide",
        sentence,
        (Lines("On y décide", (step.decides,)),) if step and step.decides else (),
        place_words(step.source.document, step.source.place) if step else "",
        ("Aucune réunion n'est préparée dans le tableau de bord : l'ordre du jour n'est pas connu.",),
    )


def agenda_lines(agenda: Sequence[AgendaItem]) -> tuple[str, ...]:
    """The agenda in a few lines: what is of a kind is told together when it would not hold on a slide."""
    if len(agenda) <= MAX_LINES:
        return tuple(item.title for item in agenda)
    orientations = [item for item in agenda if not item.is_lot and item.objects and _is(item, "orientation:")]
    lots = [item for item in agenda if item.is_lot]
    actions = [item for item in agenda if not item.is_lot and item.objects and _is(item, "action:")]
    others = [item for item in agenda if not item.objects]
    named = [item.objects[0].removeprefix("action:") for item in actions]
    lines = [
        *(item.title for item in others),
        *([plural(len(orientations), "orientation")] if orientations else []),
        *(item.title for item in lots),
        *([f"Actions examinées une à une : {listing(named)}"] if named else []),
    ]
    rest = len(lines) - MAX_LINES
    return (*lines[:MAX_LINES], *([f"et {plural(rest, 'autre point', 'autres points')}"] if rest > 0 else []))


def _is(item: AgendaItem, kind: str) -> bool:
    return all(name.startswith(kind) for name in item.objects)


def _synthesis(material: Material) -> Slide:
    counts = {reading: sum(one.reading == reading for one in material.statuses) for reading in PROPOSED}
    said = listing([plural(counts[reading], *words) for reading, words in PROPOSED.items() if counts[reading]])
    decided = taken_words(count_decided(material.decided))
    every = [one for found in (material.decided or {}).values() for one in found]
    where = taken_sentence(every, material.meetings)
    grave = tuple(one.title for one in material.caveats if one.severity == "A" and one.category == "statut")
    return Slide(
        "synthese",
        f"{plural(len(material.statuses), 'action')}, {decided}",
        f"Dans les fiches (2023) : {said}. {where}".strip(),
        (
            Bars(
                "Statuts que proposaient les fiches (2023)"
                if material.decided
                else "Statuts proposés par les fiches (2023), non décidés",
                counts,
                f"Barres : {', '.join(f'{READING_LABELS[key].lower()} {count}' for key, count in counts.items())}.",
            ),
            Lines("Le statut et le texte ne disent pas la même chose", grave[:3], marked=True),
        ),
        with_decided(SYNTHESIS_SOURCE, every, material.meetings),
        (NOT_DECIDED if material.decided == {} else NOT_DECIDED.partition(" :")[0] + ".",),
    )


def _orientations(material: Material) -> Slide:
    taken = list(material.settled.values())
    header = settled_header(taken, material.meetings, DECIDED_HEADER)
    single = sum(len(statuses) == 1 for _, _, statuses in material.orientations)
    settled, unread = material.settled, material.decided is None
    rows = tuple(
        (
            label,
            " · ".join(f"{one.action_id} {READING_LABELS[one.reading]}" for one in statuses),
            *((_settled(material, f"orientation:{code}", header),) if settled else ()),
        )
        for code, label, statuses in material.orientations
    )
    verb = "reposent" if single > 1 else "repose"
    deduced = "Le rattachement des actions aux orientations est déduit : le bilan n'en écrit aucun."
    said = UNREAD if unread else orientations_sentence(settled.values()) or "Aucune orientation n'est décidée."
    printed = {f"orientation:{code}" for code, _, _ in material.orientations}
    created = [one.label for code, one in settled.items() if code not in printed and one.label]
    return Slide(
        "orientations",
        f"Dans le schéma 2017-2023, {single} orientations sur {len(rows)} {verb} sur une seule action",
        f"{said} {deduced}",
        (Board(("Orientation 2017-2023", PROPOSED_HEADER, *((header,) if settled else ())), rows[:MAX_ROWS]),),
        with_decided(ORIENTATIONS_SOURCE, taken, material.meetings),
        (f"Orientations créées : {listing([f'« {label} »' for label in created])}.",) if created else (),
    )


def _settled(material: Material, code: str, header: str) -> str:
    decision = material.settled.get(code)
    return settled_words(decision, material.titles, material.meetings, header) if decision else "non décidée"


def _action(material: Material, status: ActionStatus) -> Slide:
    number = status.action_id
    concerned = {code: material.links[code][number].link for code in material.links}
    decisions = (material.decided or {}).get(number, ())
    return action_slide(status, material.fiches[number], decisions, concerned, material.names, material.meetings)


def _steps(material: Material) -> Slide:
    rows = tuple(
        (when_words(step.when), truncated(step.label, 90), truncated(step.body, 60))
        for step in material.ahead[:MAX_LINES]
    )
    return Slide(
        "etapes",
        "Prochaines étapes",
        f"Vues du {date(material.reference)}." if rows else f"Aucune étape datée après le {date(material.reference)}.",
        (Board(("Quand", "Étape", "Instance"), rows),) if rows else (),
        "calendrier des documents du schéma." if rows else "",
        kind="etapes",
    )

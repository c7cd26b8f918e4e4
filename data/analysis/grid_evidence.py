"""What the bilan holds on each question of the grid, with its source. Pure: no opinion is drawn from it.

An opinion is the COTECH's; beside each question stands what the fiche, the series and the neighbouring frames say, or
that they say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.analysis.rows import Documents, Tables, decimal, records, text
from data.decision import CRITERIA
from data.grid import Evidence, QuestionEvidence
from data.model import (
    FACT_STATE_LABELS,
    KIND_LABELS,
    QUALIFIER_LABELS,
    ROLE_LABELS,
    SCOPE_LABELS,
    SECTION_LABELS,
    STATE_LABELS,
    BodyRole,
    Fiche,
    Frame,
    Item,
    Observation,
    Source,
    Span,
)

#: The question a precaution bears on, by its category; the few that bear on another are named below.
_QUESTION_OF = {"statut": "C3", "droit": "C3", "territoire": "C5", "renommage": "C4"}
_QUESTION_OF_CAVEAT = {"cadres-voisins-horloges": "C3", "pilotes-non-nommes": "C4", "redacteurs-et-pilotes": "C4"}
#: The schéma itself is no other frame.
_OWN_FRAMES = "Schéma départemental d'amélioration de l'accessibilité"


def compute_evidence(tables: Tables, fiche: Fiche, frames: Iterable[Frame], unit: str) -> dict[str, QuestionEvidence]:
    """Question → what the tables hold on it for this unit; a part keeps what concerns its sub-action or the whole."""
    found: dict[str, list[Evidence]] = {code: [] for code in CRITERIA}
    found["C1"] = [*_section(fiche, "besoins", unit), *_observations(fiche, ("context",))]
    found["C2"] = [
        *_observations(fiche, ("result", "means")),
        *_section(fiche, "actions_menees", unit),
        *_section(fiche, "situation", unit),
    ]
    found["C3"] = [*_proposal(fiche, unit), *_frames(fiche, frames)]
    found["C4"] = _bodies(fiche.bodies, unit)
    found["C5"] = [*_priorities(fiche), *_located(tables, fiche.status.action_id)]
    for caveat in fiche.caveats:
        if caveat.severity == "C":
            continue
        question = _QUESTION_OF_CAVEAT.get(caveat.caveat_id) or _QUESTION_OF.get(caveat.category, "C2")
        # A precaution about an absence has no quote: its statement is its source's reading.
        source = caveat.sources[0] if caveat.sources else fiche.status.source
        found[question].append(_evidence(f"Précaution de lecture : {caveat.title}. {caveat.effect}", source, True))
    silences = {
        "C1": _silence(fiche, ("besoins",)),
        "C2": _silence(fiche, ("actions_menees", "situation")),
        "C3": _silence(fiche, ("perspectives",)),
    }
    return {code: QuestionEvidence(code, _distinct(found[code]), silences.get(code, "")) for code in CRITERIA}


def facts_of(evidence: Mapping[str, QuestionEvidence]) -> dict[str, tuple[str, ...]]:
    """Question → the facts an opinion on it may cite."""
    return {code: tuple(one.fact for one in question.facts) for code, question in evidence.items()}


def _evidence(words: str, source: Source, caution: bool = False) -> Evidence:
    words = " ".join(words.split())
    short = words if len(words) <= 160 else f"{words[:160].rsplit(' ', 1)[0]}…"
    return Evidence(f"{source.place} : {short}", words, source, caution)


def _distinct(facts: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple({one.fact: one for one in facts}.values())


def _sub_action(unit: str) -> int | None:
    """`action:13.2` → 2; None for a whole action, or a line of its perspectives."""
    part = unit.partition(".")[2]
    return int(part) if part.isdigit() else None


def _concerns(sub_action: int | None, unit: str) -> bool:
    asked = _sub_action(unit)
    return asked is None or sub_action is None or sub_action == asked


def _section(fiche: Fiche, name: str, unit: str) -> list[Evidence]:
    found = []
    for item in fiche.section(name).items:
        if _concerns(item.sub_action, unit):
            found.append(_evidence(_item_words(item), item.source))
            found += [_evidence(_item_words(point), point.source) for point in item.points]
    return found


def _item_words(item: Item) -> str:
    return f"{item.text} ({item.detail.rstrip('.')})" if item.detail else item.text


def _observations(fiche: Fiche, kinds: tuple[str, ...]) -> list[Evidence]:
    return [
        _evidence(_observation_words(one), one.source)
        for kind in kinds
        for one in fiche.observations
        if one.kind == kind
    ]


def _observation_words(observation: Observation) -> str:
    kind, value = KIND_LABELS[observation.kind], _number(observation.value)
    if observation.value_high is not None:
        value = f"{value} à {_number(observation.value_high)}"
    amount = f"{QUALIFIER_LABELS[observation.qualifier]}{value} {observation.unit}".rstrip()
    return f"{kind} : {observation.label}, {amount} ({_when(observation.when)}, {observation.territory})"


def _number(value: float) -> str:
    """339890 → « 339 890 », 11.5 → « 11,5 »."""
    written = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")
    return written.replace(",", "\u202f").replace(".", ",")


def _when(span: Span) -> str:
    """The date as the document writes it, else as precise as it is known."""
    if span.written or span.start is None:
        return span.written or "date non précisée"
    form = {"year": "%Y", "month": "%m/%Y"}.get(span.precision, "%d/%m/%Y")
    days = [f"{day:{form}}" for day in (span.start, span.end) if day is not None]
    return " – ".join(dict.fromkeys(days))


def _proposal(fiche: Fiche, unit: str) -> list[Evidence]:
    """What the fiche proposes, in its words; for a part, the line that singles it out."""
    part = unit.partition(".")[2]
    lines = fiche.section("perspectives").items
    if part.startswith("p"):
        lines = lines[int(part[1:]) - 1 : int(part[1:])]
    elif part:
        lines = tuple(item for item in lines if _concerns(item.sub_action, unit))
    found = (
        []
        if part or not fiche.status.written
        else [_evidence(f"Statut écrit : {fiche.status.written}", fiche.status.source)]
    )
    for item in lines:
        status = f"{item.status_written} : " if item.status_written else ""
        found.append(_evidence(f"Perspective : {status}{_item_words(item)}", item.source))
    return found


def _frames(fiche: Fiche, frames: Iterable[Frame]) -> list[Evidence]:
    return [
        _evidence(
            f"Autre cadre cité : {frame.label}"
            + (f" ({frame.acronym})" if frame.acronym else "")
            + (f", {frame.when.written}" if frame.when.written else ""),
            frame.source,
        )
        for frame in frames
        if fiche.status.action_id in frame.actions and not frame.label.startswith(_OWN_FRAMES)
    ]


def _bodies(bodies: Iterable[BodyRole], unit: str) -> list[Evidence]:
    found = []
    for role in ("pilot", "author"):
        for body in bodies:
            if body.role == role and _concerns(body.sub_action, unit):
                more = " ; ".join(part for part in (body.period, body.note) if part)
                found.append(
                    _evidence(f"{ROLE_LABELS[role]} : {body.label}{f' ({more})' if more else ''}", body.source)
                )
    return found


def _priorities(fiche: Fiche) -> list[Evidence]:
    return [
        _evidence(f"Territoire prioritaire écrit : {written} ({SCOPE_LABELS[scope].lower()})", source)
        for written, scope, source in fiche.priority_territories
    ]


def _located(tables: Tables, action_id: int) -> list[Evidence]:
    documents, found = Documents(tables), []
    for row in records(tables["located_facts"], action_id=action_id):
        if text(row["duplicate_of"]):
            continue
        value = decimal(row["value"])
        amount = "" if value is None else f", {_number(value)} {text(row['unit'])}".rstrip()
        where = text(row["territory_written"])
        state = FACT_STATE_LABELS[row["state"]].lower()
        found.append(_evidence(f"Situé : {text(row['service'])}, {where}{amount} ({state})", documents.source(row)))
    return found


def _silence(fiche: Fiche, names: Iterable[str]) -> str:
    """The sections of the fiche that say nothing, and how."""
    return " ".join(
        f"{SECTION_LABELS[name]} : {STATE_LABELS[state][:1].lower()}{STATE_LABELS[state][1:]}."
        for name in names
        if (state := fiche.section(name).state) != "filled"
    )

"""What is on screen when a decision is taken, frozen with it, and read back unchanged later. Pure.

`freeze_*` turn what the pages show into plain words and numbers (`data.evidence.Evidence`); `replay` reads them back
from a decision, and asks nothing of today's tables: a precaution reworded since, a figure corrected, an answer received
afterwards change nothing to what was decided on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data.analysis.caveats import doubtful_actions
from data.deciding.codec import from_payload, to_payload
from data.deciding.faults import InvalidError
from data.decision import Decision
from data.evidence import (
    Evidence,
    EvidenceAction,
    EvidenceAnswer,
    EvidenceCaveat,
    EvidenceGrid,
    EvidenceSource,
    EvidenceValue,
)
from data.model import KIND_LABELS, ActionStatus, Caveat, Fiche, Observation, Source, TerritoryLink


@dataclass(frozen=True)
class Moment:
    """When and how it is looked at: the data version, the date de référence, the shared filters, the map's layer."""

    data_version: str
    reference_date: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    map_layer: str = "Territoires cités par la fiche, par arrondissement"


def freeze_action(
    fiche: Fiche,
    moment: Moment,
    *,
    links: Mapping[str, TerritoryLink],
    answers: Sequence[EvidenceAnswer] = (),
    grid: EvidenceGrid | None = None,
    earlier: str = "",
) -> Evidence:
    """An action: its proposal and exact words, what was answered since, its figures, its precautions A and B.

    links: arrondissement → how the action concerns it.
    """
    status = fiche.status
    return Evidence(
        object_id=f"action:{status.action_id}",
        title=status.title,
        frozen_at="",
        data_version=moment.data_version,
        reference_date=moment.reference_date,
        filters=moment.filters,
        map_layer=moment.map_layer if links else "",
        orientation=status.orientation,
        reading=status.reading,
        header=status.header,
        written=status.written,
        authors=_listing(status.authors),
        reason=status.reason,
        proposal_source=_source(status.source),
        pilots=_listing(pilots_of(fiche)),
        answers=tuple(answers),
        values=tuple(freeze_value(observation) for observation in fiche.observations),
        caveats=freeze_caveats(fiche.caveats),
        arrondissements=tuple((code, link.link, link.via) for code, link in sorted(links.items())),
        grid=grid,
        earlier=earlier,
    )


def freeze_orientation(
    object_id: str,
    label: str,
    actions: Sequence[EvidenceAction],
    caveats: Sequence[Caveat],
    moment: Moment,
    earlier: str = "",
    grid: EvidenceGrid | None = None,
) -> Evidence:
    """An orientation and the actions beneath it, each with its proposal; what its grid gave, if it was examined."""
    touching = [
        caveat
        for caveat in caveats
        if caveat.caveat_id.startswith("orientations-")
        and (caveat.touches("whole", "*") or any(caveat.touches("action", _number(one.object_id)) for one in actions))
    ]
    return Evidence(
        object_id=object_id,
        title=label,
        frozen_at="",
        data_version=moment.data_version,
        reference_date=moment.reference_date,
        filters=moment.filters,
        actions=tuple(actions),
        caveats=freeze_caveats(touching),
        grid=grid,
        earlier=earlier,
    )


def freeze_lot(
    point_id: str, title: str, actions: Sequence[EvidenceAction], moment: Moment, caveats: Sequence[Caveat] = ()
) -> Evidence:
    """A lot: the list that is adopted in one gesture."""
    return Evidence(
        object_id=f"lot:{point_id}",
        title=title,
        frozen_at="",
        data_version=moment.data_version,
        reference_date=moment.reference_date,
        filters=moment.filters,
        actions=tuple(actions),
        caveats=freeze_caveats(caveats),
    )


def freeze_listed(
    statuses: Sequence[ActionStatus], caveats: Sequence[Caveat], pilots: Mapping[int, Sequence[str]]
) -> tuple[EvidenceAction, ...]:
    """Actions as a list shows them: title, proposal, author, what contests it."""
    doubtful = doubtful_actions(tuple(caveats))
    return tuple(
        EvidenceAction(
            object_id=f"action:{status.action_id}",
            title=status.title,
            reading=status.reading,
            authors=_listing(status.authors),
            contested="statut et texte se contredisent" if status.action_id in doubtful else "",
            pilots=_listing(pilots.get(status.action_id, ())),
        )
        for status in statuses
    )


def freeze_value(observation: Observation) -> EvidenceValue:
    """A figure with its unit, its date, its reserves and its provenance."""
    reserves = [
        KIND_LABELS[observation.kind],
        observation.perimeter,
        "valeur contestée" if observation.contested else "",
        "non comparable à la précédente" if observation.break_before else "",
    ]
    span = observation.when
    dated = span.start is not None and span.precision != "undated"
    return EvidenceValue(
        series=f"{observation.indicator_id}/{observation.territory}/{observation.perimeter}",
        label=observation.label,
        value=observation.value,
        value_high=observation.value_high,
        qualifier=observation.qualifier,
        unit=observation.unit,
        start=span.start,
        end=span.end,
        precision=span.precision,
        written=span.written,
        territory=observation.territory,
        reserves=" ; ".join(part for part in reserves if part),
        comparable=dated and not observation.contested and not observation.break_before,
        source=_source(observation.source),
    )


def freeze_caveats(caveats: Sequence[Caveat]) -> tuple[EvidenceCaveat, ...]:
    """Those that change a decision or a figure; wording (severity C) is not for the room."""
    return tuple(
        EvidenceCaveat(caveat.caveat_id, caveat.severity, caveat.title, caveat.statement, caveat.effect)
        for caveat in caveats
        if caveat.severity in ("A", "B")
    )


def pilots_of(fiche: Fiche) -> tuple[str, ...]:
    """The pilots the fiche names, each once; not those it says have handed over."""
    return tuple(
        dict.fromkeys(body.label for body in fiche.bodies if body.role == "pilot" and "jusqu'à" not in body.period)
    )


def tied_bodies(fiche: Fiche) -> tuple[str, ...]:
    """The bodies the fiche ties to its action, those who lead it first: pilots, authors, partners."""
    others = [body.label for role in ("pilot", "author", "partner") for body in fiche.bodies if body.role == role]
    return tuple(dict.fromkeys([*pilots_of(fiche), *others]))


def pilot_note(fiche: Fiche | None) -> str:
    """Why no pilot is proposed to the room; empty where the fiche names one alone. None: an orientation."""
    if fiche is None:
        return "Le bilan ne nomme pas de pilote pour une orientation : à désigner, ou à laisser vide."
    pilots = pilots_of(fiche)
    if len(pilots) == 1:
        return ""
    if not pilots:
        return "La fiche ne nomme pas de pilote : à désigner."
    return f"La fiche nomme {len(pilots)} pilotes, en tête de la liste ({' ; '.join(pilots)}) : à choisir."


def stamp(evidence: Evidence, now: dt.datetime) -> dict[str, object]:
    """The evidence as it is written with the decision, at the moment it is taken."""
    return to_payload(replace(evidence, frozen_at=now.astimezone(dt.UTC).isoformat(timespec="seconds")))


def replay(decision: Decision) -> Evidence | None:
    """What was on screen when it was taken; None when the decision was recorded without (typed in afterwards)."""
    if not decision.evidence:
        return None
    try:
        return from_payload(Evidence, decision.evidence)
    except InvalidError:
        return None


def _source(source: Source) -> EvidenceSource:
    return EvidenceSource(source.document, source.place, source.quote, source.published)


def _listing(words: Sequence[str]) -> str:
    return " et ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _number(object_id: str) -> str:
    return object_id.partition(":")[2]

"""What stands beside each question of the orientations' grid: the evidence of its actions, and what was heard. Pure.

No opinion is drawn from it. What the bilan holds on an orientation is what it holds on the actions it carries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from data.analysis.grid_evidence import compute_evidence
from data.analysis.rows import Tables
from data.deciding.gatherings import REMARK_LABELS, Remark
from data.grid import Evidence, QuestionEvidence
from data.lineage import Part
from data.model import Caveat, Fiche, Frame, Source
from data.orientation_dossier import Place
from data.orientation_grid import NEAR_QUESTION, ORIENTATIONS

#: Precautions on the whole bilan that bear on a question of an orientation.
WHOLE = {"usagers-non-entendus": "P1", "moyens-absents": "P4", "trois-programmes-un-comite": "P3"}
GATHERED = "Rencontres en arrondissement"
#: What opens a fact of an action that is only prepared to be attached.
WAITING = "À rattacher, non décidé"


def compute_orientation_evidence(
    tables: Tables,
    parts: Sequence[Part],
    fiches: Mapping[int, Fiche],
    frames: Sequence[Frame],
    caveats: Iterable[Caveat],
    remarks: Iterable[Remark],
    places: Iterable[Place],
    labels: Mapping[str, str],
) -> dict[str, QuestionEvidence]:
    """Question → what is held on it. labels: territory → name."""
    facts: dict[str, dict[str, Evidence]] = {code: {} for code in ORIENTATIONS.criteria}
    silences: dict[str, list[str]] = {code: [] for code in ORIENTATIONS.criteria}
    for part in parts:
        held = compute_evidence(tables, fiches[part.action_id], frames, part.object_id)
        for code, near in NEAR_QUESTION.items():
            facts[code] |= {one.fact: one for one in held[near].facts}
            if held[near].silence:
                silences[code].append(f"Fiche {part.action_id}. {held[near].silence}")
    for remark in remarks:
        if remark.kind in {"besoin", "difficulte"}:
            one = _heard(remark, labels)
            facts["P1"][one.fact] = one
    for one in (_place(place, fiches) for place in places if place.cited):
        facts["P5"][one.fact] = one
    for caveat in caveats:
        if code := WHOLE.get(caveat.caveat_id):
            words = f"Précaution de lecture : {caveat.title}. {caveat.effect}"
            source = caveat.sources[0] if caveat.sources else Source("Bilan 2017-2023", "ensemble du bilan")
            facts[code][words] = Evidence(words, words, source, True)
    return {
        code: QuestionEvidence(code, tuple(facts[code].values()), " ".join(dict.fromkeys(silences[code])))
        for code in ORIENTATIONS.criteria
    }


def with_waiting(
    held: Mapping[str, QuestionEvidence], waiting: Mapping[str, QuestionEvidence]
) -> dict[str, QuestionEvidence]:
    """What it carries, then, marked, what a preparation would attach to it: an opinion that cites it says so."""
    return {
        code: replace(
            one,
            facts=(
                *one.facts,
                *(replace(fact, fact=f"{WAITING} · {fact.fact}", waiting=True) for fact in waiting[code].facts),
            ),
        )
        for code, one in held.items()
    }


def _heard(remark: Remark, labels: Mapping[str, str]) -> Evidence:
    words = f"{REMARK_LABELS[remark.kind]} dit en rencontre par {remark.body} : {' '.join(remark.text.split())}"
    place = labels.get(remark.territory_id, remark.territory_id)
    source = Source(GATHERED, place, "", remark.said_on.isoformat() if remark.said_on else "")
    short = words if len(words) <= 160 else f"{words[:160].rsplit(' ', 1)[0]}…"
    return Evidence(f"{place} : {short}", words, source)


def _place(place: Place, fiches: Mapping[int, Fiche]) -> Evidence:
    cited = ", ".join(map(str, place.cited))
    more = f" ; en territoire prioritaire : {', '.join(map(str, place.priority))}" if place.priority else ""
    words = f"{place.label} : cité par l'action {cited}{more}"
    if len(place.cited) > 1:
        words = f"{place.label} : cité par les actions {cited}{more}"
    first = next(iter(place.cited))
    status = fiches[first].status.source
    source = Source(status.document, f"fiche {first}", "", status.published)
    return Evidence(words, words, source)

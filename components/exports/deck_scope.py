"""The slides of one arrondissement: what exists for it is its own, and each slide says what its figures cover. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from components.exports.deck import Lines, Links, Shades, Slide
from components.exports.deck_evidence import Coverage, reach_title, share_words, short_name
from components.formats import in_sentence, listing, number, plural, quantity, truncated
from components.key_sentences import PROPOSED
from components.profile import Fact
from data.model import FACT_STATE_LABELS, READING_LABELS, ActionStatus, TerritoryLink

WHOLE = "Tout le département"
#: Room beside the figure of an action: what the fiche situates here, and the caveats that are left.
FACTS, FACT_LENGTH, CAVEATS = 3, 88, 1


@dataclass(frozen=True)
class Scope:
    """An arrondissement: its code and name, how each action concerns it, what the bilan situates in it."""

    code: str
    name: str
    links: Mapping[int, TerritoryLink]
    facts: Sequence[Fact]

    @property
    def here(self) -> str:
        """« l'arrondissement de Lille »."""
        return f"l'{in_sentence(self.name)}"


def scoped(slide: Slide, scope: Scope, statuses: Sequence[ActionStatus], coverage: Coverage | None) -> Slide:
    """The slide of the département as it is read for an arrondissement."""
    if slide.slide_id == "couverture":
        said = Lines("", ("Chaque diapositive dit ce que couvrent ses chiffres.",))
        return replace(slide, blocks=(*slide.blocks, said))
    if slide.kind == "action":
        return _action(slide, scope, int(slide.slide_id.partition("-")[2]))
    if slide.slide_id == "synthese":
        return _synthesis(slide, scope, statuses)
    if slide.slide_id == "territoires":
        return _cited(slide, scope)
    if slide.slide_id == "acces" and coverage and slide.blocks:
        return _coverage(slide, scope, coverage)
    return replace(slide, covers=WHOLE)


def _action(slide: Slide, scope: Scope, action: int) -> Slide:
    blocks = []
    for block in slide.blocks:
        if isinstance(block, Links):
            words = _link_words(scope, scope.links[action])
            blocks.append(replace(block, words=words, outlined=scope.code))
        elif isinstance(block, Lines) and block.marked:
            blocks += [_situated(scope, action), replace(block, lines=block.lines[:CAVEATS])]
        else:
            blocks.append(block)
    covers = f"Statut et chiffre : tout le département ; carte et faits situés : {scope.here}"
    return replace(slide, blocks=tuple(blocks), covers=covers)


def _link_words(scope: Scope, link: TerritoryLink) -> str:
    short = short_name(scope.name)
    if link.link == "cited":
        whose = ", comme territoire prioritaire" if link.priority else ""
        return f"{short} : cité par la fiche (« {truncated(link.via, 60)} »){whose}."
    if link.link == "included":
        return f"{short} : inclus sans être nommé (« {truncated(link.via, 60)} »)."
    return f"{short} : non cité, ce qui ne veut pas dire non couvert."


def _situated(scope: Scope, action: int) -> Lines:
    """What the fiche situates in the arrondissement: services, not findings; what is left out is counted."""
    found = [fact for fact in scope.facts if fact.action_id == action and not fact.finding]
    lines = [_fact_words(fact) for fact in found[:FACTS]] or ["La fiche n'y situe aucun service."]
    if len(found) > FACTS:
        lines[FACTS - 1 :] = [f"et {plural(len(found) - FACTS + 1, 'autre fait situé', 'autres faits situés')}"]
    return Lines(f"Dans {scope.here}", tuple(lines))


def _fact_words(fact: Fact) -> str:
    """« 3 conventions : Adultes-relais médiateurs santé », its place and its state when they say more."""
    counted = f"{quantity(fact.value, fact.unit)} : " if fact.value is not None else ""
    marks = [
        fact.written if "arrondissement" not in fact.written.lower() else "",
        "" if fact.state == "existing" else FACT_STATE_LABELS[fact.state].lower(),
        "semble répété" if fact.duplicate else "",
    ]
    said = ", ".join(mark for mark in marks if mark)
    tail = f" ({said})" if said else ""
    head = "" if counted and fact.service.lower().startswith(fact.unit.lower()) else fact.service
    return f"{truncated(counted + head, FACT_LENGTH - len(tail)).removesuffix(' : ')}{tail}"


def _synthesis(slide: Slide, scope: Scope, statuses: Sequence[ActionStatus]) -> Slide:
    cited = [status for status in statuses if scope.links[status.action_id].link == "cited"]
    lines = []
    for reading in PROPOSED:
        numbers = [str(status.action_id) for status in cited if status.reading == reading]
        if numbers:
            lines.append(f"{READING_LABELS[reading]} : action{'s' if len(numbers) > 1 else ''} {listing(numbers)}")
    title = f"Proposé (2023) dans les {len(cited)} fiches qui citent {scope.here}"
    none = ("Les fiches l'incluent sans le citer, ou citent d'autres territoires.",)
    blocks = tuple(block for block in slide.blocks if not isinstance(block, Lines))
    covers = f"Phrase et barres : tout le département ; liste : {scope.here}"
    return replace(slide, blocks=(*blocks, Lines(title, tuple(lines) or none)), covers=covers)


def _cited(slide: Slide, scope: Scope) -> Slide:
    kinds = [link.link for link in scope.links.values()]
    priority = sum(link.priority for link in scope.links.values())
    said = (
        f"{short_name(scope.name)} : {plural(kinds.count('cited'), 'fiche le cite', 'fiches le citent')}, "
        f"{plural(kinds.count('included'), 'l’inclut', 'l’incluent')}, prioritaire pour {plural(priority, 'action')}. "
    ).replace("’", "'")
    return replace(slide, sentence=said + slide.sentence, covers=f"{scope.name} et les cinq autres")


def _coverage(slide: Slide, scope: Scope, found: Coverage) -> Slide:
    share, beyond = found.shares.get(scope.code), found.beyond.get(scope.code)
    away = f" {number(beyond)} habitants de {scope.here} sont au-delà." if beyond is not None else ""
    return replace(
        slide,
        title=reach_title(found, share, f"de {scope.here}"),
        sentence=f"Points : {found.label}.{away} Tout le Nord : {share_words(found.whole)}.",
        blocks=tuple(
            replace(block, outlined=scope.code) if isinstance(block, Shades) else block for block in slide.blocks
        ),
        covers=f"{scope.name} et les cinq autres",
    )

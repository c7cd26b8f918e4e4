"""The slide of one action: what is proposed or decided of it, its figure, its places, its caveats. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from components.exports.decided_words import Meetings, wording_words
from components.exports.deck import Badge, KeyFigure, Lines, Links, Slide
from components.exports.deck_decided import decided_badges, decided_lines, with_decided
from components.formats import UNDATED, listing, truncated
from components.measure import value_words, when_words
from data.decision import Decision
from data.model import READING_LABELS, ActionStatus, Fiche, Observation

#: The schéma's first day, as far as its documents say: its year.
BEGUN = dt.date(2017, 1, 1)
#: A sentence longer than this does not hold on two lines of a slide; a figure told in a line, on two of its half.
SENTENCE_LENGTH, FIGURE_LENGTH = 190, 96
#: How many figures that are not of the whole Nord a slide shows.
FIGURES = 3
NO_RESULT = "Aucun chiffre de résultat dans la fiche"


def action_slide(
    status: ActionStatus,
    fiche: Fiche,
    decisions: Sequence[Decision],
    concerned: Mapping[str, str],
    names: Mapping[str, str],
    meetings: Meetings,
) -> Slide:
    """`concerned`: arrondissement → `cited`, `included` or `not_cited`. `names`: territory → its name. `meetings`:
    where the decisions were taken, and how far their relevé is."""
    grave = [
        one for one in fiche.caveats if one.severity in {"A", "B"} and one.touches("action", str(status.action_id))
    ]
    # Decisions on many parts, and where they were taken, take the room of a caveat: it stays in the notes.
    badges = decided_badges(decisions, meetings) if decisions else [_proposed(status)]
    room = 2 if len(badges) <= 2 else 1
    said = wording_words(decisions)
    adopted = (f"Phrase adoptée : {said}",) if said else ()
    sentence = f"Écrit dans la fiche : {status.written}" if status.written else "Statut : éléments non communiqués."
    return Slide(
        f"action-{status.action_id}",
        f"Action {status.action_id} – {status.title}",
        truncated(sentence, SENTENCE_LENGTH),
        (
            *badges,
            *decided_lines(decisions, meetings),
            _figure(fiche.observations),
            Links("Arrondissements", concerned, _concerned_words(names, concerned)),
            Lines("Précautions de lecture", tuple(one.title for one in grave[:room]), marked=True),
        ),
        with_decided(place_words(status.source.document, status.source.place), decisions, meetings),
        (*adopted, status.reason, *(f"{one.title} : {one.statement}" for one in grave[:3])),
        kind="action",
    )


def _proposed(status: ActionStatus) -> Badge:
    """What the fiche proposes, and who wrote it."""
    kind = "fiche de 2023" if status.reading == "non_renseigne" else "proposition de la fiche (2023)"
    return Badge(status.reading, READING_LABELS[status.reading], f"{kind}, rédigée par {listing(list(status.authors))}")


def _figure(observations: Sequence[Observation]) -> KeyFigure | Lines:
    """A result of the whole Nord; else those of a part of it, else its means: what is written is never said absent."""
    shown = _key_observation(observations)
    if shown:
        return KeyFigure(
            value_words(shown),
            shown.label,
            ", ".join((when_words(shown.when) or UNDATED, shown.territory)),
            place_words(shown.source.document, shown.source.place),
        )
    results = [one for one in observations if one.kind == "result"]
    if results:
        return Lines("Aucun chiffre de résultat pour tout le Nord ; chiffres locaux", _told(results))
    means = [one for one in observations if one.kind == "means"]
    if means:
        return Lines(f"{NO_RESULT} ; chiffres de moyens", _told(means))
    return Lines(NO_RESULT, ("Éléments non communiqués.",))


def _told(observations: Sequence[Observation]) -> tuple[str, ...]:
    """« 2 commerces, Fourmies : Commerces réhabilités »; a contested one says so, what is left out is counted."""
    lines = [
        truncated(
            f"{value_words(one)}, {one.territory} : {one.label}{' (contesté)' if one.contested else ''}", FIGURE_LENGTH
        )
        for one in observations[:FIGURES]
    ]
    rest = len(observations) - FIGURES
    return (*lines, *([f"et {rest} autre{'s' if rest > 1 else ''} dans la fiche"] if rest > 0 else []))


def _key_observation(observations: Sequence[Observation]) -> Observation | None:
    """The figure a slide shows: a result of the Nord that nobody contests, the latest dated one since the schéma began,
    else one that is not dated; what was counted before the schéma is not its result."""
    results = [one for one in observations if one.kind == "result" and one.territory == "Nord" and not one.contested]
    since = [one for one in results if one.when.start and one.when.start >= BEGUN]
    undated = [one for one in results if not one.when.start]
    return max(since, key=lambda one: one.when.start or dt.date.min) if since else next(iter(undated), None)


def _concerned_words(names: Mapping[str, str], concerned: Mapping[str, str]) -> str:
    cited = [
        names[code].removeprefix("Arrondissement de ").removeprefix("Arrondissement d'")
        for code in concerned
        if concerned[code] == "cited"
    ]
    if not cited:
        return "Aucun n'est cité : l'action concerne tout le département."
    return f"Cités : {listing(cited)}." + (" Les autres sont inclus." if len(cited) < len(concerned) else "")


def place_words(document: str, place: str) -> str:
    """Where a slide's words come from, as a sentence."""
    return f"{document}, {place}."

"""The sentence being agreed, in the largest type of the screen; then the decision, by whom and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from components.exports.decision_words import reworded_words
from components.formats import date, in_sentence, listing, plural
from components.html import Html, element, joined
from components.links import link_to
from data.decision import ADOPTION_LABELS, SENSE_LABELS, Decision, Entry
from data.model import READING_LABELS

#: Beyond, they are folded under their count: the card stays on one screen.
CONDITIONS_SHOWN = 6


def sense_badge(sense: str) -> Html | None:
    """The badge of a decided sense, filled; the senses without a colour take the word alone."""
    if not sense:
        return None
    if sense in READING_LABELS:
        return element("span", SENSE_LABELS[sense], class_=f"sd-badge sd-badge--fill sd-badge--{sense}")
    return element("span", SENSE_LABELS.get(sense, sense), class_="sd-badge")


def moment(at: dt.datetime) -> str:
    """« 28 juin 2024 à 14 h 05 », at the server's own time."""
    here = at.astimezone()
    return f"{date(here.date())} à {here.hour}\u00a0h\u00a0{here.minute:02d}"


def signed(entry: Entry) -> str:
    """Who wrote, as recorded."""
    return f"{entry.author} ({entry.capacity})" if entry.capacity else entry.author


#: What an instance that does not decide does with a point: words, page, words of the link.
_PREPARING = {
    "cotech": ("Le COTECH prépare : ses avis se donnent à la grille d'examen.", "grille", "Donner les avis du COTECH"),
    "arrondissement": (
        "La rencontre recueille ce que disent les organismes : besoins, difficultés, avis et propositions.",
        "rencontres",
        "Recueillir les contributions",
    ),
}


def prepares_only(instance: str) -> Html:
    """A point of a meeting that adopts nothing: what it does instead, and where."""
    words, page, led = _PREPARING[instance]
    return element(
        "section",
        element("p", element("strong", "Rien ne se décide dans cette réunion.")),
        element("p", words, " Seul le COPIL décide."),
        element("p", element("a", led, href=link_to(page))),
        class_="sd-decision sd-decision--empty",
    )


def decision_panel(
    decision: Decision | None, entry: Entry | None, *, discussed: bool, conditions: Mapping[str, str] | None = None
) -> Html:
    """One object's panel. `entry` is given once it is decided; `discussed`: the room is on it.

    conditions: the conditions de réussite, code → words.
    """
    if decision is None or not (decision.sense or decision.wording):
        words = "Aucune décision. Le sens et le libellé s'affichent ici à mesure qu'ils sont écrits."
        return element("section", element("p", words), class_="sd-decision sd-decision--empty", aria_live="polite")
    decided = entry is not None
    reworded = reworded_words(decision) if decision.sense == "reformulee" else ""
    title = f"Décision n°\u00a0{decision.number}" if decided else "En discussion, rien n'est décidé"
    return element(
        "section",
        element(
            "p",
            element("strong", title),
            " ",
            sense_badge(decision.sense),
            element("span", f" {how_words(decision)}") if how_words(decision) else None,
            class_="sd-decision__head",
        ),
        element("p", decision.wording, class_="sd-decision__wording"),
        element("p", element("strong", "Intitulé : "), reworded) if reworded else None,
        element("p", element("strong", "Actions rattachées : "), attached_words(decision))
        if decision.actions
        else None,
        element(
            "p",
            joined(
                [
                    joined([element("strong", f"{label} : "), value])
                    for label, value in (
                        ("Pilote", decision.pilot or "à désigner"),
                        ("Échéance", date(decision.due) if decision.due else "à fixer"),
                    )
                ],
                " · ",
            ),
            class_="sd-decision__who",
        ),
        element("p", element("strong", "Motif : "), decision.motive) if decision.motive else None,
        _reservations(decision),
        conditions_block(decision, conditions or {}),
        element("p", f"{ADOPTION_LABELS[decision.adoption]}{ballot_words(decision)}.", class_="sd-small")
        if decided
        else None,
        element("p", f"Enregistrée par {signed(entry)}, {moment(entry.at)}.", class_="sd-small") if entry else None,
        class_=f"sd-decision sd-decision--{'decided' if decided else 'discussed'}",
        aria_live="polite" if discussed else None,
    )


def attached_words(decision: Decision) -> str:
    """« 2 et 16 », « 13.2 »: the actions an orientation takes up."""
    return listing([one.partition(":")[2] for one in decision.actions])


def last_line(decision: Decision | None, name: str, *, linked: bool = False) -> Html | None:
    """What was recorded last, told once the room has moved on. `name`: « Action 8 ». linked: it leads to its page."""
    if decision is None:
        return None
    told = f"n°\u00a0{decision.number}, {in_sentence(name)}, {in_sentence(SENSE_LABELS[decision.sense])}"
    told += f", avec {conditions_count(decision)}" if decision.conditions else ""
    said = element("a", told, href=link_to("decision", decision=decision.decision_id)) if linked else told
    return element("p", "Dernière décision : ", said, ".", class_="sd-last", role="status")


def how_words(decision: Decision) -> str:
    """« transférée vers COM », « fusionnée avec l'orientation O3 »."""
    if decision.merged_into and (decision.sense == "fusionnee" or decision.modality == "fusionner"):
        return f"fusionnée avec {decision.merged_into.replace(':', ' ')}"
    if decision.sense == "reorientation":
        return {"ajuster": "ajustée", "transferer": f"transférée vers {decision.receiving_frame}"}.get(
            decision.modality, ""
        )
    return ""


def ballot_words(decision: Decision) -> str:
    """« : 12 pour, 1 contre, 2 abstentions (20 présents) »; empty without a counted vote."""
    ballot = decision.ballot
    if ballot is None:
        return ""
    return (
        f" : {ballot.for_} pour, {ballot.against} contre, {plural(ballot.abstention, 'abstention')} "
        f"({plural(ballot.present, 'présent')})"
    )


def _reservations(decision: Decision) -> Html | None:
    if not decision.reservations:
        return None
    return element(
        "ul",
        *(
            element("li", element("strong", f"Réserve, {reservation.body} : "), reservation.text)
            for reservation in decision.reservations
        ),
    )


def conditions_block(decision: Decision, words: Mapping[str, str], count: str = "") -> Html | None:
    """Every condition de réussite the decision bears, under their count; folded where there are many.

    words: code → what the condition says. count: how they are counted here, when it is not plainly.
    """
    if not decision.conditions:
        return None
    items = [element("li", words.get(code, code)) for code in decision.conditions]
    told = count or conditions_count(decision)
    if len(items) > CONDITIONS_SHOWN:
        return element("details", element("summary", element("strong", told)), element("ul", *items))
    return joined([element("p", element("strong", f"{told} :")), element("ul", *items)])


def conditions_count(decision: Decision) -> str:
    """« 3 conditions de réussite »; empty without any."""
    found = len(decision.conditions)
    return plural(found, "condition de réussite", "conditions de réussite") if found else ""


def lot_panel(decisions: Sequence[tuple[str, Decision | None, Entry | None]]) -> Html:
    """Each object of a lot: its decision, or that there is none. `decisions`: (name, decision, entry)."""
    taken = [decision for _, decision, _ in decisions if decision]
    if not taken:
        words = f"Lot de {plural(len(decisions), 'objet')} : aucune décision."
        return element("section", element("p", words), class_="sd-decision sd-decision--empty", aria_live="polite")
    lines = [
        element(
            "li",
            element("strong", f"{name} : "),
            joined(
                [
                    f"décision n°\u00a0{decision.number}, ",
                    sense_badge(decision.sense),
                    f", {conditions_count(decision)}" if decision.conditions else "",
                ]
            )
            if decision
            else "en discussion",
        )
        for name, decision, _ in decisions
    ]
    authors = sorted({signed(entry) for _, _, entry in decisions if entry})
    return element(
        "section",
        element(
            "p", element("strong", f"Lot : {plural(len(taken), 'décision enregistrée', 'décisions enregistrées')}")
        ),
        element("ul", *lines, class_="sd-plain"),
        element("p", f"Enregistrées par {listing(authors)}.", class_="sd-small"),
        class_="sd-decision sd-decision--decided",
        aria_live="polite",
    )

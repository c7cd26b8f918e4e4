"""The three sentences a member reads first, computed from the tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from components.formats import date, listing, plural, span
from components.html import Html, element, joined
from data.model import Step

#: Singular and plural of each proposed status, in the order they are said.
PROPOSED = {
    "poursuite": ("poursuite proposée", "poursuites proposées"),
    "reorientation": ("réorientation proposée", "réorientations proposées"),
    "mixte": ("« poursuite et réorientation »", "« poursuite et réorientation »"),
    "arret": ("arrêt proposé", "arrêts proposés"),
    "non_renseigne": ("statut non renseigné", "statuts non renseignés"),
}


def decision_sentence(counts: Mapping[str, int], decided: int | None = 0, actions: int = 0) -> Html:
    """« 16 actions, aucune décision prise : 4 poursuites proposées, … »: the counts add up to the actions.

    `decided`: how many decisions are in force on them; None when it cannot be known. `actions`: on how many of them, an
    action being sometimes decided by parts.
    """
    total = sum(counts.values())
    parts = [plural(counts[reading], *words) for reading, words in PROPOSED.items() if counts[reading]]
    parted = f" sur {plural(actions, 'action')}" if decided and 0 < actions < decided else ""
    said = f"{plural(total, 'action')}, {taken_words(decided)}{parted}"
    proposed = f"\u00a0: {listing(parts)}." if not decided else f". Dans les fiches (2023)\u00a0: {listing(parts)}."
    return joined([element("strong", said), proposed])


def taken_words(decided: int | None) -> str:
    """« aucune décision prise », « 3 décisions prises »; says so when it cannot be known."""
    if decided is None:
        return "décisions illisibles pour l'instant"
    return plural(decided, "décision prise", "décisions prises") if decided else "aucune décision prise"


def single_orientation_sentence(single: int, total: int, emptied: int) -> Html:
    """« 6 orientations sur 9 reposent sur une seule action. »"""
    subject = f"{single} orientation{'s' if single > 1 else ''} sur {total}"
    verb = "reposent" if single > 1 else "repose"
    rest = (
        f"\u00a0; {plural(emptied, 'serait vidée', 'seraient vidées')} si les fiches étaient suivies."
        if emptied
        else "."
    )
    return joined(
        [
            element("strong", f"{subject} {verb} sur une seule action"),
            " (rattachement déduit, le bilan n'en écrit aucun)",
            rest,
        ]
    )


def reference_note(reference: dt.date, latest: dt.date, documents: Sequence[str]) -> Html:
    """What « vue du … » means: the day the calendar is read from, and where that day comes from.

    `latest`: the day of the last document that tells the process; `documents`: those of that day, titled.
    """
    if reference == latest:
        told = f"jour du document le plus récent dont vient ce calendrier ({listing(list(documents))})"
    else:
        told = "la date de référence choisie sur cette page"
    return element(
        "div",
        element("strong", f"« Vue du {date(reference)} » : "),
        f"le calendrier est lu comme si l'on était ce jour-là, {told}. Ce n'est pas la date d'aujourd'hui : une étape "
        "annoncée ici peut avoir eu lieu depuis. La « date de référence », plus bas sur cette page, la déplace.",
        class_="sd-small",
    )


def next_step_sentence(step: Step | None, reference: dt.date) -> Html:
    """« Prochaine étape : …, ce qu'on y décide », seen from the date de référence, which is said."""
    seen = f" (vue du {date(reference)})"
    if step is None:
        return joined([element("strong", "Prochaine étape"), seen, "\u00a0: aucune n'est prévue après cette date."])
    when = span(step.when.start, step.when.end, step.when.precision)
    decides = f" {step.decides}" if step.decides else ""
    return joined([element("strong", "Prochaine étape"), seen, f"\u00a0: {when}, {step.label}.{decides}"])

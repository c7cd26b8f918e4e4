"""Where the tour des pilotes stands: how many answered, who has not. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from components.formats import number, plural
from components.html import Html, element, joined
from components.table import html_table
from data.deciding.pilot_round import Asked, Standing


def standing_sentence(standing: Standing) -> Html:
    """« 3 réponses reçues sur 25 attendues ; 13 organismes n'ont pas encore répondu. »"""
    silent = standing.silent_bodies()
    rest = (
        plural(len(silent), "organisme n'a pas encore répondu", "organismes n'ont pas encore répondu")
        if silent
        else "tous ont répondu"
    )
    received = plural(len(standing.answered), "réponse reçue", "réponses reçues")
    return element("p", element("strong", received), f" sur {number(standing.asked)} attendues : {rest}.")


def silent_table(standing: Standing, href: Callable[[int], str]) -> Html:
    """Each body that has not answered, and the actions it was asked about."""
    rows = [
        (
            label,
            joined((element("a", f"action {action}", href=href(action)) for action in actions), ", "),
            number(len(actions)),
        )
        for label, actions in standing.silent_bodies().items()
    ]
    return html_table(
        "Organismes qui n'ont pas répondu", ("Organisme", "Actions sans réponse", "Nombre"), rows, numeric=(2,)
    )


def collective_note(collective: Sequence[Asked]) -> Html | None:
    """Groups named as pilots, for whom nobody speaks yet: told, not counted as silent."""
    if not collective:
        return None
    named = " ; ".join(f"{one.label} (action {one.action_id})" for one in collective)
    return element(
        "p",
        "Pilotes collectifs, non comptés tant qu'un interlocuteur n'est pas désigné : ",
        named,
        ".",
        class_="sd-small",
    )

"""Two scenarios side by side, in words and tables. A scenario is a hypothesis: it is never called a decision."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from components.formats import listing, plural
from components.html import Html, element, joined
from components.table import html_table
from data.lineage import DESTINATION_LABELS


class Outcome(Protocol):
    """What is drawn of a scenario."""

    @property
    def kept(self) -> frozenset[int]: ...
    @property
    def moved(self) -> frozenset[int]: ...
    @property
    def stopped(self) -> frozenset[int]: ...
    @property
    def waiting(self) -> frozenset[int]: ...
    @property
    def arrondissements(self) -> Mapping[str, frozenset[int]]: ...
    @property
    def emptied(self) -> tuple[str, ...]: ...
    @property
    def pilots(self) -> Mapping[str, frozenset[int]]: ...
    @property
    def untargeted(self) -> tuple[str, ...]: ...


def numbers(actions: Collection[int]) -> str:
    """« 3 actions (1, 4, 5) »."""
    listed = f" ({', '.join(map(str, sorted(actions)))})" if actions else ""
    return f"{plural(len(actions), 'action')}{listed}"


def comparison_sentences(first: str, second: str, differing: int) -> list[Html]:
    """The answer: on how many actions they differ; and that nothing of it is decided."""
    count = plural(differing, "action")
    words = f"{count} {'n’ont' if differing > 1 else 'n’a'} pas la même destination"
    answer = joined([element("strong", words), f" dans « {first} » et dans « {second} »."])
    same = element("span", "Les deux scénarios mènent chaque action au même endroit.")
    return [
        answer if differing else same,
        joined([element("strong", "Un scénario est une hypothèse de travail : "), "il ne décide rien."]),
    ]


def outcomes_table(names: tuple[str, str], pair: tuple[Outcome, Outcome]) -> Html:
    """Line by line what each keeps, moves, stops, and what follows."""

    def row(label: str, said: Callable[[Outcome], str]) -> list[str]:
        return [label, said(pair[0]), said(pair[1])]

    rows = [
        row("Gardées dans le schéma", lambda one: numbers(one.kept)),
        row("Transférées à un autre cadre", lambda one: numbers(one.moved)),
        row("Arrêtées", lambda one: numbers(one.stopped)),
        row("Sans choix", lambda one: numbers(one.waiting)),
        row("Orientations vidées", lambda one: listing(list(one.emptied)) or "aucune"),
        row("Indicateurs sans cible, parmi les actions gardées", lambda one: plural(len(one.untargeted), "indicateur")),
    ]
    return html_table("Ce que chaque scénario donne", ("Ce qui est compté", *names), rows)


def territories_table(names: tuple[str, str], pair: tuple[Outcome, Outcome], labels: Mapping[str, str]) -> Html:
    """Arrondissement by arrondissement, the kept actions that concern it; what it gains and loses.

    « Concerner » : cité ou inclus par la fiche.
    """
    rows = []
    for code, left in pair[0].arrondissements.items():
        right = pair[1].arrondissements[code]
        rows.append([labels[code], numbers(left), numbers(right), _change(left, right, pair)])
    caption = "Actions gardées qui citent ou incluent chaque arrondissement"
    return html_table(caption, ("Arrondissement", *names, "Du premier au second"), rows)


def _change(left: frozenset[int], right: frozenset[int], pair: tuple[Outcome, Outcome]) -> str:
    """What is gained and lost; an action on which one of the two says nothing is neither."""
    open_ = (pair[0].waiting | pair[1].waiting) & (left ^ right)
    gained, lost = right - left - open_, left - right - open_
    parts = [f"gagne {numbers(gained)}"] if gained else []
    parts += [f"perd {numbers(lost)}"] if lost else []
    parts += [f"sans choix d'un côté : {numbers(open_)}"] if open_ else []
    return " ; ".join(parts) or "inchangé"


def pilots_table(names: tuple[str, str], pair: tuple[Outcome, Outcome]) -> Html:
    """The load of each pilot of 2017-2023 in the kept actions."""
    bodies = list(dict.fromkeys([*pair[0].pilots, *pair[1].pilots]))
    rows = [[body, *(numbers(one.pilots.get(body, frozenset())) for one in pair)] for body in bodies]
    if not rows:
        return element("p", "Aucune action gardée : aucune charge de pilotage à comparer.")
    return html_table("Actions gardées par pilote (pilotage écrit en 2023)", ("Pilote", *names), rows)


def differences_table(
    names: tuple[str, str], found: Sequence[tuple[int, str, str]], titles: Mapping[int, str]
) -> Html | None:
    """The actions that do not go to the same place."""
    if not found:
        return None
    # A proposal or a hypothesis decides nothing: beside « non décidé », the rest would read as decided.
    waiting = DESTINATION_LABELS["attente"]
    rows = [
        [titles[action], *(end.replace(waiting, "Sans choix") for end in (left, right))]
        for action, left, right in found
    ]
    return html_table("Actions qui ne vont pas au même endroit", ("Action", *names), rows)


def changes_block(name: str, changes: Sequence[str]) -> Html | None:
    """What the data changed under a scenario since it was saved."""
    if not changes:
        return None
    return element(
        "div",
        element(
            "p", element("strong", f"Les données ont changé sous « {name} » : "), "le scénario reste tel qu'enregistré."
        ),
        element("ul", *(element("li", words) for words in changes)),
        class_="sd-note",
    )


def start_note() -> Html:
    """How a proposal becomes a choice of the form, where the fiche leaves it open."""
    return element(
        "p",
        "Une réorientation proposée y est reprise comme « ajustée dans le schéma » ; les fiches 8 à 11 écrivent "
        "pourtant que leur objet relève des COM et des PAMS : à vous de choisir. Une proposition double ou absente ne "
        "choisit rien.",
        class_="sd-note",
    )

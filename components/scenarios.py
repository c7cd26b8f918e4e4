"""Two scenarios side by side, in words and tables. A scenario is a hypothesis: it is never called a decision."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from components.formats import date, listing, plural
from components.html import Html, element, joined
from components.table import html_table
from data.deciding.scenario_drafts import Taken
from data.deciding.scenarios import Scenario, kind_of
from data.decision import Entry
from data.lineage import DESTINATION_LABELS
from data.model import Caveat


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
    @property
    def partial(self) -> frozenset[int]: ...
    @property
    def orientations(self) -> tuple[tuple[str, str], ...]: ...


def numbers(actions: Collection[int], partial: Collection[int] = ()) -> str:
    """« 3 actions (1, 4, 5) », « 2 actions (1, 13 en partie) »."""
    words = [f"{action} en partie" if action in partial else str(action) for action in sorted(actions)]
    listed = f" ({', '.join(words)})" if actions else ""
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
        row("Gardées dans le schéma", lambda one: numbers(one.kept, one.partial)),
        row("Transférées à un autre cadre", lambda one: numbers(one.moved, one.partial)),
        row("Arrêtées", lambda one: numbers(one.stopped, one.partial)),
        row("Sans choix", lambda one: numbers(one.waiting, one.partial)),
        row("Orientations vidées", lambda one: listing(list(one.emptied)) or "aucune"),
        row("Indicateurs sans cible, parmi les actions gardées", _untargeted),
    ]
    return html_table("Ce que chaque scénario donne", ("Ce qui est compté", *names), rows)


def _untargeted(one: Outcome) -> Html | str:
    """How many, and on demand which ones."""
    count = plural(len(one.untargeted), "indicateur")
    if not one.untargeted:
        return count
    lines = (element("li", label) for label in one.untargeted)
    return element("details", element("summary", count), element("ul", *lines))


def orientations_table(names: tuple[str, str], pair: tuple[Outcome, Outcome]) -> Html:
    """Orientation by orientation, what each makes of it; those that only one creates come last."""
    left, right = (dict(one.orientations) for one in pair)
    lines = list(dict.fromkeys((*left, *right)))
    rows = [[line, left.get(line, "n'existe pas"), right.get(line, "n'existe pas")] for line in lines]
    return html_table("Ce que devient chaque orientation", ("Orientation", *names), rows)


def scenarios_table(lines: Sequence[tuple[Entry, Scenario]]) -> Html:
    """Every scenario saved, those set aside included: its latest version, who wrote it and when, what it settles."""
    rows = [
        [
            scenario.name,
            joined(
                [
                    f"version {entry.version}",
                    element(
                        "span", f"{entry.author}, {date(entry.at.astimezone().date())}", class_="sd-detail sd-small"
                    ),
                ]
            ),
            _settled(scenario),
            "Retiré" if scenario.withdrawn else "En cours",
        ]
        for entry, scenario in lines
    ]
    return html_table("Scénarios enregistrés", ("Scénario", "Dernière version", "Ce qu'il règle", "État"), rows)


def _settled(scenario: Scenario) -> str:
    kinds = [kind_of(decision.object_id) for decision in scenario.decisions]
    words = {
        "orientation": ("orientation", "orientations"),
        "action": ("action", "actions"),
        "partie": ("partie d'action", "parties d'action"),
    }
    return listing([plural(kinds.count(kind), *said) for kind, said in words.items() if kind in kinds]) or "rien"


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


#: The caution on the fiches that propose to change an action and write that it leaves the schéma.
LEAVING = "actions-8-11-reorientation-ou-sortie"


def proposals_note(caveats: Sequence[Caveat]) -> Html:
    """What the fiches' proposals do not say as choices, under the figures they give."""
    kept = " Sous « Propositions des fiches (2023) », elles se comptent parmi les actions gardées."
    said = [
        element("p", element("strong", one.title), ". ", one.statement, kept)
        for one in caveats
        if one.caveat_id == LEAVING
    ]
    open_ = element(
        "p",
        element("strong", "Sans choix"),
        " : pour les fiches, celle qui ne coche aucun sens, ou plusieurs sans dire lequel vaut pour quoi ; ailleurs, "
        "l'action dont rien n'est choisi ni décidé.",
    )
    return element("div", *said, open_, class_="sd-small")


def start_note() -> Html:
    """How a proposal becomes a choice of the form, where the fiche leaves it open."""
    return element(
        "p",
        "Une réorientation proposée y est reprise comme « ajustée dans le schéma » ; les fiches 8 à 11 écrivent "
        "pourtant que leur objet relève des COM et des PAMS : à vous de choisir. Une proposition double est reprise "
        "partie par partie quand la fiche le dit ; sinon, comme une proposition absente, elle ne choisit rien.",
        class_="sd-note",
    )


def left_alone(taken: Taken, names: Mapping[str, str]) -> str:
    """What a meeting kept as it was, and why, in one sentence; empty when nothing was left. names: object → words."""
    why = (
        (taken.worded, "un libellé y est déjà en cours de rédaction, gardé tel quel"),
        (taken.decided, "déjà décidé dans cette réunion"),
        (taken.gone, "n'est plus dans les données"),
        (taken.settled, "déjà décidé ainsi par une réunion précédente"),
        (taken.lost, "à fusionner avec ce que le COPIL n'a pas gardé"),
        (taken.unattached, "non rattaché : une autre orientation le porte, ou celle de même nom est déjà préparée"),
    )
    said = [f"{listing([names.get(code, code) for code in found])} ({reason})" for found, reason in why if found]
    left = f"Laissé de côté : {' ; '.join(said)}." if said else ""
    again = listing([names.get(code, code) for code in taken.again])
    warned = f"Déjà décidé autrement, et remis en discussion par ce scénario : {again}." if again else ""
    return f"{left} {warned}".strip()

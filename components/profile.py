"""One territory's page: actions that concern it, facts, key figures beside the rest of the Nord, questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Protocol

from components.board import territory_marks
from components.decided import decision_badge
from components.formats import number, plural, quantity
from components.html import Html, element, joined
from components.key_sentences import taken_words
from components.source import source_details
from components.status import badge, proposal_words
from components.table import html_table
from data.decision import Decision
from data.model import FACT_STATE_LABELS, LINK_LABELS, ActionStatus, Source, TerritoryLink


class Fact(Protocol):
    """What is shown of a located fact."""

    @property
    def action_id(self) -> int: ...
    @property
    def service(self) -> str: ...
    @property
    def written(self) -> str: ...
    @property
    def operator(self) -> str: ...
    @property
    def value(self) -> float | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def duplicate(self) -> bool: ...
    @property
    def deduced(self) -> bool: ...
    @property
    def finding(self) -> bool: ...
    @property
    def source(self) -> Source: ...


class Figures(Protocol):
    """What is shown of a territory's key figures."""

    @property
    def label(self) -> str: ...
    @property
    def communes(self) -> int: ...
    @property
    def populations(self) -> tuple[tuple[int, int], ...]: ...
    @property
    def population_hab(self) -> int: ...
    @property
    def change(self) -> float: ...
    @property
    def density(self) -> float: ...
    @property
    def halls_known(self) -> int: ...
    @property
    def halls_saturday(self) -> int: ...
    @property
    def halls_evening(self) -> int: ...
    @property
    def halls_hours_median(self) -> float | None: ...
    @property
    def perimeter(self) -> str: ...


#: How actions concern a territory → how those that do are said.
CONCERNED: Final = {
    "cited": "le citent",
    "included": "l'incluent sans le citer",
    "not_cited": "ne le citent pas",
}


def actions_table(
    statuses: Sequence[ActionStatus],
    links: Mapping[int, TerritoryLink],
    href: Callable[[int], str],
    caption: str,
    decided: Mapping[int, Sequence[Decision]],
) -> Html:
    """Each action with the words by which it concerns the territory, and what the committee decided of it, under a
    label of its own."""
    rows = []
    for status in statuses:
        link = links[status.action_id]
        how = joined(
            [
                element("strong", LINK_LABELS[link.link]),
                " (territoire prioritaire)" if link.priority else None,
                f" : {link.via}",
                element("span", " Rapprochement déduit.", class_="sd-small") if link.deduced else None,
                " ",
                source_details(link.source),
            ]
        )
        action = joined(
            [
                element("a", f"{status.action_id} – {status.title}", href=href(status.action_id)),
                element("span", proposal_words(status), class_="sd-detail sd-small"),
            ]
        )
        rows.append((action, joined([badge(status.reading), *_taken(decided, status)]), how))
    return html_table(caption, ("Action", _heading(decided), "Comment elle concerne le territoire"), rows)


#: What is written beside each action of the list, and what it means.
MARKS: Final = {
    "cité": "la fiche nomme l'arrondissement ou un de ses territoires",
    "prioritaire": "elle le cite parmi ses territoires prioritaires",
    "inclus": "elle couvre tout le Nord, ou des quartiers qu'il compte, sans le nommer",
    "non cité": "elle n'en nomme que d'autres, ce qui ne veut pas dire « non couvert »",
}


def marks_key(links: Mapping[int, TerritoryLink]) -> Html:
    """The key of the marks that stand beside the actions: those in use here alone."""
    used = {"prioritaire" if link.priority else LINK_LABELS[link.link].lower() for link in links.values()}
    parts = [joined([element("strong", mark), f" : {words}"]) for mark, words in MARKS.items() if mark in used]
    return element("p", "En bout de ligne, ", joined(parts, " ; "), ".", class_="sd-small sd-marks-key")


def actions_summary(
    statuses: Sequence[ActionStatus], links: Mapping[int, TerritoryLink], href: Callable[[int], str]
) -> Html:
    """How many actions concern the territory and which, by number, each a link to its fiche.

    `marks_key` and `actions_list` follow, the same nearly everywhere.
    """
    lines = []
    for kind, words in CONCERNED.items():
        if found := of_link(statuses, links, kind):
            numbers = joined([_numbered(one.action_id, href) for one in found], ", ")
            lines.append(element("p", element("strong", f"Actions qui {words} ({len(found)}) : "), numbers, "."))
    return joined([*lines, territory_marks(links, ".sd-marked > li")])


def _numbered(action: int, href: Callable[[int], str], words: str = "") -> Html:
    """The number of an action as a link to its fiche; the words before a list of them say that they are actions."""
    return element("a", words or str(action), href=href(action))


def actions_list(
    statuses: Sequence[ActionStatus], href: Callable[[int], str], decided: Mapping[int, Sequence[Decision]]
) -> Html:
    """The sixteen actions with their status: the same whatever the territory, whose marks `actions_summary` writes."""
    lines = [
        element(
            "li",
            element("a", f"{one.action_id} – {one.title}", href=href(one.action_id)),
            " ",
            badge(one.reading),
            *_taken(decided, one),
            data_action=one.action_id,
        )
        for one in statuses
    ]
    return joined(
        [element("p", f"{_heading(decided)} :", class_="sd-small"), element("ul", *lines, class_="sd-items sd-marked")]
    )


def of_link(
    statuses: Sequence[ActionStatus], links: Mapping[int, TerritoryLink], kind: str
) -> tuple[ActionStatus, ...]:
    """The actions that concern a territory in one way, by number."""
    return tuple(status for status in statuses if links[status.action_id].link == kind)


def _heading(decided: Mapping[int, Sequence[Decision]]) -> str:
    return "Statut proposé (2023), puis décision" if decided else "Statut proposé, non décidé"


def _taken(decided: Mapping[int, Sequence[Decision]], status: ActionStatus) -> list[Html]:
    return [element("span", " Décidé : ", decision_badge(one)) for one in decided.get(status.action_id, ())]


def facts_table(facts: Iterable[Fact], caption: str, href: Callable[[int], str]) -> Html:
    """Located facts: what, the action whose fiche says it, where as written, how many, state, provenance."""
    rows = []
    for fact in facts:
        marks = [
            "semble répété" if fact.duplicate else "",
            "territoire déduit" if fact.deduced else "",
            fact.operator,
        ]
        rows.append(
            (
                joined([f"{fact.service} (", _numbered(fact.action_id, href, f"action {fact.action_id}"), ")"]),
                fact.written,
                quantity(fact.value, fact.unit) if fact.value is not None else "nombre non donné",
                joined(
                    [
                        FACT_STATE_LABELS[fact.state],
                        element("span", " · ".join(m for m in marks if m), class_="sd-detail"),
                    ]
                ),
                source_details(fact.source),
            )
        )
    columns = ("Service ou projet", "Écrit", "Nombre", "État et réserves", "Provenance")
    return html_table(caption, columns, rows)


def _share(part: int, whole: int) -> str:
    return f"{quantity(100 * part / whole, '%', 0)} ({part} sur {whole})" if whole else "aucune donnée"


def figures_rows(figures: Figures) -> list[str]:
    """The key figures of a territory, as text, in the order of `FIGURE_LABELS`."""
    first, last = figures.populations[0][0], figures.populations[-1][0]
    sign = "+" if figures.change >= 0 else "−"
    hours = figures.halls_hours_median
    return [
        number(figures.communes),
        f"{number(figures.population_hab)} ({last})",
        f"{sign}{number(abs(100 * figures.change), 1)}\u202f% de {first} à {last}",
        quantity(figures.density, "hab/km²", 0),
        _share(figures.halls_saturday, figures.communes),
        _share(figures.halls_evening, figures.communes),
        f"{number(hours, 1)}\u00a0h ({figures.halls_known} connues)" if hours is not None else "aucune donnée",
    ]


FIGURE_LABELS = (
    "Communes",
    "Population municipale (recensement)",
    "Évolution de la population",
    "Densité (calculée : population ÷ superficie approchée)",
    "Mairies ouvertes le samedi",
    "Mairies ouvertes après 18 h",
    "Ouverture médiane d'une mairie, par semaine",
)


def figures_table(columns: Sequence[tuple[str, Figures]], caption: str) -> Html:
    """Key figures side by side: one column a territory."""
    cells = [figures_rows(figures) for _, figures in columns]
    rows = [(label, *(column[place] for column in cells)) for place, label in enumerate(FIGURE_LABELS)]
    notes = [f"{name} : {figures.perimeter}." for name, figures in columns if figures.perimeter]
    return joined(
        [
            html_table(caption, ("Chiffre", *(name for name, _ in columns)), rows, dense=True),
            element("p", " ".join(notes), class_="sd-note") if notes else None,
        ]
    )


def questions_list(asked: Sequence[tuple[str, int]], href: Callable[[int], str]) -> Html:
    """Questions to raise, each with its actions: computed, and said to be so."""
    if not asked:
        return element("p", "Aucune question ne se déduit du document pour ce territoire.", class_="sd-small")
    actions: dict[str, list[int]] = {}
    for question, action in asked:
        actions.setdefault(question, []).append(action)
    return element(
        "ol",
        *(
            element(
                "li",
                question,
                " ",
                joined([element("a", f"Action {action}", href=href(action)) for action in found], ", "),
            )
            for question, found in actions.items()
        ),
    )


def choose_first(names: Mapping[str, str], lines: Mapping[str, str], page: str) -> Html:
    """For a reader who has chosen no arrondissement: the six, each with a line and a link."""
    rows = [
        (element("a", name, href=f"{page}?territoire={code}", data_territory=True), lines[code])
        for code, name in names.items()
    ]
    return html_table("Choisissez un arrondissement", ("Arrondissement", "En une ligne"), rows)


def opening_line(
    statuses: Sequence[ActionStatus], links: Mapping[int, TerritoryLink], figures: Figures, taken: int | None
) -> list[Html]:
    """The sentences a sub-prefect opens on. `taken`: how many decisions are in force; None when unknown."""
    cited = sum(links[status.action_id].link == "cited" for status in statuses)
    priority = sum(links[status.action_id].priority for status in statuses)
    included = sum(link.link == "included" for link in links.values())
    named = number(priority) if priority else "aucune"
    year = figures.populations[-1][0]
    return [
        joined(
            [
                element("strong", f"{plural(cited, 'action cite', 'actions citent')} l'arrondissement"),
                f", dont {named} dans ses territoires prioritaires ; {number(included)} l'incluent sans le citer. ",
                f"À ce jour, {taken_words(taken)}.",
            ]
        ),
        joined(
            [
                element("strong", f"{number(figures.population_hab)} habitants"),
                f" ({year}) dans {number(figures.communes)} communes, {figures_rows(figures)[2]}.",
            ]
        ),
    ]

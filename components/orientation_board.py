"""The nine orientations and what is measured of each: one table to be read in a minute, then a line an indicator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from components.board import key_sentences
from components.figures.trend_marks import mark_of
from components.formats import NO_BREAK, date, listing, plural, quantity
from components.html import Html, element, joined
from components.table import html_table
from data.model import DEPARTEMENT
from data.orientation_board import (
    ALERT_LABELS,
    ALERT_MEANS,
    ALERTS,
    DIRECTION_LABELS,
    LINE_STATE_LABELS,
    Line,
    OrientationLines,
)
from data.trend import ORIGIN_LABELS, Point

Href = Callable[[str], str]
#: How many changes an orientation shows in the first table; the rest is one click away.
CHANGES_SHOWN = 3
#: Nothing to say in a cell.
_NIL = element("span", "–", class_="sd-nil")


def board_sentences(orientations: Sequence[OrientationLines]) -> list[Html]:
    """What the page opens on: what the bilan measures, what it does not, and why there is no rate."""
    bilan = {line.indicator.indicator_id: line for part in orientations for line in part.of("bilan")}
    readable = sum(bool(line.run) for line in bilan.values())
    bare = [part for part in orientations if not part.of("bilan")]
    said = [
        joined(
            [
                element("strong", f"{plural(len(bilan), 'indicateur')} dans le bilan"),
                f" ; {plural(readable, 'a', 'ont') if readable else 'aucun n’a'} deux valeurs datées d'une même "
                "définition, sans quoi aucune évolution ne peut être dite.",
            ]
        ),
    ]
    if bare:
        verb = "n'a" if len(bare) == 1 else "n'ont"
        said.append(
            joined(
                [
                    element("strong", f"{plural(len(bare), 'orientation')} sur {len(orientations)}"),
                    f" {verb} aucun indicateur dans le bilan : {listing([part.label for part in bare])}.",
                ]
            )
        )
    said.append(
        joined(["Aucun taux de réalisation n'est affiché : le bilan ne rappelle aucune cible fixée au départ."])
    )
    return said


def board_opening(lead: str, orientations: Sequence[OrientationLines]) -> Html:
    """The question the page answers and its first sentences, as one block: long enough not to be sent again."""
    return joined([element("p", lead, class_="sd-lead"), key_sentences(board_sentences(orientations))])


def overview_table(orientations: Sequence[OrientationLines], fiche: Href, detail: Href, trend: Href) -> Html:
    """A line an orientation. `fiche`, `detail`, `trend`: a code → the link to it."""
    rows = [
        (
            element("a", part.label, href=detail(part.orientation_id)),
            _actions(part, fiche),
            _indicators(part),
            _changes(part, trend),
            alert_tags({alert: len(part.alerted(alert)) for alert in ALERTS}, bare=not part.of("bilan")),
        )
        for part in orientations
    ]
    columns = ("Orientation 2017-2023", "Actions", "Indicateurs", "Ce qui se lit dans le temps", "À regarder")
    table = html_table("Les neuf orientations : ce qui est mesuré, ce qui ne l'est pas", columns, rows, dense=True)
    return joined([element("div", table, class_="sd-orientations"), alerts_legend()])


def _actions(part: OrientationLines, fiche: Href) -> Html:
    return joined(
        [
            element("a", str(action.action_id), href=fiche(str(action.action_id)), title=f"Action : {action.title}")
            for action in part.actions
        ],
        ", ",
    )


def _indicators(part: OrientationLines) -> Html:
    bilan, beside = len(part.of("bilan")), len(part.of("context", "import"))
    waiting = len(part.alerted("unfed"))
    words = [
        element("strong", "aucun dans le bilan") if bilan == 0 else f"{bilan} dans le bilan",
        f"{beside} de contexte" if beside else None,
        f"{waiting} à alimenter" if waiting else None,
    ]
    return joined([word for word in words if word is not None], " ; ")


def _changes(part: OrientationLines, trend: Href) -> Html:
    """The changes that can be read, each a link; says so when there is none."""
    readable = part.readable
    if not readable:
        return element("span", "rien : aucun n'a deux valeurs datées d'une même définition", class_="sd-small")
    items = [
        element(
            "li",
            element("a", line.indicator.label, href=trend(line.indicator.indicator_id)),
            f" : {change_words(line)}",
        )
        for line in readable[:CHANGES_SHOWN]
    ]
    rest = len(readable) - CHANGES_SHOWN
    more = element("li", f"et {plural(rest, 'autre')}") if rest > 0 else None
    return element("ul", *items, more, class_="sd-plain")


def change_words(line: Line) -> str:
    """« 9 (2020) → 50 (2022) »: both ends with their year, never a percentage of change.

    Inside one year, their month: « 943 (janvier 2024) → 2 812 (juillet 2024) ».
    """
    return _step_words(line.run[0], line.run[-1], line.indicator.unit)


def _step_words(first: Point, last: Point, unit: str) -> str:
    ends = [point.when.last for point in (first, last)]
    alike = len({end.year for end in ends if end}) == 1
    years = [date(end, "month" if alike else "year") if end else "" for end in ends]
    sign = "%" if unit.startswith("%") else ""
    words = f"{quantity(first.value, sign)} ({years[0]}) → {quantity(last.value, sign)} ({years[1]})"
    return words.replace(" ", NO_BREAK)


def alert_tags(counts: dict[str, int], bare: bool = False) -> Html:
    """What calls for attention, in words; « rien de signalé » when nothing does."""
    tags = [element("span", "Aucun indicateur du bilan", class_="sd-tag sd-tag--strong")] if bare else []
    tags += [
        element(
            "span",
            f"{ALERT_LABELS[alert]} : {count}",
            class_="sd-tag sd-tag--strong" if alert in {"fell", "contested"} else "sd-tag",
        )
        for alert, count in counts.items()
        if count
    ]
    return joined(tags, " ") if tags else element("span", "rien de signalé", class_="sd-small")


def alerts_legend(*shown: str) -> Html:
    """What each mark of « À regarder » means, opened by the keyboard as by a click. `shown`: only these alerts."""
    items = [(element("strong", f"{ALERT_LABELS[alert]} : "), ALERT_MEANS[alert]) for alert in shown or ALERTS]
    return element(
        "details",
        element("summary", "Que veulent dire les mentions de la colonne « À regarder » ?"),
        element("ul", *(element("li", *words) for words in items)),
        class_="sd-provenance",
    )


def lines_table(part: OrientationLines, trend: Href, caption: str) -> Html:
    """The indicators of an orientation, each opening on its trend."""
    rows = [
        (
            joined(
                [
                    element("a", line.indicator.label, href=trend(line.indicator.indicator_id)),
                    element("span", ORIGIN_LABELS[line.indicator.origin], class_="sd-detail sd-small"),
                ]
            ),
            _value(line),
            change_words(line) if line.run else _NIL,
            DIRECTION_LABELS[line.indicator.direction],
            _aims(line),
            _state(line),
            _alerts(line),
        )
        for line in part.lines
    ]
    columns = ("Indicateur", "Dernière valeur", "Évolution", "Sens attendu", "Ce qui est visé", "État", "À regarder")
    return element("div", html_table(caption, columns, rows, dense=True), class_="sd-lines")


def lines_by_interest(part: OrientationLines, trend: Href, caption: str) -> Html:
    """The same in two: what is dated, contested or aimed at, then the rest folded under its count.

    Two dozen indicators, most of one undated value, hide on a phone the few that answer.
    """
    first = tuple(line for line in part.lines if line.state not in {"undated", "unfed"})
    rest = tuple(line for line in part.lines if line not in first)
    if not first or not rest:
        return lines_table(part, trend, caption)
    words = plural(len(rest), "autre indicateur", "autres indicateurs")
    return joined(
        [
            lines_table(replace(part, lines=first), trend, caption),
            element(
                "details",
                element("summary", f"Voir {words} : valeur sans date, ou non alimenté"),
                lines_table(replace(part, lines=rest), trend, f"{caption} : valeur sans date, ou non alimenté"),
                class_="sd-folded",
            ),
        ]
    )


def _value(line: Line) -> Html:
    if line.point is None:
        return element("span", "aucune valeur", class_="sd-small")
    mark = mark_of(line.indicator, line.point)
    places = line.indicator.territories
    if line.territory_id != DEPARTEMENT and len(places) > 1:
        return element("span", f"{plural(len(places), 'territoire')}, sans valeur du département", class_="sd-small")
    where = f", {line.point.territory}" if line.territory_id != DEPARTEMENT else ""
    undated = [
        point for point in line.indicator.at(line.territory_id) if not point.is_dated and point is not line.point
    ]
    others = f"et {listing([mark_of(line.indicator, point).written for point in undated])}, date non précisée"
    return joined(
        [
            element("strong", mark.written),
            element("span", f"{mark.when}{where}", class_="sd-detail sd-small"),
            element("span", others, class_="sd-detail sd-small") if undated else None,
        ]
    )


def _aims(line: Line) -> Html:
    """Every target in its own words, with its territory: never beside a value as a rate."""
    if not line.indicator.targets:
        return _NIL
    return joined(
        [
            element(
                "span",
                quantity(target.value, target.unit) if target.value is not None else "un horizon, sans valeur",
                element(
                    "span",
                    f"{date(target.due.start, target.due.precision) if target.due.start else 'échéance non précisée'}, "
                    f"{target.territory}",
                    class_="sd-detail sd-small",
                ),
            )
            for target in line.indicator.targets
        ]
    )


def _state(line: Line) -> str:
    return LINE_STATE_LABELS[line.state]


def _alerts(line: Line) -> Html:
    if not line.alerts:
        return _NIL
    words = dict(ALERT_LABELS)
    if line.against:
        words["fell"] = f"Contre le sens attendu : {_step_words(*line.against, line.indicator.unit)}"
    if line.freshness.next_due is not None:
        words["overdue"] = f"En retard : attendu {date(line.freshness.next_due)}"
    strong = {"fell", "contested"}
    return joined(
        [
            element("span", words[alert], class_="sd-tag sd-tag--strong" if alert in strong else "sd-tag")
            for alert in line.alerts
        ],
        " ",
    )


def local_words(orientations: Sequence[OrientationLines], territory_id: str) -> str:
    """What the « Territoire » filter changes here: nothing in the tables; which indicators have a value for it."""
    local = dict.fromkeys(
        line.indicator.label
        for part in orientations
        for line in part.lines
        if territory_id in line.indicator.territories
    )
    if not local:
        return "Aucun indicateur n'a de valeur pour ce territoire : la page reste celle du département."
    listed = listing([f"« {label} »" for label in local])
    verb = "a une valeur" if len(local) == 1 else "ont une valeur"
    return f"La page reste celle du département ; {listed} {verb} pour ce territoire, chacun dans « Tendances »."

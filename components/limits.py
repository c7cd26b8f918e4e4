"""What the bilan shows and does not show: counted first, then each with its words and its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from components.figures.trend_marks import mark_of
from components.formats import date, plural, quantity
from components.html import Html, element, joined
from components.source import source_details
from components.table import html_table
from data.trend import Claim, Indicator, Limits

Href = Callable[[str], str]


def limit_cards(limits: Limits, readable: int) -> Html:
    """The counts, large. `readable`: measures of the bilan with two dated values of one definition."""
    single, undated = len(limits.single), len(limits.undated)
    cards = [
        (len(limits.claims), "affirmations sans mesure derrière elles", ""),
        (single, "mesures à une seule valeur", f"dont {undated} sans date"),
        (len(limits.no_start), "cibles ou projets sans point de départ", "aucun taux ne peut être calculé"),
        (readable, "évolution lisible dans le bilan seul", "il y faut deux valeurs datées d'une même définition"),
    ]
    return element(
        "div",
        *(
            element(
                "div",
                element("p", str(count), class_="sd-figure-value"),
                element("p", words),
                element("p", detail, class_="sd-small") if detail else None,
                class_="sd-figure-card",
            )
            for count, words, detail in cards
        ),
        class_="sd-figure-cards",
    )


def claims_table(claims: Sequence[Claim], known: Mapping[str, Indicator], fiche: Href, trend: Href) -> Html:
    """What is stated without a measure: the exact words, where they stand, what would have to be measured."""
    rows = [
        (
            joined([claim.statement, _action(claim.action_id, fiche)]),
            joined(
                [
                    element("q", claim.source.quote, class_="sd-quote"),
                    element("span", f"{claim.source.document}, {claim.source.place}", class_="sd-detail sd-small"),
                ]
            ),
            joined([claim.needs, _helping(claim, known, trend)]),
        )
        for claim in claims
    ]
    columns = ("Ce qui est affirmé", "Mots exacts, et leur place", "Ce qu'il faudrait mesurer")
    return html_table("Affirmations sans mesure derrière elles", columns, rows)


def _action(action_id: int | None, fiche: Href) -> Html | None:
    if action_id is None:
        return None
    return element("span", element("a", f"Action {action_id}", href=fiche(str(action_id))), class_="sd-detail sd-small")


def _helping(claim: Claim, known: Mapping[str, Indicator], trend: Href) -> Html | None:
    indicator = known.get(claim.indicator_id)
    if indicator is None:
        return None
    link = element("a", indicator.label, href=trend(indicator.indicator_id))
    return element("span", "Un indicateur y aiderait : ", link, class_="sd-detail sd-small")


def single_table(limits: Limits, fiche: Href, trend: Href) -> Html:
    """The measures that have one value: nothing can be said to have risen or fallen."""
    rows = []
    for indicator in limits.single:
        point = next((point for point in indicator.points if point.is_dated), indicator.points[0])
        mark = mark_of(indicator, point)
        rows.append(
            (
                joined(
                    [
                        element("a", indicator.label, href=trend(indicator.indicator_id)),
                        _action(indicator.action_id, fiche),
                    ]
                ),
                element("strong", mark.written),
                joined([mark.when, element("span", _where(indicator), class_="sd-detail sd-small")]),
                source_details(point.source),
            )
        )
    columns = ("Mesure", "Valeur", "Date, territoire", "Provenance")
    return html_table("Mesures à une seule valeur", columns, rows, dense=True)


def _where(indicator: Indicator) -> str:
    """One value in each of several territories is one value."""
    places = len(indicator.territories)
    return indicator.points[0].territory if places == 1 else f"{plural(places, 'territoire')}, une valeur chacun"


def no_start_table(limits: Limits, trend: Href) -> Html:
    """What is aimed at without saying from where."""
    rows = [
        (
            element("a", indicator.label, href=trend(indicator.indicator_id)),
            joined(
                [
                    quantity(target.value, target.unit) if target.value is not None else "un horizon, sans valeur",
                    element("span", target.wording, class_="sd-detail sd-small"),
                ]
            ),
            f"{date(target.due.start, target.due.precision) if target.due.start else 'échéance non précisée'}, "
            f"{target.territory}",
            source_details(target.source),
        )
        for indicator, target in limits.no_start
    ]
    columns = ("Indicateur", "Ce qui est visé", "Échéance, territoire", "Provenance")
    return html_table("Cibles et projets sans point de départ", columns, rows, dense=True)


def silent_block(limits: Limits, labels: Mapping[str, str], titles: Mapping[int, str], fiche: Href) -> Html:
    """The orientations and the actions for which the bilan gives no result at all."""
    return element(
        "div",
        element(
            "p",
            element("strong", f"{plural(len(limits.orientations_without), 'orientation')} sur {len(labels)}"),
            " sans aucun résultat chiffré : ",
            " ; ".join(labels[code] for code in limits.orientations_without),
            ".",
        ),
        element(
            "p",
            element("strong", f"{plural(len(limits.actions_without), 'action')} sur {len(titles)}"),
            " sans aucun résultat chiffré :",
        ),
        element(
            "ul",
            *(
                element("li", element("a", f"{action} – {titles[action]}", href=fiche(str(action))))
                for action in limits.actions_without
            ),
        ),
    )

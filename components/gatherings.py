"""What the arrondissement meetings said, in words and tables; and who has not been heard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

from components.formats import date, listing, plural
from components.html import Html, element, joined
from components.links import link_to
from components.table import html_table
from data.deciding.gatherings import FAMILY_LABELS, REMARK_LABELS, ROUND_LABELS, Remark


class Summary(Protocol):
    """What is drawn of one arrondissement."""

    @property
    def territory_id(self) -> str: ...
    @property
    def counts(self) -> Mapping[str, int]: ...
    @property
    def bodies(self) -> tuple[str, ...]: ...
    @property
    def volunteers(self) -> tuple[str, ...]: ...
    @property
    def silent_epci(self) -> tuple[str, ...]: ...
    @property
    def epci_elsewhere(self) -> tuple[str, ...]: ...
    @property
    def silent_families(self) -> tuple[str, ...]: ...
    @property
    def silent_communes(self) -> tuple[str, ...]: ...
    @property
    def communes(self) -> int: ...
    @property
    def total(self) -> int: ...


def gathering_sentences(summaries: Sequence[Summary], labels: Mapping[str, str]) -> list[Html]:
    """The answer: what was gathered, where nothing was, which EPCI has not been heard."""
    total = sum(summary.total for summary in summaries)
    silent = [labels[summary.territory_id] for summary in summaries if not summary.total]
    unheard = sorted({name for summary in summaries for name in summary.silent_epci})
    sentences = [
        joined(
            [
                element("strong", plural(total, "contribution recueillie", "contributions recueillies")),
                f" dans {plural(len(summaries) - len(silent), 'arrondissement')} sur {len(summaries)}.",
            ]
        )
    ]
    if silent and len(silent) < len(summaries):
        sentences.append(joined([element("strong", "Rien encore : "), listing(silent), "."]))
    if unheard:
        who = f"{len(unheard)} EPCI" if len(unheard) > 3 else listing(unheard)
        sentences.append(joined([element("strong", "Pas encore entendus : "), who, "."]))
    return sentences


def remarks_table(
    remarks: Sequence[Remark], caption: str, objects: Mapping[str, str], places: Mapping[str, str]
) -> Html:
    """The contributions one by one: what was said, by whom, on what."""
    if not remarks:
        return element("p", f"{caption} : aucune contribution enregistrée.")
    rows = [
        [
            element("strong", REMARK_LABELS[remark.kind]),
            element("span", remark.text, class_="sd-typed"),
            joined(
                [
                    remark.body,
                    element("span", FAMILY_LABELS[remark.family], class_="sd-detail sd-small"),
                    element("span", "volontaire pour la gouvernance", class_="sd-tag") if remark.volunteer else None,
                ]
            ),
            listing([objects.get(code, code) for code in remark.objects]) or "–",
            listing([places.get(code, code) for code in remark.territories]) or "tout l'arrondissement",
            joined(
                [
                    date(remark.said_on) if remark.said_on else "date non précisée",
                    element("span", ROUND_LABELS[remark.round].split(" :")[0], class_="sd-detail sd-small"),
                ]
            ),
        ]
        for remark in remarks
    ]
    columns = ("Nature", "Ce qui est dit", "Organisme", "Action ou orientation", "Territoire", "Quand")
    return html_table(caption, columns, rows)


def summaries_table(summaries: Sequence[Summary], labels: Mapping[str, str]) -> Html:
    """A row an arrondissement, those where nothing was said included."""
    rows = [
        [
            labels[summary.territory_id],
            *(str(summary.counts[kind]) for kind in REMARK_LABELS),
            listing(list(summary.volunteers)) or "–",
            _silent_epci(summary),
            _silent_communes(summary),
            listing([FAMILY_LABELS[family] for family in summary.silent_families]) or "aucun",
        ]
        for summary in summaries
    ]
    columns = (
        "Arrondissement",
        *(f"{label}s" for label in REMARK_LABELS.values()),
        "Volontaires pour la gouvernance",
        "EPCI pas encore entendus",
        "Communes pas encore entendues",
        "Types d'organismes pas encore entendus",
    )
    columns = tuple("Avis" if column == "Aviss" else column for column in columns)
    return html_table("Ce qui a été recueilli, et qui n'a pas été entendu", columns, rows, numeric=(1, 2, 3, 4))


def _silent_epci(summary: Summary) -> Html:
    """Those heard nowhere; then those that crossed into another arrondissement to speak, who are not among them."""
    elsewhere = listing(list(summary.epci_elsewhere))
    return joined(
        [
            listing(list(summary.silent_epci)) or "aucun",
            element("span", f"Entendu dans un autre arrondissement : {elsewhere}", class_="sd-detail sd-small")
            if elsewhere
            else None,
        ]
    )


def _silent_communes(summary: Summary) -> Html:
    """How many communes have said nothing, by themselves or their CCAS; which ones, on demand."""
    mute = len(summary.silent_communes)
    if not mute:
        return element("span", "aucune")
    count = f"{mute} sur {summary.communes}"
    if mute == summary.communes:
        return element("span", f"les {mute}")
    return element("details", element("summary", count), element("p", ", ".join(summary.silent_communes)))


def led_by(leaders: Sequence[str]) -> Html:
    """Who leads the meeting: two functions, equal, in the order they are always named."""
    return element(
        "p",
        "Conduite à parts égales : ",
        joined([element("strong", one) for one in leaders], " et "),
        class_="sd-scope",
    )


def gathering_point(title: str, where: str, projected: bool) -> Html:
    """A point of an arrondissement meeting on screen: its title; what is said is typed on the page of the meetings."""
    page = element("a", "Recueillir les contributions", href=link_to("rencontres"))
    return element(
        "div",
        element("p", where, class_="sd-small"),
        element("h1" if projected else "h2", title),
        None if projected else element("p", page),
    )


def days_said(days: Sequence[dt.date]) -> str:
    """When contributions were said, from the first day to the last."""
    if not days:
        return "non précisée"
    first, last = min(days), max(days)
    return date(first) if first == last else f"du {date(first)} au {date(last)}"


def coming_note(day: dt.date, today: dt.date) -> Html:
    """The day on screen is to come: what is typed before it bears today's date."""
    return element(
        "p",
        f"La rencontre du {date(day)} est à venir : ce qui est saisi avant porte la date d'aujourd'hui, {date(today)}.",
        class_="sd-note",
    )


def no_meeting_note(href: str) -> Html:
    """No meeting was prepared: the contributions are kept all the same, and where to prepare it."""
    return element(
        "p",
        "Aucune réunion n'est préparée pour cette rencontre : les contributions se rattachent à l'arrondissement. ",
        element("a", "Préparer la réunion", href=href),
        class_="sd-note",
    )


def heard_line(count: int, href: str) -> Html:
    """What an arrondissement said, on its own page: how many contributions, and where they are read and given back."""
    told = plural(count, "contribution recueillie", "contributions recueillies")
    return element(
        "p", element("strong", told), " en rencontre dans l'arrondissement. ", element("a", "Les lire", href=href)
    )


def apart_note(apart: Mapping[str, int], place: str) -> Html:
    """The contributions of the arrondissement that stand outside the meeting on screen: how many, and where to read
    them. apart: round → how many."""
    parts = [
        joined(
            [
                plural(count, "contribution"),
                ", ",
                element(
                    "a",
                    ROUND_LABELS[code].split(" :")[0].lower(),
                    href=link_to("rencontres", rencontre=place, reunion="aucune", tour=code),
                ),
            ]
        )
        for code, count in apart.items()
    ]
    said = "Recueilli dans l'arrondissement sans réunion préparée, hors de cette restitution : "
    return element("p", said, joined(parts, " ; "), ".", class_="sd-note")


def orientations_block(groups: Sequence[tuple[str, Sequence[Remark]]]) -> Html:
    """Orientation by orientation, each opening on what was said of it."""
    parts = []
    for label, remarks in groups:
        if not remarks:
            parts.append(element("li", f"{label} : rien n'a été dit."))
            continue
        lines = [
            element(
                "li",
                element("strong", f"{REMARK_LABELS[remark.kind]} · "),
                element("span", remark.text, class_="sd-typed"),
                f" ({remark.body})",
            )
            for remark in remarks
        ]
        count = plural(len(remarks), "contribution")
        parts.append(
            element(
                "li",
                element("details", element("summary", f"{label} : {count}"), element("ul", *lines)),
            )
        )
    rule = (
        "Une contribution sur une action se lit sous l'orientation qui la porte aujourd'hui ; sur une orientation "
        "fusionnée, aussi sous celle qui la reçoit. Une contribution qui en concerne plusieurs se lit sous chacune."
    )
    return joined([element("p", rule, class_="sd-small"), element("ul", *parts, class_="sd-items")])

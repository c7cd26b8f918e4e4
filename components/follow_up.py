"""What became of the decisions, on screen: counts, the table, late ones first, and each one's history. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from components.exports.decision_words import act_words, due_words, meeting_words, object_words
from components.exports.releve import follow_up_words
from components.formats import date, plural, truncated
from components.html import Html, element, joined
from components.links import link_to
from components.table import html_table
from data.deciding.codec import from_payload
from data.deciding.follow_up import Tracked, count_states, late_count
from data.deciding.follow_up_table import Received
from data.decision import FOLLOW_UP_LABELS, Entry, FollowUp

#: Rows that a slide holds at the size of the room.
OPENING_ROWS = 5


def follow_up_summary(tracked: Sequence[Tracked], reference: dt.date) -> Html:
    """« 4 décisions suivies, dont 1 à échéance dépassée au 5 février 2027 : … »."""
    late = late_count(tracked, reference)
    parts = ", ".join(
        f"{count} « {FOLLOW_UP_LABELS[state].lower()} »" for state, count in count_states(tracked).items() if count
    )
    overdue = f"dont {late} à échéance dépassée" if late else "aucune échéance dépassée"
    return element(
        "p",
        element("strong", f"{plural(len(tracked), 'décision suivie', 'décisions suivies')}, {overdue}"),
        f" au {date(reference)}" + (f" : {parts}." if parts else "."),
    )


def follow_up_table(
    tracked: Sequence[Tracked],
    reference: dt.date,
    titles: Mapping[str, str],
    caption: str = "Suites données",
) -> Html:
    """One row a decision, in the order given: what was decided, who, by when, which act, where it stands."""

    def due(one: Tracked) -> Html:
        badge = element("strong", "Échue", class_="sd-late") if one.late(reference) else None
        milestone = (
            element("span", f"Jalon : {one.decision.milestone}", class_="sd-small") if one.decision.milestone else None
        )
        return joined(
            [part for part in (badge, Html(" ") if badge else None, due_words(one.decision), milestone) if part]
        )

    def what(one: Tracked) -> Html:
        number = f"n° {one.decision.number}, " if one.decision.number else ""
        name = object_words(one.decision.object_id, titles)
        address = link_to("decision", decision=one.decision.decision_id)
        return joined(
            [
                element("strong", element("a", name, href=address)),
                element("p", one.decision.wording),
                element("p", f"{number}{meeting_words(one.meeting)}", class_="sd-small"),
            ]
        )

    def state(one: Tracked) -> Html:
        proof = element("p", f"Preuve : {one.said.proof}", class_="sd-small") if one.said and one.said.proof else None
        comment = element("p", one.said.comment, class_="sd-small") if one.said and one.said.comment else None
        return joined([part for part in (element("p", follow_up_words(one)), proof, comment) if part])

    rows = [
        [
            what(one),
            " ; ".join(one.bodies) or "non désigné",
            due(one),
            act_words(one.decision),
            state(one),
        ]
        for one in tracked
    ]
    return html_table(caption, ("Décision", "Pilote et copilotes", "Échéance", "Acte à prendre", "Suite donnée"), rows)


def opening_block(tracked: Sequence[Tracked], reference: dt.date, place: str, *, projected: bool) -> Html:
    """What a meeting opens on: what became of the earlier decisions, late ones first; a slide holds a few."""
    left = len(tracked) - OPENING_ROWS
    shown = opening_list(tracked[:OPENING_ROWS], reference) if projected else follow_up_table(tracked, reference, {})
    more = element("p", f"Et {plural(left, 'autre décision', 'autres décisions')}, au suivi des décisions.")
    return joined(
        [
            element(
                "header",
                element("p", place, class_="sd-point__place"),
                element("h1", "Suites données aux décisions antérieures"),
                class_="sd-point__head",
            ),
            follow_up_summary(tracked, reference),
            shown if tracked else None,
            more if projected and left > 0 else None,
        ]
    )


def opening_list(tracked: Sequence[Tracked], reference: dt.date) -> Html:
    """The same for a slide, which one does not leave: three short lines a decision."""
    return element(
        "ul",
        *(
            element(
                "li",
                element("strong", object_words(one.decision.object_id, {})),
                f" : {truncated(one.decision.wording, 110)} ",
                element("span", f"{' ; '.join(one.bodies) or 'Pilote non désigné'}, {due_words(one.decision)} : "),
                element("strong", "Échue", class_="sd-late") if one.late(reference) else None,
                f" {follow_up_words(one)}.",
            )
            for one in tracked
        ),
        class_="sd-plain sd-point__actions",
    )


def history_table(entries: Sequence[Entry]) -> Html:
    """All that was said of one decision, the latest first, by whom and when."""
    rows = []
    for entry in reversed(entries):
        said = from_payload(FollowUp, entry.payload)
        rows.append(
            (
                date(entry.at.astimezone().date()),
                FOLLOW_UP_LABELS.get(said.state, said.state),
                date(said.state_on) if said.state_on else "–",
                said.proof or "–",
                said.comment or "–",
                said.reported_by or "–",
                f"{entry.author}, {entry.capacity}" if entry.capacity else entry.author,
            )
        )
    titles = ("Enregistré le", "État", "Au", "Preuve", "Commentaire", "Selon", "Enregistré par")
    return html_table("Historique des suites données", titles, rows)


def received_view(received: Received, titles: Mapping[str, str]) -> Html:
    """What a table that came back would write, or all that stands against it."""
    if received.problems:
        rows = [(str(one.row), one.column, one.message_fr) for one in received.problems[:100]]
        count = plural(len(received.problems), "point à corriger", "points à corriger")
        return joined(
            [
                element("p", element("strong", f"{count} : rien n'est importé."), role="alert", class_="sd-alert"),
                html_table("Ce qui est à corriger dans le tableau", ("Ligne", "Colonne", "Ce qui est attendu"), rows),
            ]
        )
    rows = [
        (
            object_words(change.tracked.decision.object_id, titles),
            follow_up_words(change.tracked),
            FOLLOW_UP_LABELS[change.said.state] + (f" au {date(change.said.state_on)}" if change.said.state_on else ""),
            change.said.proof or "–",
            change.said.comment or "–",
            change.said.reported_by or "–",
        )
        for change in received.changes
    ]
    same = f"{plural(received.unchanged, 'ligne')} sans changement."
    counts = f"{plural(len(rows), 'suite nouvelle', 'suites nouvelles')}, {same}"
    if not rows:
        return element("p", counts)
    headers = ("Décision", "Aujourd'hui", "Selon le tableau", "Preuve", "Commentaire", "Selon")
    return joined([element("p", element("strong", counts)), html_table("Ce qui serait enregistré", headers, rows)])

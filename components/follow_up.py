"""What became of the decisions, on screen: counts, the table, late ones first, and each one's history. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from components.exports.decision_words import act_words, due_words, meeting_words, object_words
from components.exports.releve import follow_up_words
from components.formats import date, plural
from components.html import Html, element, joined
from components.table import html_table
from data.deciding.codec import from_payload
from data.deciding.follow_up import Tracked, count_states, late_count
from data.deciding.follow_up_table import Received
from data.decision import FOLLOW_UP_LABELS, Entry, FollowUp


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
    tracked: Sequence[Tracked], reference: dt.date, titles: Mapping[str, str], caption: str = "Suites données"
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
        return joined(
            [
                element("strong", object_words(one.decision.object_id, titles)),
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

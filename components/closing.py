"""The end of a meeting: what is about to be closed, then the screen of a closed meeting."""

from __future__ import annotations

from collections.abc import Sequence

from components.attendance_form import attendance_line
from components.decision_panel import moment, signed
from components.formats import plural
from components.html import Html, element, joined
from components.links import link_to
from data.decision import Decision, Entry, Meeting

#: Points named one by one before the room closes; beyond, they are counted.
NAMED = 8


def closing_summary(meeting: Meeting, decided: int, open_points: Sequence[str]) -> Html:
    """What is recorded, what is left without a decision, who came. open_points: their titles."""
    left = None
    if open_points:
        more = [f"et {plural(len(open_points) - NAMED, 'autre')}"] if len(open_points) > NAMED else []
        titles = [element("li", words) for words in (*open_points[:NAMED], *more)]
        count = plural(len(open_points), "point reste", "points restent")
        left = joined([element("p", element("strong", f"{count} sans décision :")), element("ul", *titles)])
    return element(
        "section",
        element("h2", "Clore la réunion"),
        element("p", f"{count_words(decided)}."),
        left,
        attendance_line(meeting),
        class_="sd-decision",
    )


def state_words(state: str, *, first: bool) -> str:
    return "Close" if state == "close" else "Ouverte" if first else "Rouverte"


def count_words(decided: int) -> str:
    return plural(decided, "décision enregistrée", "décisions enregistrées") if decided else "Aucune décision"


def closed_screen(
    name: str,
    meeting: Meeting,
    decisions: Sequence[tuple[str, Decision]],
    changes: Sequence[Entry],
    *,
    projected: bool,
) -> Html:
    """Every screen that follows, once the meeting is over. decisions: (name of the object, decision), by number.

    changes: the lines that opened and closed it; told once it has been opened again.
    """
    count = count_words(len(decisions))
    head = [
        element("h1", f"{name} : la réunion est close"),
        element("p", element("strong", f"{count}."), class_="sd-decision__head"),
    ]
    if projected:
        said = element("p", f"Prochaine réunion : {meeting.next_meeting}") if meeting.next_meeting else None
        return element("section", *head, said, class_="sd-decision sd-decision--decided")
    history = [
        element(
            "li",
            f"{state_words(str(entry.payload['state']), first=place == 0)} par {signed(entry)}, {moment(entry.at)}.",
        )
        for place, entry in enumerate(changes)
    ]
    lines = [
        element(
            "li",
            element(
                "a", f"n°\u00a0{decision.number}, {words}", href=link_to("decision", decision=decision.decision_id)
            ),
            f" : {decision.wording}",
        )
        for words, decision in decisions
    ]
    return element(
        "section",
        *head,
        element("p", element("a", "Ouvrir le relevé de décisions", href=link_to("releve", reunion=meeting.meeting_id))),
        attendance_line(meeting),
        element("ul", *history, class_="sd-plain sd-small"),
        element("h2", "Décisions") if lines else None,
        element("ul", *lines, class_="sd-plain") if lines else None,
        class_="sd-decision sd-decision--decided",
    )

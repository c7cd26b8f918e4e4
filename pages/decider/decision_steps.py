"""Reading a decision again, and completing it: a new version that names the one it completes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from components.drafts import keep_draft
from components.exports.decision_words import due_words, meeting_words
from components.html import Html, element, joined
from components.identity import current_actor
from components.links import link_to
from components.table import html_table
from data.deciding.codec import to_payload
from data.deciding.decisions import check_decision, sense_words
from data.deciding.faults import Fault
from data.decision import Decision, Entry
from data.load import load_meetings, load_room, load_store
from data.store import StoreError, Write, new_entry_id
from pages.decider.room_form import ground
from pages.decider.room_view import object_name

DONE, FAULTS = "decision-faite", "decision-fautes"


def complete(decision: Decision, entry: Entry) -> Sequence[Fault]:
    """Record the completed decision; what stands against it, nothing being written then."""
    room = load_room(decision.meeting_id)
    if room is None:
        return [Fault("", "La réunion de cette décision est introuvable.")]
    confirmed = replace(decision, emptying_confirmed=True)  # asked, and answered, when it was taken
    # What it is merged with was accepted in the room: what became of that since is not for this form to mend.
    known = replace(ground(room), standing={})
    if faults := check_decision(confirmed, room.meeting, known):
        return faults
    whole = replace(decision, supersedes=entry.entry_id)
    write = Write("completer", entry.object_id, "decision", to_payload(whole), entry.version, new_entry_id())
    try:
        load_store().append(current_actor(), write)
    except StoreError as error:
        return [Fault("", error.message_fr)]
    keep_draft(DONE, "La décision est complétée ; la version précédente reste.")
    return ()


def decisions_list(decisions: Sequence[tuple[Entry, Decision]]) -> Html:
    """Every decision in force, by meeting and number: each meeting numbers its own."""
    if not decisions:
        return element("p", "Aucune décision n'est encore enregistrée.", class_="sd-note")
    meetings = {one.meeting_id: one for one in load_meetings()}
    rows = [
        [
            element(
                "a",
                f"{object_name(decision.object_id)}, décision n°\u00a0{decision.number}",
                href=link_to("decision", decision=decision.decision_id),
            ),
            joined([sense_words(decision)]),
            decision.wording,
            decision.pilot or "à désigner",
            due_words(decision),
            meeting_words(meetings.get(decision.meeting_id)),
        ]
        for _, decision in decisions
    ]
    return html_table("Décisions enregistrées", ("Objet", "Sens", "Libellé", "Pilote", "Échéance", "Réunion"), rows)

"""Which arrondissement meeting is on screen: the arrondissement, the meeting prepared, the round, the day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from components.exports.gathering import Occasion
from components.filters import choose_day, choose_from_url, selection
from components.formats import date
from components.gatherings import coming_note, days_said, led_by, no_meeting_note
from components.html import element
from components.links import link_to
from components.url_codes import read_uuid
from components.withdraw import choose_correction, choose_put_back, say_changed
from data.deciding.arrondissement_meetings import INSTANCE, gatherings_in, leaders, usual_round
from data.deciding.faults import EARLIEST, LATEST, Fault
from data.deciding.gatherings import ROUND_LABELS, Remark, check_change
from data.decision import Actor, Entry, Meeting
from data.load import change_remark, load_meetings

NO_MEETING = "aucune"


@dataclass(frozen=True)
class Chosen:
    """What is on screen. `meeting`: the one prepared, None when none is chosen."""

    territory_id: str
    meeting: Meeting | None
    round_code: str
    day: dt.date
    occasion: Occasion

    @property
    def typed_on(self) -> dt.date:
        """The day that what is typed now is dated: never one to come."""
        return min(self.day, dt.date.today())

    @property
    def meeting_id(self) -> str:
        return self.meeting.meeting_id if self.meeting else ""

    def holds(self, remark: Remark) -> bool:
        """Whether it was said in this meeting; without one, in this round of the arrondissement.

        What was typed that day before the meeting was prepared was said in it too.
        """
        if remark.territory_id != self.territory_id:
            return False
        if self.meeting is None:
            return remark.round == self.round_code
        that_day = self.meeting.day is not None and remark.said_on == self.meeting.day
        return remark.meeting_id == self.meeting_id or (not remark.meeting_id and that_day)

    def apart(self, remarks: Sequence[Remark]) -> dict[str, int]:
        """Round → the contributions of the arrondissement that no meeting holds, and that this one does not show."""
        if self.meeting is None:
            return {}
        loose = [one for one in remarks if one.territory_id == self.territory_id and not one.meeting_id]
        return dict(Counter(one.round for one in loose if not self.holds(one)))

    def given_back(self, remarks: Sequence[Remark]) -> tuple[Occasion, dt.date]:
        """The meeting as its restitution names it, and the day of its file.

        Without the day of a meeting prepared, these are the days the contributions were said: the one picked on the
        page is only that of the sheets to print, and of what is typed now.
        """
        if self.meeting and self.meeting.day:
            return self.occasion, self.day
        days = [remark.said_on for remark in remarks if remark.said_on]
        return replace(self.occasion, when=days_said(days)), max(days, default=dt.date.today())


def choose_gathering(places: dict[str, str]) -> Chosen:
    """The choices of the page, in its address; what leads the meeting, and where to prepare it."""
    meetings = load_meetings()
    named = {one.meeting_id: one.territory_id for one in meetings if one.instance == INSTANCE}
    first, second, third = st.columns(3)
    with first:
        usual = named.get(read_uuid("reunion")) or selection().territory_id
        usual = usual if usual in places else next(iter(places))
        place = choose_from_url("rencontre", "Arrondissement de la rencontre", places, usual, keep=False)
    own = {one.meeting_id: one for one in gatherings_in(meetings, place)}
    words = {code: _meeting_words(one) for code, one in own.items()} | {NO_MEETING: "Sans réunion préparée"}
    with second:
        code = choose_from_url(
            "reunion", "Réunion préparée", words, next(iter(words)), keep=False, scope=f"{place}-{len(own)}-"
        )
    meeting = own.get(code)
    with third:
        if meeting and meeting.day:
            day = meeting.day
            round_code = usual_round(day)
            st.html(element("p", ROUND_LABELS[round_code], class_="sd-scope"))
        else:
            day = choose_day("jour", "Date de la rencontre", dt.date.today(), (EARLIEST, LATEST))
            round_code = choose_from_url("tour", "Rencontre", ROUND_LABELS, usual_round(day), keep=False)
    occasion = Occasion(places[place], leaders(places[place]), round_code, date(day), meeting.place if meeting else "")
    st.html(led_by(occasion.leaders))
    if not meeting:
        st.html(no_meeting_note(link_to("preparer", instance=INSTANCE, territoire=place)))
    if day > (today := dt.date.today()):
        st.html(coming_note(day, today))
    return Chosen(place, meeting, round_code, day, occasion)


def correct_contribution(
    actor: Actor,
    own: Sequence[Remark],
    changed: Sequence[Sequence[tuple[Entry, Remark]]],
    objects: Mapping[str, str],
    places: Mapping[str, str],
) -> None:
    """Correct or take back one of those shown, or put one back; what stops it is said, and what was typed stays.

    changed: the versions of those already corrected or taken back. objects, places: what one may bear on, code → words.
    """
    withdrawn = [last for *_, (_, last) in changed if last.withdrawn]
    known = {remark.remark_id: remark for remark in own}

    def check(after: Remark) -> Sequence[Fault]:
        return check_change(known[after.remark_id], after, objects, places)

    change = choose_correction(own, objects, places, check) or choose_put_back(withdrawn)
    if change is None:
        return
    if refusal := change_remark(actor, *change, objects, places):
        st.error(refusal)
        return
    say_changed(*change)
    st.rerun()


def _meeting_words(meeting: Meeting) -> str:
    when = date(meeting.day) if meeting.day else "date à fixer"
    return f"{when}, {meeting.place or meeting.title}" if meeting.place or meeting.title else when

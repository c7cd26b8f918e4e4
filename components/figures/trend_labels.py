"""What is written beside the points of a trend, and which points have the room for it. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from components.figures.trend_marks import Aim, Mark, Panel, scale_of
from components.formats import number, spread

#: Beyond so many points on a line, only its ends and its extremes are written beside them.
LABELS_WRITTEN = 8
#: What a sign of a label takes at its size, its height, and the plot of a phone 390 pixels wide, in pixels.
SIGN_PX, LINE_PX, PHONE_PLOT_PX = 10, 19, 290
#: What a label of one line, and of two, takes above the highest point of a strip.
HEADROOM_PX, HEADROOM_NAMED_PX = 30, 48
#: The room of a target's ring, and of its text.
RING_PX, AIM_X_PX = 20, 76


def label(mark: Mark, part: Panel) -> str:
    """The value beside its point, and whose it is when the panel holds several indicators."""
    if mark.high is not None:
        return ""  # written above its bar
    qualifier = {"more_than": "plus de ", "at_least": "au moins ", "about": "env. "}.get(mark.qualifier, "")
    words = f"{qualifier}{number(mark.value)}"
    if len(part.indicators) > 1:
        words = f"<b>{words}</b><br>{short_name(mark)}"
    return words if mark.nature == "value" else f"{words} (contesté)"


def short_name(mark: Mark) -> str:
    """The acronym a label ends with, « (MSAP) », else its first words."""
    label = mark.indicator.label
    if label.endswith(")") and "(" in label:
        return label[label.rindex("(") + 1 : -1]
    return " ".join(label.split()[:2])


@dataclass(frozen=True)
class Grain:
    """How many pixels a day and a unit take on the narrowest screen: what fits there fits everywhere."""

    day_px: float
    unit_px: float

    @classmethod
    def on_phone(cls, days: int, edge: float, unit_px: float) -> Grain:
        """`edge`: the share of the width that the axis of time has."""
        return cls(PHONE_PLOT_PX * (edge or 1.0) / max(days, 1), unit_px)

    def apart(self, first: Placed, other: Placed) -> tuple[float, float]:
        """How far two values stand from each other, across and up, in pixels."""
        across = abs(((first.day or dt.date.min) - (other.day or dt.date.min)).days) * self.day_px
        return across, abs(first.value - other.value) * self.unit_px


class Placed(Protocol):
    """What has a place in time and a value."""

    @property
    def day(self) -> dt.date | None: ...
    @property
    def value(self) -> float: ...


def labelled(run: Sequence[Mark], texts: Sequence[str], grain: Grain) -> set[int]:
    """Which points have their text beside them: both ends, then the extremes, then what runs into no other.

    Two labels that touch would read as one number: « 20 22 ».
    """
    values, last = [mark.value for mark in run], len(run) - 1
    wanted = [values.index(max(values)), values.index(min(values))]
    if len(run) <= LABELS_WRITTEN:
        wanted += range(1, last)
    kept = [0, last]
    for place in wanted:
        if place not in kept and not any(_touch(run, texts, place, other, grain) for other in kept):
            kept.append(place)
    return set(kept)


def _touch(run: Sequence[Mark], texts: Sequence[str], place: int, other: int, grain: Grain) -> bool:
    across, up = grain.apart(run[place], run[other])
    return across < (_width(texts[place]) + _width(texts[other])) / 2 and up < LINE_PX * _lines(texts[place])


def _width(text: str) -> float:
    lines = re.split("<br>", text)
    return max(len(re.sub("<[^>]*>", "", line)) for line in lines) * SIGN_PX


def _lines(text: str) -> int:
    return text.count("<br>") + 1


def aim_above(aim: Aim, marks: Sequence[Mark], grain: Grain) -> bool:
    """Whether the text of a target goes above its ring: the value nearest in time is below it."""
    near = [mark for mark in marks if mark.day and grain.apart(mark, aim)[0] < AIM_X_PX] if aim.day else []
    return bool(near) and aim.value >= min(near, key=lambda mark: grain.apart(mark, aim)[0]).value


def under_ring(mark: Mark, aims: Sequence[Aim], grain: Grain) -> bool:
    """Whether a target stands just above a value, where its text would be: it is then written below."""
    for aim in aims:
        if mark.day and aim.day and aim.value >= mark.value:
            across, up = grain.apart(mark, aim)
            if across < RING_PX and up < 2 * RING_PX:
                return True
    return False


def meets_aim(mark: Mark, text: str, part: Panel, grain: Grain) -> bool:
    """Whether the text above a value would run into that of a target."""
    for aim in part.aims:
        if mark.day is None or aim.day is None:
            continue
        across, _ = grain.apart(mark, aim)
        side = 1 if aim_above(aim, part.dated, grain) else -1
        up = abs((aim.value - mark.value) * grain.unit_px + (side - 1) * LINE_PX)
        if across < (_width(text) + AIM_X_PX) / 2 and up < LINE_PX:
            return True
    return False


def hover(mark: Mark) -> str:
    revised = "".join(f"<br>publié {number(r.value)} ({r.edition}), révisé" for r in mark.revisions)
    motive = f"<br>{mark.motive}" if mark.motive else ""
    return f"{mark.indicator.label}<br><b>{mark.written}</b>, {mark.when}{revised}{motive}<extra></extra>"


def level_label(mark: Mark) -> str:
    """The value, its unit being that of the strip; « plus de » and « % » stay, they change what is read."""
    words = spread(mark.value, mark.high, "%" if scale_of(mark.indicator.unit) == "%" else "")
    words = {"more_than": "plus de ", "at_least": "au moins ", "about": "env. "}.get(mark.qualifier, "") + words
    return words if mark.nature == "value" else f"{words} (contesté)"

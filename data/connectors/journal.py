"""What was done to the imported editions, one line each, never rewritten. It alone says which edition is current.

One appended line makes an edition current: a crash before it leaves the previous one in place, a torn line is ignored.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

NAME = "journal.jsonl"

Event = dict[str, Any]


def read_events(folder: Path) -> list[Event]:
    """Return the events in order, those of a line cut by a crash left out."""
    try:
        text = (folder / NAME).read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    events: list[Event] = []
    for line in text.splitlines():
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict) and {"event", "layer"} <= event.keys():
            events.append(event)
    return events


def append_event(folder: Path, event: Event) -> None:
    """Append one event, dated (UTC), and wait until it is on the disk.

    Raises:
        OSError: the disk refused; nothing is left of the line.
    """
    folder.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"at": now(), **event}, ensure_ascii=False).encode("utf-8") + b"\n"
    path = folder / NAME
    # A line that a crash cut must not swallow this one.
    torn = path.is_file() and path.read_bytes()[-1:] not in (b"", b"\n")
    with path.open("ab", buffering=0) as stream:
        before = stream.seek(0, os.SEEK_END)
        left = memoryview(b"\n" + line if torn else line)
        try:
            while left:  # a disk that fills up takes the beginning without a word
                left = left[stream.write(left) :]
            os.fsync(stream.fileno())
        except OSError:
            with suppress(OSError):
                stream.truncate(before)
            raise


def current_stack(events: list[Event], layer: str) -> list[str]:
    """Return the editions of a layer that were current one after the other, the present one last, rollbacks undone."""
    stack: list[str] = []
    for event in events:
        if event["layer"] != layer:
            continue
        if event["event"] == "publish":
            stack.append(str(event["edition_id"]))
        elif event["event"] == "rollback" and stack:
            stack.pop()
    return stack


def now() -> str:
    """The time as written in the journal and the records: UTC, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")

"""A long computation beside the page: started once, followed from the page, stopped by the reader. Pure.

One computes at a time on each lane (questions to solve, documents to make) for the whole server, so that a reader
never slows the others down and memory is bounded; the next one waits for its turn. A run belongs to the session that
started it: nobody stops another's.
"""

from __future__ import annotations

import itertools
import threading
from collections import defaultdict
from collections.abc import Callable, Hashable
from typing import Any

#: What the computation is given: whether to stop, and where to tell its progress.
Work = Callable[[Callable[[], bool], Callable[[Any], None]], Any]

#: One turn a lane.
_turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
_numbers = itertools.count(1)


class Run:
    """One computation: `progress` (the last told, None before), then `result` or `error`, when `done`.

    `number` is its own on this server: what is drawn of a run cut short is remembered by it. `made_of`: what it was
    begun from, for who must say that this has changed since.
    """

    def __init__(self, key: Hashable, work: Work, lane: str = "calculs", made_of: Hashable = None) -> None:
        self.key, self.number, self.made_of = key, next(_numbers), made_of
        self._turn = _turns[lane]
        self.progress: Any = None
        self.result: Any = None
        self.error: BaseException | None = None
        self._work = work
        self._asked_to_stop, self._done, self._turn_taken = threading.Event(), threading.Event(), threading.Event()
        threading.Thread(target=self._compute, name="run", daemon=True).start()

    @property
    def done(self) -> bool:
        return self._done.is_set()

    @property
    def waiting(self) -> bool:
        """Another computation is under way; this one has not begun."""
        return not self._turn_taken.is_set()

    @property
    def stopped(self) -> bool:
        """The reader asked to stop."""
        return self._asked_to_stop.is_set()

    def stop(self) -> None:
        """Ask the computation to end with what it has; it does so a moment later."""
        self._asked_to_stop.set()

    def wait(self, seconds: float) -> bool:
        """Wait for the end, at most so long: a short question is answered at once. True when done."""
        return self._done.wait(seconds)

    def _compute(self) -> None:
        # A reader who stops while waiting is answered without a turn: the work then ends at once.
        while not (mine := self._turn.acquire(timeout=0.1)) and not self.stopped:
            pass
        self._turn_taken.set()
        try:
            self.result = self._work(lambda: self.stopped, self._tell)
        except BaseException as error:  # told to the page, which shows it as any other error
            self.error = error
        finally:
            if mine:
                self._turn.release()
            self._done.set()

    def _tell(self, progress: Any) -> None:
        self.progress = progress

"""What is costly to draw and the same for every reader is drawn once per data version. Pure.

A page's blocks depend on the data version and on a few codes (action, date, filter): with those as the key, a rerun
costs a look-up. Nothing personal is ever kept here: what a user types is never part of a key.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

Drawn = TypeVar("Drawn")

#: Beyond this many blocks the oldest unused one is dropped: 16 fiches × 10 blocks fit many times over.
LIMIT = 1_000

_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = threading.Lock()


def remember(key: Hashable, build: Callable[[], Drawn]) -> Drawn:
    """The value of `build()` for this key, built once; shared between sessions, so never modified in place."""
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return cast(Drawn, _kept[key])
    value = build()
    with _lock:
        _kept[key] = value
        while len(_kept) > LIMIT:
            _kept.popitem(last=False)
    return value

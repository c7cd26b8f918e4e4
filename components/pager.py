"""Previous and next, as links that can be shared and reached by keyboard."""

from __future__ import annotations

from collections.abc import Callable

from components.html import Html, element


def pager(current: int, last: int, href: Callable[[int], str], label: str) -> Html:
    """Links to the action before and after `current` (1 to `last`). `label` tells two pagers of a page apart."""
    before = element("a", "← Action précédente", href=href(current - 1), rel="prev") if current > 1 else None
    after = element("a", "Action suivante →", href=href(current + 1), rel="next") if current < last else None
    return element("nav", before, after, class_="sd-pager", aria_label=label)

"""Links between pages. Pure: the shared filter is added in the browser, at the moment a link is followed, so that a
block of links is the same for every territory and is not sent again when the filter changes."""

from __future__ import annotations


def link_to(page: str, **codes: str | int) -> str:
    """The address of `page` (its URL path) with its own parameters: `link_to("fiche", action=5)`."""
    query = "&".join(f"{name}={code}" for name, code in codes.items())
    return f"{page}?{query}" if query else page

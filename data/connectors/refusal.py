"""A file that cannot be imported, said in French. Standard library only: the reading process loads nothing heavier."""

from __future__ import annotations

from data.connectors.wording import typography


class RefusedError(Exception):
    """Nothing was imported and nothing changed; `message_fr` says why and what to do."""

    def __init__(self, message_fr: str) -> None:
        self.message_fr = typography(message_fr)
        super().__init__(self.message_fr)

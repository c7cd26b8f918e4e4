"""A file that cannot be imported, said in French. Standard library only: the reading process loads nothing heavier."""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"


def typography(text: str) -> str:
    """Return the sentence with the no-break spaces that French punctuation asks for."""
    return re.sub(r"(?<=\S) (?=[:;?!»])|(?<=«) ", NO_BREAK, text)


class Refusal(Exception):
    """Nothing was imported and nothing changed; `message_fr` says why and what to do."""

    def __init__(self, message_fr: str) -> None:
        self.message_fr = typography(message_fr)
        super().__init__(self.message_fr)

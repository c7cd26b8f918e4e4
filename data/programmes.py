"""The programmes beside the schéma, and what the documents say they concern. Pure types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from data.model import Frame, Source

#: Programme (as `data.decision.PROGRAMMES` names it) → the frame of the tables that describes it.
FRAME_OF: Final = {"fne": "fne", "acces_services": "acces-services-publics"}


@dataclass(frozen=True)
class Programme:
    """A programme beside the schéma. `said`: what the documents say of its place beside it.

    `actions`: action → the sentences of its fiche that name it. Empty: no document ties an action to it.
    """

    code: str
    frame: Frame
    said: tuple[tuple[str, Source], ...]
    actions: dict[int, tuple[Source, ...]]


@dataclass(frozen=True)
class Tag:
    """A programme on an action or an orientation. `decided`: a decision says so, and `words` is its sentence.

    Otherwise a document does: `sources` are its sentences. `action_id`: the action it comes through.
    """

    code: str
    decided: bool
    words: str = ""
    sources: tuple[Source, ...] = ()
    action_id: int | None = None
    decision_id: str = ""

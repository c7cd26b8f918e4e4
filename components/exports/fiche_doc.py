"""« Fiche imprimable »: one action on two pages. Pure."""

from __future__ import annotations

from components.exports.document import Document, Origin
from components.exports.fiche_blocks import fiche_blocks
from data.model import Fiche


def build_fiche(fiche: Fiche, origin: Origin, decision: str = "") -> Document:
    """The document of one action. `decision`: the sentence in force, empty while none is taken."""
    status = fiche.status
    return Document(
        f"Fiche-action {status.action_id}",
        origin,
        fiche_blocks(fiche, decision),
        status.title,
    )

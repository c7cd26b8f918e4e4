"""The tables of what a reader must know before trusting a figure."""

from __future__ import annotations

from data.contract.shape import Table, provenance, text, whole
from data.model import CAVEAT_CATEGORIES, SEVERITIES

TABLES: tuple[Table, ...] = (
    Table(
        "caveats",
        "Précautions de lecture",
        "Ce qu'un lecteur doit savoir avant de se fier à une donnée.",
        ("caveat_id",),
        (
            text("caveat_id", "Code de la précaution."),
            text("severity", "A change une décision, B change un chiffre ou une carte, C rédaction.", of=SEVERITIES),
            text("category", "Nature de la précaution.", of=CAVEAT_CATEGORIES),
            text("title", "Titre."),
            text("statement", "Ce que le document écrit."),
            text("effect", "Pourquoi cela compte."),
            text("display", "Comment l'écran le montre."),
        ),
    ),
    Table(
        "caveat_quotes",
        "Citations des précautions",
        "Une citation sur laquelle repose une précaution.",
        ("caveat_id", "rank"),
        (
            text("caveat_id", "Précaution.", to="caveats.caveat_id"),
            whole("rank", "Rang.", low=1),
            *provenance(),
        ),
    ),
    Table(
        "caveat_subjects",
        "Sujets des précautions",
        "Ce que touche une précaution.",
        ("caveat_id", "kind", "subject"),
        (
            text("caveat_id", "Précaution.", to="caveats.caveat_id"),
            text(
                "kind", "Nature du sujet.", of=("action", "indicator", "observation", "territory", "section", "whole")
            ),
            text("subject", "Code du sujet ; « * » pour l'ensemble."),
        ),
    ),
)

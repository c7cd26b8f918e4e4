"""The tables of documents, their editions, the nine orientations."""

from __future__ import annotations

from data.contract.shape import Table, dated, provenance, text, whole

TABLES: tuple[Table, ...] = (
    Table(
        "documents",
        "Documents",
        "Un document d'où viennent des faits.",
        ("document_id",),
        (
            text("document_id", "Code du document."),
            text("title", "Titre."),
            text("short_title", "Nom court, celui des lignes de source."),
            text("publisher", "Organisme qui l'a publié."),
            *dated("published_on", "Date du document."),
            text("kind", "Nature du document."),
            text("licence", "Droit de réutilisation."),
        ),
    ),
    Table(
        "editions",
        "Éditions",
        "Une édition d'un document : une révision est une autre édition, jamais un remplacement.",
        ("edition_id",),
        (
            text("edition_id", "Code de l'édition."),
            text("document_id", "Document.", to="documents.document_id"),
            *dated("published_on", "Date de l'édition."),
            text("licence", "Droit de réutilisation."),
            text("sha256", "Empreinte du fichier importé ; vide pour une saisie à la main.", null=True),
        ),
    ),
    Table(
        "orientations",
        "Orientations",
        "Une des neuf orientations du schéma 2017-2023.",
        ("orientation_id",),
        (
            text("orientation_id", "Code, de O1 à O9."),
            whole("rank", "Rang dans le rapport.", low=1, high=9),
            text("label", "Libellé exact."),
            *provenance(),
        ),
    ),
)

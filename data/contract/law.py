"""The tables of the texts that bind the schéma, their delays, and the elections."""

from __future__ import annotations

from data.contract.shape import Table, dated, flag, text, whole
from data.model import CERTAINTIES

TABLES: tuple[Table, ...] = (
    Table(
        "legal_texts",
        "Textes qui encadrent le schéma",
        "Un texte ou un usage, ce qui en a été lu et ce qui reste à vérifier.",
        ("text_id",),
        (
            text("text_id", "Code du texte."),
            text("title", "Titre."),
            text("short_title", "Nom court."),
            *dated("dated_on", "Date du texte."),
            text("read_in", "Où il a été lu."),
            text("to_check", "Ce qui reste à vérifier dans le texte consolidé."),
        ),
    ),
    Table(
        "legal_delays",
        "Délais du rétroplanning",
        "Un délai qui commande le calendrier d'adoption : de droit, ou hypothèse de travail.",
        ("delay_id",),
        (
            text("delay_id", "Code du délai."),
            whole("rank", "Ordre dans la démarche.", low=1),
            text("label", "Ce qu'il sépare."),
            whole("duration", "Durée, dans son unité.", low=0),
            text("unit", "Unité de la durée.", of=("mois", "jours")),
            whole("low", "Durée la plus courte admise.", low=0),
            whole("high", "Durée la plus longue admise.", low=0),
            text("text_id", "Texte.", to="legal_texts.text_id"),
        ),
    ),
    Table(
        "elections",
        "Scrutins",
        "Un scrutin et son premier tour : ses périodes de réserve en sont calculées.",
        ("election_id",),
        (
            text("election_id", "Code du scrutin."),
            text("label", "Nom."),
            *dated("first_round", "Premier tour, ou premier jour du mois attendu.", null=False),
            flag("is_local", "Scrutin qui renouvelle une assemblée locale."),
            text("certainty", "Date fixée, ou attendue selon la durée des mandats.", of=CERTAINTIES),
        ),
    ),
    Table(
        "legal_requirements",
        "Ce que la loi et son décret demandent",
        "Une exigence, dite avec nos mots, et le texte qui la porte.",
        ("requirement_id",),
        (
            text("requirement_id", "Code de l'exigence."),
            whole("rank", "Ordre de lecture.", low=1),
            text("kind", "Nature.", of=("contenu", "gouvernance", "procedure", "suite")),
            text("label", "Ce qui est demandé."),
            text("text_id", "Texte.", to="legal_texts.text_id"),
            text("article", "Article ou partie du texte."),
        ),
    ),
)

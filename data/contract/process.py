"""The tables of the process: calendar, neighbouring frames, governance, votes."""

from __future__ import annotations

from data.contract.shape import ACTION, Table, dated, number, provenance, text, whole

TABLES: tuple[Table, ...] = (
    Table(
        "calendar",
        "Calendrier",
        "Une étape de la démarche.",
        ("step_id",),
        (
            text("step_id", "Code de l'étape."),
            text("label", "Libellé."),
            text("body", "Instance ou organisme.", null=True),
            text("decides", "Ce qu'on y décide ou ce qui s'y passe.", null=True),
            *dated("start", "Début."),
            *dated("end", "Fin."),
            text("date_written", "Date telle qu'elle est écrite, quand ce n'est pas un jour.", null=True),
            text("state", "Fait ou prévu, au moment où le document est écrit.", of=("fait", "prevu")),
            text("kind", "Nature de l'étape."),
            *provenance(),
        ),
    ),
    Table(
        "frames",
        "Cadres voisins",
        "Un autre cadre d'action publique, avec sa propre horloge.",
        ("frame_id",),
        (
            text("frame_id", "Code du cadre."),
            text("label", "Nom."),
            text("acronym", "Sigle.", null=True),
            text("carrier", "Organisme qui le porte.", null=True),
            *dated("start", "Début."),
            *dated("end", "Fin."),
            text("date_written", "Date telle qu'elle est écrite, quand ce n'est pas un jour.", null=True),
            text("state", "État au moment où le document est écrit.", null=True),
            *provenance(),
        ),
    ),
    Table(
        "frame_actions",
        "Cadres voisins et actions",
        "Une action que le document rapproche d'un cadre voisin.",
        ("frame_id", "action_id"),
        (text("frame_id", "Cadre.", to="frames.frame_id"), ACTION),
    ),
    Table(
        "governance_facts",
        "Gouvernance",
        "Un fait sur les instances et leur fonctionnement.",
        ("fact_id",),
        (
            text("fact_id", "Code du fait."),
            text("label", "Libellé."),
            number("value", "Nombre, s'il y en a un.", null=True),
            number("value_high", "Haut de la fourchette.", null=True),
            text("unit", "Unité.", null=True),
            text("text", "Texte, quand ce n'est pas un nombre.", null=True),
            *provenance(),
        ),
    ),
    Table(
        "votes",
        "Votes",
        "Un vote du Conseil départemental.",
        ("vote_id",),
        (
            text("vote_id", "Code du vote."),
            text("object", "Objet."),
            text("body", "Instance."),
            *dated("date", "Date.", null=False),
            *(
                whole(name, label, low=0)
                for name, label in (
                    ("present", "Présents."),
                    ("proxies", "Procurations."),
                    ("voters", "Votants."),
                    ("abstentions", "Abstentions."),
                    ("cast", "Suffrages exprimés."),
                    ("majority", "Majorité des suffrages exprimés."),
                    ("for", "Pour."),
                    ("against", "Contre."),
                    ("members", "Membres en exercice."),
                    ("absent", "Absents sans procuration."),
                    ("not_voting", "N'ont pas pris part au vote."),
                )
            ),
            *provenance(),
        ),
    ),
    Table(
        "vote_groups",
        "Votes par groupe",
        "Le vote d'un groupe du Conseil départemental.",
        ("vote_id", "group"),
        (
            text("vote_id", "Vote.", to="votes.vote_id"),
            text("group", "Groupe."),
            text("vote", "Sens du vote.", of=("pour", "contre", "abstention")),
            whole("voters", "Nombre de voix, quand le document le donne.", null=True, low=0),
            *provenance(),
        ),
    ),
    Table(
        "vote_results",
        "Résultats du vote",
        "Les mots exacts d'un résultat du vote.",
        ("vote_id", "result"),
        (
            text("vote_id", "Vote.", to="votes.vote_id"),
            text("result", "Colonne de la table des votes."),
            *provenance(),
        ),
    ),
)

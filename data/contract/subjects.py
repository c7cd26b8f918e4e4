"""The tables of figures that look alike, and of what the bilan states without measuring it."""

from __future__ import annotations

from data.contract.shape import Table, provenance, text, whole

TABLES: tuple[Table, ...] = (
    Table(
        "subjects",
        "Sujets à plusieurs chiffres",
        "Un sujet sur lequel plusieurs chiffres circulent, et la phrase qui dit pourquoi.",
        ("subject_id",),
        (
            text("subject_id", "Code du sujet."),
            whole("rank", "Rang.", low=1),
            text("label", "Sujet."),
            text("question", "La question qu'on pose en réunion."),
            text("sentence", "La réponse à lire à voix haute."),
        ),
    ),
    Table(
        "subject_figures",
        "Chiffres d'un sujet",
        "Un des chiffres d'un sujet : une valeur ou une cible déjà déclarée, avec qui la compte et qui finance.",
        ("subject_id", "rank"),
        (
            text("subject_id", "Sujet.", to="subjects.subject_id"),
            whole("rank", "Rang.", low=1),
            text("observation_id", "Valeur.", null=True, to="observations.observation_id"),
            text("target_id", "Cible.", null=True, to="targets.target_id"),
            text("producer", "Qui compte ou écrit ce chiffre."),
            text("definition", "Ce qui est compté, en quelques mots."),
            text("funder", "Qui finance ; vide quand le document ne le précise pas.", null=True),
        ),
    ),
    Table(
        "claims",
        "Affirmations sans mesure",
        "Ce que le bilan ou le rapport affirme sans qu'une mesure l'accompagne.",
        ("claim_id",),
        (
            text("claim_id", "Code de l'affirmation."),
            whole("action_id", "Action.", null=True, to="actions.action_id", low=1, high=16),
            text("statement", "Ce qui est affirmé, avec nos mots."),
            text("needs", "Ce qu'il faudrait mesurer."),
            text("indicator_id", "Indicateur du catalogue qui y aiderait.", null=True, to="indicators.indicator_id"),
            *provenance(),
        ),
    ),
)

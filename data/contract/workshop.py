"""The tables of the workshop day of 30 June 2023."""

from __future__ import annotations

from data.contract.shape import Table, provenance, text, whole

TABLES: tuple[Table, ...] = (
    Table(
        "workshop_sections",
        "Rubriques de la journée du 30 juin 2023",
        "Une rubrique des ateliers.",
        ("section_id",),
        (
            text("section_id", "Code de la rubrique."),
            text(
                "kind", "Dimension de l'accessibilité, levier d'action ou autres.", of=("dimension", "levier", "autres")
            ),
            whole("rank", "Rang.", low=1),
            text("heading", "Titre tel qu'il est imprimé."),
            text("annex_wording", "Mots de l'annexe.", null=True),
            text("reformulation", "Reformulation proposée par une table de travail.", null=True),
            text("reformulation_quote", "Mots exacts de cette reformulation.", null=True),
            text("explanation", "Explication imprimée sous le titre, résumée.", null=True),
            *provenance(),
        ),
    ),
    Table(
        "workshop_items",
        "Propositions de la journée du 30 juin 2023",
        "Une proposition et son rang, de 5 à 1, dans sa rubrique.",
        ("item_id",),
        (
            text("item_id", "Code de la proposition."),
            text("section_id", "Rubrique.", to="workshop_sections.section_id"),
            whole("rank", "Rang dans la rubrique.", low=1),
            text("text", "Proposition."),
            whole("rating", "Classement des participants, de 5 (plus judicieux) à 1.", low=1, high=5),
            text(
                "nature",
                "Notre lecture : la ligne décrit un problème (constat) ou avance une solution (proposition).",
                of=("constat", "proposition"),
            ),
            text("nature_reason", "Pourquoi la ligne est lue comme un constat.", null=True),
            *provenance(),
        ),
    ),
    Table(
        "workshop_notes",
        "Annexe et notions",
        "Une ligne de l'annexe, ou une notion précisée après les ateliers.",
        ("note_id",),
        (
            text("note_id", "Code."),
            text(
                "kind",
                "Liste de l'annexe, notion, barème ou origine du cadre.",
                of=("dimensions", "leviers", "notion", "bareme", "origine_du_cadre"),
            ),
            whole("rank", "Rang.", low=1),
            text("section_id", "Rubrique rapprochée.", null=True, to="workshop_sections.section_id"),
            text("term", "Notion précisée.", null=True),
            whole("year", "Année de la source que le document cite.", null=True),
            text("text", "Ce qui est dit."),
            *provenance(),
        ),
    ),
    Table(
        "workshop_groups",
        "Formulations proches de la journée du 30 juin 2023",
        "Des propositions qui disent presque la même chose, souvent notées différemment ; rapprochées à la main.",
        ("group_id",),
        (
            text("group_id", "Code du rapprochement."),
            whole("rank", "Ordre de lecture.", low=1),
            text("title", "Ce que ces propositions ont en commun."),
            text("reason", "Pourquoi elles sont rapprochées."),
        ),
    ),
    Table(
        "workshop_group_items",
        "Propositions rapprochées",
        "Une proposition d'un rapprochement.",
        ("group_id", "item_id"),
        (
            text("group_id", "Rapprochement.", to="workshop_groups.group_id"),
            text("item_id", "Proposition.", to="workshop_items.item_id"),
        ),
    ),
    Table(
        "workshop_tensions",
        "Atelier et documents, côte à côte",
        "Un sujet sur lequel l'atelier et les documents ne disent pas la même chose ; rien n'est arbitré.",
        ("tension_id",),
        (
            text("tension_id", "Code."),
            whole("rank", "Ordre de lecture.", low=1),
            text("title", "Ce qui diffère."),
            text("question", "La question à poser au comité."),
        ),
    ),
    Table(
        "workshop_tension_items",
        "Propositions mises en regard",
        "Une proposition de l'atelier mise en regard d'un passage des documents.",
        ("tension_id", "item_id"),
        (
            text("tension_id", "Mise en regard.", to="workshop_tensions.tension_id"),
            text("item_id", "Proposition.", to="workshop_items.item_id"),
        ),
    ),
    Table(
        "workshop_tension_quotes",
        "Passages mis en regard",
        "Un passage d'une fiche, du rapport ou de la délibération mis en regard de l'atelier.",
        ("tension_id", "rank"),
        (
            text("tension_id", "Mise en regard.", to="workshop_tensions.tension_id"),
            whole("rank", "Ordre de lecture.", low=1),
            whole("action_id", "Action de la fiche citée.", null=True, to="actions.action_id", low=1, high=16),
            text("text", "Ce que dit le passage, avec nos mots."),
            *provenance(),
        ),
    ),
)

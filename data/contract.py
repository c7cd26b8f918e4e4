"""The shape of every table of `data/tables/`: one declaration makes the checks and the reader's dictionary.

A table is declared once as a `Table` of `Column`s. `schema()` turns it into a strict pandera schema (no extra column,
unique key, closed vocabularies); `check_links()` holds the foreign keys. The French descriptions are what the page
« Sources et précautions de lecture » shows: written here, rendered everywhere.

Never imported by the running dashboard (pandera is a build-time tool): `data/load/` trusts the manifest's sha256.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa

from data.model import (
    BASES,
    CAVEAT_CATEGORIES,
    CERTAINTIES,
    FACT_STATES,
    INDICATOR_KINDS,
    LEVELS,
    LEVER_COLUMNS,
    LINKS,
    PRECISIONS,
    QUALIFIERS,
    READINGS,
    ROLES,
    SCOPES,
    SECTIONS,
    SEVERITIES,
    STATES,
)

DTYPES = {"text": "str", "int": "Int64", "float": "float64", "bool": "boolean", "date": "datetime64[ms]"}


class ContractError(ValueError):
    """A table does not have the shape declared here. The message, in French, names the table and the column."""


@dataclass(frozen=True)
class Column:
    """One column: its type (a key of `DTYPES`), what it means in French, and what it may hold."""

    name: str
    kind: str
    description: str
    nullable: bool = False
    values: tuple[str, ...] = ()
    refers_to: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Table:
    """One table: its key (unique), its columns in order, and the French sentence that says what a row is."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


def text(name: str, description: str, *, null: bool = False, of: tuple[str, ...] = (), to: str = "") -> Column:
    return Column(name, "text", description, null, of, to)


def whole(
    name: str,
    description: str,
    *,
    null: bool = False,
    to: str = "",
    low: float | None = None,
    high: float | None = None,
) -> Column:
    return Column(name, "int", description, null, (), to, low, high)


def number(
    name: str, description: str, *, null: bool = False, low: float | None = None, high: float | None = None
) -> Column:
    return Column(name, "float", description, null, (), "", low, high)


def flag(name: str, description: str, *, null: bool = False) -> Column:
    return Column(name, "bool", description, null)


def dated(name: str, description: str, *, null: bool = True, precision: str = "") -> tuple[Column, Column]:
    """A date column and the column that says how precise it is: the two never travel apart."""
    return (
        Column(name, "date", description, null),
        text(
            precision or f"{name}_precision",
            f"Précision de « {name} » : jour, mois, année, période, non datée.",
            of=PRECISIONS,
        ),
    )


def provenance(*, quote: bool = True) -> tuple[Column, ...]:
    """Where a fact stands: document, place in it, and the exact words it rests on (40 at most)."""
    return (
        text("document_id", "Document d'où vient le fait.", to="documents.document_id"),
        text("place", "Endroit du document, par exemple « fiche 5 · situation à mi-2023 »."),
        text("quote", "Mots exacts du document, 40 au plus.", null=not quote),
    )


_ACTION = whole("action_id", "Numéro de l'action, de 1 à 16.", to="actions.action_id", low=1, high=16)
_TERRITORY = text("territory_id", "Code du territoire.", to="territories.territory_id")

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
    Table(
        "actions",
        "Actions",
        "Une des seize actions, et le statut que sa fiche propose.",
        ("action_id",),
        (
            whole("action_id", "Numéro de l'action, de 1 à 16.", low=1, high=16),
            text("title", "Titre exact."),
            text("subtitle", "Sous-titre imprimé, s'il y en a un.", null=True),
            text("orientation_id", "Orientation de rattachement.", to="orientations.orientation_id"),
            text("orientation_basis", "D'où vient le rattachement : le document n'en écrit aucun.", of=("déduite",)),
            text("orientation_reason", "Pourquoi ce rattachement."),
            text("context", "Résumé du texte d'introduction de la fiche."),
            text("context_quote", "Mots exacts de ce texte."),
            text(
                "status_header", "Ligne d'en-tête du tableau des perspectives, cellules séparées par « | ».", null=True
            ),
            text("status_written", "Ce que la fiche écrit ou coche.", null=True),
            text("status_reading", "Notre lecture codée de ce qui est écrit.", of=READINGS),
            text("status_reason", "Pourquoi cette lecture."),
            whole("sub_actions_announced", "Nombre de sous-actions annoncé par la fiche.", null=True, low=0),
            *provenance(quote=False),
        ),
    ),
    Table(
        "context_items",
        "Contexte des actions",
        "Un chiffre ou un territoire cité dans l'introduction d'une fiche.",
        ("action_id", "rank"),
        (
            _ACTION,
            whole("rank", "Rang dans l'introduction.", low=1),
            text("text", "Ce qui est dit."),
            text("detail", "Suite, résumée.", null=True),
            text("territory_written", "Territoire tel qu'il est écrit.", null=True),
            *provenance(),
        ),
    ),
    Table(
        "bodies",
        "Organismes",
        "Un organisme ou un groupe d'organismes nommé par le document.",
        ("body_id",),
        (
            text("body_id", "Code de l'organisme."),
            text("label", "Nom retenu."),
            text("kind", "Nature."),
            text("parent_id", "Organisme dont il fait partie.", null=True, to="bodies.body_id"),
            text("note", "Changement de nom ou sigle.", null=True),
        ),
    ),
    Table(
        "body_aliases",
        "Noms d'organismes",
        "Une façon d'écrire un organisme dans le document.",
        ("written",),
        (
            text("written", "Tel qu'il est écrit."),
            text("body_id", "Organisme.", to="bodies.body_id"),
            text("certainty", "Écrit dans le document ou déduit.", of=CERTAINTIES),
        ),
    ),
    Table(
        "action_bodies",
        "Organismes par action",
        "Le rôle d'un organisme dans une action.",
        ("action_id", "role", "body_id", "sub_action_rank"),
        (
            _ACTION,
            text("role", "Rôle : auteur de la fiche, pilote ou partenaire.", of=ROLES),
            text("body_id", "Organisme.", to="bodies.body_id"),
            whole("sub_action_rank", "Sous-action concernée ; vide pour toute l'action.", null=True, low=1),
            text("written", "Tel qu'il est écrit dans la fiche."),
            text("service", "Service nommé.", null=True),
            text("since", "Depuis, si la fiche le dit.", null=True),
            text("until", "Jusqu'à, si la fiche le dit.", null=True),
            text("note", "Précision de la fiche.", null=True),
            *provenance(),
        ),
    ),
    Table(
        "sections",
        "Rubriques des fiches",
        "L'état d'une des six rubriques d'une fiche.",
        ("action_id", "section"),
        (
            _ACTION,
            text("section", "Rubrique.", of=SECTIONS),
            text("state", "Remplie, néant écrit, vide (titre seul) ou absente.", of=STATES),
            text("lead", "Phrase d'introduction de la rubrique, résumée.", null=True),
            *provenance(quote=False),
        ),
    ),
    Table(
        "items",
        "Contenu des fiches",
        "Une puce, un paragraphe ou une ligne de tableau d'une fiche.",
        ("action_id", "section", "rank"),
        (
            _ACTION,
            text("section", "Rubrique.", of=SECTIONS),
            whole("rank", "Rang dans la rubrique.", low=1),
            text("text", "Ce qui est dit."),
            text("detail", "Suite, résumée.", null=True),
            whole(
                "parent_rank",
                "Rang de l'élément qui le contient ; vide pour une puce ou une ligne imprimée.",
                null=True,
                low=1,
            ),
            whole("sub_action_rank", "Sous-action concernée.", null=True, low=1),
            text("status_written", "Statut propre à cette ligne, mot pour mot.", null=True),
            text("status_reading", "Notre lecture de ce statut.", null=True, of=READINGS),
            text("territory_written", "Territoire tel qu'il est écrit.", null=True),
            *provenance(),
        ),
    ),
    Table(
        "item_cells",
        "Actions menées par levier",
        "Une cellule remplie du tableau des actions menées.",
        ("action_id", "section", "rank", "column"),
        (
            _ACTION,
            text("section", "Rubrique.", of=SECTIONS),
            whole("rank", "Rang de la ligne.", low=1),
            text("column", "Colonne : levier ou apports.", of=LEVER_COLUMNS),
            text("text", "Contenu de la cellule."),
            *provenance(),
        ),
    ),
    Table(
        "lever_columns",
        "Colonnes imprimées",
        "Une colonne que le tableau des actions menées d'une fiche imprime.",
        ("action_id", "column"),
        (_ACTION, text("column", "Colonne imprimée.", of=LEVER_COLUMNS), whole("rank", "Ordre.", low=1)),
    ),
    Table(
        "priority_territories",
        "Territoires prioritaires",
        "Un territoire prioritaire nommé par une fiche.",
        ("action_id", "rank"),
        (
            _ACTION,
            whole("rank", "Rang dans la fiche.", low=1),
            text("written", "Tel qu'il est écrit."),
            text("scope", "Portée.", of=SCOPES),
            *provenance(),
        ),
    ),
    Table(
        "action_arrondissements",
        "Actions et arrondissements",
        "Comment un arrondissement est concerné par une action.",
        ("action_id", "territory_id"),
        (
            _ACTION,
            _TERRITORY,
            text("link", "Cité, inclus ou non cité.", of=LINKS),
            flag("priority", "Vrai si le territoire est nommé parmi les territoires prioritaires."),
            text("via", "Les mots qui le causent."),
            text("basis", "Écrit ou déduit.", of=BASES),
            *provenance(quote=False),
        ),
    ),
    Table(
        "indicators",
        "Indicateurs",
        "Une mesure que le document donne ou vise.",
        ("indicator_id",),
        (
            text("indicator_id", "Code de l'indicateur."),
            text("label", "Libellé."),
            text("definition", "Ce qui est compté."),
            text("unit", "Unité."),
            text("direction", "Sens souhaité.", of=("up", "down", "neutral")),
            text("kind", "Résultat, moyen ou contexte.", of=INDICATOR_KINDS),
            text("orientation_id", "Orientation.", null=True, to="orientations.orientation_id"),
            whole("action_id", "Action.", null=True, to="actions.action_id"),
            flag("attributable", "Vrai si le document attribue le résultat au schéma."),
        ),
    ),
    Table(
        "observations",
        "Observations",
        "Une valeur d'un indicateur, avec sa date et son territoire.",
        ("observation_id",),
        (
            text("observation_id", "Code de l'observation."),
            text("indicator_id", "Indicateur.", to="indicators.indicator_id"),
            _TERRITORY,
            text("edition_id", "Édition.", to="editions.edition_id"),
            number("value", "Valeur, dans l'unité de l'indicateur."),
            number("value_high", "Haut de la fourchette.", null=True),
            text("qualifier", "Exactement, environ, plus de, au moins.", of=QUALIFIERS),
            Column("date_start", "date", "Date, ou début de la période.", True),
            Column("date_end", "date", "Fin de la période.", True),
            text("date_start_precision", "Précision du début.", of=PRECISIONS),
            text("date_end_precision", "Précision de la fin.", of=PRECISIONS),
            text("date_written", "Date telle qu'elle est écrite.", null=True),
            text("perimeter", "Ce qui est compté exactement.", null=True),
            flag("break_before", "Vrai si la valeur n'est pas comparable à la précédente."),
            text("role", "Publiée ou contestée.", of=("published", "contested")),
            # A table of open data has cells, not sentences: no words to quote.
            *provenance(quote=False),
        ),
    ),
    Table(
        "mentions",
        "Redites",
        "Un autre endroit où la même observation est écrite.",
        ("observation_id", "document_id", "place", "quote"),
        (
            text("observation_id", "Observation.", to="observations.observation_id"),
            text(
                "qualifier",
                "Exactement, environ, plus de, au moins, si le document redit la valeur autrement.",
                of=QUALIFIERS,
            ),
            *provenance(),
        ),
    ),
    Table(
        "targets",
        "Cibles",
        "Une valeur visée, avec son échéance.",
        ("target_id",),
        (
            text("target_id", "Code de la cible."),
            text("indicator_id", "Indicateur.", to="indicators.indicator_id"),
            _TERRITORY,
            *dated("due", "Échéance."),
            number("value", "Valeur visée ; vide quand seul un horizon est écrit.", null=True),
            text("wording", "Ce qui est visé."),
            *provenance(),
        ),
    ),
    Table(
        "located_facts",
        "Faits situés",
        "Un service, un équipement ou un projet situé par le document.",
        ("fact_id",),
        (
            text("fact_id", "Code du fait."),
            _ACTION,
            text("service", "Service."),
            _TERRITORY,
            text("territory_written", "Territoire tel qu'il est écrit."),
            text("operator", "Opérateur, s'il est nommé.", null=True),
            number("value", "Nombre, s'il est donné.", null=True),
            text("unit", "Unité du nombre.", null=True),
            text("state", "Existant, prévu ou non créé.", of=FACT_STATES),
            text("duplicate_of", "Fait dont celui-ci paraît la répétition.", null=True, to="located_facts.fact_id"),
            *dated("date", "Date du fait."),
            text("basis", "Territoire écrit ou déduit.", of=BASES),
            *provenance(),
        ),
    ),
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
        (text("frame_id", "Cadre.", to="frames.frame_id"), _ACTION),
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
    Table(
        "territories",
        "Territoires",
        "Un territoire et son échelle.",
        ("territory_id",),
        (
            text("territory_id", "Code, par exemple arr:591 ou com:59350."),
            text("level", "Échelle.", of=LEVELS),
            text("code", "Code officiel, s'il existe.", null=True),
            text("label", "Nom."),
            number("area_km2", "Superficie, en km².", null=True, low=0),
            number("longitude", "Longitude du centre, en degrés.", null=True, low=-180, high=180),
            number("latitude", "Latitude du centre, en degrés.", null=True, low=-90, high=90),
            number("west", "Bord ouest du contour, en degrés.", null=True, low=-180, high=180),
            number("south", "Bord sud du contour, en degrés.", null=True, low=-90, high=90),
            number("east", "Bord est du contour, en degrés.", null=True, low=-180, high=180),
            number("north", "Bord nord du contour, en degrés.", null=True, low=-90, high=90),
        ),
    ),
    Table(
        "territory_links",
        "Appartenances",
        "Un territoire contenu dans un autre.",
        ("child_id", "parent_id"),
        (
            text("child_id", "Territoire contenu.", to="territories.territory_id"),
            text("parent_id", "Territoire qui le contient.", to="territories.territory_id"),
            number("share", "Part de la population contenue : 1, ou moins s'il est à cheval.", low=0, high=1),
        ),
    ),
    Table(
        "territory_aliases",
        "Noms de territoires",
        "Une façon d'écrire un territoire dans le document.",
        ("written",),
        (
            text("written", "Tel qu'il est écrit."),
            _TERRITORY,
            text("certainty", "Écrit ou déduit.", of=CERTAINTIES),
            text("reason", "Pourquoi ce rapprochement.", null=True),
        ),
    ),
    Table(
        "associated_communes",
        "Communes associées ou déléguées",
        "Une ancienne commune qui n'est plus une commune de plein exercice.",
        ("code", "kind"),
        (
            text("code", "Code INSEE d'origine."),
            text("label", "Nom."),
            text("kind", "Associée ou déléguée."),
            text("parent_id", "Commune actuelle.", to="territories.territory_id"),
        ),
    ),
    Table(
        "populations",
        "Populations",
        "La population d'un territoire pour un millésime.",
        ("territory_id", "vintage"),
        (
            _TERRITORY,
            text("vintage", "Jeu de valeurs distinct."),
            whole("population_hab", "Habitants.", low=0),
            whole(
                "population_whole_hab",
                "Habitants du territoire entier, quand il dépasse le département.",
                null=True,
                low=0,
            ),
            whole("census_year", "Année du recensement, si elle est établie.", null=True),
            text("edition", "Édition du fichier d'où vient la valeur."),
            text("basis", "Population municipale ou autre base."),
        ),
    ),
    Table(
        "town_halls",
        "Mairies",
        "La mairie d'une commune et ses horaires.",
        ("territory_id",),
        (
            _TERRITORY,
            number("longitude", "Longitude.", null=True),
            number("latitude", "Latitude.", null=True),
            number(
                "outside_km", "Distance de la mairie au contour de sa commune, 0 si elle est dedans.", null=True, low=0
            ),
            number("weekly_hours_h", "Heures d'ouverture par semaine.", null=True, low=0, high=168),
            flag("opens_saturday", "Ouverte le samedi.", null=True),
            text("closes_latest", "Heure de fermeture la plus tardive.", null=True),
            flag("hours_overlap", "Vrai si les plages publiées se recouvrent.", null=True),
            flag("step_free", "Accès de plain-pied déclaré.", null=True),
            text("phone", "Téléphone.", null=True),
            text("website", "Site.", null=True),
        ),
    ),
    Table(
        "outlines",
        "Contours",
        "Un fichier de contours servi au navigateur.",
        ("level",),
        (
            text("level", "Échelle.", of=LEVELS),
            text("file", "Fichier."),
            text("sha256", "Empreinte."),
            whole("features", "Nombre de territoires.", low=1),
            whole("bytes", "Taille du fichier, en octets.", low=1),
            number("tolerance_deg", "Simplification appliquée, en degrés."),
            number("quantum_deg", "Pas des coordonnées, en degrés."),
            text("origin", "Origine et licence."),
        ),
    ),
    Table(
        "table_columns",
        "Dictionnaire",
        "Une colonne d'une table, et ce qu'elle veut dire.",
        ("table", "column"),
        (
            text("table", "Table."),
            text("table_title", "Nom de la table."),
            text("table_description", "Ce qu'est une ligne."),
            text("column", "Colonne."),
            whole("rank", "Ordre.", low=1),
            text("kind", "Type.", of=tuple(DTYPES)),
            text("description", "Ce qu'elle contient."),
            text("values", "Valeurs possibles.", null=True),
        ),
    ),
)

BY_NAME: Mapping[str, Table] = {table.name: table for table in TABLES}


def frame(table: Table, rows: list[dict[str, object]]) -> pd.DataFrame:
    """Rows as a DataFrame with the declared columns, order and types; missing values are null, never zero."""
    data = pd.DataFrame(rows, columns=table.names)
    for column in table.columns:
        values = data[column.name]
        if column.kind == "date":
            data[column.name] = pd.to_datetime(values, errors="raise").astype(DTYPES["date"])
        elif column.kind == "text":
            cleaned = values.where(values.notna() & (values.astype("str") != ""), None)
            data[column.name] = cleaned.astype("str")
        else:
            data[column.name] = values.astype(DTYPES[column.kind])
    return data


def schema(table: Table) -> pa.DataFrameSchema:
    """The strict pandera schema of a table."""
    columns = {}
    for column in table.columns:
        checks = []
        if column.values:
            checks.append(pa.Check.isin(column.values))
        if column.low is not None:
            checks.append(pa.Check.ge(column.low))
        if column.high is not None:
            checks.append(pa.Check.le(column.high))
        if column.name == "quote":
            checks.append(
                pa.Check(lambda words: words.str.split().str.len() <= 40, error="une citation de 40 mots au plus")
            )
        columns[column.name] = pa.Column(DTYPES[column.kind], checks, nullable=column.nullable)
    return pa.DataFrameSchema(columns, strict=True, ordered=True, unique=list(table.key), name=table.name)


def check(table: Table, data: pd.DataFrame) -> pd.DataFrame:
    """`data` unchanged if it holds the contract; otherwise `ContractError` with what was expected, in French."""
    try:
        return schema(table).validate(data.reset_index(drop=True), lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases.head(5)
        lines = [
            f"  colonne « {case.column} », ligne {case.index} : {case.failure_case!r} ne respecte pas « {case.check} »"
            for case in cases.itertuples()
        ]
        raise ContractError(f"Table « {table.name} » :\n" + "\n".join(lines)) from error


def check_links(tables: Mapping[str, pd.DataFrame]) -> None:
    """Every foreign key finds its row, or `ContractError` naming the first values that do not."""
    for table in TABLES:
        for column in table.columns:
            if not column.refers_to:
                continue
            target, key = column.refers_to.split(".")
            known = set(tables[target][key].dropna())
            unknown = sorted({str(value) for value in tables[table.name][column.name].dropna() if value not in known})
            if unknown:
                raise ContractError(
                    f"Table « {table.name} », colonne « {column.name} » : {', '.join(unknown[:5])} "
                    f"introuvable dans « {column.refers_to} »."
                )


def dictionary_rows() -> list[dict[str, object]]:
    """The rows of `table_columns`: what each column of each table means."""
    return [
        {
            "table": table.name,
            "table_title": table.title,
            "table_description": table.description,
            "column": column.name,
            "rank": rank,
            "kind": column.kind,
            "description": column.description,
            "values": ", ".join(column.values) or None,
        }
        for table in TABLES
        for rank, column in enumerate(table.columns, start=1)
    ]

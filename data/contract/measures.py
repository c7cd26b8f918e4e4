"""The tables of what is measured: indicators, dated values, targets, located facts."""

from __future__ import annotations

from data.contract.shape import ACTION, TERRITORY, Column, Table, dated, flag, number, provenance, text, whole
from data.model import BASES, FACT_STATES, INDICATOR_KINDS, PRECISIONS, QUALIFIERS

TABLES: tuple[Table, ...] = (
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
            TERRITORY,
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
            TERRITORY,
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
            ACTION,
            text("service", "Service."),
            TERRITORY,
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
)

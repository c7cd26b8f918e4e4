"""The tables of territories, how they fit, their people, their town halls, their outlines."""

from __future__ import annotations

from data.contract.shape import TERRITORY, Table, flag, number, text, whole
from data.model import CERTAINTIES, LEVELS

TABLES: tuple[Table, ...] = (
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
            TERRITORY,
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
            TERRITORY,
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
            TERRITORY,
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
)

"""The domain's closed vocabularies and types. Pure: no I/O, no pandas, no streamlit. Shared by every room above.

Codes are English or French as the glossary fixes them; what a reader sees is in `LABELS` beside them, so that one word
is used for one thing everywhere.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

READINGS: Final = ("poursuite", "reorientation", "mixte", "arret", "non_renseigne")
SECTIONS: Final = ("objectifs", "sous_actions", "situation", "actions_menees", "besoins", "perspectives")
STATES: Final = ("filled", "none_stated", "empty", "absent")
ROLES: Final = ("author", "pilot", "partner")
SCOPES: Final = (
    "departement",
    "named",
    "qpv",
    "rural",
    "periurbain",
    "bassin_minier",
    "education_prioritaire",
    "other",
)
LINKS: Final = ("cited", "included", "not_cited")
BASES: Final = ("stated", "deduced")
CERTAINTIES: Final = ("stated", "deduced")
INDICATOR_KINDS: Final = ("result", "means", "context")
QUALIFIERS: Final = ("exact", "about", "more_than", "at_least")
PRECISIONS: Final = ("day", "month", "year", "period", "undated")
FACT_STATES: Final = ("existing", "planned", "not_created")
LEVER_COLUMNS: Final = ("maillage", "information", "initiatives", "apports")
SEVERITIES: Final = ("A", "B", "C")
CAVEAT_CATEGORIES: Final = (
    "total",
    "statut",
    "annonce",
    "homonymie",
    "perimetre",
    "date",
    "definition",
    "absence",
    "territoire",
    "droit",
    "renommage",
    "transcription",
)
LEVELS: Final = ("pays", "region", "departement", "arrondissement", "epci", "commune", "aom", "bassin_mobilite", "zone")

#: Figures of a vote, in the order they are read.
VOTE_FIGURES: Final = (
    "members",
    "present",
    "proxies",
    "absent",
    "not_voting",
    "voters",
    "abstentions",
    "cast",
    "majority",
    "for",
    "against",
)

DEPARTEMENT: Final = "dep:59"
ARRONDISSEMENTS: Final = ("arr:591", "arr:592", "arr:593", "arr:594", "arr:595", "arr:596")

READING_LABELS: Final = {
    "poursuite": "Poursuite",
    "reorientation": "Réorientation",
    "mixte": "Poursuite et réorientation",
    "arret": "Arrêt",
    "non_renseigne": "Non renseigné",
}
SECTION_LABELS: Final = {
    "objectifs": "Objectifs",
    "sous_actions": "Sous-actions",
    "situation": "Situation à mi-2023",
    "actions_menees": "Principales actions menées",
    "besoins": "Besoins prioritaires repérés à mi-2023",
    "perspectives": "Perspectives proposées",
}
STATE_LABELS: Final = {
    "filled": "Renseigné",
    "none_stated": "« Néant » écrit dans la fiche",
    "empty": "Éléments non communiqués (titre imprimé, rien dessous)",
    "absent": "Éléments non communiqués (rubrique absente de la fiche)",
}
LINK_LABELS: Final = {"cited": "Cité", "included": "Inclus", "not_cited": "Non cité"}
SCOPE_LABELS: Final = {
    "departement": "Tout le département",
    "named": "Territoire nommé",
    "qpv": "Quartiers prioritaires",
    "rural": "Territoires ruraux",
    "periurbain": "Territoires périurbains",
    "bassin_minier": "Bassin minier",
    "education_prioritaire": "Éducation prioritaire",
    "other": "Autre",
}
ROLE_LABELS: Final = {"author": "Fiche rédigée par", "pilot": "Pilotage", "partner": "Partenaires"}
LEVER_LABELS: Final = {
    "maillage": "Maillage et mutualisation",
    "information": "Information et accompagnement à l'usage",
    "initiatives": "Initiatives collaboratives",
    "apports": "Principaux apports",
}
SEVERITY_LABELS: Final = {
    "A": "A · peut changer une décision",
    "B": "B · change un chiffre ou une carte",
    "C": "C · rédaction",
}
CATEGORY_LABELS: Final = {
    "total": "Total qui ne s'additionne pas",
    "statut": "Statut et texte",
    "annonce": "Annoncé, non listé",
    "homonymie": "Même nombre, autre chose",
    "perimetre": "Périmètre",
    "date": "Date",
    "definition": "Définition",
    "absence": "Ce qui manque",
    "territoire": "Territoire",
    "droit": "Droit et calendrier",
    "renommage": "Nom qui a changé",
    "transcription": "Rédaction du document",
}
QUALIFIER_LABELS: Final = {"exact": "", "about": "environ ", "more_than": "plus de ", "at_least": "au moins "}
KIND_LABELS: Final = {"result": "Résultat", "means": "Moyen", "context": "Contexte"}
FACT_STATE_LABELS: Final = {"existing": "Existant", "planned": "Prévu", "not_created": "Non créé"}
LEVEL_LABELS: Final = {
    "pays": "Pays",
    "region": "Région",
    "departement": "Département",
    "arrondissement": "Arrondissement",
    "epci": "EPCI",
    "commune": "Commune",
    "aom": "Autorité organisatrice de la mobilité",
    "bassin_mobilite": "Bassin de mobilité",
    "zone": "Zone sans contour administratif",
}


@dataclass(frozen=True)
class Selection:
    """What every page is filtered on: one territory, as a code (`dep:59` or `arr:591`)."""

    territory_id: str = DEPARTEMENT

    @property
    def is_departement(self) -> bool:
        return self.territory_id == DEPARTEMENT


@dataclass(frozen=True)
class Source:
    """Where a statement comes from. `quote` holds the exact words; empty when it is an absence or is computed."""

    document: str
    place: str
    quote: str = ""
    published: str = ""


@dataclass(frozen=True)
class Span:
    """A date or a period, as precise as the document makes it. `precision` is one of `PRECISIONS`."""

    start: dt.date | None
    end: dt.date | None
    precision: str
    written: str = ""

    @property
    def last(self) -> dt.date | None:
        """The last day it can mean: the end of the month or the year when only that is known."""
        known = self.end or self.start
        if known is None:
            return None
        if self.precision == "year":
            return dt.date(known.year, 12, 31)
        if self.precision == "month":
            following = dt.date(known.year + known.month // 12, known.month % 12 + 1, 1)
            return following - dt.timedelta(days=1)
        return known


@dataclass(frozen=True)
class Caveat:
    """A « précaution de lecture », with the quotes it rests on and what it touches (`kind`, code)."""

    caveat_id: str
    severity: str
    category: str
    title: str
    statement: str
    effect: str
    display: str
    sources: tuple[Source, ...] = ()
    subjects: tuple[tuple[str, str], ...] = ()

    def touches(self, kind: str, subject: str) -> bool:
        return (kind, subject) in self.subjects


@dataclass(frozen=True)
class TerritoryLink:
    """How one action concerns one arrondissement, and the words that cause it."""

    link: str
    via: str
    priority: bool
    deduced: bool
    source: Source


@dataclass(frozen=True)
class BodyRole:
    """One body in one action: `written` as the fiche writes it, `label` the name kept for it."""

    role: str
    label: str
    family: str
    written: str
    service: str
    sub_action: int | None
    period: str
    note: str
    source: Source


@dataclass(frozen=True)
class Item:
    """A bullet, paragraph or row of a fiche, what it contains (`points`), its lever cells (column, text, source)."""

    text: str
    detail: str
    sub_action: int | None
    status_written: str
    status_reading: str
    territory: str
    source: Source
    cells: tuple[tuple[str, str, Source], ...] = ()
    points: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Section:
    """One of the six sections of a fiche: its state says whether it was filled in, « néant », empty or absent."""

    name: str
    state: str
    lead: str
    source: Source
    items: tuple[Item, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Observation:
    """One dated value of an indicator, ready to be written with its unit and its provenance."""

    indicator_id: str
    label: str
    definition: str
    unit: str
    kind: str
    territory: str
    value: float
    value_high: float | None
    qualifier: str
    when: Span
    perimeter: str
    contested: bool
    break_before: bool
    source: Source
    mentions: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Target:
    """A value aimed at, or a horizon alone (`value` None). `start_value` is where it starts from, None if unsaid."""

    indicator_id: str
    label: str
    unit: str
    value: float | None
    due: Span
    territory: str
    wording: str
    source: Source
    target_id: str = ""
    territory_id: str = ""
    start_value: float | None = None
    start: Span | None = None


@dataclass(frozen=True)
class ActionStatus:
    """One action and what its fiche proposes: a proposal of 2023, never a decision."""

    action_id: int
    title: str
    subtitle: str
    orientation_id: str
    orientation: str
    orientation_reason: str
    reading: str
    header: str
    written: str
    reason: str
    authors: tuple[str, ...]
    source: Source


@dataclass(frozen=True)
class Fiche:
    """Everything one fiche-action says, in the order a committee asks for it."""

    status: ActionStatus
    context: str
    context_source: Source
    context_items: tuple[Item, ...]
    sub_actions_announced: int | None
    bodies: tuple[BodyRole, ...]
    priority_territories: tuple[tuple[str, str, Source], ...]
    sections: tuple[Section, ...]
    observations: tuple[Observation, ...]
    targets: tuple[Target, ...]
    caveats: tuple[Caveat, ...]

    def section(self, name: str) -> Section:
        return next(section for section in self.sections if section.name == name)


@dataclass(frozen=True)
class Step:
    """One step of the process, done or planned at the time the document was written."""

    step_id: str
    label: str
    body: str
    decides: str
    when: Span
    state: str
    kind: str
    source: Source


@dataclass(frozen=True)
class Frame:
    """A neighbouring frame of public action, with its own clock and the actions the document ties to it."""

    label: str
    acronym: str
    carrier: str
    when: Span
    state: str
    actions: tuple[int, ...]
    source: Source


@dataclass(frozen=True)
class Vote:
    """One vote of the Conseil départemental: its figures (`VOTE_FIGURES`), and (group, vote, number if it is given)."""

    body: str
    subject: str
    date: dt.date
    figures: dict[str, int]
    groups: tuple[tuple[str, str, int | None], ...]
    sources: tuple[Source, ...]

"""What the committee decides and what it prepares: closed vocabularies and frozen types. Pure, shared by every room.

The words a reader sees stand beside the codes, as in `data.model`. An *object* is what a decision is about, written as
a code: `action:5`, `action:13.2` (a sub-action of fiche 13), `action:1.p3` (a line of its perspectives),
`orientation:O4`, `orientation:N1` (created for 2025-2030).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

ACTION_SENSES: Final = ("poursuite", "reorientation", "arret", "reportee", "renvoi_cotech")
ORIENTATION_SENSES: Final = ("maintenue", "reformulee", "fusionnee", "retiree", "creee")
SENSE_LABELS: Final = {
    "poursuite": "Poursuite",
    "reorientation": "Réorientation",
    "arret": "Arrêt",
    "reportee": "Reportée",
    "renvoi_cotech": "Renvoi au COTECH",
    "maintenue": "Maintenue",
    "reformulee": "Reformulée",
    "fusionnee": "Fusionnée",
    "retiree": "Retirée",
    "creee": "Créée",
}
MODALITIES: Final = ("ajuster", "fusionner", "transferer")
MODALITY_LABELS: Final = {"ajuster": "Ajuster", "fusionner": "Fusionner", "transferer": "Transférer à un autre cadre"}
#: Who decides. The others prepare (COTECH) or gather what is said (arrondissement): nothing is adopted there.
DECIDING_INSTANCES: Final = ("copil", "copil_restreint")
INSTANCES: Final = ("copil", "copil_restreint", "cotech", "arrondissement")
INSTANCE_LABELS: Final = {
    "copil": "Comité de pilotage (COPIL)",
    "copil_restreint": "COPIL restreint",
    "cotech": "Comité technique (COTECH)",
    "arrondissement": "Réunion en arrondissement",
}
#: How a decision was adopted. Counted votes exist but are off by default.
ADOPTIONS: Final = ("accord", "arbitrage", "vote")
ADOPTION_LABELS: Final = {
    "accord": "Accord des deux coprésidents",
    "arbitrage": "Renvoi à l'arbitrage des coprésidents",
    "vote": "Vote compté",
}
PROGRAMMES: Final = ("sdaasp", "fne", "acces_services")
PROGRAMME_LABELS: Final = {
    "sdaasp": "SDAASP",
    "fne": "France Numérique Ensemble",
    "acces_services": "Accès aux services publics",
}
#: `non_precise` is the start: that no act is needed is something the committee says, never a blank.
ACTS: Final = ("non_precise", "aucun", "deliberation", "arrete", "convention", "courrier")
ACT_LABELS: Final = {
    "non_precise": "Non précisé",
    "aucun": "Aucun acte",
    "deliberation": "Délibération",
    "arrete": "Arrêté",
    "convention": "Convention",
    "courrier": "Courrier",
}
MEANS_NOT_DOCUMENTED: Final = "non documenté"
OPINIONS: Final = ("favorable", "reserve", "defavorable", "sans_avis")
OPINION_LABELS: Final = {
    "favorable": "Favorable",
    "reserve": "Réservé",
    "defavorable": "Défavorable",
    "sans_avis": "Sans avis",
}
CRITERIA: Final = ("C1", "C2", "C3", "C4", "C5")
CRITERION_LABELS: Final = {
    "C1": "Le besoin est-il toujours attesté\u202f?",
    "C2": "Des résultats sont-ils constatés\u202f?",
    "C3": "Le schéma est-il le bon cadre\u202f?",
    "C4": "Un pilote est-il engagé\u202f?",
    "C5": "Les territoires prioritaires sont-ils atteints\u202f?",
}
MEETING_STATES: Final = ("en_preparation", "ouverte", "close")
MEETING_STATE_LABELS: Final = {"en_preparation": "En préparation", "ouverte": "En cours", "close": "Close"}
RELEVE_STATE_LABELS: Final = {
    "projet": "Projet",
    "soumis": "Soumis aux membres",
    "valide": "Validé par les coprésidents",
    "diffuse": "Diffusé",
}
FOLLOW_UP_STATES: Final = ("non_communique", "a_engager", "en_cours", "realise", "abandonne")
FOLLOW_UP_LABELS: Final = {
    "non_communique": "Non communiqué",
    "a_engager": "À engager",
    "en_cours": "En cours",
    "realise": "Réalisé",
    "abandonne": "Abandonné",
}
ROLES: Final = ("lecteur", "pilote", "referent", "secretariat", "presidence")
ACTOR_ROLE_LABELS: Final = {
    "lecteur": "Lecteur",
    "pilote": "Pilote d'une action",
    "referent": "Référent d'un arrondissement",
    "secretariat": "Secrétariat commun (État et Département)",
    "presidence": "Coprésidence",
}
#: What someone may do to an object; `data.store.grants.may` answers for each, and denies what it does not know.
VERBS: Final = (
    "lire",
    "repondre",  # tour des pilotes: answer for a body
    "donner_avis",  # the COTECH's opinion on a question of the grid
    "ponderer",  # change the weights of the grid
    "preparer",  # a meeting, its agenda, its documents
    "conduire",  # open, move, close a meeting; edit the wording on screen
    "decider",  # record a decision
    "reserver",  # state a reservation for a body
    "completer",  # the remaining fields of a decision, before its validation
    "valider",  # a relevé, for one of the two co-chairs
    "diffuser",
    "suivre",  # follow-up of a decision
    "recueillir",  # what is said in an arrondissement meeting
    "importer",
    "implanter",  # the siting page
    "accorder",  # roles
)


@dataclass(frozen=True)
class Actor:
    """Who is in front of the screen. `subject` is what a grant names: never shown, empty when nobody is identified.

    `mode`: `local` (poste de présentation: `name` and `capacity` are declared, not verified), `oidc`, or `anonyme`.
    """

    subject: str
    name: str
    capacity: str
    mode: str

    @property
    def declared(self) -> bool:
        return self.mode == "local"


@dataclass(frozen=True)
class Grant:
    """A role given to someone.

    `scope`: `action:5` (pilote), `arr:591` (referent), `etat` or `departement` (presidence), else empty.
    """

    subject: str
    role: str
    scope: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of the journal: version `version` of an object, as it was said, by whom and when. Never changed.

    `kind`: what the object is (`meeting`, `decision`, `opinion`…). `payload`: JSON values only. `at`: UTC.
    """

    seq: int
    entry_id: str
    object_id: str
    version: int
    kind: str
    payload: dict[str, object]
    author: str
    capacity: str
    mode: str
    at: dt.datetime
    hash: str


@dataclass(frozen=True)
class Reservation:
    """What an organisation states against or about a decision."""

    body: str
    text: str


@dataclass(frozen=True)
class Ballot:
    """A counted vote; `present` bounds the sum of the three."""

    present: int
    for_: int
    against: int
    abstention: int


@dataclass(frozen=True)
class Decision:
    """A decision taken in a meeting, as recorded. `number` is its rank in the meeting; 0 until it is recorded.

    `decision_id` names it for ever: its corrections in the same meeting keep it, and its number. `pilot`, `co_pilots`
    and the body of a reservation are names as they are read (the label of `bodies`, or the words typed): the record
    stays readable whatever becomes of the tables. `proposal_written`: the fiche's own words; `grid_class`: what the
    grid gave that day (empty: not examined). `label`: the words of an orientation that is reworded or created, and
    `actions` those attached to it; `label_before`: its words until then. `scope`: territories, as codes. `conditions`:
    items of the workshop, as codes. `lot`: the agenda item it was adopted with. `evidence`: what was on screen when it
    was taken (`data.evidence.Evidence` as a payload). `supersedes`: the entry it corrects, with `correction_reason`. An
    entry whose payload also says `undone` was taken back in the meeting (`data.deciding.decisions.is_undone`).
    """

    decision_id: str
    object_id: str
    meeting_id: str
    number: int
    sense: str
    wording: str
    pilot: str
    due: dt.date | None
    programme: str = "sdaasp"
    proposal_reading: str = ""
    proposal_written: str = ""
    grid_class: str = ""
    modality: str = ""
    receiving_frame: str = ""
    merged_into: str = ""
    label: str = ""
    label_before: str = ""
    actions: tuple[str, ...] = ()
    motive: str = ""
    scope: tuple[str, ...] = ()
    co_pilots: tuple[str, ...] = ()
    milestone: str = ""
    milestone_on: dt.date | None = None
    indicator: str = ""
    start_value: str = ""
    target_value: str = ""
    means_fte: str = MEANS_NOT_DOCUMENTED
    means_euros: str = MEANS_NOT_DOCUMENTED
    act: str = "non_precise"
    act_authority: str = ""
    act_on: dt.date | None = None
    conditions: tuple[str, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    adoption: str = "accord"
    ballot: Ballot | None = None
    review_clause: str = ""
    emptying_confirmed: bool = False
    lot: str = ""
    data_version: str = ""
    evidence: dict[str, object] = field(default_factory=dict)
    supersedes: str = ""
    correction_reason: str = ""


@dataclass(frozen=True)
class AgendaItem:
    """One item of an agenda: an orientation, an action, or a lot of them (`objects` holds more than one)."""

    item_id: str
    title: str
    objects: tuple[str, ...]
    minutes: int
    note: str = ""

    @property
    def is_lot(self) -> bool:
        return len(self.objects) > 1


@dataclass(frozen=True)
class Meeting:
    """A meeting: where, when, who is asked, what is on the table. `reference_date`: the day it is looked at from.

    Bodies are names as they are read. `time` is written « 14:30 ».
    """

    meeting_id: str
    instance: str
    day: dt.date | None
    time: str
    place: str
    title: str
    territory_id: str
    invited: tuple[str, ...]
    present: tuple[str, ...]
    represented: tuple[str, ...]
    excused: tuple[str, ...]
    agenda: tuple[AgendaItem, ...]
    documents: tuple[str, ...]
    distribution: tuple[str, ...]
    reference_date: dt.date | None
    next_meeting: str
    votes_counted: bool
    state: str


@dataclass(frozen=True)
class Live:
    """Where an open meeting stands: what every screen that follows it shows. Times are UTC, ISO 8601.

    `point_id`: the point of the agenda that is open, since `point_since`; `spent`: seconds each point took before.
    `taken_out`: objects taken out of their lot, each a point of its own after it. `added`: points added in the room.
    `numbers`: the number of each object decided, given once and kept by its corrections.
    """

    meeting_id: str
    point_id: str
    opened_at: str
    point_since: str
    spent: tuple[tuple[str, int], ...] = ()
    taken_out: tuple[str, ...] = ()
    added: tuple[AgendaItem, ...] = ()
    numbers: tuple[tuple[str, int], ...] = ()
    grid_shown: bool = False
    closed: bool = False


@dataclass(frozen=True)
class Opinion:
    """The COTECH's opinion on one question for one unit of the grid, and what it rests on.

    `fact`: the place of a fact of the tables; empty when it is « appréciation du COTECH ».
    """

    unit: str
    criterion: str
    opinion: str
    fact: str
    comment: str


@dataclass(frozen=True)
class PilotAnswer:
    """What a body answered to its 2023 fiche: beside the bilan, never over it."""

    action_id: int
    body: str
    answered_on: dt.date
    proposal: str  # confirmed or changed: a reading, empty when it says nothing of it
    proposal_text: str
    figures: tuple[tuple[str, str, str], ...]  # (what is counted, value with its unit, date and territory)
    explanations: tuple[tuple[str, str], ...]  # (caveat_id, explanation)
    comment: str
    received_by: str  # "en ligne" or "sur papier"


@dataclass(frozen=True)
class FollowUp:
    """What became of a decision, as last told. `reported_by`: the body that says so."""

    decision_id: str
    state: str
    state_on: dt.date | None
    proof: str
    comment: str
    reported_by: str

"""The dossier of an orientation in words, the same on screen and in the document taken away. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from components.figures.trend_marks import mark_of
from components.formats import NARROW, capital, date, listing, number, plural, quantity
from data.deciding.decisions import OPEN_SENSES, sense_words
from data.deciding.opinions import APPRECIATION
from data.deciding.orientations import Preparation, decided_so
from data.decision import PROGRAMME_LABELS, SENSE_LABELS, Decision, Opinion
from data.orientation_board import Line
from data.orientation_dossier import Aspect, Attached, ConditionOn, Dossier, Gone, Place, Waiting
from data.programmes import Tag
from data.trend import FREQUENCY_LABELS
from data.workshop import RatedItem

#: Head of what is noted while an orientation is prepared.
NOTE = "Note de préparation, qui n'est pas une décision"
NO_TARGET = "aucune cible dans les documents"
NO_START = "non documenté"
DEDUCED = "Lien déduit : le bilan n'écrit aucun rattachement d'une action à une orientation."
#: Why nothing, or not enough, can be read of an indicator.
STATES = {
    "trend": "Évolution lisible : deux valeurs datées d'une même définition au moins.",
    "apart": "Valeurs non comparables entre elles : aucune évolution ne peut être dite.",
    "single": "Une seule valeur datée : aucune évolution ne peut être dite.",
    "undated": "Valeur sans date : aucune évolution ne peut être dite.",
    "contested": "Valeur contestée.",
    "aimed": "Visé, sans valeur.",
}


AS_PREPARED = "décidée telle que préparée"


def opening_sentences(dossier: Dossier) -> list[str]:
    """What the dossier opens on: what it carries, what is measured, what was heard. Every count is of the store."""
    numbers = dossier.numbers
    # What is put off is not decided.
    decided = {one.part.action_id for one in dossier.actions if one.decision and one.decision.sense not in OPEN_SENSES}
    carried = f"Elle porte {plural(len(numbers), 'action')} ({', '.join(map(str, numbers))})"
    taken = f", {plural(len(decided), 'décidée')}" if decided else (", aucune décidée à ce jour" if numbers else "")
    ends = {(line.indicator.indicator_id) for line in dossier.lines if line.indicator.targets}
    measured = (
        f"Elle est suivie par {plural(len(dossier.lines), 'indicateur')}, dont "
        f"{len(dossier.fed) or 'aucun'} avec une valeur et {len(ends) or 'aucun'} avec une cible"
        if dossier.lines
        else "Aucun indicateur ne la suit"
    )
    cited = sum(bool(place.cited) for place in dossier.places)
    heard = (
        f"{plural(len(dossier.remarks), 'contribution')} en rencontre, "
        f"{plural(len(dossier.answers), 'réponse')} au tour des pilotes, "
        f"{plural(len(dossier.conditions), 'condition')} de réussite"
    )
    waiting = [waiting_words(dossier.waiting)] if dossier.waiting else []
    if not dossier.stands:
        return ["Elle n'est plus au schéma, par décision.", f"Recueilli à ce jour : {heard}."]
    touched = f"{plural(cited, 'arrondissement')} sur {len(dossier.places)} {'est cité' if cited < 2 else 'sont cités'}"
    return [
        f"{carried}{taken}." if numbers else "Aucune action ne lui est rattachée à ce jour.",
        f"{measured} ; {touched} par ses actions.",
        *waiting,
        f"Recueilli à ce jour : {heard}.",
    ]


def decided_words(dossier: Dossier) -> str:
    """« Reformulée », « Fusionnée avec « … » », « aucune décision à ce jour »."""
    received = listing([f"« {name} » (décision n°\u00a0{decision.number})" for name, decision in dossier.received])
    joins = f"reçoit {received}, fusionnée avec elle" if len(dossier.received) == 1 else f"reçoit {received}"
    if dossier.decision is None:
        return joins if dossier.received else "aucune décision à ce jour"
    merged = f" avec « {dossier.merged_name} »" if dossier.decision.merged_into else ""
    return f"{SENSE_LABELS[dossier.decision.sense]}{merged}" + (f" ; {joins}" if dossier.received else "")


def origin_words(dossier: Dossier) -> str:
    """Of an orientation that 2017-2023 did not have: created by decision, or only prepared to be."""
    return f"{created_words(dossier.decision is not None, dossier.numbers)}."


def created_words(decided: bool, numbers: Sequence[int]) -> str:
    """« Créée pour 2025-2030, avec les actions 2 et 16 du schéma 2017-2023 ». numbers: the actions it carries."""
    created = "Créée pour 2025-2030" if decided else "À créer, non décidé"
    if not numbers:
        return f"{created} : aucune origine dans le schéma 2017-2023"
    named = f"{'les actions' if len(numbers) > 1 else 'l’action'} {listing([str(one) for one in numbers])}"
    return f"{created}, avec {named} du schéma 2017-2023".replace("’", "'")


def opinion_basis(opinion: Opinion) -> str:
    """On what an opinion of the COTECH rests: a fact of the tables, or its own appreciation."""
    return "–" if opinion.opinion == "sans_avis" else capital(opinion.fact or APPRECIATION)


def prepared_words(draft: Preparation | None, decision: Decision | None = None) -> str:
    """What is being prepared, in one sentence; never a decision. decision: the one in force, which may be just that."""
    if decided_so(draft, decision):
        return AS_PREPARED
    if draft is None or draft.dropped:
        return "rien de préparé"
    parts = [
        f"à proposer : {SENSE_LABELS[draft.sense].lower()}" if draft.sense else "sens non préparé",
        f"rang {draft.order}" if draft.order else "",
        f"projet d'intitulé « {draft.label} »" if draft.label else "",
        f"à rattacher : {' ; '.join(map(action_words, draft.actions))}" if draft.actions else "",
    ]
    return ", ".join(part for part in parts if part)


def action_words(object_id: str) -> str:
    """« action 5 », « action 13, sous-action 2 », « action 1, perspective 3 »."""
    number, _, part = object_id.removeprefix("action:").partition(".")
    if not part:
        return f"action {number}"
    return f"action {number}, {f'perspective {part[1:]}' if part.startswith('p') else f'sous-action {part}'}"


def waiting_words(waiting: Waiting) -> str:
    """What is only prepared to be attached, and what is held on it; counted in nothing else."""
    numbers, cited = waiting.numbers, sum(bool(place.cited) for place in waiting.places)
    fed = sum(line.indicator.is_fed for line in waiting.lines)
    heard = f", {plural(len(waiting.remarks), 'contribution')} en rencontre" if waiting.remarks else ""
    return (
        f"À rattacher, non décidé : {plural(len(numbers), 'action')} ({', '.join(map(str, numbers))}), "
        f"{plural(len(waiting.lines), 'indicateur')} dont {fed or 'aucun'} avec une valeur, "
        f"{plural(cited, 'arrondissement cité', 'arrondissements cités')} sur {len(waiting.places)}{heard}."
    )


def attached_words(one: Attached) -> str:
    """By what the action stands there."""
    if one.deduced:
        return f"Lien déduit : {one.reason}"
    return f"Par décision : {one.reason}" if one.reason else "Par décision"


def taken_words(decision: Decision | None) -> str:
    """The decision on an action, or that there is none."""
    return sense_words(decision) if decision else "Non décidé"


def gone_words(one: Gone) -> str:
    """Where a part of its own went."""
    words = f" : {one.words}" if one.words else ""
    return f"{one.part.label} → {one.destination.label}{words}"


def start_words(line: Line) -> str:
    """Where it starts from: what a target says, else the first of the dated values that can be compared."""
    for target in line.indicator.targets:
        if target.start_value is not None:
            when = f", {date(target.start.start, target.start.precision)}" if target.start else ""
            return f"{quantity(target.start_value, line.indicator.unit)}{when}"
    if line.run:
        mark = mark_of(line.indicator, line.run[0])
        return f"{mark.written}, {mark.when}"
    return NO_START


#: What a decision fixed to be followed, cell by cell: see `aim_rows`.
AIM_COLUMNS = ("Décidé pour", "Indicateur", "Départ", "Cible", "Échéance")


def aim_rows(dossier: Dossier) -> tuple[tuple[str, ...], ...]:
    """What the decisions themselves fixed to be followed, one row a decision; what they left blank is said."""
    return tuple(
        (
            aim.about,
            aim.decision.indicator or "non précisé",
            aim.decision.start_value or "non documenté",
            aim.decision.target_value or "aucune cible",
            date(aim.decision.due) if aim.decision.due else "non fixée",
        )
        for aim in dossier.aims
    )


def latest_words(line: Line) -> str:
    """The latest value with its date and its territory when it is not the département's; « aucune valeur »."""
    if line.point is None:
        return "aucune valeur"
    mark = mark_of(line.indicator, line.point)
    where = "" if line.territory_id.startswith("dep:") else f", {line.point.territory}"
    return f"{mark.written}, {mark.when}{where}"


def target_words(line: Line) -> tuple[str, ...]:
    """Each target with its due date and whose it is; says so when there is none. A national one is nobody else's."""
    if not line.indicator.targets:
        return (NO_TARGET,)
    found = []
    for target in line.indicator.targets:
        told = number(target.value).replace(NARROW, "") in target.wording.replace(" ", "")
        value = "" if target.value is None or told else f"{quantity(target.value, target.unit)}. "
        due = date(target.due.start, target.due.precision) if target.due.start else "non précisée"
        whose = "cible nationale, pas celle du Nord" if target.territory_id.startswith("pays:") else target.territory
        found.append(f"{value}{target.wording} ; échéance : {due} ; {whose}")
    return tuple(found)


def state_words(line: Line) -> str:
    """What may be read of it; an indicator without a value says where one would come from."""
    if line.state == "unfed":
        rhythm = FREQUENCY_LABELS[line.indicator.frequency]
        return (
            "Non alimenté : déclaré, aucune valeur reçue, ce qui n'est pas zéro. Publié par "
            f"{line.indicator.publisher or 'un organisme non précisé'} (rythme : {rhythm}) ; "
            "à importer dans « Imports »."
        )
    return STATES[line.state]


def place_words(place: Place) -> str:
    """« cité par 2 actions (5, 6), en priorité : 5 »."""
    if not place.cited:
        return "cité par aucune action"
    listed = ", ".join(map(str, place.cited))
    priority = f" ; en territoire prioritaire : {', '.join(map(str, place.priority))}" if place.priority else ""
    return f"cité par {plural(len(place.cited), 'action')} ({listed}){priority}"


def here_words(dossier: Dossier, territory_id: str) -> str:
    """What the « Territoire » filter changes: nothing in the dossier; how it concerns that arrondissement."""
    place = next((one for one in dossier.places if one.territory_id == territory_id), None)
    if place is None:
        return "Le dossier reste celui du département."
    said = sum(remark.territory_id == territory_id for remark in dossier.remarks)
    included = f" ; inclus sans être cité par {plural(len(place.included), 'action')}" if place.included else ""
    return (
        f"L'arrondissement est {place_words(place)}{included} ; {plural(said, 'contribution')} y "
        f"{'a été recueillie' if said < 2 else 'ont été recueillies'}. Le dossier reste celui du département."
    )


def aspect_words(aspect: Aspect) -> list[str]:
    """What touches a dimension or a lever here; says so when nothing does."""
    found = []
    if aspect.filled:
        listed = listing([f"{action} ({plural(count, 'cellule')})" for action, count in aspect.filled])
        found.append(f"Colonne remplie dans les fiches : {listed}.")
    if aspect.conditions:
        found.append(f"Conditions de réussite : {len(aspect.conditions)}.")
    if aspect.beside:
        found.append(f"Lignes de l'atelier mises en regard de ses fiches : {len(aspect.beside)}.")
    return found or ["Rien d'écrit à ce jour."]


def rank_words(item: RatedItem) -> str:
    """« Dimension 3 · …, 1er rang, note 5 »: a rating never stands without its place."""
    place = "1er rang" if item.place == 1 else f"{item.place}e rang"
    return f"{item.section}, {place}, note {item.rating}"


def near_words(items: Sequence[RatedItem]) -> list[str]:
    """The near wordings, with each its rank: shown together, not settled."""
    return [f"« {item.text} » ({rank_words(item)})" for item in items]


def condition_origin(one: ConditionOn, about: str = "") -> str:
    """By what it stands: attached here, or kept by a decision."""
    if one.decision is not None:
        return f"Retenue par décision{f', {about}' if about else ''}"
    return "Rattachée à l'orientation"


def tag_words(tag: Tag) -> str:
    """« France Numérique Ensemble, par l'action 4 (lien écrit) »."""
    through = f", par l'action {tag.action_id}" if tag.action_id else ""
    return f"{PROGRAMME_LABELS[tag.code]}{through} ({'décidé' if tag.decided else 'écrit dans les documents'})"

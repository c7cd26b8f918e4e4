"""Beside each thing the law asks of a schéma: what is held of it today, counted, and what is still missing. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data.analysis.bodies_heard import epci_of
from data.analysis.completeness_lists import (
    compute_lists,
    existing_facts,
    filled_sections,
    levelling,
    own_targets,
    prioritised,
)
from data.analysis.gatherings import summarise
from data.analysis.lineage import compute_lineage
from data.analysis.retroplanning import compute_texts
from data.analysis.rows import Tables, records
from data.analysis.statuses import compute_statuses
from data.completeness import Requirement
from data.consultation import Asked
from data.deciding.gatherings import Remark
from data.decision import Decision
from data.model import DEPARTEMENT

Found = tuple[list[str], list[str]]
ACTIONS = 16


@dataclass(frozen=True)
class Held:
    """What the sentences are computed from: tables, decisions in force, contributions, number of imported layers, and
    where each opinion stands. `today`: the day lateness is judged from, None when it is not said.
    """

    tables: Tables
    decisions: Mapping[str, Decision]
    remarks: Sequence[Remark]
    editions: int
    asked: Sequence[Asked] = ()
    today: dt.date | None = None


def compute_requirements(held: Held) -> tuple[Requirement, ...]:
    """Every requirement in order, with what is held and what is missing."""
    texts, lists = compute_texts(held.tables), compute_lists(held.tables)
    found = []
    for row in held.tables["legal_requirements"].sort_values("rank").to_dict("records"):
        holds, missing = CHECKS[row["requirement_id"]](held)
        found.append(
            Requirement(
                row["requirement_id"],
                row["kind"],
                row["label"],
                texts[row["text_id"]],
                row["article"],
                tuple(holds),
                tuple(missing),
                PAGES.get(row["requirement_id"], ("", "")),
                lists.get(row["requirement_id"], ()),
            )
        )
    return tuple(found)


def _count(number: int, one: str, many: str = "") -> str:
    """« 1 décision », « 3 décisions »: French keeps the singular below two."""
    return f"{number} {one if number < 2 else many or one + 's'}"


def _numbers(actions: Sequence[int]) -> str:
    return ", ".join(map(str, sorted(set(actions))))


def _decided(held: Held, kind: str = "action") -> dict[str, Decision]:
    settled = {"reportee", "renvoi_cotech"}
    return {c: d for c, d in held.decisions.items() if c.startswith(f"{kind}:") and d.sense not in settled}


def _kept(held: Held) -> dict[str, Decision]:
    """What the schéma keeps: actions continued or changed within it."""
    return {
        code: decision
        for code, decision in _decided(held).items()
        if decision.sense == "poursuite" or (decision.sense == "reorientation" and decision.modality != "transferer")
    }


def _split(held: Held, section: str) -> tuple[list[int], list[int]]:
    """The actions whose fiche fills this section, and the others."""
    filled = filled_sections(held.tables, section)
    return filled, [action for action in range(1, ACTIONS + 1) if action not in filled]


def _offer(held: Held) -> Found:
    located = existing_facts(held.tables)
    without = set(range(1, ACTIONS + 1)) - {int(action) for action in located["action_id"].dropna()}
    planned = without & {int(action) for action in held.tables["located_facts"]["action_id"].dropna()}
    twice = sum(bool(marked) for marked in located["duplicate_of"].notna())
    repeated = f", dont {twice} en double probable" if twice > 1 else ""
    holds = [f"{len(located)} faits existants situés{repeated}, pour {ACTIONS - len(without)} actions sur {ACTIONS}."]
    if held.editions:
        holds.append(f"{_count(held.editions, 'couche importée', 'couches importées')} de données ouvertes.")
    only = f" ({_numbers(list(planned))} : des faits prévus seulement)" if planned else ""
    missing = [f"Aucun fait existant situé pour les actions {_numbers(list(without))}{only}."] if without else []
    if not held.editions:
        missing.append("Aucune donnée ouverte importée : l'offre actuelle n'est pas décrite.")
    return holds, [*missing, "Horaires et modalités d'accès des services : non tenus, sauf ceux des mairies."]


def _needs(held: Held) -> Found:
    filled, rest = _split(held, "besoins")
    holds = [f"{len(filled)} fiches sur {ACTIONS} disent des besoins (mi-2023)."]
    told = [remark for remark in held.remarks if remark.kind in {"besoin", "difficulte"}]
    if told:
        holds.append(
            _count(len(told), "besoin ou difficulté recueilli", "besoins et difficultés recueillis")
            + " en arrondissement."
        )
    missing = [f"Aucun besoin décrit par les fiches {_numbers(rest)}."] if rest else []
    silent = 6 - len({remark.territory_id for remark in told})
    return holds, [*missing, f"{_count(silent, 'arrondissement')} sur 6 sans besoin recueilli."] if silent else missing


def _deficit(held: Held) -> Found:
    named = {int(action) for action in prioritised(held.tables)["action_id"]}
    return (
        [f"{len(named)} fiches sur {ACTIONS} nomment des territoires prioritaires."],
        ["Aucun seuil ne dit ce qu'est un déficit : la liste des territoires en déficit reste à arrêter."],
    )


def _programme(held: Held) -> Found:
    kept = _kept(held)
    lineage = compute_lineage(held.tables, compute_statuses(held.tables), held.decisions)
    if not lineage.decided:
        return [], ["Aucune action n'est décidée : il n'y a pas encore de programme."]
    number = len(lineage.settled | lineage.begun)
    inside = {one.part.action_id for one in lineage.decided if one.destination.kind in {"orientation", "sans_accueil"}}
    holds = [f"{_count(number, 'action')} sur {ACTIONS} avec une décision, dont {len(inside)} dans le schéma."]
    no_due = sum(decision.due is None for decision in kept.values())
    no_pilot = sum(not decision.pilot.strip() for decision in kept.values())
    missing = [f"{_count(ACTIONS - number, 'action')} sans décision."] if number < ACTIONS else []
    if partly := len(lineage.begun):
        missing.append(f"{_count(partly, 'action décidée', 'actions décidées')} en partie seulement.")
    missing += [f"{_count(no_due, 'décision')} sans échéance."] if no_due else []
    missing += [f"{_count(no_pilot, 'décision')} sans pilote."] if no_pilot else []
    return holds, [*missing, "Durée de six ans et période exacte : à fixer par la délibération et l'arrêté."]


def _targets(held: Held) -> Found:
    indicators, local = held.tables["indicators"], own_targets(held.tables)
    own = set(indicators.loc[indicators["kind"] == "result", "indicator_id"])
    reached = len(own & set(local["indicator_id"]))
    settled = [*_decided(held).values(), *_decided(held, "orientation").values()]
    stated = [decision for decision in settled if decision.target_value.strip()]
    holds = []
    if len(local):
        what = _count(len(local), "cible chiffrée", "cibles chiffrées")
        holds.append(f"{what} pour le département dans les documents du schéma, dont {reached} de résultat.")
    holds += [f"{_count(len(stated), 'décision')} avec une cible."] if stated else []
    return holds, [
        f"{len(own) - reached} indicateurs de résultat sur {len(own)} sans cible pour le département.",
        "Aucune cible fixée en 2017 n'est rappelée : celles du bilan portent sur la suite ; celles de l'État "
        "(nationales, ou du baromètre pour le Nord) ne sont pas celles du schéma.",
    ]


def _measures(held: Held) -> Found:
    filled, rest = _split(held, "perspectives")
    missing = [f"Aucune perspective dans les fiches {_numbers(rest)}."] if rest else []
    return (
        [f"{len(filled)} fiches sur {ACTIONS} proposent des perspectives (2023, non décidées)."],
        [*missing, "Mesures du prochain schéma : à décider."],
    )


def _sharing(held: Held) -> Found:
    cells = levelling(held.tables)
    actions = sorted({int(action) for action in cells["action_id"]})
    return (
        [f"{len(cells)} cases « maillage, mutualisation » remplies, dans {len(actions)} fiches."],
        [
            "Inventaire des mutualisations existantes : non fait.",
            "Plan de développement, sur tout le département : non écrit.",
        ],
    )


def _services(held: Held) -> Found:
    halls = held.tables["town_halls"]
    hours = sum(value == value for value in halls["weekly_hours_h"])  # a missing number differs from itself
    holds = [f"{len(halls)} mairies situées, dont {hours} avec des horaires."]
    if held.editions:
        holds.append(f"{_count(held.editions, 'liste publiée importée', 'listes publiées importées')}.")
    return holds, ["Liste complète des services au public, avec localisation et modalités d'accès : à dresser."]


def _digital(held: Held) -> Found:
    count = len(list(records(held.tables["actions"], orientation_id="O2")))
    return (
        [f"{_count(count, 'action')} sur l'accès aux services dématérialisés ; feuille de route FNE à intégrer."],
        ["Services accessibles par voie électronique : non listés."],
    )


def _follow_up(held: Held) -> Found:
    facts = held.tables["governance_facts"]
    return (
        [f"{len(facts)} faits de gouvernance écrits dans les documents (COPIL, COTECH)."],
        ["Composition de l'instance de suivi, avec les EPCI et les signataires : non écrite."],
    )


def _association(held: Held) -> Found:
    everyone = epci_of(held.tables, DEPARTEMENT)
    silent = {name for one in summarise(held.tables, held.remarks) for name in one.silent_epci}
    heard = len(everyone) - len(silent)
    holds = (
        [f"{_count(heard, 'EPCI entendu', 'EPCI entendus')} en arrondissement, sur {len(everyone)}."] if heard else []
    )
    return holds, [f"Association de chacun des {len(everyone)} EPCI à l'élaboration : à établir, avec ses preuves."]


def _opinions(step: str, absent: str) -> Callable[[Held], Found]:
    """Opinions of one step: how many were asked, came back, are deemed given; how many are not, or late."""

    def check(held: Held) -> Found:
        own = [one for one in held.asked if one.step == step]
        sent = [one for one in own if one.sent_on]
        if not sent:
            return [], [absent]
        states = {state: sum(one.state == state for one in own) for state in ("rendu", "repute", "en_attente")}
        holds = [f"{_count(len(sent), 'saisi')} sur {len(own)}." if len(own) > 1 else "Projet envoyé pour avis."]
        holds += [f"{_count(states['rendu'], 'avis rendu', 'avis rendus')}."] if states["rendu"] else []
        if states["repute"]:
            holds.append(f"{_count(states['repute'], 'réputé donné', 'réputés donnés')} : calculé, à vérifier.")
        late, left = sum(one.late for one in own), len(own) - len(sent)
        missing = [f"{_count(left, 'avis', 'avis')} pas encore demandé{'s' if left > 1 else ''}."] if left else []
        since = f" au {held.today:%d/%m/%Y}" if held.today else ""
        missing += [f"{_count(late, 'envoi')} en retard{since} sur le calendrier."] if late else []
        missing += [f"{states['en_attente']} avis en attente."] if states["en_attente"] else []
        against = sum(bool(one.said and one.said.sense == "defavorable") for one in own)
        return holds, missing + ([f"{_count(against, 'avis défavorable', 'avis défavorables')}."] if against else [])

    return check


def _approval(held: Held) -> Found:
    done = [one for one in held.asked if one.step == "adoption" and one.said and one.said.sense]
    if not done or not done[0].said:
        return [], ["Délibération à venir. Celle du 22 janvier 2024 engage la démarche, elle n'approuve pas."]
    said = done[0].said
    day = f"{said.given_on:%d/%m/%Y}" if said.given_on else "date non précisée"
    if said.sense != "approuve":
        return [], [f"Délibération du {day} : schéma non approuvé."]
    return [f"Délibération du {day} enregistrée{f' ({said.reference})' if said.reference else ''}."], []


def _nothing(*missing: str) -> Callable[[Held], Found]:
    return lambda _: ([], list(missing))


CHECKS: Mapping[str, Callable[[Held], Found]] = {
    "offre": _offer,
    "besoins": _needs,
    "deficit": _deficit,
    "programme": _programme,
    "objectifs": _targets,
    "mesures": _measures,
    "mutualisation": _sharing,
    "liste": _services,
    "numerique": _digital,
    "suivi": _follow_up,
    "association": _association,
    "avis-epci": _opinions("epci", "Aucun avis d'EPCI demandé ; absent du calendrier écrit."),
    "avis-region": _opinions("region", "Avis du conseil régional pas encore demandé ; absent du calendrier écrit."),
    "avis-ctap": _opinions("ctap", "Avis de la CTAP pas encore demandé ; absent du calendrier écrit."),
    "approbation": _approval,
    "arrete": _nothing("Arrêté à venir ; il n'est pas cité dans les étapes écrites."),
    "convention": _nothing("Convention et liste des signataires : à préparer."),
    "publicite": _nothing("Diffusion en ligne, affichage en préfecture et à l'hôtel du Département : à prévoir."),
}
PAGES: Mapping[str, tuple[str, str]] = {
    "offre": ("carte", "Carte de couverture"),
    "besoins": ("rencontres", "Rencontres en arrondissement"),
    "deficit": ("proximite", "Proximité"),
    "programme": ("devenir", "Devenir des actions"),
    "liste": ("imports", "Imports"),
    "suivi": ("calendrier", "Calendrier et gouvernance"),
    "association": ("rencontres", "Rencontres en arrondissement"),
    "avis-epci": ("avis", "Avis demandés"),
    "avis-region": ("avis", "Avis demandés"),
    "avis-ctap": ("avis", "Avis demandés"),
    "approbation": ("avis", "Avis demandés"),
    "arrete": ("retroplanning", "Rétroplanning"),
    "convention": ("retroplanning", "Rétroplanning"),
}

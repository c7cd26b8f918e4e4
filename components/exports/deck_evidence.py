"""The slides of what is measured: territories, coverage, figures, trends, each with a chart. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from components.exports.deck import Lines, Shades, Slide
from components.figures.plain_chart import Chart, Series
from components.figures.trend_marks import Panel
from components.formats import listing, number, plural, quantity
from components.theme import SEQUENTIAL
from components.trend_words import change_sentence
from data.model import ARRONDISSEMENTS, Fiche, TerritoryLink

LINK_NAMES = {"cited": "citent", "included": "incluent", "not_cited": "ne citent pas"}
#: What is counted as a result, for who reads the chart of them.
RESULT_MEANS = (
    "Un résultat : ce que l'action a ouvert, conclu, ou qui elle a servi. Ses moyens (postes, lignes, équipements) et "
    "le contexte n'en sont pas : c'est une lecture du tableau de bord."
)
#: Upper bounds of the classes of a share, in %, shades from light to dark.
BOUNDS = (20, 40, 60, 80, 100)


@dataclass(frozen=True)
class Coverage:
    """Inhabitants within `threshold` of a set of points. `shares`: arrondissement → 0 to 1, None when unknown.

    `label`: the points; `whole`: the same for the département; `beyond_hab`: its inhabitants further away, and
    `beyond` those of each arrondissement.
    """

    label: str
    threshold: str
    shares: Mapping[str, float | None]
    whole: float | None
    beyond_hab: int
    source: str
    note: str
    beyond: Mapping[str, int] = field(default_factory=dict)


def short_name(name: str) -> str:
    """« Arrondissement de Lille » → « Lille »."""
    return name.removeprefix("Arrondissement de ").removeprefix("Arrondissement d'")


def cited_chart(links: Mapping[str, Mapping[int, TerritoryLink]], names: Mapping[str, str]) -> Chart:
    """How many actions cite, include or do not cite each arrondissement."""
    counts = {
        kind: tuple(float(sum(link.link == kind for link in links[code].values())) for code in ARRONDISSEMENTS)
        for kind in LINK_NAMES
    }
    short = tuple(short_name(names[code]) for code in ARRONDISSEMENTS)
    said = " ; ".join(
        f"{name} : {', '.join(f'{int(counts[kind][place])} {words}' for kind, words in LINK_NAMES.items())}"
        for place, name in enumerate(short)
    )
    return Chart(
        "Nombre de fiches qui citent ou incluent chaque arrondissement",
        "bars",
        short,
        tuple(Series(words, counts[kind]) for kind, words in LINK_NAMES.items() if any(counts[kind])),
        f"Barres par arrondissement. {said}.",
    )


def cited_slide(links: Mapping[str, Mapping[int, TerritoryLink]], names: Mapping[str, str]) -> Slide:
    priority = tuple(
        f"{short_name(names[code])} : {plural(sum(link.priority for link in links[code].values()), 'action')}"
        for code in ARRONDISSEMENTS
    )
    return Slide(
        "territoires",
        "Quels territoires les fiches citent",
        "Une action qui n'en nomme aucun les comprend tous. « Non cité » ne veut pas dire « non couvert ».",
        (cited_chart(links, names), Lines("Citées comme territoire prioritaire", priority)),
        "fiches-actions du bilan 2017-2023 ; rapprochement des noms de territoires par le tableau de bord.",
    )


def coverage_chart(found: Coverage, names: Mapping[str, str]) -> Chart:
    """The share of inhabitants within reach, arrondissement by arrondissement."""
    shares = tuple(None if share is None else 100 * share for share in found.shares.values())
    short = tuple(short_name(names[code]) for code in found.shares)
    said = ", ".join(f"{name} {share_words(share)}" for name, share in zip(short, found.shares.values(), strict=True))
    title = f"Habitants à {found.threshold} ou moins, à vol d'oiseau (calculé)"
    return Chart(title, "bars", short, (Series(title, shares),), f"Barres : {said}.", "%", 1)


def coverage_shades(found: Coverage) -> Shades:
    """The same on the map of the arrondissements."""
    fills = {code: SEQUENTIAL[_class(share)] for code, share in found.shares.items() if share is not None}
    unknown = len(found.shares) - len(fills)
    used = sorted({_class(share) for share in found.shares.values() if share is not None})
    bounds = [f"{BOUNDS[place] - 20} à {BOUNDS[place]} %" for place in used]
    key = f"Du plus clair au plus foncé : {listing(bounds)}." if len(used) > 1 else f"Une seule classe : {bounds[0]}."
    hatched = f" Hachures : part inconnue ({plural(unknown, 'arrondissement')})." if unknown else ""
    words = "Carte des six arrondissements selon la part des habitants à proximité ; les valeurs sont sur le graphique."
    return Shades("Part des habitants", fills, words, key + hatched)


def reach_title(found: Coverage, share: float | None, whose: str) -> str:
    """« Plateformes de mobilité : 10,7 % des habitants du Nord à 5 km ou moins ». `whose`: « du Nord », « de l'… »."""
    subject = found.label.partition(" (")[0]
    return f"{subject} : {share_words(share)} des habitants {whose} à {found.threshold} ou moins"


def coverage_slide(found: Coverage | None, names: Mapping[str, str]) -> Slide:
    if found is None or all(share is None for share in found.shares.values()):
        return Slide("acces", "Couverture", "Aucun jeu de points n'est disponible : la couverture n'est pas calculée.")
    return Slide(
        "acces",
        reach_title(found, found.whole, "du Nord"),
        f"Points : {found.label}. {number(found.beyond_hab)} habitants sont au-delà.",
        (coverage_chart(found, names), coverage_shades(found)),
        f"calculé, distance à vol d'oiseau depuis le centre de chaque commune ; {found.source}",
        (found.note, "La distance n'est pas un temps de trajet ; aucun horaire n'est pris en compte."),
    )


def figures_chart(fiches: Mapping[int, Fiche]) -> Chart:
    """How many figures of result each fiche gives: here zero is a count."""
    counts = {action: _whole_results(fiche) for action, fiche in fiches.items()}
    said = ", ".join(f"{action} : {count}" for action, count in counts.items())
    title = "Chiffres de résultat du Nord, par action (nombre de valeurs)"
    values = tuple(float(count) for count in counts.values())
    return Chart(title, "columns", tuple(map(str, counts)), (Series(title, values),), f"Colonnes : {said}.")


def _whole_results(fiche: Fiche) -> int:
    """How many figures of result it gives for the whole Nord."""
    return sum(one.kind == "result" and one.territory == "Nord" for one in fiche.observations)


def _actions(numbers: Sequence[int]) -> str:
    return f"action{'s' if len(numbers) > 1 else ''} {listing([str(action) for action in numbers])}"


def results_lines(fiches: Mapping[int, Fiche]) -> tuple[str, ...]:
    """How many results of the whole Nord, how many dated; then each zero of the chart, by its reason."""
    numbers = [one for fiche in fiches.values() for one in fiche.observations]
    results = [one for one in numbers if one.kind == "result" and one.territory == "Nord"]
    dated = [one for one in results if one.when.start]
    bare = [action for action, fiche in fiches.items() if not any(one.kind == "result" for one in fiche.observations)]
    local = [action for action, fiche in fiches.items() if action not in bare and not _whole_results(fiche)]
    return (
        f"{plural(len(results), 'valeur')} du Nord, dont {plural(len(dated), 'datée', 'datées')}",
        *([f"Aucun chiffre de résultat : {_actions(bare)}"] if bare else []),
        *([f"Chiffres d'une partie du Nord seulement : {_actions(local)}"] if local else []),
    )


def results_source(fiches: Mapping[int, Fiche]) -> str:
    """The documents the counted values come from, each with its actions: not all stand in a fiche."""
    found: dict[str, list[int]] = {}
    for action, fiche in fiches.items():
        for one in fiche.observations:
            if (
                one.kind == "result"
                and one.territory == "Nord"
                and action not in found.setdefault(one.source.document, [])
            ):
                found[one.source.document].append(action)
    said = [f"{document} ({_actions(actions)})" for document, actions in found.items()]
    return f"{' ; '.join(said)} ; classement par le tableau de bord."


def figures_slide(fiches: Mapping[int, Fiche]) -> Slide:
    without = [action for action, fiche in fiches.items() if not _whole_results(fiche)]
    return Slide(
        "chiffres",
        f"{plural(len(without), 'action')} sur {len(fiches)} sans chiffre de résultat pour tout le Nord",
        "Le bilan ne rappelle aucune cible de départ : aucun taux de réalisation ne peut en être tiré.",
        (
            figures_chart(fiches),
            Lines(
                "Chiffres de résultat",
                (*results_lines(fiches), RESULT_MEANS),
            ),
        ),
        results_source(fiches),
    )


def trend_chart(part: Panel) -> Chart | None:
    """The latest line that may be drawn: dated values of one definition; None when there is none."""
    if not part.lines:
        return None
    run = max(part.lines, key=lambda marks: marks[-1].day or dt.date.min)
    days = tuple(mark.day for mark in run if mark.day is not None)
    values = tuple(mark.value for mark in run)
    words = tuple(mark.when for mark in run)
    unit = "%" if part.unit.startswith("%") else ""
    told = ", ".join(f"{mark.written} ({mark.when})" for mark in run)
    alt = f"Courbe, un point par date : {told}."
    return Chart(part.title, "line", words, (Series(part.title, values),), alt, unit, None, days)


def trends_slide(parts: Sequence[Panel], of_bilan: int) -> Slide:
    """`of_bilan`: how many indicators of the bilan have a line of their own."""
    drawn = [(part, chart) for part in parts if (chart := trend_chart(part)) is not None]
    if not drawn:
        return Slide("tendances", "Évolutions", "Aucun indicateur n'a deux valeurs datées d'une même définition.")
    documents = dict.fromkeys(mark.source.document for part, _ in drawn for mark in part.marks)
    return Slide(
        "tendances",
        "Ce qui se mesure dans le temps, publié hors du bilan",
        ("" if of_bilan else "Aucun chiffre du bilan n'a deux valeurs datées d'une même définition. ")
        + "Chiffres de contexte : aucun n'est un résultat du schéma.",
        (*(chart for _, chart in drawn), *(Lines(part.title, (change_sentence(part),)) for part, _ in drawn)),
        f"{listing(list(documents))}.",
    )


def share_words(share: float | None) -> str:
    return "part inconnue" if share is None else quantity(100 * share, "%", 1)


def _class(share: float) -> int:
    return next(place for place, bound in enumerate(BOUNDS) if 100 * share <= bound + 1e-9)

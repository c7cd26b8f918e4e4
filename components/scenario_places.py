"""Below the arrondissement, what two scenarios keep: EPCI, communes and priority districts that the fiches name."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from components.formats import listing, plural
from components.html import Html, element, joined
from components.scenarios import Outcome, numbers
from components.table import html_table

Named = Mapping[str, frozenset[int]]
_LEVELS = {"epci": ("EPCI nommés", "EPCI"), "com": ("Communes nommées", "commune")}
#: As many names as a cell shows at once; the others are on demand.
SHOWN = 3
VERBS = ("gagne", "perd", "sans choix d'un côté :")


def finer_block(
    names: tuple[str, str], pair: tuple[Outcome, Outcome], levels: Mapping[str, Named], labels: Mapping[str, str]
) -> Html:
    """A row a level: what the kept actions name on each side, what is gained and lost; then what is not known.

    levels: `epci`, `com`, `qpv` → territory → the actions that name it.
    """
    rows = [_row(level, pair, levels[level], labels) for level in _LEVELS]
    districts = frozenset().union(*levels["qpv"].values())
    left, right = (one.kept & districts for one in pair)
    waiting = pair[0].waiting | pair[1].waiting
    gained, lost, open_ = _moves(left, right, (left ^ right) & waiting)
    moves = {verb: numbers(found) for verb, found in zip(VERBS, (gained, lost, open_), strict=True)}
    district_row = [numbers(left), numbers(right), _said(moves, gained, lost, open_)]
    rows.append(["Quartiers prioritaires (QPV), comme catégorie", *district_row])
    caption = "EPCI, communes et quartiers prioritaires que nomment les actions gardées"
    naming = sorted({action for level in _LEVELS for actions in levels[level].values() for action in actions})
    note = (
        f"Le bilan ne descend à un EPCI ou à une commune que pour les actions {listing([str(one) for one in naming])} "
        ": ailleurs, il s'arrête aux arrondissements. Il écrit les quartiers prioritaires comme une catégorie, sans "
        "liste : aucun quartier ne peut être nommé. Une orientation n'a pas de territoire à elle, mais ceux de ses "
        "actions. « Non nommé » ne veut pas dire « non couvert »."
    )
    return joined(
        [
            html_table(caption, ("Maille", *names, "Du premier au second"), rows),
            element("p", note, class_="sd-small"),
        ]
    )


def _row(level: str, pair: tuple[Outcome, Outcome], named: Named, labels: Mapping[str, str]) -> list[str]:
    title, unit = _LEVELS[level]
    left, right = ({place for place, actions in named.items() if actions & one.kept} for one in pair)
    waiting = pair[0].waiting | pair[1].waiting
    # A place that an action without a choice names is neither gained nor lost: nothing is said of it yet.
    gained, lost, open_ = _moves(left, right, {place for place in left ^ right if named[place] & waiting})

    def words(places: Collection[str], shown: int = SHOWN) -> Html:
        return _places(places, unit, labels, len(named), shown)

    # What changes is the answer: never folded.
    moves = {verb: words(found, 99) for verb, found in zip(VERBS, (gained, lost, open_), strict=True)}
    return [title, words(left), words(right), _said(moves, gained, lost, open_)]


def _moves(left: Collection, right: Collection, open_: Collection) -> tuple[set, set, set]:
    return set(right) - set(left) - set(open_), set(left) - set(right) - set(open_), set(open_)


def _said(words: Mapping[str, str], *found: Collection) -> Html:
    kept = [joined([f"{verb} ", said]) for (verb, said), some in zip(words.items(), found, strict=True) if some]
    return joined([element("span", one, class_="sd-detail") for one in kept]) if kept else joined(["inchangé"])


def _places(places: Collection[str], unit: str, labels: Mapping[str, str], known: int, shown: int) -> Html:
    """« 2 communes (Caudry, Fourmies) »; a longer list opens on demand."""
    count = f"{len(places)} EPCI" if unit == "EPCI" else plural(len(places), unit)
    found = sorted((labels.get(place, place) for place in places), key=str.casefold)
    if len(found) <= shown:
        return joined([f"{count} ({', '.join(found)})" if found else count])
    return element("details", element("summary", f"{count} sur {known}"), element("p", ", ".join(found)))

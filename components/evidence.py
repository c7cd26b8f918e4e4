"""What the room looks at: one object, what it rests on, nothing else. Drawn from the evidence frozen with it.

The same block is the live screen, the projected slide and, years later, the replay.
"""

from __future__ import annotations

from collections.abc import Sequence

from components.formats import listing, plural, span, spread
from components.html import Html, element, joined
from components.icons import icon
from components.status import badge
from components.table import html_table
from data.evidence import (
    Evidence,
    EvidenceAction,
    EvidenceAnswer,
    EvidenceCaveat,
    EvidenceGrid,
    EvidenceSource,
    EvidenceValue,
)
from data.model import LINK_LABELS, QUALIFIER_LABELS, READING_LABELS

#: Figures in sight; the others open.
FIGURES_IN_SIGHT = 3
WHOLE = ("Nord", "Département du Nord")
LINKS = ("cited", "included", "not_cited")


def evidence_block(evidence: Evidence, *, image: str = "") -> Html:
    """All that is known of the object, for a screen one reads alone. `image`: its small map, as an address."""
    side = [small_map(evidence, image), figures(evidence.values)]
    main = element("div", *_main(evidence, projected=False))
    if not any(side):
        return element("div", main, class_="sd-evidence")
    return element("div", main, element("div", *side), class_="sd-evidence sd-evidence--sided")


def projected_block(evidence: Evidence) -> Html:
    """The same for the room: what is proposed and what must be known before deciding, nothing to open."""
    return element("div", *_main(evidence, projected=True), class_="sd-evidence")


def projected_side(evidence: Evidence, image: str) -> Html:
    """Under the sentence being agreed: where, and the few figures that can be followed in time."""
    shown = [small_map(evidence, image), figures(evidence.values, projected=True)]
    return element("div", *shown, class_="sd-evidence sd-room__side")


def _main(evidence: Evidence, *, projected: bool) -> list[Html | None]:
    listed = bool(evidence.actions) or not evidence.reading
    return [
        element("p", evidence.earlier, class_="sd-note") if evidence.earlier else None,
        (actions_table(evidence.actions, projected) if evidence.actions else None)
        if listed
        else _proposal(evidence, projected),
        None if listed else _answers(evidence.answers),
        _caveats(evidence.caveats, projected),
    ]


def slide_title(evidence: Evidence, name: str, place: str, level: str = "h2") -> Html:
    """Which point it is, and of what. `name`: « Action 8 »; empty for a lot. `place`: « Point 12 sur 25 »."""
    return element(
        "header",
        element("p", place, class_="sd-point__place") if place else None,
        element(level, joined([name, evidence.title], " – ") if name else evidence.title),
        element("p", "Orientation : ", evidence.orientation, " (rattachement déduit)", class_="sd-small")
        if evidence.orientation and level != "h1"
        else None,
        class_="sd-point__head",
    )


def proposal_line(reading: str, authors: str) -> Html:
    """The fiche's proposal, said to be one, and whose."""
    words = "proposition de la fiche (2023), rédigée par "
    if reading == "non_renseigne":
        words = "aucune proposition dans la fiche (2023), rédigée par "
    return joined([badge(reading), " ", element("span", words, authors, class_="sd-small")])


def _proposal(evidence: Evidence, projected: bool) -> Html:
    source = evidence.proposal_source
    written = evidence.written or "La fiche n'écrit ni ne coche aucun statut."
    quote = source.quote if source and source.quote.strip(" «»") not in written else ""
    return element(
        "section",
        element("p", proposal_line(evidence.reading, evidence.authors)),
        element("p", element("strong", "Écrit dans la fiche : "), written),
        element("blockquote", element("q", quote, class_="sd-quote")) if quote else None,
        element("p", element("strong", "Pilotage selon la fiche : "), evidence.pilots) if evidence.pilots else None,
        element("p", element("strong", "Notre lecture : "), evidence.reason, class_="sd-small")
        if not projected
        else None,
        _source(source) if source and not projected else None,
        class_=f"sd-status sd-status--{evidence.reading}",
    )


def _answers(answers: Sequence[EvidenceAnswer]) -> Html:
    """The tour des pilotes; that nobody answered is said, once."""
    if not answers:
        words = "Réponse de ses rédacteurs depuis 2023 (tour des pilotes) : aucune n'est enregistrée."
        return element("p", words, class_="sd-small")
    lines = [
        element(
            "li",
            element("strong", f"{answer.body} "),
            element("span", f"({answer.answered_on}, {answer.received_by}) : ", class_="sd-small"),
            badge(answer.proposal) if answer.proposal in READING_LABELS else None,
            " ",
            answer.words or ("" if answer.proposal else "proposition ni confirmée ni changée"),
        )
        for answer in answers
    ]
    return element("section", element("h3", "Depuis, ses rédacteurs répondent"), element("ul", *lines))


def _caveats(caveats: Sequence[EvidenceCaveat], projected: bool) -> Html | None:
    """Severity A in full, severity B by its title (opened by whoever wants it)."""
    if not caveats:
        return None
    grave = [
        element("li", icon("caveat"), " ", element("strong", caveat.title, ". "), caveat.statement)
        for caveat in caveats
        if caveat.severity == "A"
    ]
    lighter = [caveat for caveat in caveats if caveat.severity == "B"]
    if projected:
        told = plural(len(lighter), "précaution qui change un chiffre", "précautions qui changent un chiffre")
        others = [element("li", f"et {told} ou une carte", class_="sd-small")] if lighter else []
    else:
        others = [
            element(
                "li",
                element(
                    "details", element("summary", icon("caveat"), " ", caveat.title), element("p", caveat.statement)
                ),
            )
            for caveat in lighter
        ]
    return element(
        "section",
        element("h3", "Précautions de lecture"),
        element("ul", *grave, *others, class_="sd-plain"),
        class_="sd-point__caveats",
    )


def figures(values: Sequence[EvidenceValue], projected: bool = False) -> Html | None:
    """The figures: those that can be followed in time first; a trend needs two dated values of one definition."""
    if not values:
        return None
    series: dict[str, list[EvidenceValue]] = {}
    for value in values:
        series.setdefault(value.series, []).append(value)
    # What can be followed in time, then what is said of the whole département, then the rest.
    ordered = sorted(series.values(), key=lambda found: (not is_trend(found), found[0].territory not in WHOLE))
    sight = 2 if projected else FIGURES_IN_SIGHT
    shown = [_figure(found, projected) for found in ordered[:sight]]
    rest = [_figure(found, projected) for found in ordered[sight:]]
    seen = [value for found in ordered[:sight] for value in found]
    more = element(
        "details",
        element("summary", f"Voir {plural(len(rest), 'autre chiffre', 'autres chiffres')}"),
        element("ul", *rest, class_="sd-plain"),
    )
    return element(
        "section",
        element("h3", "Chiffres"),
        element("ul", *shown, class_="sd-plain"),
        more if rest and not projected else None,
        element("p", f"Source : {_places(seen)}.", class_="sd-source") if projected else None,
        class_="sd-point__values",
    )


def is_trend(values: Sequence[EvidenceValue]) -> bool:
    """Two dated, uncontested values of one definition, territory and perimeter, without a break between them."""
    return len({when_words(value) for value in values if value.comparable}) > 1


def when_words(value: EvidenceValue) -> str:
    """The date as the document writes it, else as precise as it is known."""
    return value.written or span(value.start, value.end, value.precision)


def _figure(values: Sequence[EvidenceValue], projected: bool) -> Html:
    trend = is_trend(values)
    told = [_dated(value) for value in values if value.comparable or not trend]
    note = "évolution" if trend else "une seule valeur" if len(values) == 1 else "valeurs non comparables"
    source = None if projected else element("span", f" Source : {_places(values)}.", class_="sd-source")
    return element(
        "li",
        f"{values[0].label} : ",
        joined(told, " → " if trend else " ; "),
        element("span", f" ({values[0].territory} ; {note})", class_="sd-small"),
        source,
    )


def _places(values: Sequence[EvidenceValue]) -> str:
    """Where figures stand: each document once, with its places."""
    places: dict[str, list[str]] = {}
    for value in values:
        found = places.setdefault(value.source.document, [])
        if value.source.place not in found:
            found.append(value.source.place)
    return " ; ".join(f"{document}, {listing(found)}" for document, found in places.items())


def _dated(value: EvidenceValue) -> Html:
    written = spread(value.value, value.value_high, value.unit, QUALIFIER_LABELS[value.qualifier])
    return joined([element("strong", written), f" ({when_words(value)})"])


def _source(source: EvidenceSource) -> Html:
    return element("p", f"Source : {source.document}, {source.place}.", class_="sd-source")


def small_map(evidence: Evidence, image: str) -> Html | None:
    """Where the fiche says it acts; « non cité » is not « non couvert »."""
    if not image:
        return None
    counts = {link: sum(found == link for _, found, _ in evidence.arrondissements) for link in LINKS}
    said = listing([f"{LINK_LABELS[link].lower()} : {count}" for link, count in counts.items() if count])
    return element(
        "figure",
        element("img", src=image, alt=f"Carte des arrondissements. {said}."),
        element(
            "figcaption",
            *(
                element("span", element("span", class_=f"sd-key sd-key--{link}"), f" {LINK_LABELS[link]} ({count})")
                for link, count in counts.items()
                if count
            ),
            " Arrondissements, d'après la fiche. « Non cité » n'est pas « non couvert ».",
        ),
        class_="sd-point__map",
    )


def actions_table(actions: Sequence[EvidenceAction], projected: bool = False) -> Html:
    """Actions beneath an orientation, or of a lot, each with what its fiche proposes and who wrote it."""
    if projected:
        lines = [
            element(
                "li",
                badge(action.reading) if action.reading else None,
                " ",
                element("strong", f"{action.object_id.partition(':')[2]} "),
                action.title,
                element("em", f" ({action.contested})") if action.contested else None,
            )
            for action in actions
        ]
        return element(
            "section",
            element("p", "Proposition de chaque fiche (2023), qui n'est pas une décision :", class_="sd-small"),
            element("ul", *lines, class_="sd-plain sd-point__actions"),
        )
    rows = [
        [
            f"{action.object_id.partition(':')[2]} – {action.title}",
            joined([badge(action.reading), element("em", f" {action.contested}") if action.contested else None])
            if action.reading
            else "–",
            action.authors or "–",
        ]
        for action in actions
    ]
    return html_table("Actions", ("Action", "Proposition de la fiche (2023)", "Rédigée par"), rows, dense=True)


def grid_block(grid: EvidenceGrid | None) -> Html:
    """The COTECH's grid, shown on request: five opinions in words, the class, the sentence."""
    if grid is None:
        return element("p", "Le COTECH n'a donné aucun avis sur cet objet.", class_="sd-note")
    rows = [[question, opinion, fact] for question, opinion, fact in grid.opinions]
    return element(
        "section",
        html_table("Grille d'examen du COTECH", ("Question", "Avis", "Ce sur quoi il repose"), rows, dense=True),
        element("p", element("strong", "Résultat : "), grid.result, ". ", grid.sentence),
        element("p", "La grille propose, elle ne décide pas.", class_="sd-small"),
    )

"""The workshop day: rankings by section, near wordings shown together, documents set beside. Nothing is settled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from components.formats import plural, truncated
from components.html import Html, element, joined
from components.source import source_details
from components.table import html_table
from data.model import Source
from data.workshop import ItemGroup, RatedItem, Tension, Workshop, WorkshopSection

ANNEX_LABELS = {"dimensions": "Les dimensions, telles que l'annexe les liste", "leviers": "Les trois leviers"}


def ordinal(place: int) -> str:
    return "1er rang" if place == 1 else f"{place}e rang"


def place_words(item: RatedItem) -> Html:
    """« 1er rang, ex æquo · note 5 »: the rating never stands without its place in the section."""
    together = ", ex æquo" if item.tied > 1 else ""
    return joined(
        [element("strong", f"{ordinal(item.place)}{together}"), Html(" · "), element("span", f"note {item.rating}")]
    )


def item_words(item: RatedItem, *, section: bool = False) -> Html:
    """What the line says, marked when it is a finding, with its provenance."""
    mark = (
        element("span", "constat", class_="sd-tag", title=f"Lecture du tableau de bord : {item.nature_reason}")
        if item.nature == "constat"
        else None
    )
    return joined(
        [
            item.text,
            joined([Html(" "), mark]) if mark else None,
            element("span", item.section, class_="sd-detail sd-small") if section else None,
            source_details(item.source),
        ]
    )


def workshop_sentences(workshop: Workshop) -> list[Html]:
    """What the page opens on: how much was rated, how a rating is read, what is not known."""
    differing = sum(group.differs for group in workshop.groups)
    return [
        joined(
            [
                element("strong", f"{plural(len(workshop.items), 'ligne')} notées"),
                f" en {plural(len(workshop.sections), 'rubrique')}. La note est un rang, de 5 à 1, à l'intérieur d'une "
                "rubrique : ni moyenne, ni somme, ni comparaison d'une rubrique à l'autre.",
            ]
        ),
        joined(
            [
                element("strong", f"{plural(differing, 'idée')} sur {len(workshop.groups)}"),
                " écrites plusieurs fois n'ont pas reçu la même note : elles sont montrées ensemble.",
            ]
        ),
        joined([element("strong", "Nombre de votants non communiqué : "), "une note peut venir d'une seule table."]),
    ]


def leaders_table(sections: Sequence[WorkshopSection], href: Callable[[str], str]) -> Html:
    """A row a section: what bears its highest rating. Sections are not compared with each other."""
    rows = [
        [
            element("a", section.label, href=href(section.section_id)),
            element("ul", *(element("li", item.text) for item in section.first), class_="sd-plain sd-leaders"),
            f"{section.first[0].rating}",
            plural(len(section.items), "ligne"),
        ]
        for section in sections
    ]
    return html_table(
        "Ce que les participants ont placé au premier rang de chaque rubrique",
        ("Rubrique", "Au premier rang", "Note la plus haute donnée", "Lignes notées"),
        rows,
        numeric=(2,),
    )


def section_table(section: WorkshopSection, near: Mapping[str, Sequence[RatedItem]]) -> Html:
    """The ranking of one section. `near`: item → the near wordings found elsewhere."""
    rows = []
    for item in section.items:
        others = [
            element(
                "li", f"« {truncated(other.text, 70)} » : {ordinal(other.place)}, note {other.rating} ({other.section})"
            )
            for other in near.get(item.item_id, ())
        ]
        rows.append(
            [
                place_words(item),
                item_words(item),
                element("ul", *others, class_="sd-plain sd-small") if others else "–",
            ]
        )
    caption = f"{section.label} : {plural(len(section.items), 'ligne')}, du premier rang au dernier"
    return html_table(caption, ("Rang dans la rubrique", "Ligne de l'atelier", "Formulations proches ailleurs"), rows)


def section_notes(section: WorkshopSection) -> Html:
    """The heading as printed, its explanation, the wording a table proposed instead."""
    lines = [element("p", "Titre imprimé : ", element("q", section.heading, class_="sd-quote"), class_="sd-small")]
    if section.explanation:
        lines.append(element("p", section.explanation, source_details(section.source)))
    if section.reformulation and section.reformulation_source:
        lines.append(
            element(
                "p",
                element("strong", "Intitulé proposé par une table de travail : "),
                section.reformulation,
                source_details(section.reformulation_source),
                class_="sd-note",
            )
        )
    return joined(lines)


def group_card(group: ItemGroup) -> Html:
    """Near wordings with each its section, rank and rating."""
    rows = [[item_words(item), item.section, place_words(item)] for item in group.items]
    verdict = "notes différentes" if group.differs else "même note"
    return element(
        "section",
        element("h3", f"{group.title} ", element("span", verdict, class_="sd-tag")),
        element("p", element("strong", "Pourquoi ensemble : "), group.reason, class_="sd-small"),
        html_table(group.title, ("Ligne", "Rubrique", "Rang"), rows, caption_hidden=True, dense=True),
        class_="sd-workshop-group",
    )


def tension_card(tension: Tension, href: Callable[[int], str]) -> Html:
    """The workshop on one side, the documents on the other, and the question left to the committee."""
    workshop = [
        element("li", item_words(item, section=True), element("span", place_words(item), class_="sd-detail"))
        for item in tension.items
    ]
    documents = []
    for passage in tension.passages:
        name = (
            element("a", f"Fiche {passage.action_id}", href=href(passage.action_id))
            if passage.action_id
            else element("span", passage.source.document)
        )
        documents.append(
            element(
                "li",
                element("strong", name),
                Html(" : "),
                passage.text,
                element("q", passage.source.quote, class_="sd-quote sd-detail"),
                source_details(passage.source),
            )
        )
    return element(
        "section",
        element("h3", tension.title),
        element(
            "div",
            element("div", element("h4", "L'atelier note"), element("ul", *workshop, class_="sd-plain")),
            element("div", element("h4", "Les documents écrivent"), element("ul", *documents, class_="sd-plain")),
            class_="sd-side-by-side",
        ),
        element("p", element("strong", "Question au comité : "), tension.question, class_="sd-note"),
        class_="sd-tension",
    )


def annex(notes: Sequence[tuple[str, str, str, Source]]) -> Html:
    """The frame set for the workshops and the notions made precise afterwards."""
    parts = []
    for kind, label in ANNEX_LABELS.items():
        lines = [element("li", words, source_details(source)) for k, _, words, source in notes if k == kind]
        parts += [element("h3", f"{label} ({len(lines)})"), element("ul", *lines, class_="sd-items")]
    notions = [
        element("li", element("strong", f"{term} : "), words, source_details(source))
        for kind, term, words, source in notes
        if kind == "notion"
    ]
    origin = [element("p", words, source_details(source)) for k, _, words, source in notes if k == "origine_du_cadre"]
    return joined([*origin, *parts, element("h3", "Notions précisées"), element("ul", *notions, class_="sd-items")])


def attach_note(orientations: str, room: str) -> Html:
    """How a line becomes a condition of success, and where: an orientation's dossier, or a decision in the room."""
    return element(
        "p",
        "Une de ces idées se rattache comme « condition de réussite » : à une orientation, ",
        element("a", "dans son dossier", href=orientations),
        " ; à une décision, au moment où elle est prise, ",
        element("a", "en réunion", href=room),
        " (« Adoption, réserves, conditions de réussite »).",
        class_="sd-note",
    )

"""The programmes beside the schéma: a tag with the sentence that ties it, and what the documents say of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from components.dossier_words import tag_words
from components.html import Html, element, joined
from components.measure import when_words
from components.source import source_details, source_words
from components.table import html_table
from data.decision import PROGRAMME_LABELS
from data.programmes import Programme, Tag

TIED = "Un programme ne s'attache que par une phrase des documents ou par une décision."


def programme_tag(tag: Tag) -> Html:
    """The name of the programme on a tag; the way it is tied is read under it."""
    return element("span", PROGRAMME_LABELS[tag.code], class_="sd-tag sd-tag--programme", title=tag_words(tag))


def tags_block(tags: Sequence[Tag]) -> Html | None:
    """Each programme with what ties it: the decision's sentence, or the documents'. None when there is none."""
    if not tags:
        return None
    return element(
        "div",
        *(
            element(
                "div",
                element("strong", "Programme à côté du schéma : "),
                programme_tag(tag),
                f" {tag_words(tag).partition(PROGRAMME_LABELS[tag.code])[2].lstrip(', ')}",
                element("p", tag.words) if tag.words else None,
                source_details(*tag.sources, label="La phrase qui le dit") if tag.sources else None,
            )
            for tag in tags
        ),
        class_="sd-programmes",
    )


def programmes_table(
    programmes: Sequence[Programme],
    tagged: Mapping[str, Sequence[str]],
    fiche: Callable[[int], str],
) -> Html:
    """The two programmes: what they are, what the documents say of their place, what they concern.

    tagged: programme → the orientations that bear its tag.
    """
    rows = []
    for one in programmes:
        actions = [element("a", f"Action {action}", href=fiche(action)) for action in one.actions]
        orientations = [f"« {name} »" for name in tagged.get(one.code, ())]
        concerned = joined([*actions, *orientations], ", ") if actions or orientations else None
        rows.append(
            [
                joined(
                    [
                        element("strong", one.frame.label),
                        element("span", f"Porté par : {one.frame.carrier}", class_="sd-detail sd-small"),
                        element("span", when_words(one.frame.when), class_="sd-detail sd-small"),
                    ]
                ),
                element(
                    "ul",
                    *(
                        element("li", words, element("span", source_words(source), class_="sd-detail sd-small"))
                        for words, source in one.said
                    ),
                    class_="sd-plain",
                ),
                concerned or "Aucune action, aucune orientation n'est nommée : un rattachement se décide en réunion.",
            ]
        )
    columns = ("Programme", "Ce que les documents disent de sa place", "Actions et orientations étiquetées")
    return joined(
        [
            html_table("Les programmes à côté du schéma", columns, rows),
            element("p", TIED, class_="sd-small"),
        ]
    )

"""Choosing the slides, and moving through them with the keys of a clicker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from zoneinfo import ZoneInfo

import streamlit as st

from components.exports.deck import Slide
from components.filters import choose_several, read_codes
from components.html import Html, element
from components.links import link_to
from components.slides import MapImage, notes_html, slide_html
from components.url_codes import read_code
from data.deciding.saved_decks import SavedDeck

#: What an address can ask for: the room's screen, the presenter's, or that of someone who follows.
VIEWS = ("projection", "presentateur", "suivre")
LIMIT = 40
#: Two screens are never further apart than this: the others look for a move this often.
POLL_S = 1.0


def chosen_view() -> str:
    """The view the address asks for; empty for the preparation."""
    return read_code("vue", VIEWS, "")


def choose_slides(titles: Mapping[str, str], opened: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The slides and their order, in the URL as `diapos=…`; when it says nothing, those of the presentation `opened`.

    All of them, in the usual order, when none is named.
    """
    chosen = choose_several(
        "diapos",
        "Diapositives, dans l'ordre où vous les choisissez",
        titles,
        LIMIT,
        expected="code de diapositive attendu, comme action-5",
        empty="Toutes, dans l'ordre habituel",
        default=opened,
    )
    return chosen or tuple(titles)


def slides_of_address(titles: Mapping[str, str], opened: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The same, read from the address alone: on a projected screen there is no list to choose from."""
    named = read_codes("diapos", titles) if "diapos" in st.query_params else opened
    return named or tuple(titles)


def show_live(
    view: str,
    slides_now: Callable[[], Sequence[Slide]],
    map_image: MapImage,
    where: Callable[[], str],
    move: Callable[[str], str],
) -> None:
    """The slide shown now, on this screen as on the others.

    `slides_now` and `where` (the code of the slide) are asked at each look: a decision just taken is on the slide.
    `move`: show another; gives back what went wrong, in French, or nothing. Whoever follows has no keys.
    """
    codes = [slide.slide_id for slide in slides_now()]

    @st.fragment(run_every=POLL_S)
    def live() -> None:
        slides = slides_now()
        rank = codes.index(where())
        if view == "presentateur":
            left, right = st.columns([3, 2])
            left.html(slide_html(slides[rank], rank + 1, len(slides), map_image))
            right.html(notes_html(slides[rank], slides[rank + 1] if rank + 1 < len(slides) else None, _now()))
        else:
            st.html(slide_html(slides[rank], rank + 1, len(slides), map_image))
        if view != "suivre":
            _keys(codes, rank, move)

    live()


def _now() -> str:
    """The time where the presenter is, to the minute."""
    return f"{dt.datetime.now(ZoneInfo(st.context.timezone or 'Europe/Paris')):%H h %M}"


def _keys(codes: Sequence[str], rank: int, move: Callable[[str], str]) -> None:
    """Previous and next: buttons at the foot, and the keys of a clicker (PageUp, PageDown), first and last."""
    last = len(codes) - 1
    asked = ""
    with st.container(key="diapo-touches", horizontal=True):
        for words, key, shortcut, target in (
            ("Première", "debut", "Home", 0),
            ("Précédente", "avant", "PageUp", max(rank - 1, 0)),
            ("Suivante", "apres", "PageDown", min(rank + 1, last)),
        ):
            if st.button(words, key=f"diapo-{key}", shortcut=shortcut, disabled=target == rank):
                asked = codes[target]
    if asked:
        trouble = move(asked)
        if trouble:
            st.error(trouble)
        else:
            st.rerun(scope="fragment")


def address_of(
    codes: Sequence[str], everything: Sequence[str], reference: dt.date, opened: SavedDeck | None, usual: dt.date
) -> dict[str, str]:
    """What an address must say to show these slides from this day: the saved presentation alone when nothing of it was
    changed. `usual`: its own date de référence."""
    if opened is not None and tuple(codes) == (opened.codes or tuple(everything)):
        chosen = {"presentation": opened.deck_id}
        return chosen if reference == usual else chosen | {"reference": reference.isoformat()}
    chosen = {} if list(codes) == list(everything) else {"diapos": ",".join(codes)}
    return chosen | {"reference": reference.isoformat()}


def ways_in(chosen: Mapping[str, str]) -> Html:
    """Links to the three views, each in its own window. `chosen`: what says the slides and the date in an address."""

    def way(view: str, words: str, said: str) -> Html:
        return element(
            "li",
            element("a", words, href=link_to("projection", vue=view, **chosen), target="_blank", rel="noopener"),
            element("span", f" – {said}", class_="sd-small"),
        )

    return element(
        "ul",
        way(
            "projection",
            "Projeter",
            "l'écran de la salle, plein écran avec F11. Touches de la télécommande : page suivante, page précédente ; "
            "« début » revient à la première.",
        ),
        way("presentateur", "Écran du présentateur", "les notes, la suivante, l'heure ; il commande aussi."),
        way("suivre", "Suivre depuis un autre écran", "montre la diapositive projetée, sans rien commander."),
        class_="sd-plain sd-ways",
    )


def outline(slides: Sequence[Slide]) -> Html:
    """The titles in order: what the presentation says, read in a glance."""
    return element("ol", *(element("li", slide.title) for slide in slides), class_="sd-outline")

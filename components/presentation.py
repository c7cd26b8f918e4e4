"""Choosing the slides, and moving through them with the keys of a clicker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import streamlit as st

from components.drafts import keep_draft, read_draft
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
REFUSED = "presentation-refus"
#: Said by the browser itself, when nothing comes any more.
LOST = {
    "suivre": "Connexion perdue : cette diapositive n'est peut-être plus celle de la salle. L'écran se remettra seul à "
    "la bonne.",
    "projection": "Connexion au serveur perdue : les touches n'agissent plus. L'écran se remettra seul.",
    "presentateur": "Connexion au serveur perdue : les touches n'agissent plus et l'écran de la salle a pu avancer. "
    "L'écran se remettra seul.",
}
GOES_ON = (
    "La base des décisions ne répond pas : la place de la présentation n'est pas enregistrée. "
    "Les diapositives avancent quand même sur tous les écrans ; leur place serait perdue si le serveur redémarrait. "
    "Prévenez qui s'en occupe : le disque est peut-être plein."
)


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


def named_slides(titles: Mapping[str, str]) -> tuple[str, ...]:
    """The slides the address names itself, none when it names none: on a projected screen there is no list."""
    return read_codes("diapos", titles) if "diapos" in st.query_params else ()


def show_unknown_view() -> None:
    """Say that the address asks for a screen that does not exist: the preparation is shown instead."""
    if "vue" in st.query_params and not chosen_view():
        st.warning(f"« vue » est inconnue dans l'adresse ({', '.join(VIEWS)} attendu) : la préparation est affichée.")


@dataclass(frozen=True)
class Shown:
    """What is shown at a look: every slide, the place of the one shown (from 0), whether that is `recorded`."""

    slides: Sequence[Slide]
    rank: int
    recorded: bool = True


def show_live(
    view: str, look: Callable[[], Shown], map_image: MapImage, move: Callable[[str, Sequence[str]], str]
) -> None:
    """The slide shown now, on this screen as on the others.

    `look` is asked again and again: a decision just taken, a slide just added, are there. `move`: show another slide,
    of these codes; gives back what refuses it, in French, or nothing. Whoever follows has no keys.
    """
    st.html(element("p", LOST[view], class_="sd-slide-lost", role="alert"))

    @st.fragment(run_every=POLL_S)
    def live() -> None:
        shown = look()
        slide, total = shown.slides[shown.rank], len(shown.slides)
        following = shown.slides[shown.rank + 1] if shown.rank + 1 < total else None
        if view == "presentateur":
            left, right = st.columns([2, 1], gap=None)
        else:
            left, right = st.container(), None
        screen, below = left.container(), left.container()
        # The keys are drawn before the slide: who sees a slide presses the keys that move it.
        with below:
            if view == "projection":
                _keys(shown, move, "" if shown.recorded else "Place non enregistrée, voir l'écran du présentateur.")
            elif view == "presentateur":
                _keys(shown, move, "" if shown.recorded else GOES_ON)
        screen.html(slide_html(slide, shown.rank + 1, total, map_image))
        if right is not None:
            right.html(notes_html(slide, following, shown.rank + 2, total, _now(), map_image))

    live()


def _now() -> str:
    """The time where the presenter is, to the minute."""
    return f"{dt.datetime.now(ZoneInfo(st.context.timezone or 'Europe/Paris')):%H h %M}"


def _keys(shown: Shown, move: Callable[[str, Sequence[str]], str], trouble: str) -> None:
    """First, previous, next, last: buttons at the foot, and the keys of a clicker or a keyboard.

    Any of them presses these buttons (diapositives.js). What went wrong stays until a key works again: the fragment is
    drawn anew each second.
    """
    codes, rank = [slide.slide_id for slide in shown.slides], shown.rank
    last = len(codes) - 1

    def go(code: str) -> None:
        keep_draft(REFUSED, move(code, codes))

    with st.container(key="diapo-touches", horizontal=True):
        for words, key, target in (
            ("Première", "debut", 0),
            ("Précédente", "avant", max(rank - 1, 0)),
            ("Suivante", "apres", min(rank + 1, last)),
            ("Dernière", "fin", last),
        ):
            st.button(
                words,
                # One button a slide: a press that is heard twice (a look taken meanwhile) goes to the same slide twice.
                key=f"diapo-{key}-{rank}",
                disabled=target == rank,
                on_click=go,
                args=(codes[target],),
            )
    if said := read_draft(REFUSED) or trouble:
        st.html(element("p", said, class_="sd-slide-trouble", role="status"))


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


def ways_in(chosen: Mapping[str, str], leads: bool) -> Html:
    """Links to the views, each in its own window: all three for who `leads`, else the one that follows.

    `chosen`: what says the slides and the date in an address.
    """

    def way(view: str, words: str, said: str) -> Html:
        return element(
            "li",
            element("a", words, href=link_to("projection", vue=view, **chosen), target="_blank", rel="noopener"),
            element("span", f" – {said}", class_="sd-small"),
        )

    follow = way("suivre", "Suivre depuis un autre écran", "montre la diapositive projetée, sans rien commander.")
    if not leads:
        return element("ul", follow, class_="sd-plain sd-ways")
    return element(
        "ul",
        way(
            "projection",
            "Projeter",
            "l'écran de la salle, plein écran avec F11. Touches : page suivante et précédente, flèches, espace ; "
            "« début » et « fin » vont à la première et à la dernière.",
        ),
        way("presentateur", "Écran du présentateur", "les notes, la suivante, l'heure ; il commande aussi."),
        follow,
        class_="sd-plain sd-ways",
    )


def offer_restart(rank: int, total: int, title: str) -> bool:
    """Said before projecting: the slide where the presentation was left today, and a way back to the first.

    `rank` from 0. True when it is asked.
    """
    left = element("strong", f"diapositive {rank + 1} sur {total}")
    said = element("p", "Cette présentation est restée à la ", left, f" (« {title} ») : elle s'ouvre là.")
    st.html(element("div", said, class_="sd-scope", role="status"))
    return st.button("Revenir à la première diapositive", key="diapo-repartir")


def outline(slides: Sequence[Slide]) -> Html:
    """The titles in order: what the presentation says, read in a glance."""
    return element("ol", *(element("li", slide.title) for slide in slides), class_="sd-outline")

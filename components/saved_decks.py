"""Presentations kept under a name: the list to open one from, the form that keeps one, the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from components.drafts import draft_key, keep_draft, read_draft, take_draft
from components.filters import choose_from_url
from components.html import Html, element
from components.links import link_to
from components.url_codes import read_uuid, write_code
from data.deciding.saved_decks import NAME_LIMIT, KeptDeck

DRAFT = "presentation-gardee"
OPENED = "presentation-ouverte"
LEAVING = "presentation-a-retirer"
UNKNOWN = (
    "Cette présentation est inconnue ou a été retirée : toutes les diapositives sont montrées, dans l'ordre habituel."
)
UNREADABLE = "Les présentations enregistrées ne peuvent pas être lues pour l'instant : choisissez les diapositives."


@dataclass(frozen=True)
class Wish:
    """What the reader asked: keep under this name, over the one opened or `apart`; or `withdraw`."""

    name: str
    apart: bool = False
    withdraw: bool = False


def opened_by_address(kept: Mapping[str, KeptDeck]) -> KeptDeck | None:
    """The presentation the address asks for (`presentation=…`); an unknown one is said, and none is then opened."""
    if "presentation" not in st.query_params:
        return None
    found = kept.get(read_uuid("presentation"))
    if found is None:
        st.warning(UNKNOWN)
    return found


def choose_saved(kept: Mapping[str, KeptDeck]) -> KeptDeck | None:
    """The presentation opened, chosen in a list and in the address; None when there is none.

    The slides typed in the address are those of the presentation left behind: they go with it.
    """
    if "presentation" in st.query_params and opened_by_address(kept) is None:
        write_code("presentation", "")
    if not kept:
        return None
    names = {"": "Aucune : la présentation habituelle", **{code: one.deck.name for code, one in kept.items()}}
    chosen = choose_from_url("presentation", "Présentation enregistrée", names, "", keep=False)
    before = read_draft(OPENED)
    if before is None or before[0] != chosen:
        if before is not None:
            write_code("diapos", "")
            write_code("reference", "")
        reopen(chosen, kept[chosen].version if chosen else 0)
    return kept.get(chosen)


def reopen(deck_id: str, version: int) -> None:
    """Remember which version this session reads: another one saved since is told before anything is written."""
    keep_draft(OPENED, (deck_id, version))


def version_read() -> int:
    """The version of the presentation opened that this session has read; 0 when none is."""
    return (read_draft(OPENED) or ("", 0))[1]


def show_changed_since(opened: KeptDeck) -> None:
    """Tell that someone saved another version since this page was opened, and offer to read it."""
    if opened.version == version_read():
        return
    st.warning(f"« {_plain(opened.deck.name)} » a été changée entre-temps par {_plain(opened.signed)}.")
    if st.button("Reprendre la version enregistrée"):
        write_code("diapos", "")
        write_code("reference", "")
        reopen(opened.deck.deck_id, opened.version)
        st.rerun()


def deck_form(opened: KeptDeck | None) -> Wish | None:
    """The form; what was asked once it is sent."""
    key = f"{opened.deck.deck_id if opened else 'nouvelle'}-nom"
    with st.form(draft_key(DRAFT, "formulaire")):
        name = st.text_input(
            "Nom de la présentation",
            opened.deck.name if opened else "",
            max_chars=NAME_LIMIT,
            key=draft_key(DRAFT, key),
        )
        with st.container(horizontal=True):
            kept = st.form_submit_button(
                "Enregistrer les changements" if opened else "Enregistrer cette présentation", type="primary"
            )
            apart = st.form_submit_button("Enregistrer à part, sous ce nom") if opened else False
            gone = st.form_submit_button("Retirer de la liste") if opened else False
    return Wish(name.strip(), bool(apart), bool(gone)) if kept or apart or gone else None


def confirm_withdrawal(opened: KeptDeck) -> bool:
    """Asked to withdraw: what it does is said, and it is done only once confirmed. True when it is."""
    if read_draft(LEAVING) != opened.deck.deck_id:
        return False
    st.html(
        element(
            "p",
            element("strong", f"Retirer « {opened.deck.name} » de la liste ? "),
            "Son lien court ne l'ouvrira plus. Elle reste au journal et peut être remise dans la liste.",
            role="alert",
            class_="sd-alert",
        )
    )
    with st.container(horizontal=True):
        yes = st.button("Oui, retirer de la liste", key=f"{DRAFT}-oui")
        no = st.button("Non, la garder", key=f"{DRAFT}-non")
    if yes or no:
        take_draft(LEAVING)
    if no:
        st.rerun()
    return yes


def ask_withdrawal(opened: KeptDeck) -> None:
    """Remember that this presentation is to be withdrawn, if it is confirmed."""
    keep_draft(LEAVING, opened.deck.deck_id)


def choose_withdrawn(withdrawn: Mapping[str, KeptDeck]) -> str:
    """The presentations withdrawn, folded, each with a way back; the identifier of the one to put back, else empty."""
    if not withdrawn:
        return ""
    asked = ""
    with st.expander(f"Présentations retirées de la liste ({len(withdrawn)})"):
        for code, one in withdrawn.items():
            words = element("span", f" – retirée par {one.signed}", class_="sd-small")
            st.html(element("p", element("strong", one.deck.name), words))
            if st.button("Remettre dans la liste", key=f"{DRAFT}-remettre-{code}"):
                asked = code
    return asked


def saved_words(opened: KeptDeck) -> Html:
    """Who kept it and when, and the short address to share."""
    return element(
        "p",
        f"Enregistrée par {opened.signed}. ",
        element("a", "Lien court à partager", href=link_to("projection", presentation=opened.deck.deck_id)),
        class_="sd-small",
    )


def _plain(words: str) -> str:
    """Words that were typed, never read as Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>$~#:" else sign for sign in words)

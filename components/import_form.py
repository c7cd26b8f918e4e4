"""What is asked before anything is published or undone: corrections, who, which date, an express yes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import streamlit as st

from components.drafts import draft_key, keep_draft, read_draft
from components.formats import number
from components.html import element
from components.identity import current_actor, signature

PRECISIONS = {
    "day": "Au jour près",
    "month": "Au mois près",
    "year": "À l'année près",
    "undated": "Date inconnue",
}
_EARLIEST = dt.date(1990, 1, 1)


class Correction(Protocol):
    """A correction proposed, not made."""

    @property
    def correction_id(self) -> str: ...
    @property
    def message_fr(self) -> str: ...


class Progress(Protocol):
    """A download under way."""

    received: int
    announced: int | None

    def wait(self, seconds: float) -> bool: ...
    def stop(self) -> None: ...


@dataclass(frozen=True)
class Answer:
    """What was typed and is complete: `who` as it will be recorded, the date and its precision, the origin."""

    who: str
    on: dt.date | None
    precision: str
    origin: str


def choose_corrections(name: str, corrections: Iterable[Correction]) -> frozenset[str]:
    """One box a correction, none ticked: the identifiers of those accepted."""
    return frozenset(
        correction.correction_id
        for correction in corrections
        if st.checkbox(correction.message_fr, key=draft_key(name, correction.correction_id))
    )


def ask_publication(
    name: str, suggested_on: dt.date | None, precision: str, origin: str, *, publishable: bool, whole: bool = False
) -> tuple[bool, Answer | None]:
    """The form under a preview: (given up, the answer once complete). What is missing is said, field by field.

    Not `publishable` (no row is kept, or a file taken `whole` is not right): it can only be given up, and says so.
    """
    if not publishable:
        why = "Aucune ligne ne serait gardée : confirmez une correction, ou abandonnez."
        mend = "Rien ne peut être publié : corrigez le fichier et déposez-le de nouveau, ou abandonnez."
        st.html(element("p", mend if whole else why))
        return st.button("Abandonner", key=draft_key(name, "abandonner")), None
    with st.form(draft_key(name, "publication"), enter_to_submit=False):
        typed = _ask_who(name)
        date_side, precision_side = st.columns(2)
        with date_side:
            on = st.date_input(
                "Date des données (JJ/MM/AAAA)",
                suggested_on,
                min_value=_EARLIEST,
                max_value=dt.date(2100, 12, 31),
                format="DD/MM/YYYY",
                key=draft_key(name, "date"),
            )
        with precision_side:
            known = st.selectbox(
                "Précision de cette date",
                list(PRECISIONS),
                index=list(PRECISIONS).index(precision),
                format_func=PRECISIONS.__getitem__,
                filter_mode=None,
                key=draft_key(name, "precision"),
            )
        came_from = st.text_input(
            "Origine du fichier (service ou adresse)", origin, max_chars=300, key=draft_key(name, "origine")
        )
        yes, no = st.columns(2)
        agreed = yes.form_submit_button("Publier cette édition", type="primary")
        given_up = no.form_submit_button("Abandonner")
    if given_up or not agreed:
        return given_up, None
    day = on if isinstance(on, dt.date) else None
    missing = _missing(*typed)
    if known != "undated" and day is None:
        missing.append("la date des données (ou choisissez « Date inconnue »)")
    if known != "undated" and day is not None and day > dt.date.today():
        missing.append("une date des données qui ne soit pas à venir")
    if missing:
        st.error(f"Rien n'a été publié. À renseigner : {' ; '.join(missing)}.")
        return False, None
    return False, Answer(_sign(*typed), None if known == "undated" else day, known, (came_from or "").strip())


def ask_return(name: str, confirmed: str) -> tuple[bool, str]:
    """The form under « go back »: (given up, who once typed and confirmed)."""
    with st.form(draft_key(name, "retour"), enter_to_submit=False):
        typed = _ask_who(name)
        yes, no = st.columns(2)
        agreed = yes.form_submit_button(confirmed, type="primary")
        given_up = no.form_submit_button("Ne rien changer")
    if given_up or not agreed:
        return given_up, ""
    if missing := _missing(*typed):
        st.error(f"Rien n'a été changé. À renseigner : {' ; '.join(missing)}.")
        return False, ""
    return False, _sign(*typed)


def watch_download(download: Progress) -> None:
    """Show a download until it is over; « Arrêter », or any other choice on the page, stops it within a moment."""
    place = st.empty()
    with place.container():
        st.button("Arrêter le téléchargement", key="arreter-telechargement")
        bar = st.progress(0.0, text="Demande à data.gouv.fr…")
    try:
        while not download.wait(0.2):
            done = f"{number(download.received // 1024)} ko reçus"
            total = f" sur {number(download.announced // 1024)} ko" if download.announced else ""
            # Streamlit interrupts the script here when something else is asked of the page.
            bar.progress(min(1.0, download.received / (download.announced or 1e9)), text=f"{done}{total}")
    finally:
        download.stop()
    place.empty()


def _ask_who(name: str) -> tuple[str, str]:
    """Name and capacity: those signed in with, else asked, as the last time in this session."""
    actor = current_actor()
    if actor.mode == "oidc":
        st.html(element("p", "Enregistré au nom de : ", element("strong", signature(actor))))
        return actor.name, actor.capacity or "identité vérifiée"
    last = read_draft("signature") or ("", "")
    name_side, capacity_side = st.columns(2)
    with name_side:
        typed = st.text_input("Votre nom", last[0], max_chars=80, autocomplete="name", key=draft_key(name, "nom"))
    with capacity_side:
        capacity = st.text_input(
            "Votre qualité (service, fonction)", last[1], max_chars=120, key=draft_key(name, "qualite")
        )
    return (typed or "").strip(), (capacity or "").strip()


def _missing(typed: str, capacity: str) -> list[str]:
    return [words for words, value in (("votre nom", typed), ("votre qualité", capacity)) if not value]


def _sign(typed: str, capacity: str) -> str:
    actor = current_actor()
    if actor.mode == "oidc":
        return signature(actor)
    keep_draft("signature", (typed, capacity))
    return f"{typed}, {capacity} (identité déclarée)"

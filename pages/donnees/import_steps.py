"""The steps of an import, in the order they are taken: receive or download, correct, publish or give up, undo."""

from __future__ import annotations

import streamlit as st

from components.drafts import drop_draft, keep_draft, read_draft, receive_file, take_draft
from components.html import element
from components.identity import current_actor
from components.import_form import ask_publication, ask_return, choose_corrections, watch_download
from components.imports import alert, notice, return_words
from components.local_mode import LOCAL_WORDS
from data.connectors.edition import Edition
from data.connectors.fetch import fetchable
from data.connectors.refusal import RefusedError
from data.connectors.registry import CONNECTORS
from data.importing import (
    Download,
    Draft,
    draft_from,
    go_back,
    publish_draft,
    read_draft_file,
    up_to_date,
    with_corrections,
)

TITLES = {connector.layer: connector.title for connector in CONNECTORS}
DISK = "Le disque a refusé l'écriture : rien n'a été changé. Libérez de la place, puis recommencez."


def start_again(message: str, layer: str = "") -> None:
    """Draw the page anew, with this sentence said once; `layer` adds a link to where its points are used."""
    keep_draft("fait", (message, layer))
    st.rerun()


def receive() -> None:
    """A file that is chosen becomes the draft; a refused one is told, and nothing else changes."""
    received, new = receive_file(
        "import", "Fichier CSV, GeoJSON, XLSX ou ODS, ou zip qui contient un CSV (10 Mo au plus)"
    )
    if new:
        take_draft("import")
        take_draft("refus")
        if received:
            try:
                with st.spinner("Lecture et vérification du fichier…"):
                    keep_draft("import", read_draft_file(received.getvalue(), received.name))
            except RefusedError as refused:
                keep_draft("refus", refused.message_fr)
    if received and read_draft("refus"):
        st.html(alert(read_draft("refus")))


def download() -> None:
    """A published file asked of data.gouv.fr becomes the draft; never needed."""
    if take_draft("telechargement"):
        st.html(notice("Le téléchargement a été arrêté : rien n'a été changé."))
    for layer, dataset in fetchable().items():
        if st.button(f"Télécharger « {TITLES[layer]} » depuis data.gouv.fr", key=f"telecharger-{layer}"):
            keep_draft("telechargement", dataset)
            asked = Download(dataset)
            watch_download(asked)
            take_draft("telechargement")
            if asked.fetched is None:
                st.html(alert(asked.refusal))
            else:
                drop_draft("import")
                keep_draft("import", draft_from(asked.fetched))


def correct(draft: Draft) -> Draft:
    """The draft with the corrections ticked, and no other."""
    if not draft.preview.corrections:
        return draft
    st.subheader("Corrections proposées, aucune n'est faite sans vous", anchor=False)
    confirmed = choose_corrections("import", draft.preview.corrections)
    if confirmed == {one.correction_id for one in draft.preview.corrections if one.confirmed}:
        return draft
    try:
        corrected = with_corrections(draft, confirmed)
    except RefusedError as refused:
        st.html(alert(refused.message_fr))
        return draft
    keep_draft("import", corrected)
    return corrected


def publish(draft: Draft) -> None:
    """Ask who, which date, which origin; then publish, or give up."""
    preview, known = draft.preview, draft.preview.edition
    suggested, precision = (known.date, known.precision) if known else (draft.modified_on, "day")
    st.subheader("Publier cette édition, ou abandonner", anchor=False)
    st.html(element("p", LOCAL_WORDS, class_="sd-small"))
    given_up, answer = ask_publication(
        "import",
        suggested,
        precision,
        draft.origin,
        publishable=preview.publishable,
        whole=preview.whole,
    )
    if given_up:
        drop_draft("import")
        start_again("Import abandonné : rien n'a été changé.")
    if answer is None:
        return
    try:
        edition = publish_draft(draft, current_actor(), answer.who, answer.on, answer.precision, answer.origin)
    except RefusedError as refused:
        keep_draft("import", up_to_date(draft))
        st.html(alert(refused.message_fr, "Non publié."))
    except OSError:
        st.html(alert(DISK, "Non publié."))
    else:
        drop_draft("import")
        kept = f"{edition.rows_kept} lignes gardées sur {edition.rows_read}"
        start_again(f"« {edition.title} » est publié : {kept}.", edition.layer if edition.shape == "points" else "")


def undo(layer: str, now: Edition, before: Edition | None) -> None:
    """Go back to the edition before, after an express yes."""
    title = TITLES.get(layer, layer)
    words = f"Revenir à l'édition précédente : {title}" if before else f"Ne plus utiliser cette couche : {title}"
    if st.button(words, key=f"retour-{layer}"):
        drop_draft("retour")
        keep_draft("retour", (layer, now.edition_id))
    if read_draft("retour") != (layer, now.edition_id):
        return
    st.html(return_words(now, before))
    given_up, who = ask_return("retour", "Confirmer le retour" if before else "Confirmer le retrait")
    if given_up:
        drop_draft("retour")
        start_again("Rien n'a été changé.")
    if who:
        try:
            go_back(layer, now.edition_id, current_actor(), who)
        except (RefusedError, OSError) as failed:
            st.html(alert(failed.message_fr if isinstance(failed, RefusedError) else DISK, "Rien n'a été changé."))
        else:
            drop_draft("retour")
            start_again(f"« {title} » : " + ("l'édition précédente est de nouveau en cours." if before else "retiré."))

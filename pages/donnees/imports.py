"""How does a published file come in, and how does one go back?"""

import streamlit as st

from components.drafts import read_draft, take_draft
from components.formats import date
from components.heading import show_lead
from components.html import element
from components.identity import current_actor
from components.import_preview import show_blocking, show_changes, show_first_rows, show_identity, show_problems
from components.import_template import show_template
from components.imports import alert, editions_table, folder_words, formats_table, journal_table, notice
from components.links import link_to
from data.connectors.refusal import RefusedError
from data.connectors.registry import CONNECTORS
from data.connectors.shapes import SEVERITY_LABELS
from data.import_changes import changes_frame, first_rows_frame, problems_frame
from data.imported import EARLIER, IN_USE, describe_folder, editions_of, imported_layers, read_history, unreadable
from data.importing import Draft
from data.load import load_form_lists, load_grants, load_labels
from data.store import may
from pages.donnees.import_steps import TITLES, correct, download, publish, receive, undo

UNDATED_FILE = "le fichier ne la dit pas : à renseigner"


def show_draft(draft: Draft) -> None:
    """All that a file would bring, then the question: publish, or give up."""
    st.header("Aperçu : rien n'est encore importé", anchor=False)
    draft, labels = correct(draft), load_labels()
    preview, known, changes = draft.preview, draft.preview.edition, draft.changes
    show_identity(preview, f"{date(known.date, known.precision)} ({known.basis})" if known else UNDATED_FILE)
    show_blocking(preview.blocking)
    show_problems(preview, problems_frame(preview), SEVERITY_LABELS)
    show_changes(changes, changes_frame(changes, labels), preview.layer)
    show_first_rows(first_rows_frame(preview, labels))
    publish(draft)


def show_layer(layer: str) -> None:
    """The editions kept of a layer, and the way back."""
    try:
        editions = editions_of(layer)
    except RefusedError as refused:
        st.html(alert(refused.message_fr, "Illisible."))
        return
    st.html(editions_table(f"Éditions de « {TITLES.get(layer, layer)} »", editions))
    now = next((edition for edition, state in editions if state == IN_USE), None)
    if now and allowed:
        undo(layer, now, next((edition for edition, state in editions if state == EARLIER), None))


actor = current_actor()
allowed = may(actor, "importer", "edition:import", load_grants(actor))
show_lead("Faire entrer un fichier publié : il est reconnu, vérifié, montré ; rien n'est gardé sans votre accord.")
if done := take_draft("fait"):
    message, points = done
    st.html(
        notice(
            message, element("a", "Mesurer la proximité", href=link_to("proximite", points=points)) if points else None
        )
    )
for words in unreadable():
    st.html(alert(words, "À réimporter."))
if allowed:
    show_template(load_form_lists())
    receive()
    download()
    if draft := read_draft("import"):
        show_draft(draft)
else:
    st.html(notice("Les imports sont faits par le secrétariat commun."))
with st.expander("Voir les formats reconnus"):
    st.html(formats_table((one.title, one.publisher, one.licence) for one in CONNECTORS))

st.header("Éditions gardées", anchor=False)
if history := read_history():
    for layer in imported_layers():
        show_layer(layer)
    st.html(journal_table(history, TITLES))
else:
    st.html(element("p", "Aucun fichier n'a encore été importé. Le tableau de bord fonctionne sans."))
st.header("Où sont gardés les fichiers", anchor=False)
place = describe_folder()
st.html(folder_words(place.name, place.variable, place.inside_checkout))

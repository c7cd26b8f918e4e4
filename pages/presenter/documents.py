"""What does each one leave with?"""

import datetime as dt

import streamlit as st

from components.downloads import Export, show_downloads
from components.exports.formats_of import document_files, long_book_files, packaged_csv
from components.exports.inert import file_name
from components.filters import choose_action, read_reference_date, selection
from components.heading import show_lead
from components.html import element
from components.links import link_to
from components.long_export import LongExport, show_long_downloads
from components.take_away import CSV_WORDS
from data.deciding.meetings import seen_from
from data.load import load_manifest, load_statuses, load_territories
from pages.presenter.dossier_steps import choose_meeting, show_dossier, show_whole
from pages.presenter.papers import make_book, make_fiche, make_note, once, stamp

TABLES = "Tableaux du bilan"
today, territory, statuses = dt.date.today(), selection(), load_statuses()
reference = read_reference_date(dt.date.fromisoformat(load_manifest().date))
show_lead("Des documents à lire, à modifier, à archiver : chacun porte sa date, ses sources et ses précautions.")

# Each is read here and closed over: the file is made beside the page, where nothing of Streamlit may be asked.
st.header("Dossier de réunion", anchor=False)
meeting = choose_meeting()
reference = (seen_from(meeting) if meeting else None) or reference
show_dossier(meeting, reference, today)
show_whole(territory, "Ce dossier porte")

st.header("Note d'arrondissement", anchor=False)
if territory.is_departement:
    st.html(element("p", "Choisissez un arrondissement dans la liste « Territoire », en haut de la page."))
else:
    name = load_territories()[territory.territory_id]
    st.html(element("p", f"{name} : questions, actions, chiffres, couverture, en deux pages."))
    note = once(make_note, territory.territory_id)
    show_downloads(
        [Export(file, make) for file, make in document_files(f"Note {name}", today, lambda: note)],
        key="note",
        title="",
    )

st.header("Fiche imprimable", anchor=False)
action_id = choose_action({str(status.action_id): f"{status.action_id} – {status.title}" for status in statuses})
fiche = once(make_fiche, action_id)
show_downloads(
    [Export(file, make) for file, make in document_files(f"Fiche action {action_id}", today, lambda: fiche)],
    key="fiche",
    title="",
)

st.header("Tableaux", anchor=False)
st.html(element("p", "Actions, chiffres, territoires et précautions, une ligne par fait, chacun avec sa source."))
show_whole(territory, "Ces tableaux portent")
book = once(make_book)
files = long_book_files(TABLES, today, lambda: book)
show_long_downloads([LongExport(*file) for file in files], key="tableaux", stamp=stamp())
show_downloads(
    [Export(file_name(TABLES, today, "zip"), lambda: packaged_csv(TABLES, today, lambda: book), CSV_WORDS)],
    key="tableaux",
    title="",
    note="En CSV, un fichier par feuille.",
)

st.header("Diaporama", anchor=False)
st.html(element("p", element("a", "Choisir les diapositives, projeter, télécharger", href=link_to("projection"))))

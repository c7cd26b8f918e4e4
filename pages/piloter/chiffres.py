"""Why do two figures on one subject differ? Who says which, where, when, counting what, with whose money?"""

import datetime as dt

import streamlit as st

from components.downloads import Export, show_downloads
from components.exports.document import Document, Origin
from components.exports.formats_of import document_files
from components.exports.subject_sheet import subject_sheet
from components.filters import choose_subject, selection
from components.heading import show_scope
from components.html import Html, joined
from components.links import link_to
from components.memo import remember
from components.source import source_line
from components.subjects import actions_words, aloud, figures_table, source_titles, subject_count
from data.load import load_manifest, load_series, load_subjects, load_territories

manifest, territory = load_manifest(), selection()
subjects = {subject.subject_id: subject for subject in load_subjects()}
chosen = choose_subject({code: subject.label for code, subject in subjects.items()})
subject, memo = subjects[chosen], (manifest.version, "sujet", chosen)
outside = {one.indicator_id for one in load_series() if one.origin != "bilan"}


def fiche(action: str) -> str:
    return link_to("fiche", action=action)


def trend(indicator: str) -> str:
    return link_to("tendances", indicateur=indicator)


def sheet() -> Document:
    origin = Origin(dt.datetime.now().replace(microsecond=0), manifest.version, sources=tuple(source_titles(subject)))
    return subject_sheet(subject, outside, origin)


def draw() -> Html:
    """One block, the sentence first: the same for every territory, so that it is sent once."""
    foot = [actions_words(subject, fiche), source_line(subject_count(subject))]
    return joined([aloud(subject), figures_table(subject, outside, trend), *foot])


st.html(remember((memo, "all"), draw))
if not territory.is_departement:
    words = "Le filtre ne change rien ici : chaque chiffre garde son propre territoire, souvent la raison de l'écart."
    show_scope(load_territories()[territory.territory_id], words)
files = document_files(f"Pourquoi deux chiffres {subject.label}", dt.date.today(), sheet, ("pdf", "odt"))
show_downloads([Export(*file) for file in files], key=f"sujet-{chosen}", title="Emporter cette page")

"""What do the bodies say today of what their fiche proposed in 2023, and who has not answered?"""

import datetime as dt

import streamlit as st

from components.downloads import Export, show_downloads
from components.drafts import take_draft
from components.exports.formats_of import document_files
from components.exports.pilot_sheet import pilot_sheet
from components.fiche_head import fiche_title
from components.filters import choose_action
from components.heading import show_lead
from components.html import element
from components.imports import alert, notice
from components.links import link_to
from components.memo import remember
from components.pilot_sheet import FORM, answer_card, asked_table, form_link, proposal_block, questions_block
from components.pilot_standing import collective_note, silent_table, standing_sentence
from components.source import source_line
from data.deciding.pilot_round import compute_standing
from data.load import load_answers, load_asked, load_fiche, load_manifest, load_questions, load_statuses
from data.store import UnavailableError
from pages.decider.pilotes_steps import answer

show_lead("Avant le COTECH, chaque organisme dit si sa proposition de 2023 tient toujours, complète et explique.")
if done := take_draft("fait-pilotes"):
    st.html(notice(done))
try:
    answers = load_answers()
except UnavailableError as error:
    st.html(alert(error.message_fr, "Réponses illisibles."))
    st.stop()
standing = compute_standing(load_asked(), answers)
st.html(standing_sentence(standing))
with st.expander("Voir qui n'a pas répondu"):
    st.html(silent_table(standing, lambda action: link_to("pilotes", action=action)))
    if standing.collective:
        st.html(collective_note(standing.collective))

statuses, version = load_statuses(), load_manifest().version
action_id = choose_action({str(s.action_id): f"{s.action_id} – {s.title}" for s in statuses})
fiche, questions, asked = load_fiche(action_id), load_questions(action_id), load_asked(action_id)
mine = [one for one in answers if one.answer.action_id == action_id]

st.html(remember((version, "fiche", action_id, "title"), lambda: fiche_title(fiche)))
st.html(form_link())
left, right = st.columns([3, 2], gap="medium")
with left:
    st.html(remember((version, "pilotes", action_id, "proposal"), lambda: proposal_block(fiche.status)))
with right:
    st.html(asked_table([one for one in asked if one.due or one.body_id in {m.body_id for m in mine}], mine))
st.html(remember((version, "pilotes", action_id, "questions"), lambda: questions_block(questions)))
made = dt.datetime.now().astimezone()
show_downloads(
    [
        Export(name, build)
        for name, build in document_files(
            f"tour-des-pilotes-action-{action_id}",
            made.date(),
            lambda: pilot_sheet(fiche, asked, questions, made_at=made, data_version=version),
        )
    ],
    key=f"pilotes-{action_id}",
    title="",
    note="Pour qui répond sur papier : la page, ses questions et des lignes à remplir.",
)

st.header("Réponses reçues sur cette action", anchor=False)
titles = {question.code: question.title for question in questions}
for one in mine:
    st.html(element("div", answer_card(one, fiche.status.reading, titles), class_="sd-answers"))
if not mine:
    st.html(element("p", "Aucune pour l'instant."))
st.header("Saisir une réponse", anchor=FORM)
answer(action_id, fiche.status.reading, asked, questions, mine)
st.html(
    source_line(
        f"bilan 2017-2023, fiche {action_id} ; réponses : tour des pilotes, à côté du bilan, jamais par-dessus."
    )
)

"""Which orientations for 2025-2030: what stands, what is decided, what is prepared, and on what each one rests?"""

from __future__ import annotations

import streamlit as st

from components.filters import choose_from_url
from components.heading import show_lead
from components.identity import current_actor
from data.load import load_orientation_lines
from data.store import UnavailableError
from pages.decider.orientation_dossier import show_dossier
from pages.decider.orientation_overview import show_overview

GONE = (
    "Ce dossier n'existe plus : la création de cette orientation vient d'être abandonnée. Ce qui y était en cours de "
    "saisie n'a pas été enregistré."
)

show_lead("Les orientations d'abord : maintenir, reformuler, fusionner, retirer ou créer ; les actions suivent.")
try:
    lines = load_orientation_lines()
    labels = {line.object_id: line.name for line in lines}
    codes = {line.object_id.removeprefix("orientation:"): line.name for line in lines}
    files = {"": "Toutes (vue d'ensemble)"} | {code: f"{code} – {name}" for code, name in codes.items()}
    opened = choose_from_url("dossier", "Dossier", files, "", keep=False, gone=GONE)
    if opened:
        show_dossier(f"orientation:{opened}", current_actor())
    else:
        show_overview(lines, labels, current_actor())
except UnavailableError as error:
    st.error(error.message_fr)

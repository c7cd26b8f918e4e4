"""The form for anyone's figures, to take away and fill: what it is for, then the file in either format."""

from __future__ import annotations

import streamlit as st

from components.exports.figures_template import ods_template, xlsx_template
from components.html import element, joined
from data.figures_form import COLUMNS, FormLists

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
NAME = "modele_chiffres_sdaasp"


def show_template(lists: FormLists) -> None:
    """Two downloads, and what each column expects; the file is made when it is asked for."""
    with st.expander("Apporter vos propres chiffres : le modèle à remplir"):
        st.html(
            joined(
                [
                    element(
                        "p",
                        "Une ligne par valeur : un indicateur, un territoire, une date. Le fichier est pris en entier "
                        "ou pas du tout : une cellule fausse est dite avec sa feuille, sa ligne et sa colonne. Pour "
                        "contester un chiffre, choisissez le rôle « contestée » et donnez le motif : il sera montré à "
                        "côté de la valeur publiée.",
                    ),
                    element(
                        "ul",
                        *(element("li", element("strong", one.title), f" : {one.expected}.") for one in COLUMNS),
                        class_="sd-small",
                    ),
                ]
            )
        )
        left, right = st.columns(2)
        left.download_button(
            "Télécharger le modèle (ODS)", lambda: ods_template(lists), f"{NAME}.ods", ODS, on_click="ignore"
        )
        right.download_button(
            "Télécharger le modèle (XLSX)", lambda: xlsx_template(lists), f"{NAME}.xlsx", XLSX, on_click="ignore"
        )

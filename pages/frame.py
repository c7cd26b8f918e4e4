"""The frame around every page: settings, navigation, the shared filter, the foot. No page is reached around it."""

from copy import copy

import streamlit as st
from streamlit.navigation.page import Page

from components.access import show_refusal
from components.filters import choose_territory
from components.formats import date
from components.frame_parts import broken_tables, foot, masthead, printed_scope, unreadable_store
from components.identity import current_actor, mode_words
from components.links import link_to
from components.memo import remember
from components.shell.unknown_page import UNKNOWN_TITLE, page_for_unknown, unknown_address
from components.url_codes import is_projected, read_uuid
from data.analysis.rows import day
from data.deciding.faults import InvalidError
from data.load import TablesError, load_grants, load_manifest, load_tables, load_territories
from data.store import StoreError, UnavailableError, may


def declared() -> dict[str, list[Page]]:
    """The menu: every page of the dashboard, by part."""
    home = st.Page("piloter/synthese.py", title="Synthèse", default=True)
    return {
        "Piloter": [
            home,
            st.Page("piloter/orientations.py", title="Tableau de bord par orientation", url_path="orientations"),
            st.Page("piloter/tendances.py", title="Tendances", url_path="tendances"),
            st.Page("piloter/fiche.py", title="Fiche-action", url_path="fiche"),
            st.Page("piloter/chiffres.py", title="Pourquoi deux chiffres\u202f?", url_path="chiffres"),
            st.Page("piloter/limites.py", title="Ce que le bilan montre, et ne montre pas", url_path="limites"),
            st.Page("piloter/calendrier.py", title="Calendrier et gouvernance", url_path="calendrier"),
            st.Page("piloter/completude.py", title="Contrôle de complétude", url_path="completude"),
            st.Page("piloter/retroplanning.py", title="Rétroplanning", url_path="retroplanning"),
            st.Page("piloter/avis.py", title="Avis demandés", url_path="avis"),
        ],
        "Territoires": [
            st.Page("territoires/arrondissement.py", title="Mon arrondissement", url_path="arrondissement"),
            st.Page("territoires/carte.py", title="Carte de couverture", url_path="carte"),
            st.Page("territoires/proximite.py", title="Proximité", url_path="proximite"),
            st.Page(
                "territoires/implantation.py",
                title="Où implanter les prochains points d'accueil\u202f?",
                url_path="implantation",
            ),
        ],
        "Décider": [
            st.Page("decider/pilotes.py", title="Tour des pilotes", url_path="pilotes"),
            st.Page("decider/grille.py", title="Grille d'examen", url_path="grille"),
            st.Page("decider/orientations_2025.py", title="Orientations 2025-2030", url_path="orientations_2025"),
            st.Page("decider/preparer.py", title="Préparer une réunion", url_path="preparer"),
            st.Page("decider/reunion.py", title="En réunion", url_path="reunion"),
            st.Page("decider/decision.py", title="Décision", url_path="decision"),
            st.Page("decider/releve.py", title="Relevé de décisions", url_path="releve"),
            st.Page("decider/suivi.py", title="Suivi des décisions", url_path="suivi"),
            st.Page("decider/rencontres.py", title="Rencontres en arrondissement", url_path="rencontres"),
            st.Page("decider/scenarios.py", title="Scénarios", url_path="scenarios"),
            st.Page("decider/devenir.py", title="Devenir des actions 2017-2023", url_path="devenir"),
            st.Page("decider/journee.py", title="Journée du 30 juin 2023", url_path="journee"),
        ],
        "Présenter": [
            st.Page("presenter/projection.py", title="Projection", url_path="projection"),
            st.Page("presenter/documents.py", title="Documents à emporter", url_path="documents"),
        ],
        "Données": [
            st.Page("donnees/recherche.py", title="Recherche", url_path="recherche"),
            st.Page("donnees/sources.py", title="Sources et précautions", url_path="sources"),
            st.Page("donnees/imports.py", title="Imports", url_path="imports"),
            st.Page("donnees/roles.py", title="Rôles et accès", url_path="roles"),
            st.Page("donnees/accessibilite.py", title="Déclaration d'accessibilité", url_path="accessibilite"),
        ],
    }


def mine(page: Page) -> Page:
    """A page of the menu for this run alone: Streamlit notes on it which one may be run."""
    return copy(page)


# Each declaration looks its file up on the disk, at each run of each reader: the same thirty files, that do not move.
menu = {part: [mine(page) for page in pages] for part, pages in remember("menu", declared).items()}
home = menu["Piloter"][0]

actor, trouble = current_actor(), ""
try:
    let_in = may(actor, "lire", "", load_grants(actor))
except UnavailableError as error:
    let_in, trouble = False, error.message_fr

unknown = unknown_address(st.context.url, {page.url_path for pages in menu.values() for page in pages})
known = menu | ({"": [page_for_unknown(unknown, home)]} if unknown else {})
page = st.navigation(known, position="top" if let_in else "hidden")
st.set_page_config(page_title=f"{page.title} – SDAASP du Nord", layout="wide")
if not let_in:
    show_refusal(actor, trouble)
    st.stop()

try:
    load_tables()
except TablesError as error:
    st.html(broken_tables(error.problems))
    st.stop()

# A projected slide carries nothing but the item: no banner, no title, no foot.
bare = page.url_path == "reunion" and is_projected()
if bare:
    try:
        page.run()
    except (StoreError, InvalidError) as error:
        st.html(unreadable_store(error.message_fr))
    st.stop()
st.html(masthead("" if st.context.is_embedded else mode_words(actor)))
# An open meeting takes the whole screen: its own title stands for the page's.
if page.title != UNKNOWN_TITLE and not (page.url_path == "reunion" and read_uuid("reunion")):
    heading, choice = st.columns([2, 1], vertical_alignment="bottom")
    heading.title(page.title, anchor=False)
    with choice:
        territory = choose_territory(load_territories()).territory_id
    st.html(printed_scope(load_territories()[territory]))
try:
    page.run()
except (StoreError, InvalidError) as error:
    st.html(unreadable_store(error.message_fr))
manifest = load_manifest()
st.html(foot(link_to("accessibilite"), manifest.version, date(day(manifest.date)), home=page.url_path == home.url_path))

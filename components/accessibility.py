"""The accessibility declaration: what is checked, what is known to fail, and the way round. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from components.html import Html
from components.table import html_table

STATUS = "Site internet – accessibilité : non conforme"

SCOPE = (
    "Ce tableau de bord n'a pas encore fait l'objet d'un audit humain selon le référentiel général d'amélioration de "
    "l'accessibilité (RGAA 4.1). Les vérifications ci-dessous sont automatiques ; elles ne valent pas conformité."
)
CONTACT = (
    "Pour signaler une difficulté ou demander une information sous une autre forme, écrivez au secrétariat du schéma, "
    "tenu conjointement par la préfecture du Nord et le Département du Nord ; son adresse est celle de la convocation "
    "aux réunions. Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits."
)

#: Checks that the tests run in a real browser on every page.
CHECKS = (
    ("Langue de la page déclarée en français", "Toutes les pages"),
    ("Titre propre à chaque page", "Toutes les pages"),
    (
        "Aucune violation relevée par axe-core dans ce que le tableau de bord écrit",
        "Toutes les pages, aux trois largeurs",
    ),
    ("Un tableau HTML, avec légende et en-têtes, à côté de chaque graphique", "Toutes les pages qui en ont"),
    ("Contraste des textes et des statuts d'au moins 4,5:1", "Palette, par calcul"),
    ("Statuts dits par un mot et une icône, jamais par la seule couleur", "Toutes les pages"),
    ("Pas de défilement horizontal à 390 pixels de large", "Toutes les pages"),
    ("Lien « Aller au contenu » et focus visible", "Toutes les pages"),
)

#: (what fails, for whom, the way round): parts drawn by Streamlit that the dashboard cannot mend.
KNOWN = (
    (
        "Calendrier du champ « Date de référence » : jours et mois ne sont pas tous annoncés",
        "Lecteurs d'écran",
        "Taper la date au clavier (JJ/MM/AAAA), ou l'écrire dans l'adresse : reference=2024-01-26.",
    ),
    (
        "Listes déroulantes : la zone qui s'ouvre n'est pas un repère de navigation",
        "Lecteurs d'écran",
        "Écrire le code dans l'adresse : territoire=arr:591, action=5.",
    ),
    (
        "Graphiques : leurs segments ne sont pas atteignables au clavier",
        "Navigation au clavier, lecteurs d'écran",
        "Le texte de remplacement, puis « Voir les données du graphique » : un tableau et son fichier CSV.",
    ),
    (
        "Carte : les territoires ne sont pas atteignables au clavier",
        "Navigation au clavier, lecteurs d'écran",
        "La liste « Territoire de la fiche » ouvre la même fiche ; le tableau de la carte donne toutes les valeurs.",
    ),
    (
        "Envoi de fichier (page « Imports ») : la zone de dépôt a deux rôles contraires, et la taille du fichier "
        "choisi reste écrite en anglais",
        "Lecteurs d'écran",
        "Le bouton « Parcourir » de la zone ; le tableau d'aperçu redit en français tout ce qui a été lu.",
    ),
    (
        "Impression : un graphique dessiné sur un écran large est réduit à la page, ses mots sont petits",
        "Lecture sur papier",
        "Lire le tableau de ses données, imprimé dessous, ou emporter son image (« Emporter »).",
    ),
)


def checks_table() -> Html:
    """What the tests check in a real browser, and where."""
    return html_table("Vérifications automatiques", ("Vérification", "Étendue"), CHECKS)


def known_table(known: Sequence[tuple[str, str, str]]) -> Html:
    """What is known to fail, for whom, and the way round."""
    return html_table("Défauts connus", ("Défaut", "Gêne", "Comment faire autrement"), known)

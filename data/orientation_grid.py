"""The same grid for the orientations 2025-2030: its own five questions, three classes, and where each comes from. Pure.

The method names no question for the orientations. These are proposed from what the documents ask of them, and said to
be so on screen until the COTECH validates them.
"""

from __future__ import annotations

from typing import Final

from data.grid import Examination
from data.model import Source

ORIENTATION_CLASSES: Final = ("priorite", "maintien", "veille")
#: What each class means for the next schéma, in a sentence.
CLASS_MEANINGS: Final = {
    "priorite": "à engager d'abord, avec un pilote et des moyens",
    "maintien": "à poursuivre dans le schéma, sans être mise en avant",
    "veille": "à suivre sans l'engager maintenant",
}
ORIENTATIONS: Final = Examination(
    ("P1", "P2", "P3", "P4", "P5"),
    {
        "P1": "Le besoin est-il exprimé par les usagers et les élus\u202f?",
        "P2": "L'offre existante laisse-t-elle un manque\u202f?",
        "P3": "Le schéma est-il le bon cadre\u202f?",
        "P4": "Un pilote et des moyens soutenables sont-ils identifiés\u202f?",
        "P5": "L'orientation se décline-t-elle dans les territoires\u202f?",
    },
    {
        "P1": "Besoin exprimé",
        "P2": "Offre en manque",
        "P3": "Bon cadre",
        "P4": "Pilote, moyens",
        "P5": "Territoires",
    },
    ORIENTATION_CLASSES,
    {"priorite": "Priorité", "maintien": "Maintien", "veille": "Veille", "a_completer": "À compléter"},
    {"P3": "un autre cadre la porte", "P4": "ni pilote ni moyens ne sont identifiés"},
    "pas de priorité",
    "weights:orientations",
    "Orientation examinée",
    ("le bilan", "les rencontres"),
)
_REPORT = "Rapport au Conseil départemental"
_ON = "2024-01-22"
_CIRCULAR = Source(
    _REPORT,
    "rapport · accès aux services publics, citant la circulaire du 19 juillet 2023",
    "en tenant compte des besoins exprimés par les usagers et les élus, de l'offre existante et de la soutenabilité "
    "des orientations choisies pour les finances publiques",
    _ON,
)
#: Question → the sentence of the documents it is drawn from.
QUESTION_SOURCES: Final = {
    "P1": _CIRCULAR,
    "P2": _CIRCULAR,
    "P3": Source(
        _REPORT,
        "rapport · France Numérique Ensemble",
        "afin de ne pas multiplier les instances de travail et de pilotage",
        _ON,
    ),
    "P4": _CIRCULAR,
    "P5": Source(
        _REPORT,
        "rapport · écriture du nouveau schéma",
        "afin de valider les nouvelles orientations du SDAASP et leurs déclinaisons territoriales",
        _ON,
    ),
}
#: Question → the question of the actions' grid whose evidence answers it, action by action.
NEAR_QUESTION: Final = {"P1": "C1", "P2": "C2", "P3": "C3", "P4": "C4", "P5": "C5"}

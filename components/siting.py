"""« Où implanter ? »: what the page is, what is asked, what must be known and what it does not know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.formats import number, plural, quantity
from components.html import Html, element, joined
from components.icons import icon
from components.siting_choices import Choices

BANNER = "Hypothèse de travail, pour les équipes : ne pas projeter ni diffuser telle quelle."
NO_POVERTY = (
    "La pondération par la pauvreté n'est pas proposée : aucun fichier « Revenus et pauvreté » (Insee, Filosofi) n'est "
    "importé sur ce poste."
)
NO_FRANCE_SERVICES = (
    "La liste des France services n'est pas importée sur ce poste : la page part des plateformes de mobilité, peu "
    "nombreuses. Partir des mairies, présentes dans chaque commune, ne laisserait presque rien à chercher."
)
REFERENTS = (
    " ; pour son arrondissement et ses seules communes, par son référent. Rien n'est calculé ni montré à d'autres : "
    "une commune trouvée par un calcul se lirait comme une décision."
)
CAUTION = "Une commune « optimale » n'est pas une décision."


def banner() -> Html:
    """What this page is: in sight wherever the page is scrolled, and along the edge of every printed sheet."""
    return joined(
        [
            element(
                "p",
                icon("caveat"),
                element("span", element("strong", BANNER), " ", element("span", CAUTION)),
                class_="sd-hypothesis",
                role="note",
            ),
            element("p", f"{BANNER} {CAUTION}", class_="sd-hypothesis-edge", aria_hidden="true"),
        ]
    )


def question_words(choices: Choices, texts: Mapping[str, str], territory: str, communes: Mapping[str, str]) -> str:
    """The question in sentences: what a printed page keeps of the choices.

    `texts`: what is shown of the points, the opening, the weighting and the candidates; `communes`: code → name.
    """
    points = plural(choices.points_count, "nouveau point", "nouveaux points")
    words = (
        f"Où ouvrir {points} pour que le plus d'habitants en aient un à {choices.threshold_km} km ou moins, à vol "
        f"d'oiseau ? Points existants : {texts['points']} ({texts['opening'].lower()}). Habitants comptés : "
        f"{territory}. Candidates : {texts['candidates'].lower()}. Poids : {texts['weighting'].lower()}."
    )
    for said, codes in (("gardées d'office", choices.forced_in), ("exclues", choices.forced_out)):
        words += f" Communes {said} : {', '.join(communes[code] for code in codes)}." if codes else ""
    return words


def refusal_words() -> Html:
    """Who may ask the question, to a reader who may not ask this one."""
    return element(
        "p", "Ce calcul est fait par ", element("strong", "le secrétariat commun"), REFERENTS, class_="sd-note"
    )


def start_words(*, france_services: bool, poverty: bool) -> Html:
    """Which points the page starts from when it lacks the expected ones, what it does not offer and why."""
    lacking = [*([] if france_services else [NO_FRANCE_SERVICES]), *([] if poverty else [NO_POVERTY])]
    return element("p", " ".join(lacking), class_="sd-small sd-lacking")


def notes_list(*notes: str) -> Html:
    """What must be known of the points and of the weights."""
    return element("ul", *(element("li", words) for words in notes if words), class_="sd-note sd-note-list")


def weights_words(rate: float | None, without_count: int, without_hab: int, source: str | None) -> str:
    """How poverty weighs, and what was done of the communes whose rate is not published; empty without weighting."""
    if rate is None:
        return ""
    words = (
        "Poids : un habitant compte en proportion du taux de pauvreté de sa commune ; au taux moyen "
        f"({quantity(rate, '%', 1)}), il compte pour un."
    )
    if without_count:
        words += (
            f" {plural(without_count, 'commune')} ({number(without_hab)} habitants) sans taux publié "
            f"{'compte' if without_count == 1 else 'comptent'} comme au taux moyen : un choix, pas un fait."
        )
    return f"{words} Source : {source}"


def unknowns_list(unknowns: Sequence[str]) -> Html:
    """What the computation leaves out, beside any result."""
    return element(
        "section",
        element("h2", "Ce que la page ne sait pas"),
        element("ul", *(element("li", words) for words in unknowns)),
        class_="sd-section",
    )

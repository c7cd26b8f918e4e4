"""What « Où implanter ? » found: sentences with their proof, the communes, the gain by number of points."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.board import key_sentences
from components.chart import show_chart
from components.figures.gain import data_gain, figure_gain, table_gain
from components.formats import number, plural, quantity
from components.html import Html, element, joined
from components.memo import remember
from components.siting_choices import Choices
from components.source import source_line
from components.table import html_table
from components.take_away import Carried

#: The figures of the sentences, by name.
Row = Mapping[str, Any]


def show_answer(
    row: Row,
    gains: pd.DataFrame,
    chosen: pd.DataFrame,
    singles: pd.DataFrame,
    *,
    choices: Choices,
    labels: Mapping[str, str],
    stopped: bool,
    limit_s: float,
    source: str,
    carried: Carried,
    memo: Hashable,
) -> None:
    """The whole answer. `row`: as `answer_sentences` takes it; `gains`: as `figure_gain` and `table_gain` do; `chosen`
    and `singles`: the rows of the two tables. `memo` is another for an answer that was cut short."""
    weighted = choices.weighting != "population"
    st.header("Ce que le calcul trouve", anchor=False)
    sentences = answer_sentences(row, weighted, stopped, limit_s)
    st.html(element("div", key_sentences(sentences), role="status"))
    st.html(remember((memo, "chosen"), lambda: chosen_table(chosen, labels, weighted, choices)))
    st.html(source_line(source))
    show_chart(
        lambda: figure_gain(gains),
        key="hypothese-de-travail-gain",
        memo=memo,
        title="Habitants nouvellement à portée, selon le nombre de nouveaux points (hypothèse de travail)",
        alt=f"Barres : habitants de plus à {choices.threshold_km} km ou moins d'un point, à vol d'oiseau, pour chaque "
        f"nombre de nouveaux points jusqu'à {choices.points_count} ; hachurées sans preuve d'optimum.",
        source=source,
        table=lambda: table_gain(gains, weighted=weighted),
        data=lambda: data_gain(gains, weighted=weighted),
        carried=carried,
    )
    st.html(remember((memo, "singles"), lambda: singles_table(singles, labels)))
    st.html(source_line(source))


def answer_sentences(answer: Row, weighted: bool, stopped: bool, limit_s: float) -> list[Html]:
    """What the best choice brings, whether it is proven, and from where it starts.

    `answer`: points_count, opened_count, gain_hab, open_hab, covered_hab, population_hab, unknown_hab,
    unreachable_hab, threshold_km, optimal, gain_weight, bound_weight, gap, unproven_count, elapsed_s.
    """
    within = f"à {answer['threshold_km']} km ou moins d'un point, à vol d'oiseau"
    why = "recherche arrêtée avant la fin" if stopped else f"temps limite de {quantity(limit_s, 's', 0)} atteint"
    return [_gain(answer, within), _proof(answer, weighted, why), _start(answer, within, why)]


def _gain(answer: Row, within: str) -> Html:
    opened, gain, beyond = int(answer["opened_count"]), int(answer["gain_hab"]), int(answer["open_hab"])
    if not beyond:
        return joined([element("strong", "Rien à gagner : "), f"tous les habitants comptés sont déjà {within}."])
    idle = int(answer["points_count"]) - opened
    useless = " L'autre point demandé n'apporterait rien." if idle == 1 else ""
    if idle > 1:
        useless = f" Les {idle} autres points demandés n'apporteraient rien."
    return joined(
        [
            element("strong", f"{plural(gain, 'habitant')} de plus"),
            f" {'serait' if gain < 2 else 'seraient'} {within}, avec "
            f"{plural(opened, 'nouveau point', 'nouveaux points')} : {quantity(100 * gain / beyond, '%', 1)} des "
            f"{number(beyond)} qui en sont aujourd'hui plus loin.{useless}",
        ]
    )


def _proof(answer: Row, weighted: bool, why: str) -> Html:
    people, elapsed = "habitants pondérés" if weighted else "habitants", quantity(float(answer["elapsed_s"]), "s", 1)
    if answer["optimal"]:
        words = (
            f"sur ces hypothèses, aucun autre choix ne couvre davantage d'{people} (calcul exact, {elapsed}) ; "
            "d'autres peuvent en couvrir autant."
        )
        return joined([element("strong", "Optimum prouvé : "), words])
    words = (
        f" ({why}, {elapsed}) : ce choix couvre {number(answer['gain_weight'])} {people}, aucun ne dépasserait "
        f"{number(answer['bound_weight'])} (écart possible : {quantity(100 * float(answer['gap']), '%', 2)}). "
        "« Calculer » recommence la recherche."
    )
    return joined([element("strong", "Optimum non prouvé"), words])


def _start(answer: Row, within: str, why: str) -> Html:
    covered, counted = int(answer["covered_hab"]), number(answer["population_hab"])
    now = f"Aujourd'hui, aucun des {counted} habitants comptés n'est {within}."
    if covered:
        verb = "sont" if covered > 1 else "est"
        now = f"Aujourd'hui, {number(covered)} des {counted} habitants comptés {verb} déjà {within}."
    if answer["unreachable_hab"]:
        now += f" Aucune commune candidate n'en rapprocherait {number(answer['unreachable_hab'])} autres."
    if answer["unknown_hab"]:
        now += f" Pour {number(answer['unknown_hab'])}, on ne sait pas : ils sont laissés de côté."
    others = int(answer["unproven_count"]) - (not answer["optimal"])
    if others:
        lacking = plural(others, "autre nombre de points", "autres nombres de points")
        now += f" La preuve manque pour {lacking} ({why})."
    return joined([now])


def chosen_table(rows: pd.DataFrame, labels: Mapping[str, str], weighted: bool, choices: Choices) -> Html:
    """The communes found, by contribution, each with the same question where it is forced or excluded."""
    if rows.empty:
        return element("p", "Aucune commune candidate n'apporterait quoi que ce soit.")
    columns = ["Commune", "Arrondissement", "Choix", "Habitants de plus", "Total"]
    columns += ["Habitants pondérés"] if weighted else []
    cells = []
    for row in rows.to_dict("records"):
        code, label = str(row["territory_id"]), str(row["label"])
        name = element("span", f" {label}", class_="sd-hidden")
        links = [element("a", "− exclure", name, href=choices.without(code))]
        if not row["forced"]:
            links.insert(0, element("a", "+ garder", name, href=choices.keeping(code)))
        cells.append(
            (
                f"{row['rank']}. {label}",
                labels[str(row["arrondissement_id"])],
                "gardée d'office" if row["forced"] else "calculée",
                number(row["gain_hab"]),
                number(row["total_hab"]),
                *([number(row["gain_weight"])] if weighted else []),
                joined(links, " · "),
            )
        )
    table = html_table(
        "Communes trouvées (hypothèse de travail), chaque habitant compté une fois",
        (*columns, "Poser la question autrement"),
        cells,
        numeric=(3, 4, 5) if weighted else (3, 4),
    )
    return element("div", table, class_="sd-places")


def singles_table(rows: pd.DataFrame, labels: Mapping[str, str]) -> Html:
    """The best single place in each arrondissement, given the existing points only."""
    cells = [
        (
            labels[str(row["arrondissement_id"])],
            "aucune n'apporterait rien" if pd.isna(row["label"]) else str(row["label"]),
            number(row["gain_hab"]),
            number(row["inside_hab"]),
        )
        for row in rows.to_dict("records")
    ]
    columns = ("Arrondissement", "Meilleur choix, seul", "Habitants de plus", "dont dans l'arrondissement")
    caption = "Un seul point par arrondissement (hypothèse de travail) : ces gains ne s'additionnent pas"
    return html_table(caption, columns, cells, numeric=(2, 3))

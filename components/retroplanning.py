"""The calendar of an adoption in words: what it asks, by when, on which text, what is late or impossible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from components.formats import date, plural
from components.html import Html, element, joined
from components.plan_words import RULES, counted_words, delay_span, plan_cautions, span_words
from components.table import cell_list, html_table
from data.planning import Delay, Election, Plan, PlanStep


def plan_sentences(plan: Plan, copil_dated: bool) -> list[Html]:
    """The answer: the last day to send the draft, whether the COPIL comes too late, the first possible adoption."""
    if plan.faults:
        return [joined([element("strong", "Calendrier impossible. "), fault]) for fault in plan.faults]
    epci = plan.step("epci").latest
    written = "" if copil_dated else " (fin juin par hypothèse, comme le rapport le prévoyait pour 2024)"
    sentences = [
        joined(
            [
                f"Pour une adoption le {date(plan.adoption)}, le projet part aux EPCI ",
                element("strong", f"au plus tard le {date(epci)}"),
                ", puis, repris, au conseil régional et à la CTAP au plus tard le ",
                f"{date(min(plan.step('region').latest, plan.step('ctap').latest))}.",
            ]
        )
    ]
    if plan.draft_before_copil:
        gap = (plan.copil - epci).days
        sentences.append(
            joined(
                [
                    element("strong", f"Impossible dans cet ordre : {plural(gap, 'jour')} avant le COPIL"),
                    f" du {date(plan.copil)}{written} qui fixe les orientations, le projet devrait déjà être parti.",
                ]
            )
        )
    elif plan.too_early:
        gap = (epci - plan.copil).days
        sentences.append(
            joined(
                [
                    element("strong", "Impossible avec ces délais : "),
                    f"le COPIL du {date(plan.copil)}{written} n'a lieu que {plural(gap, 'jour')} avant cet envoi, et "
                    f"l'écriture du projet en demande {plan.durations['ecriture']}.",
                ]
            )
        )
    else:
        sentences.append(joined([f"Le COPIL du {date(plan.copil)}{written} a lieu avant cet envoi."]))
    sentences.append(
        joined(
            [
                "Si le projet est écrit après ce COPIL, avec ces délais, l'adoption ne peut pas intervenir ",
                element("strong", f"avant le {date(plan.earliest)}"),
                ".",
            ]
        )
    )
    return sentences


def _delay_words(step: PlanStep, plan: Plan) -> str:
    return f"{delay_span(step, plan)} · {step.delay.text.short_title}" if step.delay else "–"


def plan_table(plan: Plan, actual: Mapping[str, Sequence[str]]) -> Html:
    """Every step in order, with its day, what really happened, what its delay rests on, what is late or impossible.

    actual: step → what is recorded of it; a step that is not there has nothing recorded.
    """
    rows = []
    for step in sorted(plan.steps, key=lambda step: step.latest):
        before = step.latest < plan.adoption and step.code != "copil"
        until = (
            element("span", f"avis attendu ou réputé donné le {date(step.until)}", class_="sd-detail")
            if step.until
            else None
        )
        rows.append(
            [
                joined(["au plus tard le " if before else None, element("strong", date(step.latest)), until]),
                step.label,
                step.body,
                cell_list(actual.get(step.code, ())),
                _delay_words(step, plan),
                cell_list(step.warnings),
            ]
        )
    columns = ("Calculé", "Étape", "De qui à qui", "Réel, enregistré", "Délai et texte", "À savoir")
    return html_table(f"Étapes pour une adoption le {date(plan.adoption)}", columns, rows)


def counted_block(plan: Plan) -> Html:
    """The rules every day obeys, then how each one was found: who is asked can count it again."""
    counted = [step for step in plan.steps if step.counted]
    back = sorted((one for one in counted if one.latest <= plan.adoption), key=lambda one: one.latest, reverse=True)
    after = sorted((one for one in counted if one.latest > plan.adoption), key=lambda one: one.latest)
    lines = [
        element("li", element("strong", f"{one.label} : {date(one.latest)}. "), counted_words(one, plan))
        for one in (*back, *after)
    ]
    return element(
        "details",
        element("summary", "Comment ces dates sont comptées"),
        element("ul", *(element("li", rule) for rule in RULES)),
        element("p", "À rebours depuis l'adoption, puis ce qui la suit :"),
        element("ol", *lines),
    )


def days_note(reference: dt.date, today: dt.date) -> Html | None:
    """Two days are read on this page: the one lateness is judged from, and that of what is recorded."""
    if reference == today:
        return None
    return element(
        "p",
        f"« Déjà passé » se lit à la date de référence, le {date(reference)}. « Réel, enregistré » et la page « Avis "
        f"demandés » se lisent à aujourd'hui, {date(today)} : un retard là peut ne pas en être un ici.",
        class_="sd-small",
    )


def plan_frame(plan: Plan) -> pd.DataFrame:
    """The data of the drawing."""
    return pd.DataFrame(
        {
            "Étape": [step.label for step in plan.steps],
            "Date": [date(step.latest) for step in plan.steps],
            "Fin du délai": [date(step.until) if step.until else "–" for step in plan.steps],
            "Comment c'est compté": [counted_words(step, plan) or "date choisie" for step in plan.steps],
            "À savoir": [" ".join((*step.warnings, *plan_cautions(plan))) or "–" for step in plan.steps],
        }
    )


def plan_data(plan: Plan) -> pd.DataFrame:
    """The bars and the diamonds as they are drawn, by their days."""
    day, cautions = "acte ou réunion : un jour, sans fin", plan_cautions(plan)
    return pd.DataFrame(
        {
            "Étape": [step.label for step in plan.steps],
            "Dessin": ["délai d'un avis" if step.until else day for step in plan.steps],
            "Jour": [step.latest for step in plan.steps],
            "Fin du délai": [step.until for step in plan.steps],
            "Durée (jours)": [(step.until - step.latest).days if step.until else None for step in plan.steps],
            "Comment c'est compté": [counted_words(step, plan) or "date choisie" for step in plan.steps],
            "À savoir": [" ".join((*step.warnings, *cautions)) for step in plan.steps],
        },
        dtype=object,
    )


def delays_table(delays: Mapping[str, Delay], durations: Mapping[str, int]) -> Html:
    """The parameters: their value, the text, what was read of it, what is left to check."""
    rows = [
        [
            delay.label,
            span_words(durations[code], delay.unit),
            "hypothèse de travail" if delay.text.is_assumption else delay.text.title,
            delay.text.read_in,
            delay.text.to_check,
        ]
        for code, delay in delays.items()
    ]
    columns = ("Délai", "Durée", "Texte", "Lu dans", "Reste à vérifier")
    return html_table("Délais, et le texte dont chacun vient", columns, rows)


def elections_table(elections: Sequence[Election]) -> Html:
    """The polls whose periods meet the calendar."""
    if not elections:
        return element("p", "Aucun scrutin connu du tableau de bord ne touche ce calendrier.")
    rows = [
        [
            election.label,
            joined(
                [
                    date(election.first_round, election.precision),
                    None if election.certain else element("span", "attendu, à confirmer", class_="sd-detail sd-small"),
                ]
            ),
            date(election.promotion_from) if election.is_local else "sans objet : scrutin national",
            date(election.reserve_from) if election.precision == "day" else "trois semaines avant le premier tour",
        ]
        for election in elections
    ]
    columns = (
        "Scrutin",
        "Premier tour",
        "Communication des collectivités encadrée dès le (art. L. 52-1)",
        "Réserve des agents de l'État dès le (usage)",
    )
    return html_table("Scrutins dont une période touche ce calendrier", columns, rows)


def law_warning() -> Html:
    """The warning that stands by everything drawn from the law."""
    return element(
        "p",
        element("strong", "Textes consolidés à vérifier. "),
        "Ce calendrier n'est pas un avis juridique : chaque délai dit où son texte a été lu et ce qui ne l'a pas été.",
        class_="sd-note",
    )


def delay_label(delay: Delay) -> str:
    return f"{delay.label} ({delay.unit})"


Choose = Callable[[str, str, int, tuple[int, int], str], int]


def choose_durations(delays: Mapping[str, Delay], choose: Choose) -> dict[str, int]:
    """One number a delay, kept within its bounds; `choose` is the filter that reads and writes the URL."""
    return {
        code: choose(f"d_{code}", delay_label(delay), delay.duration, (delay.low, delay.high), delay.text.title)
        for code, delay in delays.items()
    }

"""How each day of the calendar was counted, and what makes it impossible: the same words on screen and in an agenda."""

from __future__ import annotations

from components.formats import date, plural
from data.planning import Plan, PlanStep

#: What every day of the calendar obeys.
RULES = (
    "Un envoi se fait un jour ouvré : si le jour compté est un samedi, un dimanche ou un jour férié, c'est le jour "
    "ouvré d'avant. L'arrêté et la convention, au contraire, passent au jour ouvré d'après.",
    "Un délai en mois va de date à date ; un délai en jours compte tous les jours.",
    "Un délai s'achève en entier avant que la suite commence : le lendemain au plus tôt.",
)


def span_words(count: int, unit: str) -> str:
    """« 3 mois », « 12 jours »."""
    return f"{count} mois" if unit == "mois" else plural(count, "jour")


def delay_span(step: PlanStep, plan: Plan) -> str:
    """The delay of a step in this calendar; empty when it has none."""
    return span_words(plan.durations[step.delay.delay_id], step.delay.unit) if step.delay else ""


def counted_words(step: PlanStep, plan: Plan) -> str:
    """How the day of a step is found from the one that follows it; empty for a day that was chosen."""
    if step.counted is None:
        return ""
    counted, span = step.counted, delay_span(step, plan)
    if step.code == "convocation":
        start = f"{span} avant l'adoption du {date(plan.adoption)} : le {date(counted.plain)}"
    elif step.code in {"arrete", "convention"}:
        after = "l'adoption" if step.code == "arrete" else "l'arrêté"
        start = f"{span} après {after}, le {date(counted.limit)} : le {date(counted.plain)}"
    else:
        start = f"{_kept(step, plan)} {span} plus tôt : le {date(counted.plain)}"
    if not counted.off:
        return f"{start}."
    way = "précédent" if step.latest < counted.plain else "suivant"
    return f"{start}, {_article(counted.off)} ; jour ouvré {way} : le {date(step.latest)}."


def _kept(step: PlanStep, plan: Plan) -> str:
    """What must still be done between the end of this delay and what follows."""
    limit = date(step.counted.limit) if step.counted else ""
    if step.code == "epci":
        follows = min(plan.step("region").latest, plan.step("ctap").latest)
        work = f"{plural(plan.durations['reprise'], 'jour')} pour reprendre le projet avant l'envoi du {date(follows)}"
    else:
        follows = plan.step("convocation").latest
        work = f"{plural(plan.durations['rapport'], 'jour')} pour le rapport avant la convocation du {date(follows)}"
    return f"Avis clos le {limit} au plus tard, qui laisse {work}."


def _article(off: str) -> str:
    return off if off in {"samedi", "dimanche"} else f"jour férié ({off})"


def too_early_words(plan: Plan) -> str:
    """Why the adoption aimed at cannot be so early; empty when it can."""
    if not plan.too_early:
        return ""
    return (
        f"Écrit en {plural(plan.durations['ecriture'], 'jour')} après le COPIL du {date(plan.copil)}, puis soumis à "
        f"chaque avis, le projet ne peut pas être adopté avant le {date(plan.earliest)}."
    )


def plan_cautions(plan: Plan) -> list[str]:
    """What makes the whole calendar impossible; empty when nothing does."""
    return [*plan.faults, *([too_early_words(plan)] if plan.too_early else [])]

"""What must a sub-prefect know, and be able to defend, of the arrondissement?"""

from collections.abc import Mapping, Sequence

import streamlit as st

from components.acronyms import acronyms_line
from components.board import key_sentences
from components.caveat import caveat_list
from components.chart import show_chart
from components.figures.population import data_population, figure_population, table_population
from components.filters import choose_other_territory, selection
from components.gatherings import heard_line
from components.html import Html, element, joined
from components.lazy import show_when_opened
from components.links import link_to
from components.memo import remember
from components.profile import (
    CONCERNED,
    actions_list,
    actions_summary,
    actions_table,
    choose_first,
    facts_table,
    figures_table,
    marks_key,
    of_link,
    opening_line,
    questions_list,
)
from components.source import source_line
from components.take_away import Carried
from data.analysis.profile import (
    LocatedFact,
    comparable_territories,
    compute_profile,
    located_facts,
    questions,
    rest_of_nord,
    territory_caveats,
)
from data.analysis.statuses import describe_links
from data.deciding.faults import InvalidError
from data.load import (
    decided_key,
    load_acronyms,
    load_caveats,
    load_decided,
    load_links,
    load_manifest,
    load_remarks,
    load_statuses,
    load_tables,
    load_territories,
)
from data.model import DEPARTEMENT, TerritoryLink
from data.store import StoreError
from pages.territoires.arrondissement_coverage import coverage_sentence, show_coverage

tables, version, statuses, names = load_tables(), load_manifest().version, load_statuses(), load_territories()
here = selection().territory_id
memo = (version, "profile", here)
decided = load_decided()
taken, stamp = None if decided is None else sum(len(found) for found in decided.values()), decided_key(decided)
QUESTIONS_SOURCE = "questions calculées de ce que les fiches laissent ouvert ; à compléter par la sous-préfecture."
SOURCE = "bilan 2017-2023, fiches {} (« Voir pourquoi ») ; population, mairies : plus bas."
POPULATION_SOURCE = "Insee, populations municipales des recensements ; mairies : DILA. Licence Ouverte 2.0."


def action_link(action: int) -> str:
    return link_to("fiche", action=action)


def draw_choice() -> Html:
    lines = {code: describe_links(load_links(code)) for code in names if code != DEPARTEMENT}
    return choose_first({code: names[code] for code in lines}, lines, "arrondissement")


def count_heard() -> int:
    """How many contributions the meetings of this arrondissement gave; 0 when they cannot be read."""
    try:
        return sum(1 for remark in load_remarks() if remark.territory_id == here)
    except (StoreError, InvalidError):
        return 0


def draw_questions(asked: tuple[tuple[str, int], ...], heard: int) -> Html:
    title = element("h2", "Questions à poser en réunion")
    acronyms = acronyms_line([question for question, _ in asked], load_acronyms())
    said = heard_line(heard, link_to("rencontres", rencontre=here)) if heard else None
    return joined([title, questions_list(asked, action_link), said, acronyms, source_line(QUESTIONS_SOURCE)])


def draw_actions(links: Mapping[int, TerritoryLink]) -> Html:
    acronyms = acronyms_line([status.title for status in statuses], load_acronyms())
    return joined([element("h2", "Les seize actions"), actions_summary(statuses, links, action_link), acronyms])


def draw_facts(kept: Sequence[LocatedFact], caption: str) -> Html:
    acronyms = acronyms_line([f"{one.service} {one.written} {one.operator}" for one in kept], load_acronyms())
    return joined([facts_table(kept, caption, action_link), acronyms])


def draw_why(links: Mapping[int, TerritoryLink]) -> Html:
    """Each action with its status, and the words by which it concerns the territory, or does not."""
    kinds = {words: kept for kind, words in CONCERNED.items() if (kept := of_link(statuses, links, kind))}
    tables = [
        actions_table(kept, links, action_link, f"{names[here]} : actions qui {words}", decided or {})
        for words, kept in kinds.items()
    ]
    return joined([*tables, acronyms_line([link.via for link in links.values()], load_acronyms())])


def show_profile() -> None:
    """The whole page, once an arrondissement is chosen."""
    links = load_links(here)
    profile = remember((memo, "figures"), lambda: compute_profile(tables, here))
    rest = remember((memo, "rest"), lambda: rest_of_nord(tables, here))
    facts = remember((memo, "facts"), lambda: located_facts(tables, here))

    def draw_opening() -> Html:
        cited = ", ".join(str(one.action_id) for one in of_link(statuses, links, "cited"))
        return key_sentences(
            [*opening_line(statuses, links, profile, taken), in_reach], source_line(SOURCE.format(cited))
        )

    in_reach = coverage_sentence(here)
    st.html(remember((memo, "opening", in_reach, stamp), draw_opening))
    heard = count_heard()
    st.html(remember((memo, "asked", heard), lambda: draw_questions(questions(statuses, links, facts), heard)))
    st.html(remember((memo, "actions"), lambda: draw_actions(links)))
    st.html(remember((memo, "key"), lambda: marks_key(links)))
    # The same for every territory, which it is marked for by the block above: it is sent once.
    st.html(remember((version, "actions-list", stamp), lambda: actions_list(statuses, action_link, decided or {})))
    show_when_opened(
        "Voir pourquoi, action par action",
        key="actions",
        draw=lambda: remember((memo, "why", stamp), lambda: draw_why(links)),
    )

    st.header("Ce que le bilan y situe", anchor=False)
    services = [fact for fact in facts if not fact.finding]
    findings = [fact for fact in facts if fact.finding]
    for kept, key, caption in (
        (services, "services", "Services, équipements et projets situés"),
        (findings, "constats", "Constats et besoins écrits dans les fiches"),
    ):
        if kept:
            draw = lambda kept=kept, key=key, caption=caption: remember((memo, key), lambda: draw_facts(kept, caption))  # noqa: E731
            show_when_opened(f"{caption} ({len(kept)})", key=key, draw=draw)

    show_chart(
        lambda: figure_population(names[here], profile.populations, "Reste du Nord", rest.populations),
        key="population",
        memo=memo,
        title="Population et écarts au reste du Nord",
        alt=f"Deux courbes, base 100 au premier recensement : {names[here]} et le reste du Nord.",
        source=POPULATION_SOURCE,
        table=lambda: table_population(names[here], profile.populations, "Reste du Nord", rest.populations),
        data=lambda: data_population(names[here], profile.populations, "Reste du Nord", rest.populations),
        carried=Carried(version, names[here]),
        when_opened=True,
    )
    columns = [(names[here], profile), ("Reste du Nord", rest)]
    others = comparable_territories(tables)
    # The same list everywhere, so that it is sent once: compared with itself, a territory gets no second column.
    chosen = choose_other_territory({"": "Aucun", **others})
    chosen = "" if chosen == here else chosen
    if chosen:
        columns.append((others[chosen], remember((version, "other", chosen), lambda: compute_profile(tables, chosen))))
    st.html(
        remember(
            (memo, "gaps", chosen),
            lambda: joined([figures_table(columns, "Chiffres clés"), source_line(POPULATION_SOURCE)]),
        )
    )

    st.header("Couverture : qui est à portée de quoi", anchor=False)
    show_coverage(here, names[here], columns, chosen)

    caveats = territory_caveats(load_caveats(), here)
    show_when_opened(
        f"Précautions de lecture qui touchent ce territoire ({len(caveats)})",
        key="precautions",
        draw=lambda: remember((memo, "caveats"), lambda: caveat_list(caveats, "")),
    )


if here == DEPARTEMENT:
    st.html(remember((version, "choice"), draw_choice))
else:
    show_profile()

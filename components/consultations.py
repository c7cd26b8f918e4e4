"""The opinions asked in words and a table: what was sent, what came back, what is late, what is only computed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from components.formats import date, listing, plural
from components.html import Html, element, joined
from components.table import cell_list, html_table
from data.consultation import STATE_LABELS, Asked
from data.deciding.consultations import Consultation, senses_for
from data.planning import Delay

#: The tables of the page: caption → the steps it holds.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "Avis des EPCI, sur le projet": ("epci",),
    "Puis, sur le projet repris : conseil régional et CTAP ; enfin, approbation": ("region", "ctap", "adoption"),
}
#: The delays at the end of which an opinion is deemed given.
DELAYED = ("epci", "region", "ctap")
STEPS = tuple(step for steps in GROUPS.values() for step in steps)


def consultation_sentences(asked: Sequence[Asked], today: dt.date) -> list[Html]:
    """The answer: how many EPCI were asked, answered; what is late; where the others stand."""
    epci = [one for one in asked if one.step == "epci"]
    late = [one for one in asked if one.late]
    sent = sum(one.sent_on is not None for one in epci)
    sentences = [
        joined(
            [
                element("strong", f"{sent} EPCI sur {len(epci)} saisis"),
                f" au {date(today)} : {_counts(epci)}.",
            ]
        ),
        _others([one for one in asked if one.step != "epci"]),
    ]
    if late:
        who = listing([one.label for one in late]) if len(late) <= 3 else f"{len(late)} organismes"
        last = min(one.latest for one in late)
        sentences.append(
            joined(
                [
                    element("strong", "En retard sur ce calendrier : "),
                    f"{who}. La première date limite d'envoi était le {date(last)}.",
                ]
            )
        )
    return sentences


def _others(asked: Sequence[Asked]) -> Html:
    """« Conseil régional et CTAP : à demander ; Conseil départemental : en attente. »"""
    by_state: dict[str, list[str]] = {}
    for one in asked:
        by_state.setdefault(_state(one).lower(), []).append(one.short)
    return joined([" ; ".join(f"{listing(names)} : {state}" for state, names in by_state.items()), "."])


def _counts(asked: Sequence[Asked]) -> str:
    """« 3 avis rendus, 2 réputés donnés (calculé, à vérifier), 4 en attente »."""
    number = {state: sum(one.state == state for one in asked) for state in STATE_LABELS}
    parts = [plural(number["rendu"], "avis rendu", "avis rendus")]
    if number["repute"]:
        parts.append(f"{plural(number['repute'], 'réputé donné', 'réputés donnés')} (calculé, à vérifier)")
    parts.append(f"{number['en_attente']} en attente")
    return ", ".join(parts)


def _state(one: Asked) -> str:
    if one.state == "rendu" and one.said:
        return senses_for(one.body_id)[one.said.sense]
    return STATE_LABELS[one.state]


def consultations_table(caption: str, asked: Sequence[Asked]) -> Html:
    """The bodies of some steps: what the calendar asks, what was done, what was answered.

    A last day to send that is the same for all is said once, in the caption.
    """
    same = len({one.latest for one in asked}) == 1
    rows = []
    for one in asked:
        said = one.said
        sent = joined([date(said.sent_on), _detail(said.sent_reference)]) if said and said.sent_on else None
        late = element("span", "en retard", class_="sd-tag") if one.late else None
        row = [
            one.label,
            sent or (joined(["rien d'envoyé", late], " ") if one.late else "rien d'envoyé"),
            date(one.ends_on) if one.ends_on else "–",
            _opinion(one),
            cell_list(one.warnings),
        ]
        rows.append(row if same else [row[0], date(one.latest), *row[1:]])
    columns = ["Organisme", "Projet envoyé le", "Terme du délai", "Avis", "À savoir"]
    if not same:
        columns.insert(1, "À envoyer au plus tard")
    when = f", à demander au plus tard le {date(asked[0].latest)}" if same else ""
    return html_table(caption + when, columns, rows)


def _opinion(one: Asked) -> Html | str:
    said = one.said
    if one.state == "rendu" and said:
        return joined(
            [
                element("strong", _state(one)),
                element("span", f"le {date(said.given_on)}", class_="sd-detail sd-small"),
                _detail(said.reserves),
                _detail(said.reference),
            ]
        )
    if one.state == "repute":
        return joined(
            [
                element("strong", "Réputé donné"),
                element("span", "calculé du délai, texte à vérifier", class_="sd-detail sd-small"),
            ]
        )
    return STATE_LABELS[one.state]


def recorded_lines(names: Mapping[str, str], said: Sequence[Consultation]) -> Html:
    """What the journal holds now of these bodies, one line each: to read before it is replaced or taken back."""
    lines = [element("li", element("strong", f"{names[one.body_id]} : "), recorded_words(one)) for one in said]
    return element("ul", *lines, class_="sd-plain")


def recorded_words(one: Consultation) -> str:
    """What the journal holds of one body: the sending, then the opinion."""
    if one.withdrawn:
        return "l'envoi et l'avis sont retirés."
    letter = f" ({one.sent_reference})" if one.sent_reference else ""
    sent = f"projet envoyé le {date(one.sent_on)}{letter}" if one.sent_on else "rien d'envoyé"
    if not one.sense or not one.given_on:
        return f"{sent} ; aucun avis enregistré."
    reserves = f", réserves : « {one.reserves} »" if one.reserves else ""
    paper = f" ({one.reference})" if one.reference else ""
    return f"{sent} ; {senses_for(one.body_id)[one.sense].lower()} le {date(one.given_on)}{paper}{reserves}."


def _detail(words: str) -> Html | None:
    return element("span", words, class_="sd-detail sd-small") if words else None


def deemed_note(delays: Mapping[str, Delay], durations: Mapping[str, int]) -> Html:
    """What « réputé donné » is computed from, and what is left to check in the text."""
    known = [delays[code] for code in DELAYED]
    spans = dict.fromkeys(f"{durations[one.delay_id]} {one.unit}" for one in known)
    texts = dict.fromkeys(one.text for one in known)
    sources = [f"{text.title}. Lu dans : {text.read_in} Reste à vérifier : {text.to_check}" for text in texts]
    return element(
        "p",
        element("strong", "« Réputé donné » est calculé, à vérifier. "),
        f"Date d'envoi plus {listing(list(spans))}, sans réponse au terme. ",
        " ".join(sources),
        class_="sd-note",
    )


def actual_lines(asked: Sequence[Asked]) -> dict[str, tuple[str, ...]]:
    """Step of the calendar → what really happened, in a few words; a step of which nothing is recorded is not there."""
    found: dict[str, tuple[str, ...]] = {}
    for step in STEPS:
        own = [one for one in asked if one.step == step]
        sent = sorted(one.sent_on for one in own if one.sent_on)
        given = sorted(one.said.given_on for one in own if one.said and one.said.given_on)
        if not sent:
            continue
        span = f"le {date(sent[0])}" if sent[0] == sent[-1] else f"du {date(sent[0])} au {date(sent[-1])}"
        lines = [
            f"{len(sent)} sur {len(own)} envoyé{'s' if len(sent) > 1 else ''}, {span}"
            if len(own) > 1
            else f"envoyé {span}"
        ]
        if given:
            last = f"le {date(given[-1])}"
            lines.append(f"{plural(len(given), 'rendu')}, le dernier {last}" if len(own) > 1 else f"rendu {last}")
        deemed = sorted(one.ends_on for one in own if one.state == "repute" and one.ends_on)
        if deemed:
            lines.append(f"{plural(len(deemed), 'réputé donné', 'réputés donnés')} au {date(deemed[-1])}, à vérifier")
        waiting = [one.ends_on for one in own if one.state == "en_attente" and one.ends_on]
        if waiting:
            lines.append(f"{len(waiting)} en attente, terme le {date(max(waiting))}")
        if step == "adoption":
            # What the Conseil is sent belongs to the convocation, what it votes to the adoption.
            found["convocation"] = (lines[0],)
            lines = [f"délibération {words}" for words in lines[1:]]
        if lines:
            found[step] = tuple(lines)
    return found


def choose_body(asked: Sequence[Asked], select: Callable[[str, list[str], Callable[[str], str]], str]) -> str:
    """The body whose opinion is typed: those that were sent the draft first; `select` draws the list."""
    ready = [one.body_id for one in asked if one.sent_on]
    words = {one.body_id: f"{one.label} – {_state(one).lower()}" for one in asked}
    return select("Organisme qui a répondu", ready, lambda code: words[code])

"""Tour des pilotes: which bodies are asked about their 2023 fiche, what they are asked, what they answered. Pure.

An answer stands beside the bilan, never over it. A body that answers again writes a new version; the first remains.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from data.deciding.codec import from_payload
from data.deciding.faults import LINE, Fault, clean, code_faults, date_faults, text_faults
from data.decision import Entry, PilotAnswer
from data.model import READING_LABELS

ONLINE: Final = "en ligne"
ON_PAPER: Final = "sur papier"
WAYS: Final = (ONLINE, ON_PAPER)
#: The bilan was before the committee that day: nobody answered about it earlier.
OPENED: Final = dt.date(2023, 12, 1)
#: What a body may say of the proposal; « non renseigné » is the state of a fiche, not an answer.
PROPOSALS: Final = ("", "poursuite", "reorientation", "mixte", "arret")
FIGURE_ROWS: Final = 4
#: An answer is due from who wrote the fiche and who pilots the action; a partner may answer.
DUE: Final = frozenset({"author", "pilot"})


@dataclass(frozen=True)
class Asked:
    """A body asked about one action. `roles`: why (`author`, `pilot`, `partner`).

    `collective`: a group (« les communes », « les EPCI ») that answers only once someone speaks for it.
    """

    action_id: int
    body_id: str
    label: str
    roles: tuple[str, ...]
    collective: bool

    @property
    def due(self) -> bool:
        return bool(DUE & set(self.roles))


@dataclass(frozen=True)
class Question:
    """One thing a body is asked to explain: a precaution (`code` is its identifier) or an empty section.

    `common`: it bears on several fiches and is asked to all their bodies.
    """

    code: str
    title: str
    statement: str
    effect: str
    severity: str
    common: bool


@dataclass(frozen=True)
class Received:
    """An answer as recorded: the body's, its latest version, and the line of the journal."""

    body_id: str
    answer: PilotAnswer
    entry: Entry


@dataclass(frozen=True)
class Standing:
    """Where the round stands: every (action, body) asked, answered or not; collective ones apart."""

    answered: tuple[Asked, ...]
    waiting: tuple[Asked, ...]
    collective: tuple[Asked, ...]

    @property
    def asked(self) -> int:
        return len(self.answered) + len(self.waiting)

    def silent_bodies(self) -> dict[str, list[int]]:
        """Body → actions it has not answered for, by name."""
        found: dict[str, list[int]] = {}
        for one in sorted(self.waiting, key=lambda one: (one.label, one.action_id)):
            found.setdefault(one.label, []).append(one.action_id)
        return found


def answer_id(action_id: int, body_id: str) -> str:
    """The object of the journal that holds what this body answered for this action."""
    return f"pilot_answer:{action_id}:{body_id}"


def read_answers(heads: Iterable[Entry]) -> tuple[Received, ...]:
    """What was answered, by action then in the order it came."""
    found = [
        Received(entry.object_id.split(":", 2)[2], from_payload(PilotAnswer, entry.payload), entry) for entry in heads
    ]
    return tuple(sorted(found, key=lambda one: one.answer.action_id))


def compute_standing(asked: Sequence[Asked], answers: Sequence[Received]) -> Standing:
    """Who answered and who did not; a partner nobody asked may answer, and is not counted."""
    said = {(one.answer.action_id, one.body_id) for one in answers}
    due = [one for one in asked if one.due]

    def heard(one: Asked) -> bool:
        return (one.action_id, one.body_id) in said

    return Standing(
        tuple(one for one in due if heard(one)),
        tuple(one for one in due if not heard(one) and not one.collective),
        tuple(one for one in due if not heard(one) and one.collective),
    )


def tidy(answer: PilotAnswer) -> PilotAnswer:
    """The answer with its texts cleaned, without the figures and explanations left empty."""
    figures = [(clean(what), clean(value), clean(when)) for what, value, when in answer.figures]
    explanations = [(code, clean(words)) for code, words in answer.explanations]
    return replace(
        answer,
        proposal_text=clean(answer.proposal_text),
        figures=tuple(figure for figure in figures if any(figure)),
        explanations=tuple((code, words) for code, words in explanations if words),
        comment=clean(answer.comment),
    )


def faults_of(
    answer: PilotAnswer, body_id: str, asked: Collection[str], questions: Collection[str], today: dt.date
) -> list[Fault]:
    """What is wrong in a tidied answer. `asked`: bodies that may answer; `questions`: codes that were asked."""
    faults = [
        *code_faults("action", str(answer.action_id), {str(n) for n in range(1, 17)}, "Cette action n'existe pas."),
        *code_faults("body", body_id, asked, "Cet organisme n'est pas cité par la fiche."),
        *code_faults("proposal", answer.proposal, PROPOSALS, "Ce statut n'existe pas."),
        *code_faults("received_by", answer.received_by, WAYS, "Dites comment la réponse a été reçue."),
        *date_faults("answered_on", answer.answered_on, earliest=OPENED, latest=today),
        *text_faults("proposal_text", answer.proposal_text),
        *text_faults("comment", answer.comment),
        *_figure_faults(answer.figures),
    ]
    for code, words in answer.explanations:
        faults += code_faults(f"explanation-{code}", code, questions, "Cette question n'est pas posée.")
        faults += text_faults(f"explanation-{code}", words)
    if not (answer.proposal or answer.proposal_text or answer.figures or answer.explanations or answer.comment):
        faults.append(Fault("proposal", "La réponse est vide : répondez à une question au moins."))
    return faults


def _figure_faults(figures: Sequence[tuple[str, str, str]]) -> Iterator[Fault]:
    for row, (what, value, when) in enumerate(figures):
        for words in (what, value, when):
            yield from text_faults(f"figure-{row}", words, limit=LINE)
        if not (what and value and when):
            yield Fault(
                f"figure-{row}", "Un chiffre se lit avec ce qu'il compte, sa valeur et son unité, sa date : complétez."
            )


def stance(answer: PilotAnswer, proposed: str) -> str:
    """What the body says of the fiche's proposal, in words."""
    if not answer.proposal:
        return "Ne dit rien du statut proposé"
    said = READING_LABELS[answer.proposal]
    if answer.proposal == proposed:
        return f"Confirme la proposition : {said}"
    if proposed == "non_renseigne":
        return f"Propose (la fiche ne disait rien) : {said}"
    return f"Change la proposition : {said}"

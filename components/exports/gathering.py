"""What an arrondissement meeting takes in and gives back: the sheet of a table, the two-page restitution. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from components.exports.document import (
    AnswerLines,
    Bullets,
    Callout,
    Document,
    Heading,
    KeyValue,
    Origin,
    PageBreak,
    Paragraph,
    Signatures,
    Table,
)
from components.formats import date, listing, plural
from data.deciding.gatherings import FAMILY_LABELS, REMARK_LABELS, ROUND_LABELS, Remark

CO_LED = "Rencontre conduite par le sous-préfet de l'arrondissement et le vice-président du Département"


def collection_sheet(place: str, round_code: str, day: dt.date, objects: Mapping[str, str], origin: Origin) -> Document:
    """One sheet a table, to fill in by hand: the fields of the form, in the same order."""
    orientations = tuple(label for code, label in objects.items() if code.startswith("orientation:"))
    blocks = (
        Paragraph(CO_LED + "."),
        KeyValue((("Rencontre", ROUND_LABELS[round_code]), ("Date", date(day)), ("Table n°", ""), ("Rapporteur", ""))),
        AnswerLines("Organismes présents à la table (organismes et fonctions, sans nom de personne)", 3),
        AnswerLines("Besoins : qui le dit, pour quelle action ou orientation, sur quel territoire ?", 5),
        AnswerLines("Difficultés", 5),
        AnswerLines("Avis sur les actions et les orientations", 4),
        AnswerLines("Propositions", 5),
        AnswerLines("Organismes volontaires pour la gouvernance territoriale", 2),
        Signatures(("Pour l'État", "Pour le Département")),
        PageBreak(),
        Heading(1, "Aide-mémoire : les orientations 2017-2023"),
        Bullets(orientations),
        Heading(1, "Les actions 2017-2023"),
        Bullets(tuple(label for code, label in objects.items() if code.startswith("action:"))),
    )
    return Document("Fiche de recueil, par table", origin, blocks, subtitle=place)


def restitution(
    place: str,
    round_code: str,
    day: dt.date,
    objects: Mapping[str, str],
    remarks: Sequence[Remark],
    volunteers: Sequence[str],
    silent_epci: Sequence[str],
    silent_families: Sequence[str],
    origin: Origin,
) -> Document:
    """What was said in an arrondissement, the same day: nothing is summed up, nothing is decided here."""
    bodies = sorted({remark.body for remark in remarks}, key=str.casefold)
    blocks = [
        Paragraph(CO_LED + "."),
        KeyValue(
            (
                ("Rencontre", ROUND_LABELS[round_code]),
                ("Date", date(day)),
                ("Contributions", plural(len(remarks), "contribution")),
                ("Organismes entendus", listing(bodies) or "aucun"),
                ("Volontaires pour la gouvernance territoriale", listing(list(volunteers)) or "aucun à ce jour"),
            )
        ),
        Callout("Ce document n'est pas une décision", "Il restitue ce qui a été dit, par qui, sans l'arbitrer."),
    ]
    for kind, label in REMARK_LABELS.items():
        said = [remark for remark in remarks if remark.kind == kind]
        if not said:
            blocks.append(Paragraph(f"{label} : rien n'a été dit.", small=True))
            continue
        rows = tuple(
            (remark.body, remark.text, listing([objects.get(code, code) for code in remark.objects]) or "–")
            for remark in said
        )
        header = ("Organisme", "Ce qui est dit", "Action ou orientation")
        blocks.append(Table(f"{label} : {plural(len(said), 'contribution')}", header, rows, widths=(1, 2.4, 1.4)))
    blocks += [
        Heading(1, "Pas encore entendus"),
        Paragraph(f"EPCI : {listing(list(silent_epci)) or 'tous ont été entendus'}."),
        Paragraph(
            f"Types d'organismes : {listing([FAMILY_LABELS[code] for code in silent_families]) or 'tous entendus'}."
        ),
    ]
    return Document("Restitution de la rencontre", origin, tuple(blocks), subtitle=place)

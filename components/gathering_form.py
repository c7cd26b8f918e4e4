"""The form of an arrondissement meeting: plain fields that our own script keeps in the browser, connection or not.

Streamlit's own fields are locked while the connection is cut: these are not. They are sent through one hidden field.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from components.formats import plural
from components.html import Html, element, joined
from data.deciding.gatherings import FAMILY_LABELS, QUEUE_LIMIT, REMARK_LABELS, Receipt

#: Said while the connection is cut: our script shows it, and asks before the page is left.
CUT = (
    "Connexion coupée : continuez à taper, tout est gardé dans ce navigateur. Ne rechargez pas cette page et ne la "
    "fermez pas avant le retour de la connexion : elle ne se rouvrirait pas. Si cela arrive, rouvrez-la, dans ce même "
    "navigateur, une fois la connexion revenue : le texte commencé et les contributions gardées s'y retrouvent."
)


def _field(code: str, label: str, control: Html) -> Html:
    return element("div", element("label", label, for_=f"recueil-{code}"), control, class_="sd-field")


def bodies_list(bodies: Sequence[str]) -> Html:
    """The names offered while a body is typed. Apart from the form: the same for every arrondissement, sent once."""
    return element("datalist", *(element("option", value=name) for name in bodies), id="recueil-organismes")


def _communes(communes: Mapping[str, str]) -> Html:
    """A hundred names and more, written short: our script makes a choice of each."""
    written = "|".join(f"{code.removeprefix('com:')} {name}" for code, name in communes.items())
    return element("optgroup", label="Communes", data_communes=written)


def _several(
    code: str, label: str, groups: Mapping[str, Mapping[str, str]], empty: str, last: Html | None = None
) -> Html:
    """A list to choose from several times: our script writes under it what is chosen. last: a group of its own."""
    lines = [
        element("optgroup", *(element("option", words, value=value) for value, words in options.items()), label=name)
        for name, options in groups.items()
        if options
    ]
    first = element("option", empty, value="")
    return _field(
        code,
        label,
        joined(
            [
                element("select", first, *lines, last, id=f"recueil-{code}", data_ajout=code),
                element("ul", data_liste=code, class_="sd-waiting sd-chosen", aria_live="polite"),
            ]
        ),
    )


def _choice(code: str, label: str, options: Mapping[str, str], empty: str, *, required: bool = False) -> Html:
    first = [element("option", empty, value="")]
    lines = [element("option", words, value=value) for value, words in options.items()]
    return _field(
        code,
        label,
        element(
            "select", *first, *lines, id=f"recueil-{code}", data_champ=code, data_nom=label.lower(), required=required
        ),
    )


def gathering_form(
    territory: str,
    meeting_id: str,
    round_code: str,
    day: dt.date,
    objects: Mapping[str, str],
    epci: Mapping[str, str],
    communes: Mapping[str, str],
    prepared: Collection[str] = (),
) -> Html:
    """The fields, the button that keeps a contribution, and the list of those that wait to be sent.

    epci, communes: those of the arrondissement, code → name. prepared: the orientations that nobody has decided yet.
    """
    orientations = {code: words for code, words in objects.items() if code.startswith("orientation:")}
    subjects = {
        "Orientations": {code: words for code, words in orientations.items() if code not in prepared},
        "Orientations en préparation, non décidées": {code: orientations[code] for code in prepared},
        "Actions": {code: words for code, words in objects.items() if code.startswith("action:")},
    }
    note = element(
        "p",
        "« En préparation » : un libellé écrit pour une réunion à venir. Personne n'en a décidé ; "
        "ce qui en est dit ici aidera à le faire.",
        class_="sd-small",
    )
    body = _field(
        "body",
        "Organisme qui s'exprime",
        element(
            "input",
            type="text",
            id="recueil-body",
            list="recueil-organismes",
            maxlength=300,
            required=True,
            autocomplete="off",
            data_champ="body",
            data_nom="l'organisme",
        ),
    )
    words = _field(
        "text",
        "Ce qui est dit",
        element(
            "textarea",
            id="recueil-text",
            rows=4,
            maxlength=4000,
            required=True,
            data_champ="text",
            data_nom="ce qui est dit",
        ),
    )
    table = _field(
        "table",
        "Table (facultatif)",
        element("input", type="text", id="recueil-table", maxlength=60, autocomplete="off", data_champ="table"),
    )
    volunteer = element(
        "label",
        element("input", type="checkbox", data_champ="volunteer"),
        " Cet organisme est volontaire pour la gouvernance territoriale",
        class_="sd-check",
    )
    followed = element(
        "p",
        "Toujours ",
        element("strong", "", data_recueil_qui="oui"),
        " : la nature, les actions et les territoires sont à choisir de nouveau. ",
        element("button", "Autre organisme", type="button", data_recueil_autre="oui"),
        data_recueil_suite="oui",
        hidden=True,
        class_="sd-followed",
    )
    return element(
        "div",
        element("p", CUT, data_recueil_coupure="oui", role="alert", hidden=True, class_="sd-note"),
        element(
            "div",
            table,
            body,
            _choice("family", "Type d'organisme", FAMILY_LABELS, "Choisissez", required=True),
            followed,
            _choice("kind", "Nature", REMARK_LABELS, "Choisissez", required=True),
            _several("objects", "Actions et orientations concernées", subjects, "Aucune en particulier, ou choisir"),
            _several(
                "territories",
                "Territoires concernés",
                {"EPCI": epci},
                "Tout l'arrondissement, ou choisir",
                _communes(communes),
            ),
            class_="sd-form-grid",
        ),
        note if prepared else None,
        words,
        volunteer,
        element("button", "Garder cette contribution", type="button", data_recueil_garder="oui", class_="sd-button"),
        element("p", "", data_recueil_etat="oui", role="status", class_="sd-small"),
        element("ul", data_recueil_attente="oui", class_="sd-waiting"),
        data_recueil="oui",
        data_territoire=territory,
        data_reunion=meeting_id,
        data_tour=round_code,
        data_jour=day.isoformat(),
        class_="sd-collect",
    )


def receive_contributions() -> str:
    """What the browser's script last sent; empty when nothing was. Hidden: nobody types here."""
    with st.container(key="recueil-envoi"):
        return st.text_area(
            "Envoi automatique des contributions", key="recueil-texte", max_chars=QUEUE_LIMIT, label_visibility="hidden"
        )


def receipt_block(receipt: Receipt) -> Html:
    """What was recorded and what was not, in words; the script reads the tokens and keeps the rest."""
    count = len(receipt.recorded)
    done = (
        element(
            "p",
            f"{plural(count, 'contribution enregistrée', 'contributions enregistrées')} sur le serveur.",
            data_recu=" ".join(receipt.recorded),
            class_="sd-note",
        )
        if count
        else None
    )
    refused = [element("p", why, data_refuse=name, class_="sd-note") for name, why in receipt.refused]
    trouble = element("p", receipt.trouble, class_="sd-note") if receipt.trouble else None
    return joined([done, *refused, trouble])

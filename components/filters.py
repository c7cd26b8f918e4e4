"""The shared filters: one of the two modules that touch `st.session_state`. They live in the URL as codes.

Streamlit's own binding writes the label and drops what it does not know; here the code is read and written by hand,
checked each time, and an unknown code shows the default and says so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import streamlit as st

from data.model import DEPARTEMENT, Selection

#: Between the law that created the schémas and a horizon no schéma reaches.
REFERENCE_BOUNDS = (dt.date(2015, 1, 1), dt.date(2049, 12, 31))


def choose_from_url(
    name: str,
    label: str,
    options: Mapping[str, str],
    default: str,
    *,
    hide_default: bool = True,
    keep: bool = True,
    inline: bool = False,
    scope: str = "",
    gone: str = "",
    typed: bool = False,
) -> str:
    """A select box whose chosen code lives in the URL as `name=code`, and follows the reader from page to page.

    options: code → label shown. An unknown code in the URL gives `default` and a message. `keep` recalls the last
    choice on a page whose URL says nothing. `inline` writes the label in the box, to save a line. `scope` keeps apart
    the choice of a page whose default is its own. `gone`: what to say when the code on screen leaves the options, taken
    out by someone else meanwhile. `typed`: letters or figures typed in the box keep the labels that hold them.
    """
    widget, seen, unknown, where = (f"{part}-{scope}{name}" for part in ("choix", "url", "inconnu", "page"))
    written, page = st.query_params.get(name), urlsplit(st.context.url or "").path
    if written is None and hide_default and st.session_state.get(where) == page:
        # On the page where it stood, a code that has gone from the URL was taken away by « back ».
        written = default if st.session_state.get(seen, default) != default else None
    st.session_state[where] = page
    if written is not None and (written != st.session_state.get(seen) or widget not in st.session_state):
        # The URL was opened, shared, changed by « back », or the page is come back to: it decides.
        st.session_state[unknown] = "" if written in options else f"{name}={written[:40]}"
        st.session_state[widget] = written if written in options else default
    elif st.session_state.get(widget) not in options:
        if gone and written is not None and written == st.session_state.get(widget):
            st.warning(gone)
        recalled = st.session_state.get(seen) if keep else None
        first = recalled if recalled in options else default
        # The list opens on its first entry by itself: setting it would send the whole list once more on the next run.
        if widget in st.session_state or first != next(iter(options)):
            st.session_state[widget] = first
    _say_again(widget, next(iter(options)))
    chosen = st.selectbox(
        label,
        list(options),
        format_func=lambda code: f"{label}\u00a0: {options[code]}" if inline else options[code],
        key=widget,
        filter_mode="contains" if typed else None,
        label_visibility="collapsed" if inline else "visible",
    )
    if st.session_state.get(unknown):
        st.warning(
            f"« {_as_typed(st.session_state.pop(unknown))} » est inconnu : {_as_typed(options[default])} "
            "est affiché à la place. Choisissez dans la liste."
        )
    if chosen == default and hide_default:
        if name in st.query_params:
            del st.query_params[name]
    elif st.query_params.get(name) != chosen:
        st.query_params[name] = chosen
    st.session_state[seen] = chosen
    return chosen


def _say_again(widget: str, opens_on: object) -> None:
    """Say at each run what is chosen, unless it is what the widget opens on by itself.

    Streamlit says it once, in the run that changed it. A link followed before the browser has drawn that run (a quick
    reader, a slow machine) would draw the widget anew on what it opens on, and leave it there.
    """
    chosen = st.session_state.get(widget, opens_on)
    if chosen != opens_on:
        st.session_state[widget] = chosen


def choose_territory(options: Mapping[str, str]) -> Selection:
    """The « Territoire » filter: the département or one of its arrondissements. `options`: code → label."""
    return Selection(choose_from_url("territoire", "Territoire", options, DEPARTEMENT, inline=True))


def selection() -> Selection:
    """What the page is filtered on: the choice made in the frame."""
    return Selection(st.session_state.get("url-territoire", DEPARTEMENT))


def choose_action(options: Mapping[str, str]) -> int:
    """The action shown, from 1 to 16, in the URL as `action=5`, by its number or a word of its title.

    `options`: number as text → label.
    """
    return int(choose_from_url("action", "Action", options, "1", hide_default=False, typed=True))


#: Code of the list of indicators for « all those of the orientation ».
EVERY_INDICATOR = "tous"


def choose_orientation(options: Mapping[str, str]) -> str:
    """One of the nine orientations, in the URL as `orientation=O3`. options: code → label."""
    return choose_from_url("orientation", "Orientation", options, next(iter(options)))


def choose_indicator(orientations: Mapping[str, str], indicators: Mapping[str, Mapping[str, str]]) -> tuple[str, str]:
    """An orientation, then one of its indicators (or all of them: `EVERY_INDICATOR`), in the URL as `indicateur=msap`.

    indicators: orientation → its indicators, code → label. A link that names an indicator alone opens its orientation.
    """
    written = st.query_params.get("indicateur")
    if written is not None and written != st.session_state.get("url-indicateur"):
        homes = [code for code, listed in indicators.items() if written in listed]
        if homes and st.query_params.get("orientation") not in homes:
            st.query_params["orientation"] = homes[0]
    where, which = st.columns(2)
    with where:
        orientation = choose_orientation(orientations)
    with which:
        listed = {EVERY_INDICATOR: "Tous ceux de l'orientation, côte à côte", **indicators.get(orientation, {})}
        return orientation, choose_from_url("indicateur", "Indicateur", listed, EVERY_INDICATOR, keep=False)


def choose_subject(options: Mapping[str, str]) -> str:
    """The subject whose figures are set side by side, in the URL as `sujet=…`. options: code → label."""
    return choose_from_url("sujet", "Sujet", options, next(iter(options)))


def choose_reference_date(default: dt.date) -> dt.date:
    """The date de référence, from which the next step is computed; in the URL as `reference=2024-01-22`.

    The default is the date of the latest document of the schéma, never today: a dossier prepared in advance must say
    the same thing.
    """
    return choose_day("reference", "Date de référence", default, REFERENCE_BOUNDS)


def choose_day(name: str, label: str, default: dt.date, bounds: tuple[dt.date, dt.date]) -> dt.date:
    """A day in the URL as `name=2024-01-22`, kept from page to page; nothing when it is the default.

    A date that is not one, or out of `bounds`, gives the default and a message.
    """
    widget, seen, proposed = f"choix-{name}", f"url-{name}", f"defaut-{name}"
    written = st.query_params.get(name)
    followed = st.session_state.get(widget) == st.session_state.get(proposed)
    if written is not None and (written != st.session_state.get(seen) or widget not in st.session_state):
        asked = _day(written, bounds)
        st.session_state[widget] = asked or default
        if asked is None:
            st.warning(
                f"« {_as_typed(f'{name}={written[:40]}')} » n'est pas une date possible (2024-01-26 attendu) : "
                f"{default:%d/%m/%Y} est utilisée."
            )
    elif widget not in st.session_state:
        st.session_state[widget] = _day(st.session_state.get(seen, ""), bounds) or default
    elif followed and default != st.session_state.get(proposed):
        # A default computed from another choice moves with it, unless the reader chose a day of their own.
        st.session_state[widget] = default
    st.session_state[proposed] = default
    _say_again(widget, None)
    first, last = bounds
    chosen = st.date_input(label, key=widget, format="DD/MM/YYYY", min_value=first, max_value=last)
    day = chosen if isinstance(chosen, dt.date) else default
    if day == default:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != day.isoformat():
        st.query_params[name] = day.isoformat()
    st.session_state[seen] = "" if day == default else day.isoformat()
    return day


def choose_whole(name: str, label: str, default: int, bounds: tuple[int, int], help_words: str = "") -> int:
    """A whole number in the URL as `name=3`; nothing when it is the default. Out of `bounds`: the default, and said."""
    widget, seen = f"choix-{name}", f"url-{name}"
    low, high = bounds
    written = st.query_params.get(name)
    if written is not None and (written != st.session_state.get(seen) or widget not in st.session_state):
        asked = int(written) if re.fullmatch(r"\d{1,4}", written, re.ASCII) else low - 1
        known = low <= asked <= high
        st.session_state[widget] = asked if known else default
        if not known:
            st.warning(
                f"« {_as_typed(f'{name}={written[:40]}')} » : un nombre entier de {low} à {high} est attendu ; "
                f"{default} est utilisé."
            )
    elif widget not in st.session_state:
        st.session_state[widget] = default
    chosen = st.number_input(label, min_value=low, max_value=high, step=1, key=widget, help=help_words or None)
    value = default if chosen is None else int(chosen)
    if value == default:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != str(value):
        st.query_params[name] = str(value)
    st.session_state[seen] = "" if value == default else str(value)
    return value


def read_reference_date(default: dt.date) -> dt.date:
    """The date de référence of the URL, without a widget; `default` when it says nothing or is not a possible date."""
    return _day(st.query_params.get("reference", ""), REFERENCE_BOUNDS) or default


def _day(written: str, bounds: tuple[dt.date, dt.date]) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(written)
    except ValueError:
        return None
    return day if bounds[0] <= day <= bounds[1] else None


def type_query(label: str, example: str) -> str:
    """What is searched, in the URL as `q=…`; cut at 100 characters."""
    widget, seen = "choix-q", "url-q"
    written = st.query_params.get("q", "")[:100]
    if written != st.session_state.get(seen, "") or widget not in st.session_state:
        st.session_state[widget] = written
    asked = st.text_input(label, key=widget, placeholder=example, max_chars=100).strip()
    if asked:
        st.query_params["q"] = asked
    else:
        st.query_params.pop("q", None)
    st.session_state[seen] = asked
    return asked


def choose_other_territory(options: Mapping[str, str]) -> str:
    """A second territory to set beside the first, in the URL as `avec=arr:592`; empty for none."""
    return choose_from_url("avec", "Comparer avec", options, "", keep=False)


def choose_several(
    name: str,
    label: str,
    options: Mapping[str, str],
    limit: int,
    *,
    expected: str,
    empty: str = "Aucune",
    default: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """Codes in the order they were chosen, at most `limit`, in the URL as `name=a,b`; `default` when the URL says
    nothing.

    options: code → name shown. `expected` ends the message about a code that is unknown; one beyond the limit is left
    out, and said. `empty`: what the box says when nothing is chosen.
    """
    widget, seen = f"choix-communes-{name}", f"url-communes-{name}"
    usual = ",".join(default)
    written = st.query_params.get(name, usual)
    if written != st.session_state.get(seen, "") or widget not in st.session_state:
        codes = list(dict.fromkeys(code.strip() for code in _whole(written).split(",") if code.strip()))
        known = [code for code in codes if code in options]
        # An empty list is empty by itself: setting it would send the whole list once more on the next run.
        if known or widget in st.session_state:
            st.session_state[widget] = known[:limit]
        strange = [code for code in codes if code not in options]
        if strange:
            shown = _as_typed(f"{name}={','.join(strange)}"[:60])
            st.warning(f"« {shown} » est laissé de côté : {expected}.")
        if len(known) > limit:
            st.warning(f"{label} : ce qui vient après les {limit} premiers choix est laissé de côté.")
    _say_again(widget, [])
    chosen = st.multiselect(
        label,
        list(options),
        format_func=lambda code: options[code],
        key=widget,
        max_selections=limit,
        placeholder=empty,
        select_all=False,
        wrap=True,
    )
    joined = ",".join(chosen)
    if joined == usual:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != joined:
        st.query_params[name] = joined
    st.session_state[seen] = joined
    return tuple(chosen)


def choose_communes(name: str, label: str, options: Mapping[str, str], limit: int) -> tuple[str, ...]:
    """Communes, at most `limit`, in the URL as `name=com:59249,com:59350`."""
    return choose_several(name, label, options, limit, expected="code de commune du Nord attendu, comme com:59249")


def read_codes(name: str, options: Mapping[str, str]) -> tuple[str, ...]:
    """Codes of the URL (`name=a,b`) without a widget: the known ones, in their order; what is unknown is said."""
    codes = list(
        dict.fromkeys(code.strip() for code in _whole(st.query_params.get(name, "")).split(",") if code.strip())
    )
    strange = [code for code in codes if code not in options]
    if strange:
        st.warning(f"« {_as_typed(f'{name}={chr(44).join(strange)}'[:60])} » est inconnu : laissé de côté.")
    return tuple(code for code in codes if code in options)


#: Code of the card's list for « none chosen »: the card is then that of the « Territoire » filter.
NO_DETAIL = "aucun"


def choose_layer(options: Mapping[str, str], default: str) -> str:
    """The layer drawn on the map, in the URL as `couche=population`. options: code → group and name."""
    return choose_from_url("couche", "Couche", options, default)


def choose_level(options: Mapping[str, str], default: str) -> str:
    """The level the map is read at, in the URL as `echelle=epci`; the default is the layer's own."""
    return choose_from_url("echelle", "Échelle", options, default, keep=False)


def choose_detail(options: Mapping[str, str], level: str) -> str:
    """The territory whose card is open, in the URL as `detail=com:59350`; `NO_DETAIL` for the filter's own.

    options: code → name of the territories of this `level`.
    """
    # One list a level, the same whatever else is chosen: a list that changes is sent whole, and the communes' is long.
    if st.session_state.get("detail-echelle", level) != level:
        st.query_params.pop("detail", None)
    st.session_state["detail-echelle"] = level
    listed = {NO_DETAIL: "Celui du filtre « Territoire »", **options}
    return choose_from_url("detail", "Territoire de la fiche", listed, NO_DETAIL, keep=False, scope=f"{level}-")


def open_on_click(key: str, layer: str, level: str, territory_of: Mapping[str, str]) -> Callable[[], None]:
    """What a click on the map `key` does: choose, in the list of `choose_detail`, the territory that was clicked.

    `layer`: the layer that is clicked. `territory_of`: code of the clicked feature (`59350`) → territory of this
    `level`. A second click on the same place closes its card.
    """
    widget, last = f"choix-{level}-detail", f"clic-{key}"

    def follow() -> None:
        selected = st.session_state[key].selection.objects.get(layer, [])
        clicked = str(selected[0].get("properties", {}).get("code", "")) if selected else ""
        if clicked in territory_of:
            st.session_state[last] = clicked
            st.session_state[widget] = territory_of[clicked]
            return
        # The browser takes the place away when it is clicked again. If the list has moved elsewhere since, the reader
        # asks for that place once more; otherwise for its card to close.
        previous = territory_of.get(st.session_state.get(last, ""))
        again = previous is not None and st.session_state.get(widget) != previous
        st.session_state[widget] = previous if again else NO_DETAIL

    return follow


def _whole(written: str) -> str:
    """A list of codes cut to 5 000 characters, never within a code."""
    return written if len(written) <= 5_000 else written[:5_000].rpartition(",")[0]


def _as_typed(words: str) -> str:
    """What the address holds, shown as it was typed: never read as Markdown."""
    return re.sub(r"([\\`*_\[\]<>$~#:])", r"\\\1", words)

"""Whom the dashboard opens to: the presentation machine, those signed in who hold a role, nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.access import CLOSED_TITLE, NO_ROLE_TITLE, SIGN_ON_TITLE
from data.decision import Actor
from data.store import Write, new_entry_id, open_store
from tests.e2e.pages_list import FRAME, listed_pages
from tests.pages.screen import Screen, open_screen

STATION = Actor("", "Camille Essai", "secrétariat", "local")
Claims = dict[str, Any]


@pytest.fixture
def deployed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Claims | None], None]:
    """The server as others reach it; `claims`: what its sign-on says of the reader, None when it has no sign-on."""

    def deploy(claims: Claims | None) -> None:
        asked = st.get_option
        monkeypatch.setattr(st, "get_option", lambda name: "0.0.0.0" if name == "server.address" else asked(name))
        if claims is not None:
            monkeypatch.setattr(st, "user", claims)

    return deploy


def give(role: str, scope: str = "", subject: str = "agent@nord.example") -> None:
    payload: dict[str, object] = {"subject": subject, "role": role, "scope": scope}
    store = open_store()
    store.append(STATION, Write("accorder", f"grant:{subject}:{role}:{scope}", "grant", payload, 0, new_entry_id()))
    store.close()


def open_page(file: str = "") -> Screen:
    app = AppTest.from_file(FRAME, default_timeout=60)
    screen = Screen(app.run())
    if file:
        app.switch_page(file)
        screen.run()
    return screen


AGENT = {"is_logged_in": True, "sub": "7f0c", "email": "Agent@nord.example", "email_verified": True, "name": "A. Gent"}


@pytest.mark.parametrize("page", listed_pages(), ids=lambda page: page.name)
def test_a_server_open_to_others_without_sign_on_shows_nothing(page: Any, deployed: Any) -> None:
    deployed(None)
    screen = open_page(page.file)
    assert CLOSED_TITLE in screen.text
    # Neither a page, nor its filter, nor a button to try.
    assert not screen.app.title
    assert not screen.app.selectbox
    assert not screen.app.button
    assert not screen.html.all("table")


def test_a_proxy_in_front_of_the_machine_makes_it_open_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    class Context:
        headers: dict[str, str] = {"X-Forwarded-For": "192.0.2.7"}  # noqa: RUF012
        is_embedded = False
        url = "http://127.0.0.1:8501"

    monkeypatch.setattr(st, "context", Context)
    assert CLOSED_TITLE in open_page().text


def test_who_is_not_signed_in_is_asked_to(deployed: Any) -> None:
    deployed({"is_logged_in": False})
    screen = open_page()
    assert SIGN_ON_TITLE in screen.text
    assert [button.label for button in screen.app.button] == ["S'identifier"]
    assert not screen.app.title


def test_signing_in_gives_no_role(deployed: Any) -> None:
    deployed(AGENT)
    screen = open_page()
    assert NO_ROLE_TITLE in screen.text
    assert "agent@nord.example" in screen.text
    assert not screen.app.title


def test_a_sign_on_closes_the_local_mode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "user", {"is_logged_in": False})
    assert SIGN_ON_TITLE in open_page().text


@pytest.mark.parametrize(("role", "scope"), [("lecteur", ""), ("referent", "arr:591"), ("presidence", "etat")])
def test_a_role_lets_in(role: str, scope: str, deployed: Any) -> None:
    give(role, scope)
    deployed(AGENT)
    screen = open_page()
    assert [title.value for title in screen.app.title] == ["Synthèse"]
    assert "Identifié : A. Gent" in screen.text
    assert "Mode local" not in screen.text


@pytest.mark.parametrize("said", [False, "false", None, "oui", ""])
def test_an_email_nobody_verified_opens_nothing_and_the_page_says_why(said: Any, deployed: Any) -> None:
    give("lecteur")
    claims = {name: value for name, value in AGENT.items() if name != "email_verified"}
    deployed(claims if said is None else claims | {"email_verified": said})
    screen = open_page()
    assert NO_ROLE_TITLE in screen.text
    assert "avec cet identifiant : 7f0c" in screen.text
    assert "L'adresse agent@nord.example n'a pas été prise en compte" in screen.text
    # The role given to the identifier that the provider does vouch for opens.
    give("lecteur", subject="7f0c")
    assert open_page().app.title


def test_a_named_issuer_vouches_for_the_emails_it_gives_out(deployed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDAASP_EMAIL_ISSUERS", "https://autre.example, https://identite.example")
    give("lecteur")
    claims = {name: value for name, value in AGENT.items() if name != "email_verified"}
    deployed(claims | {"iss": "https://identite.example"})
    assert open_page().app.title
    # Not when it says itself that it did not check it, nor for any other issuer.
    deployed(claims | {"iss": "https://identite.example", "email_verified": False})
    assert NO_ROLE_TITLE in open_page().text
    deployed(claims | {"iss": "https://identite.example.org"})
    assert NO_ROLE_TITLE in open_page().text


def test_only_the_secretariat_imports(deployed: Any) -> None:
    give("lecteur")
    deployed(AGENT)
    screen = open_page("donnees/imports.py")
    assert not screen.app.file_uploader
    assert not screen.app.button
    give("secretariat")
    screen.run()
    assert len(screen.app.file_uploader) == 1


def test_a_referent_asks_where_to_open_in_their_arrondissement_alone(deployed: Any) -> None:
    def can_ask(**codes: str) -> bool:
        screen = open_screen("implantation", **codes)
        offered = "Calculer" in [button.label for button in screen.app.button]
        assert offered != ("fait par le secrétariat commun" in screen.text)
        return offered

    give("lecteur")
    deployed(AGENT)
    assert not can_ask(territoire="arr:591")
    give("referent", "arr:591")
    assert can_ask(territoire="arr:591")
    assert not can_ask(territoire="arr:591", candidates="nord")
    assert not can_ask(territoire="arr:592")
    assert not can_ask()
    give("secretariat")
    assert can_ask()


def test_the_local_mode_says_so_on_every_page() -> None:
    assert "Mode local – identité déclarative" in open_screen("").text

"""Publishing and going back are refused where they are written, to every role that may not import."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.connectors.library import current, list_editions
from data.connectors.refusal import RefusedError
from data.decision import ROLES, Actor
from data.importing import Draft, go_back, publish_draft, read_draft_file
from data.store import Write, new_entry_id, open_store

STATION = Actor("", "Camille Essai", "secrétariat", "local")
AGENT = Actor("agent@nord.example", "A. Gent", "", "oidc")
SCOPES = {"pilote": "action:5", "referent": "arr:591", "presidence": "etat"}


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path / "home"))


@pytest.fixture
def draft() -> Draft:
    lines = ("insee_reg,lib_reg,insee_dep,lib_dep,insee_com,lib_com,id_pvd", "32,Hauts-de-France,59,Nord,59053,Bavay,1")
    return read_draft_file("\n".join(lines).encode(), "pvd.csv")


def give(role: str, *, withdrawn: bool = False) -> None:
    scope = SCOPES.get(role, "")
    payload: dict[str, object] = {"subject": AGENT.subject, "role": role, "scope": scope, "withdrawn": withdrawn}
    store = open_store()
    name = f"grant:{AGENT.subject}:{role}:{scope}"
    head = store.head(name)
    store.append(STATION, Write("accorder", name, "grant", payload, head.version if head else 0, new_entry_id()))
    store.close()


def publish(draft: Draft, actor: Actor) -> str:
    return publish_draft(draft, actor, "A. Gent, essai", None, "undated", "essai").edition_id


@pytest.mark.parametrize("role", ["", *(role for role in ROLES if role != "secretariat")])
def test_no_role_but_the_secretariat_publishes_or_goes_back(role: str, draft: Draft) -> None:
    layer = draft.preview.layer
    if role:
        give(role)
    with pytest.raises(RefusedError, match="pas le droit d'importer"):
        publish(draft, AGENT)
    assert list_editions(layer) == []
    edition = publish(draft, STATION)
    with pytest.raises(RefusedError, match="pas le droit d'importer"):
        go_back(layer, edition, AGENT, "A. Gent")
    kept = current(layer)
    assert kept is not None
    assert kept.edition_id == edition


def test_nobody_and_a_forged_mode_are_refused(draft: Draft) -> None:
    for actor in (Actor("", "", "", "anonyme"), Actor("", "X", "", "oidc"), Actor("", "X", "", "autre")):
        with pytest.raises(RefusedError, match="pas le droit d'importer"):
            publish(draft, actor)


def test_a_role_withdrawn_while_the_page_was_open_no_longer_imports(draft: Draft) -> None:
    give("secretariat")
    edition = publish(draft, AGENT)
    give("secretariat", withdrawn=True)
    with pytest.raises(RefusedError, match="pas le droit d'importer"):
        go_back(draft.preview.layer, edition, AGENT, "A. Gent")
    assert current(draft.preview.layer) is not None

"""What a browser already knows of its page is not said again; what may have changed is."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from components.shell.lean_session import Told, Waiting, read_the_look_once


def opened(page: str) -> ForwardMsg:
    message = ForwardMsg()
    message.new_session.page_script_hash = page
    message.new_session.main_script_hash = "frame"
    message.new_session.custom_theme.primary_color = "#000091"
    return message


def menu(page: str, pages: str = "all") -> ForwardMsg:
    message = ForwardMsg(hash=f"menu of {pages}, on {page}")
    message.navigation.page_script_hash = page
    return message


def title(words: str) -> ForwardMsg:
    message = ForwardMsg(hash=f"title {words}")
    message.page_config_changed.title = words
    return message


def sent(*messages: ForwardMsg) -> list[bool]:
    """Which of these messages reach the browser."""
    told = Told()
    return [told.lighten(message) for message in messages]


@pytest.fixture
def first() -> list[ForwardMsg]:
    """The first run of a page: Streamlit does not yet know which one it is."""
    return [opened(""), menu("a"), title("A")]


def test_a_run_of_the_same_page_says_neither_menu_nor_title_again(first: list[ForwardMsg]) -> None:
    again = [opened("a"), menu("a"), title("A")]
    assert sent(*first, *again, *again) == [True] * 3 + [True, False, False] * 2


def test_a_menu_that_changed_is_sent_with_the_title_after_it(first: list[ForwardMsg]) -> None:
    assert sent(*first, opened("a"), menu("a", "fewer"), title("A")) == [True] * 6


def test_a_title_that_changed_is_sent(first: list[ForwardMsg]) -> None:
    assert sent(*first, opened("a"), menu("a"), title("A, 2"), title("A")) == [True] * 4 + [False, True, True]


def test_coming_back_from_another_page_says_all_again(first: list[ForwardMsg]) -> None:
    other = [opened("b"), menu("b"), title("B")]
    assert sent(*first, *other, opened("a"), menu("a"), title("A")) == [True] * 9


def test_coming_back_from_a_page_left_before_its_menu_came_says_all_again(first: list[ForwardMsg]) -> None:
    """The address may already be the other page's: the menu's message is what sets it right."""
    assert sent(*first, opened("b"), opened("a"), menu("a"), title("A")) == [True] * 7


def test_an_unknown_page_makes_all_be_said_again(first: list[ForwardMsg]) -> None:
    lost = ForwardMsg()
    lost.page_not_found.page_name = "nulle-part"
    assert sent(*first, lost, menu("a"), title("A")) == [True] * 6


def test_everything_else_is_always_sent(first: list[ForwardMsg]) -> None:
    drawn = ForwardMsg(hash="the same words")
    drawn.delta.new_element.html.body = "<p>Nord</p>"
    finished = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
    assert sent(*first, drawn, finished, drawn, finished) == [True] * 7


def drawn(by: str, body: str = "", *, block: bool = False) -> ForwardMsg:
    message = ForwardMsg(hash="of the content")
    message.metadata.active_script_hash = by
    if block:
        message.delta.add_block.vertical.border = True
    elif body:
        message.delta.new_element.html.body = body
    else:
        message.ref_hash = "of what was sent before"
    return message


def test_only_what_the_frame_draws_says_who_drew_it() -> None:
    """When the page changes, the browser keeps what the frame drew and drops the rest: it asks nothing else of it."""
    told = Told()
    told.lighten(opened("a"))
    messages = [drawn(by, body) for by in ("frame", "a") for body in ("", "<p>Nord</p>")]
    for message in messages:
        told.lighten(message)
    assert [message.metadata.active_script_hash for message in messages] == ["frame", "frame", "", ""]
    # What was sent before is found by the hash of its content.
    assert [message.hash for message in messages] == ["of the content"] * 4
    assert messages[2].ref_hash == "of what was sent before"
    assert messages[3].delta.new_element.html.body == "<p>Nord</p>"


def test_a_container_has_no_hash() -> None:
    told, message = Told(), drawn("a", block=True)
    assert told.lighten(message)
    assert message.hash == ""
    assert message.delta.add_block.vertical.border


def test_a_part_that_runs_alone_is_not_told_the_look_again() -> None:
    told, whole, part = Told(), opened("a"), opened("a")
    part.metadata.run.fragment_ids.append("a part")
    assert told.lighten(whole)
    assert told.lighten(part)
    assert whole.new_session.HasField("custom_theme")
    assert not part.new_session.HasField("custom_theme")
    assert part.new_session.page_script_hash == "a"


def test_another_connection_receives_everything(first: list[ForwardMsg]) -> None:
    assert sent(*first) == sent(*first) == [True] * 3


def test_the_look_copied_is_the_look_read(monkeypatch: pytest.MonkeyPatch) -> None:
    # Another test of this process may have settled it already.
    settled = app_session._populate_theme_msg
    read = getattr(settled, "read", settled)
    monkeypatch.setattr(app_session, "_populate_theme_msg", read)
    sections: dict[str, Callable[[CustomThemeConfig], CustomThemeConfig]] = {
        "theme": lambda msg: msg,
        "theme.light": lambda msg: msg.light,
        "theme.sidebar": lambda msg: msg.sidebar,
    }
    plain, copied = CustomThemeConfig(), CustomThemeConfig()
    for section, part in sections.items():
        app_session._populate_theme_msg(part(plain), section)
    read_the_look_once()
    assert app_session._populate_theme_msg is not read
    for _ in range(2):
        copied = CustomThemeConfig()
        for section, part in sections.items():
            app_session._populate_theme_msg(part(copied), section)
    assert copied == plain
    assert copied.primary_color


def test_the_loop_is_woken_once_for_what_waits_and_all_of_it_is_told_in_order() -> None:
    waiting, told, failures = Waiting(), [], []

    def fail() -> None:
        raise ValueError("one message that cannot be told")

    assert [waiting.add(lambda rank=rank: told.append(rank)) for rank in range(3)] == [True, False, False]
    assert not waiting.add(fail)
    waiting.add(lambda: told.append(3))
    waiting.run(failures.append)
    assert told == [0, 1, 2, 3]
    assert [str(one) for one in failures] == ["one message that cannot be told"]
    # What comes after wakes it again.
    assert waiting.add(lambda: told.append(4))
    waiting.run(failures.append)
    assert told[-1] == 4


def test_calls_from_several_threads_are_all_made_each_in_its_own_order() -> None:
    waiting, told = Waiting(), []

    def tell(name: str) -> None:
        for rank in range(500):
            if waiting.add(lambda rank=rank: told.append((name, rank))):
                waiting.run(lambda error: told.append(("failed", error)))

    threads = [threading.Thread(target=tell, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    waiting.run(lambda error: told.append(("failed", error)))
    assert {name: [rank for of, rank in told if of == name] for name in "abcd"} == {
        name: list(range(500)) for name in "abcd"
    }

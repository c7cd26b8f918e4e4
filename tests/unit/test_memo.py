"""Blocks are drawn once for a key, and forgotten when there are too many."""

from components import memo


def test_built_once_for_a_key() -> None:
    calls: list[int] = []
    for _ in range(3):
        assert memo.remember(("test", "once"), lambda: calls.append(1) or len(calls)) == 1
    assert calls == [1]


def test_another_key_is_built_apart() -> None:
    assert memo.remember(("test", "a"), lambda: "a") == "a"
    assert memo.remember(("test", "b"), lambda: "b") == "b"


def test_a_failure_is_not_kept() -> None:
    def fail() -> str:
        raise ValueError

    for _ in range(2):
        try:
            memo.remember(("test", "failure"), fail)
        except ValueError:
            continue
    assert memo.remember(("test", "failure"), lambda: "mended") == "mended"


def test_the_oldest_unused_is_dropped() -> None:
    memo.remember(("test", "first"), lambda: "old")
    for number in range(memo.LIMIT):
        memo.remember(("test", "fill", number), lambda: "x")
    assert memo.remember(("test", "first"), lambda: "new") == "new"

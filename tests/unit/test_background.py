"""A long computation beside the page: its progress, its end, its stop, one at a time."""

import threading

import pytest

from components.background import Run


def test_result_and_progress():
    def work(stop, report):
        report(3)
        return "found"

    run = Run("key", work)
    assert run.wait(5)
    assert (run.key, run.progress, run.result, run.error, run.stopped) == ("key", 3, "found", None, False)


def test_what_is_raised_is_kept_for_the_page_and_frees_the_turn():
    def fail(stop, report):
        raise ValueError("no")

    failed = Run("a", fail)
    assert failed.wait(5)
    assert isinstance(failed.error, ValueError)
    after = Run("b", lambda stop, report: 1)
    assert after.wait(5)
    assert after.result == 1


def test_the_second_waits_for_its_turn_and_can_be_stopped_meanwhile():
    free, begun = threading.Event(), threading.Event()

    def hold(stop, report):
        begun.set()
        free.wait(10)
        return "first"

    first = Run("first", hold)
    assert begun.wait(5)
    second, third = Run("second", lambda stop, report: stop()), Run("third", lambda stop, report: stop())
    assert not second.wait(0.3)
    assert second.waiting
    second.stop()
    assert second.wait(5), "stopped while waiting, it is answered at once"
    assert second.result is True
    assert not third.done
    free.set()
    assert first.wait(5)
    assert first.result == "first"
    assert third.wait(5)
    assert third.result is False


def test_a_run_is_stopped_for_its_own_reader_only():
    def until_stopped(stop, report):
        while not stop():
            pass
        return "cut"

    run = Run("key", until_stopped)
    assert not run.wait(0.1)
    run.stop()
    assert run.wait(5)
    assert (run.result, run.stopped) == ("cut", True)
    assert Run("key", lambda stop, report: stop()).stopped is False


@pytest.fixture(autouse=True)
def _no_run_left():
    yield
    last = Run("last", lambda stop, report: None)
    assert last.wait(5), "a turn was not given back"

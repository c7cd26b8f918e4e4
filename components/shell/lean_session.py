"""What every run sends of the whole dashboard, sent only when the browser does not have it or makes use of it.

Streamlit opens each run by a message that lists every page, for applications that declare none; ours declares its
menu, which is sent a moment later with the same list, again at each run. On a menu of some thirty pages these two are
a third of all that a change of filter sends. Around each element it also writes two hashes of 32 characters: which
script drew it, which only matters for what the frame draws (it stays when the page changes), and one of its content,
which for a container is never read. A part of a page that runs alone is told the whole look again, and ignores it.

What is left out is judged where messages leave, one connection at a time: a page reloaded or a connection opened anew
receives everything again, and a message that a new run drove out of the queue was not sent. Tests open, follow, reload
and leave pages with it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.web.server.starlette.starlette_websocket import StarletteSessionClient


class Told:
    """What one browser has been told of the page it shows, and keeps until it is told otherwise."""

    def __init__(self) -> None:
        self._hashes: dict[str, str] = {}
        self._page = self._frame = ""

    def lighten(self, message: ForwardMsg) -> bool:
        """Whether this message tells the browser anything; it is then rid of what the browser makes no use of."""
        kind = message.WhichOneof("type")
        if kind in {"delta", "ref_hash"}:
            if message.metadata.active_script_hash != self._frame:
                message.metadata.ClearField("active_script_hash")
            if message.delta.HasField("add_block"):
                message.ClearField("hash")
        elif kind == "new_session":
            # A run of another page: the browser clears what it shows, and « back » may have changed its address. A part
            # of a page that runs alone says the same page.
            if message.new_session.page_script_hash != self._page:
                self._hashes.clear()
            self._frame = message.new_session.main_script_hash
            if message.metadata.run.fragment_ids:
                # The look is read by a run of the whole page alone.
                message.new_session.ClearField("custom_theme")
        elif kind == "page_not_found":
            self._hashes.clear()
        elif kind in {"navigation", "page_config_changed"}:
            if message.hash and self._hashes.get(kind) == message.hash:
                return False
            if kind == "navigation":
                # It may write a title of its own: the page's is said again after it.
                self._hashes.clear()
                self._page = message.navigation.page_script_hash
            self._hashes[kind] = message.hash
        return True


def send_pages_once() -> None:
    """Leave the list out of the message that opens a run, and the menu out of a run of the same page.

    Raises `AttributeError` when Streamlit no longer works that way.
    """
    if not callable(getattr(AppSession, "_populate_app_pages", None)):
        raise AttributeError("Streamlit no longer lists its pages when a run opens: this module is useless.")
    AppSession._populate_app_pages = _nothing  # type: ignore[method-assign]
    write = StarletteSessionClient.write_forward_msg
    if getattr(write, "lean", False):
        return

    def write_lean(client: StarletteSessionClient, msg: ForwardMsg) -> None:
        told = client.__dict__.setdefault("_sd_told", Told())
        if told.lighten(msg):
            write(client, msg)

    write_lean.lean = True  # type: ignore[attr-defined]
    StarletteSessionClient.write_forward_msg = write_lean  # type: ignore[method-assign]


class Waiting:
    """What the runs of one session have to tell the server's loop, told it together.

    Streamlit wakes the loop once for each message of a run, by a write of its own: some twenty times for a change of
    filter, each handing the interpreter from one thread to the other and back.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: list[Callable[[], None]] = []

    def add(self, call: Callable[[], None]) -> bool:
        """Keep a call, in order; whether the loop has to be woken for it."""
        with self._lock:
            self._calls.append(call)
            return len(self._calls) == 1

    def run(self, failed: Callable[[Exception], None]) -> None:
        """Make every call kept so far, in the loop; one that fails does not stop the others."""
        with self._lock:
            calls, self._calls = self._calls, []
        for call in calls:
            try:
                call()
            except Exception as error:
                failed(error)


def wake_the_loop_once() -> None:
    """Wake the loop once for what a run tells meanwhile. Raises `AttributeError` when Streamlit no longer works so."""
    if not callable(getattr(AppSession, "_call_soon_on_event_loop", None)):
        raise AttributeError("Streamlit no longer tells its loop one message at a time: this is useless.")

    def tell(session: AppSession, callback: Callable[[], None]) -> None:
        waiting: Waiting = session.__dict__.setdefault("_sd_waiting", Waiting())
        if not waiting.add(callback):
            return
        loop = session._event_loop

        def failed(error: Exception) -> None:
            loop.call_exception_handler({"message": "A message of a run failed.", "exception": error})

        try:
            loop.call_soon_threadsafe(waiting.run, failed)
        except RuntimeError:
            if not loop.is_closed():
                raise

    AppSession._call_soon_on_event_loop = tell  # type: ignore[method-assign]


def read_the_look_once() -> None:
    """Turn the settings of the look into a message once: Streamlit does it at each run, for settings that are read at
    the start. Raises `AttributeError` when Streamlit no longer works so."""
    read = app_session._populate_theme_msg
    if hasattr(read, "read"):
        return
    looks: dict[str, CustomThemeConfig] = {}

    def copy(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in looks:
            look = CustomThemeConfig()
            read(look, section)
            looks[section] = look
        # A part without a setting must not be said: the browser would take it for a look of its own.
        if looks[section].ByteSize():
            msg.MergeFrom(looks[section])

    copy.read = read  # type: ignore[attr-defined]
    app_session._populate_theme_msg = copy


def _nothing(_session: AppSession, _message: Any, _pages: Any) -> None:
    """In place of the list."""

"""A reader without a browser: Streamlit's own messages over its websocket, so that a server can be killed many times.

Knows what it needs alone: open a page, read its HTML and its buttons, fill a text, press a button.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

PATIENCE_S = 30


class GoneError(Exception):
    """The server went away before its answer was whole."""


class BareSession:
    """One session on one page. Raises `GoneError` from any call when the server dies under it."""

    def __init__(self, url: str, page: str, query: str) -> None:
        self._page, self._query, self._open = page, query, ExitStack()
        self._typed: dict[str, WidgetState] = {}
        self._shown: dict[tuple[int, ...], Element] = {}
        try:
            address = f"ws://{urlsplit(url).netloc}/_stcore/stream"
            self._socket = self._open.enter_context(
                connect(address, subprotocols=[Subprotocol("streamlit")], origin=Origin(url), max_size=None)
            )
        except (OSError, ConnectionClosed) as error:
            raise GoneError from error
        self._run([])

    @property
    def html(self) -> str:
        """All that the page writes as HTML, in reading order."""
        return "".join(one.html.body for _, one in sorted(self._shown.items()) if one.WhichOneof("type") == "html")

    def buttons(self) -> list[str]:
        return [one.button.label for one in self._shown.values() if one.WhichOneof("type") == "button"]

    def write(self, label: str, words: str) -> None:
        """Fill a text field; the page runs with the next press."""
        field = self._find("text_input", label).text_input.id
        self._typed[field] = WidgetState(id=field, string_value=words)

    def press(self, label: str) -> None:
        """Press the button that begins so, and wait for the whole answer."""
        self.send(label)
        self.wait()

    def send(self, label: str) -> None:
        """Press it, and wait for nothing."""
        self._ask([WidgetState(id=self._find("button", label).button.id, trigger_value=True)])

    def wait(self) -> None:
        """Read until the page has run to its end."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            try:
                message = ForwardMsg.FromString(self._socket.recv(timeout=PATIENCE_S, decode=False))
            except (OSError, ConnectionClosed) as error:
                raise GoneError from error
            kind = message.WhichOneof("type")
            if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._shown[tuple(message.metadata.delta_path)] = message.delta.new_element
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return
        raise AssertionError("the page never came to its end")

    def close(self) -> None:
        self._open.close()

    def _run(self, pressed: list[WidgetState]) -> None:
        self._ask(pressed)
        self.wait()

    def _ask(self, pressed: list[WidgetState]) -> None:
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.page_name = self._page
        message.rerun_script.widget_states.widgets.extend([*self._typed.values(), *pressed])
        # What the next run draws is all there is on screen.
        self._shown.clear()
        try:
            self._socket.send(message.SerializeToString())
        except (OSError, ConnectionClosed) as error:
            raise GoneError from error

    def _find(self, kind: str, label: str) -> Element:
        for one in self._shown.values():
            if one.WhichOneof("type") == kind and getattr(one, kind).label.startswith(label):
                return one
        raise AssertionError(f"no {kind} begins with « {label} »: {self.buttons()}")

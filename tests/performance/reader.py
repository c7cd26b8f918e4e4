"""A reader without a browser: speaks Streamlit's protocol over a websocket, and counts what it is sent.

It does what a browser does of it: keeps the elements it may be referred to, says which it keeps, sends back the state
of the widgets it has changed, runs a part of the page again when the page asks for it. One process holds hundreds.
"""

from __future__ import annotations

import asyncio
import time
from types import TracebackType
from typing import Self

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ANSWER_TIMEOUT_S = 60


class Reader:
    """One open page. `url`: the server; `path`: the page and its query, as in an address."""

    def __init__(self, url: str, path: str = "") -> None:
        self._socket_url = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
        self._address = f"{url}/{path}"
        self._name, _, self._query = path.partition("?")
        self._page = ""
        self._kept: set[str] = set()
        self._widgets: dict[str, str] = {}
        #: Label of each select box → its identifier and its options.
        self.boxes: dict[str, tuple[str, tuple[str, ...]]] = {}
        #: The part of the page that asks to be run again, and how often, in seconds.
        self.part, self.interval_s = "", 0.0
        self.errors = 0
        self.words = ""

    async def __aenter__(self) -> Self:
        self._socket = await websockets.connect(
            self._socket_url,
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            ping_interval=None,
            open_timeout=ANSWER_TIMEOUT_S,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._socket.close()

    async def open(self) -> tuple[float, int]:
        """Draw the page for the first time. Returns the seconds until it is whole, and the bytes received."""
        return await self._run()

    async def choose(self, label: str, option: str) -> tuple[float, int]:
        """Choose in a select box; as `open`."""
        self._widgets[self.boxes[label][0]] = option
        return await self._run()

    async def tick(self) -> tuple[float, int]:
        """Run again the part that asks for it; as `open`."""
        return await self._run(part=self.part)

    async def _run(self, part: str = "") -> tuple[float, int]:
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_script_hash, state.page_name = self._query, self._page, self._name
        state.fragment_id, state.is_auto_rerun = part, bool(part)
        state.cached_message_hashes.extend(self._kept)
        state.context_info.url, state.context_info.timezone, state.context_info.locale = self._address, "UTC", "fr"
        for identifier, value in self._widgets.items():
            state.widget_states.widgets.add(id=identifier, string_value=value)
        started = time.perf_counter()
        await self._socket.send(asked.SerializeToString())
        received, finished = 0, False
        while not finished:
            frame = await asyncio.wait_for(self._socket.recv(decode=False), ANSWER_TIMEOUT_S)
            received += len(frame)
            finished = self._take(frame)
        return time.perf_counter() - started, received

    def _take(self, frame: bytes) -> bool:
        """Remember what this message says; whether it ends a run."""
        message = ForwardMsg.FromString(frame)
        kind = message.WhichOneof("type")
        if message.metadata.cacheable:
            self._kept.add(message.hash)
        if kind == "navigation":
            self._page = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "auto_rerun":
            self.part, self.interval_s = message.auto_rerun.fragment_id, message.auto_rerun.interval
        elif kind == "ref_hash" and message.ref_hash not in self._kept:
            self.errors += 1
        elif kind == "delta" and message.delta.HasField("new_element"):
            element = message.delta.new_element
            if element.HasField("selectbox"):
                self.boxes[element.selectbox.label] = (element.selectbox.id, tuple(element.selectbox.options))
            elif element.HasField("html"):
                self.words = element.html.body
            self.errors += element.HasField("exception") or (element.HasField("alert") and element.alert.format == 1)
        return kind == "script_finished" and message.script_finished in (
            ForwardMsg.FINISHED_SUCCESSFULLY,
            ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
        )

"""A hundred readers at once, without a browser: opening together, filtering, following a meeting; memory of each.

Printed by `make bench`, never asserted. Times are also given as multiples of one reader alone in the same run: machines
are noisy, and share their cores with the hundred readers themselves.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.e2e.conftest import Server
from tests.performance.reader import Reader
from tests.performance.test_live_speed import FOLLOWERS, MEETING_ID, room
from tests.performance.test_pages_speed import CHOICES, cpu_s, memory_mb

__all__ = ["room"]

CROWD = 100
PAGES = ("", "orientations", "carte", "proximite", "arrondissement?territoire=arr:591", "tendances", "fiche?action=5")
#: How long each reader filters, and how long they wait between two choices.
FILTERING_S, PAUSES_S = 60, (2.0, 10.0)
FOLLOWING_S, TICK_S = 30, 2.0

pytestmark = [
    pytest.mark.performance,
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="lit /proc, que ce système n'a pas"),
]


def spread(times_s: Sequence[float], alone_s: float) -> str:
    """Median and 95th centile, in milliseconds and as multiples of one reader alone."""
    ordered = sorted(times_s)
    median, high = statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))]
    return (
        f"médian {1000 * median:.0f} ms ({median / alone_s:.1f} ×), 95 % {1000 * high:.0f} ms ({high / alone_s:.1f} ×)"
    )


def load() -> str:
    return f"charge {os.getloadavg()[0]:.1f}"


async def opened(stack: AsyncExitStack, server: Server, paths: Sequence[str]) -> list[Reader]:
    return [await stack.enter_async_context(Reader(server.url, path)) for path in paths]


async def alone(server: Server, path: str, act: Callable[[Reader], Awaitable[tuple[float, int]]]) -> float:
    """Seconds of one reader alone: the median of several acts, the first left out."""
    async with Reader(server.url, path) as reader:
        await reader.open()
        return statistics.median([(await act(reader))[0] for _ in range(8)][1:])


def option(reader: Reader, words: str) -> str:
    """The option of the « Territoire » box that ends with these words."""
    return next(one for one in reader.boxes["Territoire"][1] if one.endswith(words))


async def warmed(server: Server) -> float:
    """Every page drawn once for every territory, as on any server in use: what readers share is then kept. Returns the
    seconds that one more reader alone waits for a page, median of the pages."""
    for path in PAGES:
        async with Reader(server.url, path) as reader:
            await reader.open()
            for choice in CHOICES:
                await reader.choose("Territoire", option(reader, choice))
    times = []
    for path in PAGES:
        async with Reader(server.url, path) as reader:
            times.append((await reader.open())[0])
    return statistics.median(times)


async def filtering(server: Server) -> None:
    open_alone_s, choices = await warmed(server), iter(CHOICES * 2)
    alone_s = await alone(server, "", lambda one: one.choose("Territoire", option(one, next(choices))))
    async with AsyncExitStack() as stack:
        before_mb = memory_mb(server.pid)
        readers = await opened(stack, server, [PAGES[rank % len(PAGES)] for rank in range(CROWD)])
        began = time.perf_counter()
        firsts = await asyncio.gather(*(reader.open() for reader in readers))
        whole = time.perf_counter() - began
        waits = spread([one for one, _ in firsts], open_alone_s)
        print(f"\n{CROWD} ouvertures ensemble : {whole:.1f} s ; {waits} ; {load()}")
        times: list[float] = []
        sizes: list[int] = []

        async def filter_now_and_then(reader: Reader, rank: int) -> None:
            draw, until = random.Random(rank), time.perf_counter() + FILTERING_S
            while True:
                await asyncio.sleep(draw.uniform(*PAUSES_S))
                if time.perf_counter() > until:
                    return
                taken, received = await reader.choose("Territoire", option(reader, draw.choice(CHOICES)))
                times.append(taken)
                sizes.append(received)

        began, cpu = time.perf_counter(), cpu_s(server.pid)
        await asyncio.gather(*(filter_now_and_then(reader, rank) for rank, reader in enumerate(readers)))
        spent, passed = cpu_s(server.pid) - cpu, time.perf_counter() - began
        after_mb, errors = memory_mb(server.pid), sum(reader.errors for reader in readers)
        print(f"{CROWD} lecteurs qui filtrent : {len(times)} choix, {spread(times, alone_s)} ; {load()}")
        print(
            f"  {errors} erreur(s), {100 * spent / passed:.0f} % d'un cœur, "
            f"{1000 * spent / len(times):.1f} ms de CPU serveur par choix, "
            f"{statistics.median(sizes):.0f} o (au plus {max(sizes)})"
        )
        print(f"  mémoire : {after_mb:.0f} Mo à {CROWD}, {(after_mb - before_mb) / CROWD:.2f} Mo par session")


def test_a_hundred_readers_open_and_filter(server: Server) -> None:
    asyncio.run(filtering(server))


async def following(server: Server) -> None:
    path = f"reunion?reunion={MEETING_ID}"
    alone_s = await alone(server, path, lambda one: one.tick())
    async with AsyncExitStack() as stack:
        readers = await opened(stack, server, [path + FOLLOWERS[rank % len(FOLLOWERS)] for rank in range(CROWD)])
        for reader in readers:
            await reader.open()
        times: list[float] = []
        late = 0

        async def follow(reader: Reader, rank: int) -> None:
            nonlocal late
            began = time.perf_counter() + TICK_S * rank / CROWD
            for turn in range(int(FOLLOWING_S / TICK_S)):
                due = began + TICK_S * turn
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                late += time.perf_counter() - due > TICK_S / 2
                times.append((await reader.tick())[0])

        began, cpu = time.perf_counter(), cpu_s(server.pid)
        await asyncio.gather(*(follow(reader, rank) for rank, reader in enumerate(readers)))
        spent, passed = cpu_s(server.pid) - cpu, time.perf_counter() - began
        due, errors = CROWD * int(FOLLOWING_S / TICK_S), sum(reader.errors for reader in readers)
        print(f"\n{CROWD} écrans d'une réunion, un battement par {TICK_S:.0f} s : {spread(times, alone_s)} ; {load()}")
        print(
            f"  {len(times)} battements sur {due}, {late} en retard, {100 * spent / passed:.0f} % d'un cœur, "
            f"{1000 * spent / len(times):.1f} ms de CPU serveur par battement, {errors} erreur(s)"
        )


def test_a_hundred_screens_follow_a_meeting(room: Server) -> None:
    asyncio.run(following(room))

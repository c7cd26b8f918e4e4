"""What a filter change costs on each page (bytes over the websocket, server CPU), and the start.

Printed by `make bench`, never asserted. Ratios are to the lightest page of the same run: machines are noisy.
"""

import os
import statistics
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import Server, serve

PAGES = (
    "accessibilite",
    "",
    "fiche?action=1",
    "calendrier",
    "recherche?q=ARS",
    "sources",
    "orientations",
    "tendances",
    "tendances?indicateur=barometre_maisons_sante",
    "chiffres",
    "limites",
    *("carte", "proximite", "arrondissement?territoire=arr:591", "implantation"),
)
CHOICES = ("Arrondissement de Douai", "Arrondissement de Lille", "Arrondissement de Cambrai", "Département du Nord")
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def cpu_s(pid: int) -> float:
    """User and system seconds of a process so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def count_frames(page: Page, received: list[int]) -> None:
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))


def choose(page: Page, choice: str) -> None:
    page.get_by_role("combobox").first.click()
    page.get_by_role("option", name=choice).click()
    page.wait_for_timeout(300)
    page.wait_for_selector(SETTLED)


@pytest.mark.performance
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="lit /proc, que ce système n'a pas")
def test_filter_change(server: Server, browser: Browser) -> None:
    rows = []
    for path in PAGES:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        received: list[int] = []
        count_frames(page, received)
        page.goto(f"{server.url}/{path}")
        page.wait_for_selector(SETTLED)
        page.wait_for_timeout(500)
        opened = sum(received)
        sizes, seconds = [], []
        for _ in range(3):
            for choice in CHOICES:
                received.clear()
                before = cpu_s(server.pid)
                choose(page, choice)
                seconds.append(cpu_s(server.pid) - before)
                sizes.append(sum(received))
        # The first time a choice is made its blocks are new to the browser; after that they are references.
        rows.append(
            (path or "(accueil)", opened, max(sizes), statistics.median(sizes), statistics.mean(seconds) * 1000)
        )
        page.close()
    lightest = min(row[4] for row in rows) or 1.0
    print(
        "\npage                               ouverture   filtre max   filtre médian   CPU serveur   à la plus légère"
    )
    for name, opened, largest, median, milliseconds in rows:
        ratio = milliseconds / lightest
        print(f"{name:34s} {opened:8d} o {largest:10d} o {median:12.0f} o {milliseconds:9.1f} ms {ratio:10.1f}")
    print(f"mémoire du serveur : {memory_mb(server.pid):.0f} Mo")
    assert len(rows) == len(PAGES)


@pytest.mark.performance
def test_start_to_first_page(browser: Browser, tmp_path: Path) -> None:
    began = time.monotonic()
    with serve("app.py", tmp_path) as server:
        healthy = time.monotonic() - began
        page = browser.new_page()
        page.goto(server.url)
        page.wait_for_selector(".sd-key-sentences")
        print(f"\ndémarrage : serveur prêt {healthy:.1f} s, première page dessinée {time.monotonic() - began:.1f} s")
        assert page.locator(".sd-chip").count() == 16
        page.close()

"""A PostgreSQL of the tests' own, in a temporary folder. Skipped, saying why, where none is installed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

START_TIMEOUT_S = 30
_numbers = count(1)


def programs() -> Path:
    """The folder of initdb and postgres: Debian's newest, else the one on the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    if not found:
        pytest.skip("PostgreSQL n'est pas installé : « sh .ci/postgres », en administrateur, l'installe pour les tests")
    return Path(found).resolve().parent


class Cluster:
    """A server on 127.0.0.1, as the user postgres when the tests run as root, which initdb refuses."""

    def __init__(self) -> None:
        self._programs = programs()
        self._account: dict[str, Any] = (
            {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        )
        self.folder = Path(tempfile.mkdtemp(prefix="sdaasp-postgres-"))
        if self._account:
            shutil.chown(self.folder, "postgres", "postgres")
        self.process: subprocess.Popen[Any] | None = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._run(
            "initdb", "-D", str(self.data), "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "-U", "postgres", "-N"
        )

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = ["-p", str(self.port), "-k", str(self.folder), "-c", "listen_addresses=127.0.0.1"]
        with (self.folder / "log").open("ab") as log:
            self.process = started = subprocess.Popen(
                [self._programs / "postgres", "-D", str(self.data), *options, "-c", "max_connections=120"],
                **self._account,
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )
        until = time.monotonic() + START_TIMEOUT_S
        while True:
            try:
                psycopg.connect(self.url(), connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > until or started.poll() is not None:
                    raise AssertionError((self.folder / "log").read_text(errors="replace")[-2000:]) from None
                time.sleep(0.05)

    def new_database(self) -> str:
        """The URL of an empty database."""
        name = f"essai_{next(_numbers)}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.url(name)

    def kill(self) -> None:
        """Kill the server and everything it started, as a power cut of the machine's processes would."""
        assert self.process
        workers = _children(self.process.pid)
        self.process.kill()
        for pid in workers:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()
        # The next one refuses to start while any of these still holds the shared memory.
        until = time.monotonic() + START_TIMEOUT_S
        while any(_alive(pid) for pid in workers) and time.monotonic() < until:
            time.sleep(0.01)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.kill()  # nothing of it is kept
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._programs / program, *arguments], **self._account, cwd=self.folder, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")


def _children(pid: int) -> list[int]:
    written = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in written.read_text().split()] if written.exists() else []


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (OSError, IndexError):
        return False

"""A disk whose power can be cut: every write and sync SQLite asks for, noted, then replayed up to any moment.

SQLite reaches the disk through a table of functions (its « VFS »). `watch` puts another in front of it, which notes
each call and passes it on. `replay` then makes the files as a power cut could leave them: all that was synced is
there; of what was written since, each piece is there or not, as chance has it.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import pickle
import random
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p, cast
from pathlib import Path
from typing import Any

LOG = "disk.log"
#: (what, file or word, place, content): `write`, `truncate`, `sync`, `open`, `delete`, and the notes `ack` and `end`.
Event = tuple[str, str, int, bytes]

_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)
# A name is passed on as the pointer it is: SQLite keeps it for as long as the file is open.
_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
_DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)


class _Methods(Structure):
    _fields_ = [
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", c_void_p),
        ("truncate", c_void_p),
        ("sync", c_void_p),
        ("rest", c_void_p * 13),
    ]


class _File(Structure):
    _fields_ = [("methods", POINTER(_Methods))]


class _Vfs(Structure):
    _fields_ = [
        ("version", c_int),
        ("file_size", c_int),
        ("path_size", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
        ("rest", c_void_p * 14),
    ]


class Disk:
    """What SQLite asked of the disk in this process, in order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._events: list[Event] = []
        self._names: dict[int, str] = {}
        self._kept: list[Any] = []  # what C points to must stay alive

    def note(self, what: str, word: str, place: int = 0, content: bytes = b"") -> None:
        self._events.append((what, word, place, content))

    def save(self) -> None:
        (self._folder / LOG).write_bytes(pickle.dumps(self._events))

    def install(self) -> None:
        library = ctypes.CDLL(ctypes.util.find_library("sqlite3") or "libsqlite3.so.0")
        library.sqlite3_vfs_find.restype = POINTER(_Vfs)
        library.sqlite3_vfs_find.argtypes = [c_char_p]
        library.sqlite3_vfs_register.argtypes = [POINTER(_Vfs), c_int]
        real = library.sqlite3_vfs_find(None)
        real_open, real_delete = _OPEN(real.contents.open), _DELETE(real.contents.delete)
        mine = _Vfs.from_buffer_copy(real.contents)
        mine.next, mine.name = None, b"watched"

        def open_(_: int, name: int | None, file: int, flags: int, out: Any) -> int:
            answer = real_open(cast(real, c_void_p), name, file, flags, out)
            methods = cast(file, POINTER(_File)).contents.methods
            if answer == 0 and name and methods:
                self._watch_file(file, _name(name), methods)
            return answer

        def delete(_: int, name: int, synced: int) -> int:
            self.note("delete", _name(name))
            return real_delete(cast(real, c_void_p), name, synced)

        open_c, delete_c = _OPEN(open_), _DELETE(delete)
        mine.open, mine.delete = cast(open_c, c_void_p).value, cast(delete_c, c_void_p).value
        self._kept += [mine, real, open_c, delete_c]
        library.sqlite3_vfs_register(ctypes.byref(mine), 1)

    def _watch_file(self, file: int, name: str, methods: Any) -> None:
        self._names[file] = name
        self.note("open", name)
        mine = _Methods.from_buffer_copy(methods.contents)
        real_write, real_sync = _WRITE(mine.write), _SYNC(mine.sync)
        real_truncate = _TRUNCATE(mine.truncate)

        def write(handle: int, content: int, size: int, place: int) -> int:
            self.note("write", self._names[handle], place, ctypes.string_at(content, size))
            return real_write(handle, content, size, place)

        def truncate(handle: int, size: int) -> int:
            self.note("truncate", self._names[handle], size)
            return real_truncate(handle, size)

        def sync(handle: int, flags: int) -> int:
            answer = real_sync(handle, flags)
            self.note("sync", self._names[handle])
            return answer

        functions = _WRITE(write), _TRUNCATE(truncate), _SYNC(sync)
        mine.write, mine.truncate, mine.sync = (cast(function, c_void_p).value for function in functions)
        self._kept += [mine, *functions]
        cast(file, POINTER(_File)).contents.methods = ctypes.pointer(mine)


def _name(pointer: int) -> str:
    return Path(ctypes.string_at(pointer).decode()).name


def watch(folder: Path) -> Disk:
    """Note, from now on, all that this process's SQLite asks of the disk."""
    disk = Disk(folder)
    disk.install()
    return disk


def read_log(folder: Path) -> list[Event]:
    return pickle.loads((folder / LOG).read_bytes())


def acknowledged(events: list[Event]) -> list[str]:
    """The entries that were said to be written, in these events."""
    return [word for what, word, _, _ in events if what == "ack"]


def replay(events: list[Event], folder: Path, chance: random.Random) -> None:
    """Make in `folder` the files that a cut after these events leaves."""
    safe: dict[str, bytearray] = {}
    pending: dict[str, list[Event]] = {}
    for event in events:
        what, name, _, _ = event
        if what == "open":
            safe.setdefault(name, bytearray())
        elif what == "delete":
            safe.pop(name, None)
            pending.pop(name, None)
        elif what in {"write", "truncate"}:
            pending.setdefault(name, []).append(event)
        elif what == "sync":
            for one in pending.pop(name, []):
                _apply(safe[name], one)
    for name, left in pending.items():
        for one in left:
            if chance.random() < 0.5:
                _apply(safe[name], one)
    folder.mkdir(parents=True)
    for name, content in safe.items():
        (folder / name).write_bytes(content)


def _apply(content: bytearray, event: Event) -> None:
    what, _, place, piece = event
    if what == "truncate":
        del content[place:]
        return
    if len(content) < place:
        content.extend(bytes(place - len(content)))
    content[place : place + len(piece)] = piece

"""How much a file may weigh before and while it is read. One place, so that a message and a check cannot disagree."""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1024 * 1024

MAX_FILE_BYTES: Final = 10 * MEGABYTE
MAX_ZIP_MEMBERS: Final = 50
MAX_UNZIPPED_BYTES: Final = 40 * MEGABYTE
MAX_ZIP_RATIO: Final = 60
"""Above it a member is taken for a bomb. A published CSV compresses 5 to 20 times."""
RATIO_FLOOR_BYTES: Final = MEGABYTE
"""Under this size a high ratio is harmless (a short file of identical lines)."""

MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 300
MAX_CELLS: Final = 3_000_000
MAX_CELL_CHARACTERS: Final = 20_000

READ_MEMORY_BYTES: Final = 1024 * MEGABYTE
READ_SECONDS: Final = 30.0

MAX_SHEET_PARTS: Final = 200
"""An XLSX of one sheet has a dozen parts; pictures and styles add some."""
MAX_SHEET_ROWS: Final = 20_000
"""What people type by hand; a heavier table is published as CSV."""

"""The months in French: no locale is asked for, a server may have none. Pure."""

from typing import Final

MONTHS: Final = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)

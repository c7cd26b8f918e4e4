"""The shape of every table of `data/tables/`: one declaration makes the checks and the reader's dictionary.

A table is declared once as a `Table` of `Column`s. `schema()` turns it into a strict pandera schema (no extra column,
unique key, closed vocabularies); `check_links()` holds the foreign keys. The French descriptions are what the page
« Sources et précautions de lecture » shows: written here, rendered everywhere.

Never imported by the running dashboard (pandera is a build-time tool): `data/load/` trusts the manifest's sha256.
"""

from data.contract.checks import check, check_links, frame, schema
from data.contract.dictionary import BY_NAME, TABLES, dictionary_rows
from data.contract.shape import DTYPES, Column, ContractError, Table

__all__ = [
    "BY_NAME",
    "DTYPES",
    "TABLES",
    "Column",
    "ContractError",
    "Table",
    "check",
    "check_links",
    "dictionary_rows",
    "frame",
    "schema",
]

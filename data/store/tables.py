"""The tables as SQLAlchemy's Core names them; the migrations make them."""

from __future__ import annotations

import sqlalchemy as sa

_tables = sa.MetaData()

journal = sa.Table(
    "journal",
    _tables,
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    *(sa.Column(name, sa.Text) for name in ("entry_id", "object_id")),
    sa.Column("version", sa.Integer),
    *(
        sa.Column(name, sa.Text)
        for name in ("kind", "verb", "payload", "subject", "author", "capacity", "mode", "at", "hash")
    ),
)
heads = sa.Table(
    "heads",
    _tables,
    sa.Column("object_id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text),
    *(sa.Column(name, sa.BigInteger) for name in ("version", "seq", "first_seq")),
)
counter = sa.Table(
    "counter",
    _tables,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("value", sa.BigInteger),
    sa.Column("hash", sa.Text),
)

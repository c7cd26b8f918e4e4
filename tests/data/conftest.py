"""The committed tables, read once."""

from pathlib import Path

import pandas as pd
import pytest

TABLES = Path(__file__).parents[2] / "data" / "tables"


@pytest.fixture(scope="session")
def tables() -> dict[str, pd.DataFrame]:
    return {path.stem: pd.read_parquet(path) for path in sorted(TABLES.glob("*.parquet"))}

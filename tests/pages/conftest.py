"""The committed tables, read once: what a page shows is compared with them, never with figures typed in a test."""

from pathlib import Path

import pandas as pd
import pytest

TABLES = Path(__file__).parents[2] / "data" / "tables"


@pytest.fixture(scope="session")
def tables() -> dict[str, pd.DataFrame]:
    return {path.stem: pd.read_parquet(path) for path in sorted(TABLES.glob("*.parquet"))}


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads what this machine's user has imported."""
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path / "home"))

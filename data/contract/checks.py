"""The checks a table must pass: types, vocabularies, keys, links."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pandera.pandas as pa

from data.contract.dictionary import TABLES
from data.contract.shape import DTYPES, ContractError, Table


def frame(table: Table, rows: list[dict[str, object]]) -> pd.DataFrame:
    """Rows as a DataFrame with the declared columns, order and types; missing values are null, never zero."""
    data = pd.DataFrame(rows, columns=table.names)
    for column in table.columns:
        values = data[column.name]
        if column.kind == "date":
            data[column.name] = pd.to_datetime(values, errors="raise").astype(DTYPES["date"])
        elif column.kind == "text":
            cleaned = values.where(values.notna() & (values.astype("str") != ""), None)
            data[column.name] = cleaned.astype("str")
        else:
            data[column.name] = values.astype(DTYPES[column.kind])
    return data


def schema(table: Table) -> pa.DataFrameSchema:
    """The strict pandera schema of a table."""
    columns = {}
    for column in table.columns:
        checks = []
        if column.values:
            checks.append(pa.Check.isin(column.values))
        if column.low is not None:
            checks.append(pa.Check.ge(column.low))
        if column.high is not None:
            checks.append(pa.Check.le(column.high))
        if column.name == "quote":
            checks.append(
                pa.Check(lambda words: words.str.split().str.len() <= 40, error="une citation de 40 mots au plus")
            )
        columns[column.name] = pa.Column(DTYPES[column.kind], checks, nullable=column.nullable)
    return pa.DataFrameSchema(columns, strict=True, ordered=True, unique=list(table.key), name=table.name)


def check(table: Table, data: pd.DataFrame) -> pd.DataFrame:
    """`data` unchanged if it holds the contract; otherwise `ContractError` with what was expected, in French."""
    try:
        return schema(table).validate(data.reset_index(drop=True), lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases.head(5)
        lines = [
            f"  colonne « {case.column} », ligne {case.index} : {case.failure_case!r} ne respecte pas « {case.check} »"
            for case in cases.itertuples()
        ]
        raise ContractError(f"Table « {table.name} » :\n" + "\n".join(lines)) from error


def check_links(tables: Mapping[str, pd.DataFrame]) -> None:
    """Every foreign key finds its row, or `ContractError` naming the first values that do not."""
    for table in TABLES:
        for column in table.columns:
            if not column.refers_to:
                continue
            target, key = column.refers_to.split(".")
            known = set(tables[target][key].dropna())
            unknown = sorted({str(value) for value in tables[table.name][column.name].dropna() if value not in known})
            if unknown:
                raise ContractError(
                    f"Table « {table.name} », colonne « {column.name} » : {', '.join(unknown[:5])} "
                    f"introuvable dans « {column.refers_to} »."
                )

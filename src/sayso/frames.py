"""Tables for Python users: Arrow within; pandas, polars and DuckDB take them as they are, and notebooks show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sayso.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from sayso.records.judgement import Judgement
    from sayso.records.report import Report

SHOWN_ROWS, SHOWN_CHARS = 10, 80


class Table:
    """A table with named columns, in a fixed order of rows.

    Any library that speaks Arrow's C interface takes it (`polars.DataFrame(table)`, `duckdb.from_arrow(table.arrow)`);
    `to_pandas` and `to_polars` say so in words, and say what to install where one is missing.

    >>> table = Table.of([{"actor": "Red Front", "claims": 2}])
    >>> table.columns, len(table), table.rows()[0]["actor"]
    (['actor', 'claims'], 1, 'Red Front')
    """

    def __init__(self, arrow: pa.Table) -> None:
        self.arrow = arrow

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Table:
        """A table of rows that have the same names."""
        import pyarrow as pa

        return cls(pa.Table.from_pylist([dict(row) for row in rows]))

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return list(self.arrow.column_names)

    def rows(self) -> list[dict[str, Any]]:
        """The rows as dictionaries."""
        found: list[dict[str, Any]] = self.arrow.to_pylist()
        return found

    def to_pandas(self) -> pd.DataFrame:
        """The table as a pandas data frame.

        Raises:
            UsageError: pandas is not installed.
        """
        _needed("pandas")
        return self.arrow.to_pandas()

    def to_polars(self) -> Any:
        """The table as a polars data frame.

        Raises:
            UsageError: polars is not installed.
        """
        return _needed("polars").from_arrow(self.arrow)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.arrow.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        return int(self.arrow.num_rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows())

    def __repr__(self) -> str:
        return f"<sayso.Table: {len(self)} rows, {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        rows = self.arrow.slice(0, SHOWN_ROWS).to_pylist()
        body = "".join(f"<tr>{''.join(f'<td>{_cell(v)}</td>' for v in row.values())}</tr>" for row in rows)
        more = f"<p>{len(self) - SHOWN_ROWS} more rows</p>" if len(self) > SHOWN_ROWS else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def table_of(reports: Iterable[Report], judgements: Iterable[Judgement], name: str) -> Table:
    """One of the flat tables that `sayso export --to parquet` writes.

    Args:
        reports: the reports; private persons of an unmasked one are masked anew.
        judgements: what was decided of their claims.
        name: claims, holders, mentions, ties, places, evidence, documents, times or attributions.

    Raises:
        UsageError: there is no such table.
    """
    import pyarrow as pa

    from sayso.exporting.encoding import sane
    from sayso.exporting.flat_rows import COLUMNS, rows_of
    from sayso.showing.export_items import items_of

    if name not in COLUMNS:
        raise UsageError(f"no table {name!r}", hint=f"tables: {', '.join(COLUMNS)}")
    schema = pa.schema([pa.field(column, getattr(pa, kind)()) for column, kind in COLUMNS[name].items()])
    found = (row for item in items_of(reports, list(judgements)) for of, row in rows_of(item) if of == name)
    plain = [{k: sane(v) if isinstance(v, str) else v for k, v in row.items()} for row in found]
    return Table(pa.Table.from_pylist(plain, schema=schema))


def _needed(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(
            f"{name} is not installed", hint=f"install it, or use .arrow or .rows(): pip install {name}"
        ) from error


def _cell(value: object) -> str:
    said = "" if value is None else str(value)
    return escape(said if len(said) <= SHOWN_CHARS else said[: SHOWN_CHARS - 1] + "…")

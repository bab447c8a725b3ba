"""Choosing rows by a long list of keys."""

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Value
from django.db.models.sql.compiler import SQLCompiler

type Compiled = tuple[str, tuple[str | int, ...]]


class Among(Func):
    """Whether a field is one of many keys, all handed over in one parameter.

    `IN` spends a placeholder on each key, and for hundreds of keys that costs more than reading their rows.
    """

    def __init__(self, field: str, keys: Iterable[int]) -> None:
        """Take the field by its name."""
        super().__init__(F(field), Value(",".join(map(str, keys))), output_field=BooleanField())

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Compiled:
        """Write an array."""
        return self.as_sql(
            compiler,
            connection,
            template="%(expressions)s, ',')::bigint[])",
            arg_joiner=" = ANY(string_to_array(",
        )

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra_context: object
    ) -> Compiled:
        """Write a list of JSON."""
        del extra_context
        return self.as_sql(
            compiler,
            connection,
            template="%(expressions)s || ']'))",
            arg_joiner=" IN (SELECT value FROM json_each('[' || ",
        )

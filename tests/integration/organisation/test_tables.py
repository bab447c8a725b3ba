"""Every model has its migration, and tables that point at each other are made together and taken away again."""

from collections.abc import Callable
from typing import ClassVar

import pytest
from django.core.management import call_command
from django.db import connection, migrations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from panah.organisation.tables import KEY, AtOnce, to

LEFT, RIGHT = "circle_left", "circle_right"


class Circle(AtOnce):
    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel("Left", [KEY, ("right", to("circle.right", null=True))]),
        migrations.CreateModel("Right", [KEY, ("left", to("circle.left", "rights"))]),
    ]


def pointed_at(table: str) -> set[str]:
    with connection.cursor() as cursor:
        found = connection.introspection.get_relations(cursor, table)
    return {relation[1] for relation in found.values()}


def carry_out(step: Callable[..., ProjectState]) -> None:
    with connection.schema_editor() as editor:
        step(ProjectState(), editor)


@pytest.mark.django_db
def test_no_model_waits_for_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_tables_in_a_circle_are_made_at_once_and_taken_away() -> None:
    circle = Circle("0001_initial", "circle")
    carry_out(circle.apply)
    try:
        assert (pointed_at(LEFT), pointed_at(RIGHT)) == ({RIGHT}, {LEFT})
    finally:
        carry_out(circle.unapply)
    assert not {LEFT, RIGHT} & set(connection.introspection.table_names())

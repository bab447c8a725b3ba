"""The role that serves pages owns nothing and cannot rewrite history (S20)."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

PRIVILEGES = Path(__file__).parents[3] / "deploy" / "postgresql" / "privileges.sql"

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_run_time_role() -> Iterator[None]:
    """Set the privileges as the operations page says, and become the run-time role."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'panah_run'")
        if cursor.fetchone() is None:
            cursor.execute("CREATE ROLE panah_run")
        cursor.execute(PRIVILEGES.read_text(encoding="utf-8").replace("%", "%%"), [])
        cursor.execute("SET ROLE panah_run")
        yield
        cursor.execute("ROLLBACK; BEGIN; RESET ROLE")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET word = 'x'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "DELETE FROM audit_seal",
        "UPDATE audit_sealedstretch SET leaves = ''",
        "DELETE FROM audit_payload",
        "UPDATE catalogue_serviceversion SET files = ''",
        "DROP TRIGGER audit_event_update_refused ON audit_event",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "DROP TABLE audit_event",
    ],
)
def test_the_run_time_role_cannot_rewrite_history(statement: str, as_run_time_role: None) -> None:
    with connection.cursor() as cursor, pytest.raises(Exception) as refused:  # noqa: PT011  # Django wraps it
        cursor.execute(statement)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_the_run_time_role_can_do_its_work(as_run_time_role: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_event")
        cursor.execute("UPDATE casework_item SET word = word")
        assert cursor.rowcount == 0

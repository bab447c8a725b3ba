"""What migrations make tables with; files of the past are written in these words, so their meaning never changes."""

from typing import Any, override

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.state import ProjectState

KEY = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


def to(model: str, related_name: str = "+", *, null: bool = False) -> models.ForeignKey[Any, Any]:
    """Point at a row that is kept as long as somebody points at it."""
    return models.ForeignKey(to=model, on_delete=models.PROTECT, related_name=related_name, null=null)


def check(name: str, condition: models.Q) -> models.CheckConstraint:
    """Name what is true of every row."""
    return models.CheckConstraint(condition=condition, name=name)


class AtOnce(Migration):
    """A migration whose tables are made together, so that a fresh database is made in seconds.

    Django redraws its picture of all models after each operation, which is most of the time a migration takes; here it
    is drawn once, with everything in it. So tables may point at each other in a circle, in whatever order they stand.
    Only for operations that do not build on one another, as CreateModel.
    """

    @override
    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        """Make every table; gives the picture with all of them in it."""
        whole = self._whole(project_state)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, project_state, whole)
        return whole

    @override
    def unapply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        """Take every table away, last first; gives the picture without them."""
        whole = self._whole(project_state)
        for operation in reversed(self.operations):
            operation.database_backwards(self.app_label, schema_editor, whole, project_state)
        return project_state

    def _whole(self, before: ProjectState) -> ProjectState:
        whole = before.clone()
        whole.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(self.app_label, whole)
        return whole

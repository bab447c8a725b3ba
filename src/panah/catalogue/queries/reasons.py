"""The form of a step with the reasons an officer may give, as the version and the directive of a case say them."""

from panah.catalogue.queries.versions import definition_of, directive_of, fields_of
from panah.catalogue.rules.fields import FieldForm
from panah.catalogue.rules.reasons import with_reasons


def officer_form(version_id: int, directive_id: int, path: str) -> FieldForm | None:
    """Give what an office enters at a step, None where that is nothing.

    Raises NotFound (`version-unknown`, `service-not-open`, `directive-unknown`).
    """
    form = fields_of(version_id).officer.get(path)
    if form is None or not form.listed:
        return form
    step = definition_of(version_id).steps.get(path)
    return with_reasons(form, directive_of(directive_id), words=step.words if step else ())

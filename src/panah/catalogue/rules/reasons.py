"""The reasons an officer may give: a form names them, the directive says them, and the two must agree.

The directive of a year is dated and no programmer's work, so what a person reads as the ground of a decision stands
there once. A procedure without a directive of its own (the objection) writes its reasons into its form.
"""

from collections.abc import Iterator
from dataclasses import replace

from panah.catalogue.rules.directive import DirectiveTable, Reason
from panah.catalogue.rules.fields import ChoicesFrom, CodedReason, FieldForm, FieldForms
from panah.workflow.definition import ServiceDefinition
from panah.workflow.form_reading import nearest


def with_reasons(form: FieldForm, table: DirectiveTable, *, words: tuple[str, ...]) -> FieldForm:
    """Give a form with what the directive says of the reasons it names, beside those words of its step it may stand."""
    rows = {row.code: row for row in table.reasons}
    named = tuple(_coded(rows[code], words) for code in form.listed if code in rows)
    return replace(form, reasons=(*form.reasons, *named))


def reason_problems(
    slug: str, definition: ServiceDefinition, forms: FieldForms, table: DirectiveTable
) -> Iterator[str]:
    """Say where the forms of a service and a directive disagree: one line for each problem, with its place and code.

    A reason that is named and not in the directive, that is not for this service or stands beside no word of the
    step; one that is written in both; and a word that asks for a reason and is offered none.
    """
    rows = {row.code: row for row in table.reasons}
    for path, form in forms.officer.items():
        step = definition.steps.get(path)
        words = step.words if step else ()
        at = f"{slug}/forms.toml:1: officer.{path.replace('/', '.')}.reasons"
        for code in form.listed:
            yield from (f"{at}: {said}" for said in _named_problems(code, slug, words, rows))
        for reason in form.reasons:
            if reason.code in rows:
                yield f"{at}: {reason.code!r} stands in the directive {table.slug!r} too [repeated-reason]"
        yield from (f"{at}: {said}" for said in _bare_words(with_reasons(form, table, words=words)))


def _coded(row: Reason, words: tuple[str, ...]) -> CodedReason:
    beside = tuple(str(kind) for kind in row.kinds if str(kind) in words)
    return CodedReason(code=row.code, outcomes=beside, text=row.text, remedy=row.remedy, rule=row.rule)


def _named_problems(code: str, slug: str, words: tuple[str, ...], rows: dict[str, Reason]) -> Iterator[str]:
    row = rows.get(code)
    if row is None:
        near = nearest(code, rows)
        yield f"the directive has no reason {code!r}{f'; did you mean {near!r}?' if near else ''} [unknown-reason]"
    elif row.services and slug not in row.services:
        yield f"{code!r} is not for this service in the directive [reason-of-another-service]"
    elif not set(map(str, row.kinds)) & set(words):
        yield f"{code!r} stands beside no word of this step [reason-beside-nothing]"


def _bare_words(form: FieldForm) -> Iterator[str]:
    """Words of a step that ask for a reason of the list and find none in it."""
    offered = {word for reason in form.reasons for word in reason.outcomes}
    for field in form.fields:
        asked = field.when.outcome if field.when and field.choices_from is ChoicesFrom.REASONS else ()
        for word in asked:
            if word not in offered:
                yield f"no reason may stand beside {word!r} [word-without-reason]"

"""A refusal at the counter: read aloud to whoever it is about, handed over, and objected to in their own words (S28).

The clerk decides nothing: who came and what was seen is written down, the rest is the person's.
"""

from collections.abc import Mapping

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.casework.queries.applicant import CasePage, case_page
from panah.casework.queries.reading import log_case_reading
from panah.decisions.operations import Serving, file_objection, serve
from panah.decisions.queries import Decision, decisions_of_subjects, notice_of, serves
from panah.foundation.errors import PanahError
from panah.web.counter.frame import look_of, page
from panah.web.forms.fields import Lines, PlainText
from panah.web.forms.keeping import keeps_typing, typed_before
from panah.web.forms.keys import key_of, new_key, writer_of
from panah.web.forms.told import TEXT_MISSING, sentence
from panah.web.identity import visitor_of

HANDED = "handed"
"""What is sent when the notice was read and given, and nothing is objected."""


class PresentForm(forms.Form):
    """Who stands there, and what they say; the words are theirs, the hand may be the clerk's."""

    proof = PlainText(
        label="چه کسی آمد و چه نشان داد؟",
        help_text="خودش، یا برای کودک پدر، مادر یا سرپرستش؛ و کارتی که دیدید.",
        max_length=300,
        error_messages={"required": "بنویسید چه کسی آمد و چه کارتی نشان داد."},
    )
    text = Lines(
        label="با چه چیز موافق نیست؟",
        help_text="با واژه‌های خودش بنویسید و برایش بخوانید؛ یک جمله هم بس است.",
        max_length=4000,
        error_messages={"required": TEXT_MISSING},
    )


def refusals(request: HttpRequest, found: CasePage) -> Mapping[Decision, str]:
    """Give the refusals of a case that this clerk may hand over, with the name of whoever each is about."""
    actor, names = visitor_of(request).actor, {one.id: one.name for one in found.people}
    decided = decisions_of_subjects(names)
    return {one: names[subject] for subject, one in decided.items() if serves(one, actor)}


@keeps_typing
def object_to(request: HttpRequest, case_id: int, decision: int) -> HttpResponse:
    """Read a refusal to whoever it is about, hand it over, and write down the objection; the look is logged (S20)."""
    visitor = visitor_of(request)
    log_case_reading(case_id, look_of(request))
    found = case_page(case_id, actor=visitor.actor, now=visitor.now)
    named = refusals(request, found)
    decided = next((one for one in named if one.pk == decision), None)
    if decided is None:
        raise Http404
    typed = request.POST if request.method == "POST" else typed_before(request)
    form = PresentForm(typed, label_suffix="")
    if request.method == "POST":
        try:
            if request.POST.get(HANDED):
                serve(decision_id=decision, how=Serving.HANDED, actor=visitor.actor, now=visitor.now)
                return redirect("counter:case", case_id)
            if form.is_valid():
                return redirect("counter:case", _object(request, decision, form))
        except PanahError as wrong:
            form.add_error(None, sentence(wrong))
    context = {
        "page": found,
        "name": named[decided],
        "notice": notice_of(decided),
        "served_at": decided.served_at,
        "is_open": decided.state == "in-force",
        "form": form,
        "key": key_of(request) if request.method == "POST" else new_key(),
        "writer": writer_of(request),
    }
    return page(request, "object", context, status=422 if form.is_bound else 200)


def _object(request: HttpRequest, decision: int, form: PresentForm) -> int:
    visitor = visitor_of(request)
    made = file_objection(
        decision_id=decision,
        text=form.cleaned_data["text"],
        proof=form.cleaned_data["proof"],
        actor=visitor.actor,
        key=f"object:{key_of(request)}",
        now=visitor.now,
    )
    return made.pk

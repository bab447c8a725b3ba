"""A refusal with its reason, rule, remedy and time limit, and the objection to it (S28)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from panah.casework.queries.applicant import CasePage, case_page
from panah.decisions.operations import Serving, file_objection, serve
from panah.decisions.queries import decisions_of_subjects, is_about, is_told, notice_of, speaks_for
from panah.foundation.clock import local_date
from panah.foundation.errors import PanahError
from panah.web.forms.fields import Lines
from panah.web.forms.keeping import keeps_typing, typed_before
from panah.web.forms.keys import key_of, new_key, writer_of
from panah.web.forms.told import TEXT_MISSING, sentence
from panah.web.identity import visitor_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """One refusal as its page shows it.

    `may_object` says that this door may object now, `in_person` that the objection is open to somebody known in person.
    """

    id: int
    subject_id: int
    name: str
    title: str
    ground: str
    reason: str
    rule: str
    remedy: str
    until: date | None
    court: str
    objection: str
    help: Sequence[str]
    may_object: bool
    in_person: bool


class ObjectionForm(forms.Form):
    """One's own words; one sentence is enough."""

    text = Lines(
        label=_("با چه چیز موافق نیستید؟"),
        help_text=_("به زبان خودتان بنویسید؛ یک جمله هم بس است. مدرک را بعد هم می‌شود آورد."),
        max_length=4000,
        error_messages={"required": TEXT_MISSING},
    )


def decisions_of(request: HttpRequest, page: CasePage) -> list[Refused]:
    """Give the refusals of a case that whoever asks may read: never another adult's (S29).

    The person meant is served by seeing theirs (S28).
    """
    found = decisions_of_subjects([one.id for one in page.people if page.own is None or one.id in page.own])
    actor, now = visitor_of(request).actor, visitor_of(request).now
    names = {one.id: one.name for one in page.people}
    today = local_date(now)
    refused = []
    for subject, unserved in found.items():
        if not is_told(unserved, actor, on=today):
            continue
        new_to_them = unserved.served_at is None and is_about(unserved, actor)
        decision = (
            serve(decision_id=unserved.pk, how=Serving.PORTAL, actor=actor, now=now)
            if new_to_them
            else unserved
        )
        notice = notice_of(decision, language=_language())
        is_open = bool(notice.objection) and decision.state == "in-force"
        refused.append(
            Refused(
                id=decision.pk,
                subject_id=subject,
                name=names[subject],
                title=notice.title,
                ground=notice.ground,
                reason=notice.reason,
                rule=notice.rule,
                remedy=notice.remedy,
                until=notice.until,
                court=notice.court,
                objection=notice.objection,
                help=notice.help,
                may_object=is_open and speaks_for(decision, actor, on=today),
                in_person=is_open and not speaks_for(decision, actor, on=today),
            )
        )
    return refused


@keeps_typing
def object_to(request: HttpRequest, case_id: int, decision: int) -> HttpResponse:
    """Object to a refusal; another person reads it, and the first is not carried out meanwhile where it can wait."""
    visitor = visitor_of(request)
    page = case_page(case_id, actor=visitor.actor, now=visitor.now)
    refused = next((one for one in decisions_of(request, page) if one.id == decision), None)
    if refused is None or refused.in_person:
        raise Http404
    typed = request.POST if request.method == "POST" else typed_before(request)
    form = ObjectionForm(typed, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            made = file_objection(
                decision_id=decision,
                text=form.cleaned_data["text"],
                actor=visitor.actor,
                key=f"object:{key_of(request)}",
                now=visitor.now,
            )
        except PanahError as wrong:
            form.add_error(None, sentence(wrong))
        else:
            return redirect("account:sent", made.pk)
    context = {
        "page": page,
        "refused": refused,
        "form": form,
        "key": key_of(request) if request.method == "POST" else new_key(),
        "writer": writer_of(request),
    }
    return render(request, "panah/account/object.html", context, status=422 if form.is_bound else 200)


def _language() -> Literal["fa", "prs", "ar", "ps", "en"]:
    match get_language():
        case "prs" | "ar" | "ps" | "en" as known:
            return known
        case _:
            return "fa"

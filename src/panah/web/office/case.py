"""The case page: all that is needed to decide, and the decision itself."""

from typing import Final
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from panah.casework.operations import ActResult, Selected, act
from panah.casework.queries.case_page import CaseFile, OpenItem, SubjectRow, case_file
from panah.casework.queries.colleagues import colleagues
from panah.casework.queries.deciding import Decision, spoken
from panah.casework.queries.handing import in_hand
from panah.casework.queries.usual_time import usual_time
from panah.foundation.clock import local_date
from panah.foundation.errors import PanahError
from panah.web.forms.keys import sent_key
from panah.web.identity import actor_of, now_of, visitor_of
from panah.web.office import answers, beside, call_forms
from panah.web.office.bulk import after_deciding, selection, status_of, told
from panah.web.office.dues import Due, due_of
from panah.web.office.frame import look_of, number_of, page
from panah.web.office.lines import away_text
from panah.web.office.moments import events_of
from panah.web.office.saying_forms import SayingForm, options_of
from panah.web.office.words import BARRED, ERRORS, sentence_of
from panah.web.rail import KeyHint

KEYS: Final = (
    KeyHint(("ت",), "تأیید"),
    KeyHint(("ب",), "برگشت"),
    KeyHint(("د",), "رد"),
    KeyHint(("ن",), "نامهٔ تازه"),
    KeyHint(("ک",), "کارتابل"),
)


def case(request: HttpRequest, case: int) -> HttpResponse:
    """Show a case with the item asked for (`?item=`), or the first this officer may decide."""
    return shown(request, case, item=number_of(request.GET.get("item", "")))


def decide(request: HttpRequest, case: int) -> HttpResponse:
    """Say a word about one item; a page that has grown old is answered with the fresh case, nothing overwritten."""
    chosen = selection([request.POST.get("item", "")])
    item = chosen[0].item if chosen else 0
    step, word = request.POST.get("step", ""), request.POST.get("word", "")
    found = spoken(case_id=case, item=item, step=step, word=word)
    if found is None:
        sentence = "یکی از تصمیم‌ها را برگزینید." if not word else ERRORS["word-unknown"]
        return shown(request, case, item=item, notice=sentence, status=422)
    form = SayingForm(found.saying, found.people, request.POST)
    if not form.is_valid():
        return shown(request, case, item=item, given=form, status=422)
    try:
        result = _act(request, chosen, step, word, form)
    except PanahError as refused:
        status = status_of(refused)
        return shown(request, case, item=item, given=form, notice=sentence_of(refused), status=status)
    if not result.moved:
        return shown(request, case, item=item, given=form, notice=told(result), status=409)
    messages.success(request, f"ثبت شد: {found.saying.label}.")
    return after_deciding(request, item)


def _act(request: HttpRequest, chosen: list[Selected], step: str, word: str, form: SayingForm) -> ActResult:
    return act(
        chosen=chosen,
        step=step,
        word=word,
        actor=actor_of(request),
        key=sent_key(request),
        now=now_of(request),
        form=form.said(),
    )


def shown(
    request: HttpRequest,
    case_id: int,
    *,
    item: int | None = None,
    given: SayingForm | None = None,
    call_form: call_forms.LoggedCallForm | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """Draw the page of a case as it stands now, with what was typed and why it did not go."""
    file = case_file(case_id, actor=actor_of(request), look=look_of(request), item=item)
    decision = file.decision
    people = tuple((subject.party, subject.name) for subject in file.subjects)
    may = decision is not None and not decision.barred
    context = {
        "file": file,
        "due": _due(request, file),
        "usual": _usual(request, file),
        "decision": decision,
        "for_whom": _for_whom(file),
        "barred": BARRED.get(decision.barred, "") if decision else "",
        "options": options_of(decision, people, given=given, about=_party(file)) if decision and may else (),
        "given": given,
        "form": given,
        "notice": notice,
        "key": uuid4().hex,
        "together_count": len(file.together) if decision and decision.bulk else 0,
        "taken": _taken(request, file),
        **_in_hand(request, decision),
        "colleagues": colleagues(decision.item, at=now_of(request)) if decision and may else [],
        "events": events_of(file.moments),
        **answers.beside_one(answers.shown(file), _for_whom(file)),
        "rows": answers.subject_rows(file),
        **beside.context(request, file),
        **call_forms.context(request, case_id, call_form),
    }
    return page(request, "case", context, status=status, keys=KEYS)


def _in_hand(request: HttpRequest, decision: Decision | None) -> dict[str, object]:
    """What may be done where one may not decide: take what an absent colleague holds, or hand it out."""
    if decision is None or not decision.barred:
        return {}
    found = in_hand(decision.item, actor=actor_of(request), now=now_of(request))
    return {"in_hand": found, "away": away_text(found.back_on) if found.back_on else ""}


def _item(file: CaseFile) -> OpenItem | None:
    """The item the page decides about, else the first that waits."""
    chosen = file.decision.item if file.decision else None
    return next((one for one in file.items if one.item == chosen), None) or next(iter(file.items), None)


def _for_whom(file: CaseFile) -> str:
    """The one person the decision is about; nobody's name where it is about all."""
    row = _row(file)
    return row.name if row else ""


def _party(file: CaseFile) -> int | None:
    """The same person by number."""
    row = _row(file)
    return row.party if row else None


def _row(file: CaseFile) -> SubjectRow | None:
    item = _item(file)
    return next((row for row in file.subjects if item and row.id == item.subject), None)


def _due(request: HttpRequest, file: CaseFile) -> Due | None:
    item = _item(file)
    return due_of(item.due_at, now=now_of(request)) if item else None


def _usual(request: HttpRequest, file: CaseFile) -> dict[str, int | bool] | None:
    """Say how long this step usually takes, in days, and which day it is today; nothing where too few went before."""
    item = _item(file)
    usual = usual_time(file.slug, item.step) if item else None
    if item is None or usual is None:
        return None
    today = (local_date(now_of(request)) - local_date(item.opened_at)).days + 1
    return {"p50": usual.p50, "p90": usual.p90, "today": today, "late": today > usual.p90}


def _taken(request: HttpRequest, file: CaseFile) -> str:
    """Who has the item in hand: `me`, `other` or nobody."""
    item = _item(file)
    if item is None or item.assignee is None:
        return ""
    return "me" if item.assignee == visitor_of(request).account_id else "other"

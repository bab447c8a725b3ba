"""Lists of welfare and municipalities: tried out first, sent for a second person's word, undone as a whole."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.foundation.clock import local_date
from panah.foundation.errors import InvalidInput, NotAllowed, NotFound, PanahError
from panah.foundation.jalali import parse
from panah.foundation.tabular import MOST_BYTES, Table, read_table
from panah.organisation.queries import offices_in
from panah.payments.operations import (
    ListFile,
    bring_list,
    decide_list,
    drop_list,
    held_list,
    hold_list,
    issue_exemption_confirmation,
    record_inquiry,
    undo_list,
)
from panah.payments.queries.lists import (
    BRINGERS,
    Column,
    ListKind,
    dry_run,
    grounds_of,
    known_columns,
    lists_of,
)
from panah.web.files.arriving import takes_files
from panah.web.identity import actor_of, now_of
from panah.web.office.frame import number_of, page, scope_of

KINDS: Final = {ListKind.WELFARE: "بهزیستی", ListKind.MUNICIPALITY: "شهرداری"}
STATES: Final = {
    "brought": "منتظر نفر دوم",
    "confirmed": "در اجرا",
    "refused": "پذیرفته نشد",
    "undone": "برداشته شد",
}
COLUMNS: Final = {
    Column.HOUSEHOLD: "کد خانوار یا شمارهٔ یکی از اعضا",
    Column.GROUND: "سبب معافیت",
    Column.FROM: "از روز",
    Column.UNTIL: "تا روز",
}
ROW_ERRORS: Final = {
    "household-missing": "کد خانوار خالی است.",
    "household-unknown": "این خانوار در این اداره پیدا نشد.",
    "ground-unknown": "این سبب در دستورالعمل نیست.",
    "date-unreadable": "تاریخ خوانا نیست؛ مثل ۱۴۰۵/۰۹/۰۱.",
    "ends-before-it-begins": "روز پایان پیش از روز شروع است.",
    "overlapping": "برای همین خانوار و همین روزها ردیف دیگری هست.",
}
SENTENCES: Final = {
    "table-too-large": "این فایل بزرگ‌تر از اندازه است؛ آن را در چند فایل بفرستید.",
    "table-unreadable": "این فایل خوانده نشد. اکسل (xlsx) یا CSV بفرستید.",
    "table-empty": "این فایل خالی است.",
    "table-too-many-rows": "این فایل بیش از ۲۰٬۰۰۰ ردیف دارد؛ آن را در چند فایل بفرستید.",
    "table-too-wide": "این فایل بیش از ۶۰ ستون دارد.",
    "columns-missing": "بگویید کد خانوار در کدام ستون است.",
    "letter-missing": "شمارهٔ نامه را بنویسید.",
    "list-has-no-row": "هیچ ردیف درستی در این فهرست نیست؛ چیزی نگه داشته نشد.",
    "list-known": "همین فایل پیش از این فرستاده شده است.",
    "list-not-held": "این فایل دیگر نگه داشته نشده است. دوباره برگزینید.",
    "list-decided": "همکارتان پیش از شما تصمیم گرفت.",
    "list-overlaps": "فهرست دیگری همین خانوارها را برای همین روزها دارد. این فهرست را رد کنید یا آن را بردارید.",
    "same-person": "این فهرست را خودتان آورده‌اید؛ همکار دیگری آن را تأیید می‌کند.",
    "reason-needed": "دلیل را بنویسید.",
    "nothing-to-confirm": "برای این خانوار معافیتی در اجرا نیست.",
    "to-missing": "بنویسید گواهی برای کیست.",
    "writes-no-letters": "نامه را همکاری می‌نویسد که در دبیرخانه حق نوشتن دارد.",
    "file-missing": "فایل را برگزینید.",
    "date-missing": "روز شروع را بنویسید، مثل ۱۴۰۵/۰۹/۰۱.",
    "date-unreadable": "روز را بنویسید، مثل ۱۴۰۵/۰۹/۰۱.",
    **ROW_ERRORS,
}
OTHER: Final = "این بار نشد و چیزی تغییر نکرد. صفحه را تازه کنید."
UNSEEN: Final = frozenset({"not-yours-to-waive", "not-yours-to-list", "list-unknown", "office-unknown"})


def exemption_lists(request: HttpRequest) -> HttpResponse:
    """Show the lists, and the forms for another list or a single answer."""
    return _listed(request)


@takes_files
def try_list(request: HttpRequest) -> HttpResponse:
    """Read a file as if it were kept and keep nothing; the file waits, so that it is chosen once."""
    actor, now = actor_of(request), now_of(request)
    sent = request.FILES.get("file")
    try:
        if sent is not None:
            if (sent.size or 0) > MOST_BYTES:
                raise InvalidInput("table-too-large")
            name, content = str(sent.name or ""), sent.read()
            table = read_table(content)
            token = hold_list(content=content, name=name, actor=actor, now=now)
        elif token := request.POST.get("held", ""):
            name, content = held_list(token=token, actor=actor, now=now)
            table = read_table(content)
        else:
            raise InvalidInput("file-missing")
        return _tried(request, token, name, table)
    except PanahError as refused:
        return _refused(request, refused)


def send_list(request: HttpRequest) -> HttpResponse:
    """Send a list that was tried out: from now on it waits for a second person."""
    actor, now, token = actor_of(request), now_of(request), request.POST.get("held", "")
    try:
        name, content = held_list(token=token, actor=actor, now=now)
        table = read_table(content)
        file = ListFile(content=content, name=name, columns=_columns(request, table))
        bring_list(
            kind=_kind(request),
            office_id=_office(request),
            letter=request.POST.get("letter", ""),
            file=file,
            actor=actor,
            now=now,
        )
    except PanahError as refused:
        return _refused(request, refused)
    drop_list(token=token, actor=actor)
    messages.success(request, "فهرست فرستاده شد و منتظر نفر دوم است.")
    return redirect("office:exemption-lists")


def inquire(request: HttpRequest) -> HttpResponse:
    """Write down a single answer of an agency: a list of one."""
    try:
        if not request.POST.get("from"):
            raise InvalidInput("date-missing")
        until = request.POST.get("until", "")
        record_inquiry(
            kind=_kind(request),
            office_id=_office(request),
            household=request.POST.get("household", ""),
            ground=request.POST.get("ground", ""),
            valid_from=parse(request.POST["from"]),
            valid_until=parse(until) if until else None,
            letter=request.POST.get("letter", ""),
            actor=actor_of(request),
            now=now_of(request),
        )
    except PanahError as refused:
        return _refused(request, refused)
    messages.success(request, "پاسخ ثبت شد و منتظر نفر دوم است.")
    return redirect("office:exemption-lists")


def decide(request: HttpRequest, listed: int) -> HttpResponse:
    """Confirm or refuse a list somebody else brought, or undo one that is in force."""
    word, reason = request.POST.get("word", ""), request.POST.get("reason", "")
    actor, now = actor_of(request), now_of(request)
    try:
        if word == "undo":
            undo_list(list_id=listed, reason=reason, actor=actor, now=now)
        else:
            decide_list(list_id=listed, confirmed=word == "confirm", reason=reason, actor=actor, now=now)
    except PanahError as refused:
        return _refused(request, refused)
    messages.success(request, "ثبت شد.")
    return redirect("office:exemption-lists")


def confirm(request: HttpRequest) -> HttpResponse:
    """Draft the confirmation of a household's exemptions; it is signed where letters are."""
    household, to = request.POST.get("household", ""), request.POST.get("to", "")
    try:
        draft = issue_exemption_confirmation(
            household=household, to=to, actor=actor_of(request), now=now_of(request)
        )
    except PanahError as refused:
        return _refused(request, refused)
    return redirect("office:draft", draft)


def _tried(request: HttpRequest, token: str, name: str, table: Table) -> HttpResponse:
    kind, on = _kind(request), local_date(now_of(request))
    office = offices_in(scope_of(request), roles=BRINGERS).select_related("province").get(pk=_office(request))
    columns = _columns(request, table) or known_columns(table, kind)
    run = dry_run(table, columns, kind=kind, office=office, on=on) if Column.HOUSEHOLD in columns else None
    context = {
        "held": token,
        "name": name,
        "kind": kind.value,
        "kind_name": KINDS[kind],
        "letter": request.POST.get("letter", ""),
        "office": office.pk,
        "header": list(enumerate(table.header)),
        "columns": [(one.value, label, columns.get(one)) for one, label in COLUMNS.items()],
        "run": run,
        "errors": [(one.row, ROW_ERRORS[one.code]) for one in run.errors[:200]] if run else [],
        "notice": "" if run else SENTENCES["columns-missing"],
    }
    return page(request, "exemption_list_tried", context)


def _columns(request: HttpRequest, table: Table) -> dict[Column, int]:
    chosen = {one: number_of(request.POST.get(f"column-{one.value}", "")) for one in Column}
    return {one: place for one, place in chosen.items() if place is not None and place < len(table.header)}


def _kind(request: HttpRequest) -> ListKind:
    typed = request.POST.get("kind", "")
    return ListKind(typed) if typed in set(ListKind) else ListKind.WELFARE


def _office(request: HttpRequest) -> int:
    """The office the list is for: the one named, where it is the officer's, else the first of theirs."""
    theirs = offices_in(scope_of(request), roles=BRINGERS).order_by("path")
    named = number_of(request.POST.get("office", ""))
    found = theirs.filter(pk=named or 0).first() or theirs.first()
    if found is None:
        raise NotFound("office-unknown")
    return found.pk


def _refused(request: HttpRequest, refused: PanahError) -> HttpResponse:
    if refused.code in UNSEEN:
        raise Http404
    status = 403 if isinstance(refused, NotAllowed) else 422 if isinstance(refused, InvalidInput) else 409
    return _listed(request, notice=SENTENCES.get(refused.code, OTHER), status=status)


def _listed(request: HttpRequest, *, notice: str = "", status: int = 200) -> HttpResponse:
    scope, today = scope_of(request), local_date(now_of(request))
    office = offices_in(scope, roles=BRINGERS).select_related("province").order_by("path").first()
    lists = [
        (
            one,
            KINDS[ListKind(one.kind)],
            STATES[one.state],
            [(row, ROW_ERRORS.get(code, code)) for row, code in one.left_out[:50]],
        )
        for one in lists_of(scope)
    ]
    context = {
        "lists": lists,
        "kinds": [(one.value, label) for one, label in KINDS.items()],
        "grounds": sorted((code, label) for label, code in grounds_of(office, on=today).items())
        if office
        else [],
        "may_bring": office is not None,
        "typed": request.POST,
        "notice": notice,
    }
    return page(request, "exemption_lists", context, status=status)

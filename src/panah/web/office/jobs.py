"""«کارهای نشده»: what the system was to do behind the pages and could not, and letting it be done again."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.casework.operations import retry_job
from panah.casework.queries.failed_jobs import PAGE, FailedJob, failed_jobs
from panah.documents.queries import files_that_wait
from panah.foundation.errors import NotFound
from panah.web.identity import actor_of, now_of
from panah.web.office.frame import number_of, page, scope_of

TITLES: Final = {
    "issue": "صدور برگه",
    "told": "خبر دادن به شخص",
    "reopen": "بازگشودن پرونده پس از نقض تصمیم",
    "call": "گشودن پروندهٔ پیوسته",
    "called-ended": "بازگشت از پروندهٔ پیوسته",
    "record-in-najva": "ثبت در نجوا",
    "correct-in-najva": "اصلاح در نجوا",
    "tell-border": "خبر به مرزبانی",
}
TROUBLES: Final = {
    "key-missing": "کلید امضای برگه‌ها نیست؛ نگه‌دار کلیدها آن را بسازد.",
    "key-locked": "کلید امضا باز نمی‌شود؛ رمز آن را نگه‌دار کلیدها می‌داند.",
    "certificate-missing": "کلید امضای فایل‌ها گواهی ندارد؛ نگه‌دار کلیدها آن را بیاورد.",
    "signer-silent": "دستگاه امضا پاسخ نداد.",
    "signer-refused": "دستگاه امضا نپذیرفت.",
    "paper-data-missing": "دادهٔ لازم برای برگه در پرونده نیست.",
}
CODE: Final = re.compile(r"[A-Za-z]+: (?P<code>[a-z-]+)")
PATIENCE: Final = timedelta(minutes=10)
"""So long a paper may wait for its signed file before somebody is told."""
OTHER: Final = "سبب را پشتیبان در پایین می‌خواند."


@dataclass(frozen=True, slots=True)
class Line:
    """One job, with what it was to do and what stood in its way in words."""

    job: FailedJob
    title: str
    why: str


def jobs(request: HttpRequest) -> HttpResponse:
    """List what failed, the oldest first, fifty at a time (`?after=`), and say how many papers wait for their file."""
    after = number_of(request.GET.get("after", "")) or 0
    found = failed_jobs(scope_of(request), persons=actor_of(request).persons, after=after)
    files, trouble = files_that_wait(before=now_of(request) - PATIENCE)
    context = {
        "files": files,
        "why": _why(trouble),
        "lines": [_line(job) for job in found],
        "next": found[-1].id if len(found) == PAGE else None,
    }
    return page(request, "jobs", context)


def retry(request: HttpRequest, job: int) -> HttpResponse:
    """Let one be done again; one that is no longer there was mended by a colleague."""
    try:
        retry_job(job_id=job, actor=actor_of(request), now=now_of(request))
    except NotFound:
        messages.info(request, "این کار دیگر این‌جا نیست؛ همکارتان پیش از شما به آن رسید.")
    else:
        messages.success(request, "دوباره انجام می‌شود؛ اگر باز نشد، همین‌جا می‌آید.")
    return redirect("office:jobs")


def _line(job: FailedJob) -> Line:
    return Line(job, TITLES.get(job.topic, job.topic), _why(job.trouble) or OTHER)


def _why(trouble: str) -> str:
    found = CODE.match(trouble)
    return TROUBLES.get(found["code"], "") if found else ""

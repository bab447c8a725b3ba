"""The portrait of a member of a household: looked at beside the name, taken anew at the desk."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import override

from panah.casework.operations import look_at_portrait, take_portrait
from panah.foundation.errors import InvalidInput, NotAllowed, NotFound, PanahError
from panah.web.files.arriving import takes_files
from panah.web.files.showing import picture
from panah.web.forms.told import sentence
from panah.web.identity import actor_of
from panah.web.office.frame import PERSIAN, look_of, scope_of
from panah.web.office.words import ERRORS, sentence_of


def portrait(request: HttpRequest, household: str, person: int) -> HttpResponse:
    """Show the portrait; the look is written down."""
    try:
        body = look_at_portrait(
            code=household, person_id=person, scope=scope_of(request), look=look_of(request)
        )
    except NotFound as missing:
        raise Http404 from missing
    return picture(body, person)


@takes_files
def take(request: HttpRequest, household: str, person: int) -> HttpResponse:
    """Take the portrait of somebody who sits before the officer; one that cannot be used changes nothing."""
    given = request.FILES.get("portrait")
    data = given.read() if isinstance(given, UploadedFile) else b""
    try:
        take_portrait(
            code=household, person_id=person, data=data, actor=actor_of(request), look=look_of(request)
        )
    except NotFound as missing:
        raise Http404 from missing
    except (InvalidInput, NotAllowed) as refused:
        messages.error(request, _said(refused))
    else:
        messages.success(request, "عکس تازه ثبت شد و از امروز روی برگه‌های او می‌آید.")
    return redirect("office:household", household)


def _said(refused: PanahError) -> str:
    if refused.code in ERRORS:
        return sentence_of(refused)
    with override(PERSIAN):
        return sentence(refused)

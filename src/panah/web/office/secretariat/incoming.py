"""Registering a letter that came in: typed off the paper with its scans, or from what the exchange brought."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.correspondence.operations import register_letter
from panah.correspondence.queries import ArrivalFile, addresses, arrival_file
from panah.foundation.digits import to_persian_digits
from panah.foundation.errors import NotFound, PanahError
from panah.foundation.jalali import PartialDate
from panah.web.files.arriving import takes_files
from panah.web.forms.keeping import keeps_typing, typed_before
from panah.web.forms.keys import key_of, new_key
from panah.web.identity import actor_of, now_of
from panah.web.office.secretariat.desk import shown
from panah.web.office.secretariat.forms import IncomingForm
from panah.web.office.secretariat.words import sentence_of, status_of, trouble_of


@takes_files
@keeps_typing
def register(request: HttpRequest) -> HttpResponse:
    """Register a letter that came on paper."""
    return _registered(request, None)


@takes_files
@keeps_typing
def from_exchange(request: HttpRequest, arrival: int) -> HttpResponse:
    """Register a letter that came by exchange; what its sender wrote stands in the form already."""
    try:
        file = arrival_file(arrival, actor=actor_of(request))
    except NotFound as missing:
        raise Http404 from missing
    return _registered(request, file)


def _registered(request: HttpRequest, arrival: ArrivalFile | None) -> HttpResponse:
    if request.method != "POST":
        form = IncomingForm(typed_before(request), initial=_initial(arrival))
        return _page(request, form, arrival, new_key())
    form, key = IncomingForm(request.POST), key_of(request)
    if not form.is_valid():
        return _page(request, form, arrival, key, status=422)
    try:
        letter = register_letter(
            received=form.said(),
            files=_files(request),
            key=key,
            actor=actor_of(request),
            now=now_of(request),
            arrival_id=arrival.id if arrival else None,
        )
    except PanahError as refused:
        return _page(
            request,
            form,
            arrival,
            key,
            notice=sentence_of(refused),
            code=refused.code,
            status=status_of(refused),
        )
    messages.success(request, f"ثبت شد. شمارهٔ ما {to_persian_digits(letter.number)} است.")
    return redirect("office:letter", letter.pk)


def _page(
    request: HttpRequest,
    form: IncomingForm,
    arrival: ArrivalFile | None,
    key: str,
    *,
    notice: str = "",
    code: str = "",
    status: int = 200,
) -> HttpResponse:
    if code != "came-before" and not request.POST.get("is_known"):
        form.fields.pop("is_known", None)
    context = {
        "form": form,
        "arrival": arrival,
        "trouble": trouble_of(arrival.trouble) if arrival else "",
        "addresses": addresses(),
        "key": key,
        "notice": notice,
        "had_files": bool(request.FILES),
    }
    return shown(request, "incoming", context, status=status)


def _initial(arrival: ArrivalFile | None) -> dict[str, object]:
    if arrival is None:
        return {}
    return {
        "sender": arrival.sender,
        "number": arrival.number,
        "dated": PartialDate(arrival.dated, arrival.dated, "day") if arrival.dated else None,
        "subject": arrival.subject,
        "answers": arrival.answers,
        "annex_text": arrival.annex,
        "urgency": arrival.urgency,
        "classification": arrival.classification,
    }


def _files(request: HttpRequest) -> list[bytes]:
    found = [request.FILES.get(f"scan-{n}") for n in range(1, 4)]
    return [one.read() for one in found if isinstance(one, UploadedFile) and one.size]

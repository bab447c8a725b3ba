"""The screen turned to one adult: her own question, and nothing else of the household (S29)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation

from panah.foundation.errors import PanahError
from panah.rounds.operations import say_collector
from panah.rounds.queries.visiting import checks_of
from panah.web.counter.round.words import sentence
from panah.web.forms.keys import writer_of
from panah.web.identity import visitor_of


def alone(request: HttpRequest, case_id: int, subject: int) -> HttpResponse:
    """Ask an adult alone who collects her card; her answer is shown to nobody until then."""
    visitor = visitor_of(request)
    one = next((one for one in checks_of(case_id, now=visitor.now) if one.subject_id == subject), None)
    if one is None:
        raise Http404
    if request.method != "POST":
        return _drawn(request, case_id, one.name)
    other = request.POST.get("who") == "other"
    name = request.POST.get("name", "") if other else ""
    if other and not name.strip():
        return _drawn(request, case_id, one.name, problem="نام او را بنویسید.", status=422)
    try:
        say_collector(subject_id=subject, name=name, actor=visitor.actor, now=visitor.now)
    except PanahError as wrong:
        return _drawn(request, case_id, one.name, problem=sentence(wrong), status=422)
    return redirect("counter:round", case_id)


def _drawn(
    request: HttpRequest, case_id: int, name: str, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "name": name,
        "problem": problem,
        "typed": request.POST.get("name", ""),
        "back": reverse("counter:round", args=[case_id]),
        "writer": writer_of(request),
    }
    with translation.override("fa"):
        return render(request, "panah/counter/round/alone.html", context, status=status)

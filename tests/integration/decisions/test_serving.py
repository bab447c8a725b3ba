"""The time to object begins when the person has the notice, and the notice says all that can be done (S28, S29)."""

from datetime import date, datetime, timedelta

import pytest

from factories.refusals import Refused
from panah.audit.models import Event
from panah.casework.models import Case
from panah.casework.queries import broken_invariants
from panah.catalogue.operations import publish_directive
from panah.catalogue.shipped import shipped_directives
from panah.decisions.models import Decision
from panah.decisions.operations import file_objection, serve
from panah.decisions.queries import notice_of
from panah.decisions.rules.notices import LANGUAGES, Language
from panah.decisions.rules.window import Serving
from panah.foundation.errors import Conflict, NotAllowed, NotFound
from panah.organisation.models import Closure

pytestmark = pytest.mark.django_db
TWENTY_DAYS_LATER = date(2026, 12, 12)


def test_the_time_runs_from_the_first_sight_and_a_second_look_changes_nothing(refused: Refused) -> None:
    first = serve(decision_id=refused.decision.pk, how=Serving.PORTAL, actor=refused.person, now=refused.now)
    assert (first.serve_how, first.served_at) == ("portal", refused.now)
    assert first.objection_until == TWENTY_DAYS_LATER
    later = refused.now + timedelta(days=5)
    again = serve(decision_id=refused.decision.pk, how=Serving.PORTAL, actor=refused.person, now=later)
    assert (again.served_at, again.objection_until) == (refused.now, TWENTY_DAYS_LATER)
    assert Event.objects.filter(kind="served").count() == 1
    assert broken_invariants() == []


def test_a_last_day_on_which_the_office_is_closed_moves_to_the_next_open_one(refused: Refused) -> None:
    Closure.objects.create(
        office=refused.bureau.directorate,
        first_day=TWENTY_DAYS_LATER,
        last_day=TWENTY_DAYS_LATER + timedelta(days=1),
        reason="گرد و غبار",
        declared_at=refused.now,
    )
    found = serve(decision_id=refused.decision.pk, how=Serving.PORTAL, actor=refused.person, now=refused.now)
    assert found.objection_until == TWENTY_DAYS_LATER + timedelta(days=2)


def test_it_may_be_handed_over_at_the_counter(refused: Refused) -> None:
    clerk = refused.bureau.actor("service-clerk", now=refused.now)
    found = serve(decision_id=refused.decision.pk, how=Serving.HANDED, actor=clerk, now=refused.now)
    assert found.serve_how == "handed"
    assert Event.objects.get(kind="served").role == "service-clerk"


def test_what_the_households_phone_shows_is_served_on_nobody(refused: Refused) -> None:
    for how in Serving:
        with pytest.raises(NotFound):
            serve(decision_id=refused.decision.pk, how=how, actor=refused.applicant, now=refused.now)
    with pytest.raises(NotAllowed):
        serve(decision_id=refused.decision.pk, how=Serving.HANDED, actor=refused.person, now=refused.now)
    with pytest.raises(NotFound):
        serve(decision_id=refused.decision.pk, how=Serving.HANDED, actor=refused.expert, now=refused.now)
    assert Decision.objects.get().served_at is None


def test_one_may_object_until_the_end_of_the_last_day_and_not_after(refused: Refused) -> None:
    serve(decision_id=refused.decision.pk, how=Serving.PORTAL, actor=refused.person, now=refused.now)
    last_evening = datetime.fromisoformat("2026-12-12T20:29:00+00:00")
    with pytest.raises(Conflict, match="objection-too-late"):
        _object(refused, last_evening + timedelta(minutes=2))
    assert _object(refused, last_evening).slug == "objection"


def test_whoever_was_never_served_is_never_too_late(refused: Refused) -> None:
    assert _object(refused, refused.now + timedelta(days=900)).slug == "objection"


def _object(refused: Refused, now: datetime) -> Case:
    return file_objection(decision_id=refused.decision.pk, text="نه", actor=refused.person, key="k", now=now)


def test_a_directive_that_sets_no_time_ends_no_time(refused: Refused) -> None:
    (text,) = shipped_directives().values()
    silent = text.replace('name = "objection"', 'name = "other"')
    row = publish_directive(text=silent, now=refused.now, published_by="test", valid_from=date(2026, 11, 1))
    type(refused.case).objects.filter(pk=refused.case.pk).update(directive=row)
    found = serve(decision_id=refused.decision.pk, how=Serving.PORTAL, actor=refused.person, now=refused.now)
    assert (found.served_at, found.objection_until) == (refused.now, None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_carries_all_that_the_law_of_the_house_asks(language: Language, refused: Refused) -> None:
    before = notice_of(refused.decision, language=language)
    assert before.until is None
    assert before.reason == "برای گناوه اجازهٔ جداگانه لازم است."
    assert before.rule == "فهرست سالانهٔ منطقه‌های ممنوع"
    for part in (before.title, before.opening, before.ground, before.remedy, before.objection, before.court):
        assert part.strip()
        assert "{" not in part
    assert before.representative
    assert len(before.help) == 3
    served = serve(decision_id=refused.decision.pk, how=Serving.PORTAL, actor=refused.person, now=refused.now)
    after = notice_of(served, language=language)
    assert after.until == TWENTY_DAYS_LATER
    assert after.objection != before.objection


def test_the_persian_notice_names_the_last_day_the_court_and_its_times(refused: Refused) -> None:
    served = serve(decision_id=refused.decision.pk, how=Serving.PORTAL, actor=refused.person, now=refused.now)
    notice = notice_of(served)
    assert "تا پایان ۲۱ آذر ۱۴۰۵" in notice.objection
    assert "دیوان عدالت اداری" in notice.court
    assert "۳ ماه" in notice.court
    assert "۶ ماه" in notice.court
    assert "کارشناس اداره کل" in notice.opening
    assert notice.remedy.startswith("مقصد دیگری بنویسید")


def test_the_notice_of_a_final_answer_leads_to_the_court_and_to_no_second_objection(refused: Refused) -> None:
    objection = refused.object()
    assert "ثبت شده" in notice_of(Decision.objects.select_related("case", "subject").get()).objection
    refused.review(objection, "upheld")
    answer = Decision.objects.get(case=objection)
    served = serve(decision_id=answer.pk, how=Serving.PORTAL, actor=refused.person, now=refused.now)
    notice = notice_of(served)
    assert (notice.objection, notice.until, served.objection_until) == ("", None, None)
    assert "دیوان عدالت اداری" in notice.court
    first = notice_of(Decision.objects.select_related("case", "subject").get(pk=refused.decision.pk))
    assert first.objection == ""

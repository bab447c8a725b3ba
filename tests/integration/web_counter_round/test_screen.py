"""The screen of a household: found by scanning, kept as it is typed, sent in one motion, and nobody is blamed."""

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factories.calling import Calling
from factories.visits import portrait
from panah.appointments.models import Appointment, Slot
from panah.biometrics.models import CaptureTicket, Excuse
from panah.casework.models import Item
from panah.payments.models import Payment
from panah.payments.queries import bill_of
from panah.rounds.models import Attendance
from panah.rounds.operations import book_visit

if TYPE_CHECKING:
    from integration.web_counter_round.conftest import Desk

pytestmark = pytest.mark.django_db
ALL = range(5)


def finished(desk: "Desk") -> None:
    desk.visiting.come(*ALL)
    desk.visiting.capture(*ALL)


def test_a_household_code_and_a_ticket_open_its_screen(desk: "Desk") -> None:
    code = desk.visiting.household.household_code
    assert desk.client.get("/counter/", {"q": code})["Location"] == desk.at
    Calling(desk.visiting.round).open(days=2)
    slot = Slot.objects.filter(office=desk.visiting.round.bureau.counter, minutes__gte=30).earliest(
        "starts_at"
    )
    book_visit(
        case_id=desk.visiting.case.pk, slot_id=slot.pk, actor=desk.visiting.clerk, now=desk.visiting.round.now
    )
    ticket = Appointment.objects.get().code
    assert desk.client.get("/counter/", {"q": ticket})["Location"] == desk.at
    desk.visiting.later(days=1)
    desk.client.force_login(desk.visiting.round.bureau.hire("service-clerk"))
    assert desk.at in desk.client.get("/counter/").content.decode()


def test_the_screen_shows_everybody_and_asks_for_no_paper(desk: "Desk") -> None:
    page = desk.page()
    for member in desk.visiting.members:
        assert member.name in page
    assert "طرح آمایش" in page
    assert "کارت پیشین" not in page


def test_what_is_typed_is_kept_without_being_sent(desk: "Desk") -> None:
    father = desk.visiting.members[0].pk
    assert desk.press("keep", present=[0, 1], typed={f"job-{father}": "بنّا"}).status_code == 302
    assert Attendance.objects.filter(is_present=True).count() == 2
    assert "بنّا" in desk.page()
    desk.press("keep", present=[1], typed={f"job-{father}": "بنّا"})
    assert Attendance.objects.get(is_present=True).subject_id == desk.visiting.subject(1)


def test_where_no_script_follows_the_captures_the_page_comes_whole(desk: "Desk") -> None:
    desk.press("capture", present=[0, 1])
    assert desk.client.post(f"{desk.at}pulse/").headers["Location"].startswith(desk.at)


def test_one_press_starts_the_captures_and_the_page_follows_them(desk: "Desk") -> None:
    desk.press("capture", present=[0, 1])
    ticket = CaptureTicket.objects.get()
    assert ticket.session_id == desk.visiting.subject(0)
    assert "انگشت روی دستگاه" in desk.page()
    desk.visiting.read("father")
    told = desk.client.post(f"{desk.at}pulse/", headers={"hx-request": "true"}).content.decode()
    assert "عکس بگیرید" in told
    assert CaptureTicket.objects.latest("pk").session_id == desk.visiting.subject(1)
    desk.visiting.later()
    picture = SimpleUploadedFile("p.jpg", portrait(7), "image/jpeg")
    desk.client.post(f"{desk.at}portrait/", {"subject": ticket.session_id, "portrait": picture})
    told = desk.client.post(f"{desk.at}pulse/", headers={"hx-request": "true"}).content.decode()
    assert "روشن است" in told


def test_a_finger_that_cannot_be_read_is_noted_from_the_screen(desk: "Desk") -> None:
    desk.press("capture", present=[2])
    who = desk.visiting.subject(2)
    assert desk.press("excuse", present=[2], typed={"excuse": f"{who}:injured"}).status_code == 302
    assert Excuse.objects.get().reason == "injured"


def test_the_household_is_sent_and_pays_on_the_same_screen(desk: "Desk") -> None:
    finished(desk)
    father = desk.visiting.members[0].pk
    sent = desk.press("send", present=ALL, typed={f"job-{father}": "بنّا", f"workshop-{father}": "4411"})
    assert sent.status_code == 302
    page = desk.page()
    assert "صورت‌حساب" in page
    assert "نفر فرستاده شد" in page
    form = {"key": "key-of-a-receipt-001", "reference": "881234", "channel": "card-receipt"}
    form |= {"paid_on_day": "1", "paid_on_month": "9", "paid_on_year": "1405"}
    answer = desk.client.post(f"{desk.at}pay/", form)
    assert answer.status_code == 302
    assert sum(one.rial for one in Payment.objects.all()) == bill_of(desk.visiting.case.pk).total
    assert "منتظر تأیید اداره" in desk.page()


def test_a_wrong_phone_moves_nobody_and_nothing_typed_is_lost(desk: "Desk") -> None:
    finished(desk)
    answer = desk.press("send", present=ALL, typed={"phone": "۱۲", "address": "بوشهر، سنگی"})
    assert answer.status_code == 422
    assert "سنگی" in answer.content.decode()
    assert Item.objects.get(case=desk.visiting.case, state="open").step == "visit"
    assert "سنگی" in desk.page()


def test_one_adult_sees_her_own_question_and_nothing_of_the_others(desk: "Desk") -> None:
    desk.visiting.come(0, 1)
    her = f"{desk.at}alone/{desk.visiting.subject(1)}/"
    page = desk.client.get(her).content.decode()
    assert desk.visiting.members[1].name in page
    assert desk.visiting.members[0].name not in page
    assert desk.client.post(her, {"who": "other"}).status_code == 422
    assert desk.client.post(her, {"who": "other", "name": "خواهرم زهرا"}).status_code == 302
    assert "خواهرم" not in desk.page()
    assert "خواهرم" not in desk.client.get(her).content.decode()


def test_a_changed_household_and_a_fault_go_on_with_a_word(desk: "Desk") -> None:
    assert desk.press("changed", present=[0]).status_code == 422
    finished(desk)
    assert desk.press("fault", present=ALL).status_code == 422
    assert desk.press("fault", present=ALL, typed={"fault": "سامانه کند است"}).status_code == 302
    assert Item.objects.filter(step="people/technical", state="open").count() == 5


def test_a_change_is_shown_until_the_bureau_recorded_it(desk: "Desk") -> None:
    assert desk.press("changed", present=[0], typed={"changes": "تولد نوزاد"}).status_code == 302
    page = desk.page()
    assert "تولد نوزاد" in page
    assert "نزد واحد مجازین است" in page


def test_nobody_of_another_file_is_captured_from_this_screen(desk: "Desk") -> None:
    desk.visiting.come(0)
    answer = desk.client.post(f"{desk.at}capture/", {"again": "999999"})
    assert answer.status_code == 409
    assert not CaptureTicket.objects.exists()


def test_a_second_person_confirms_and_the_person_goes_on_in_one_act(desk: "Desk") -> None:
    desk.press("capture", present=[2])
    desk.visiting.photo(2)
    who = desk.visiting.subject(2)
    desk.press("excuse", present=[2], typed={"excuse": f"{who}:injured"})
    desk.press("send", present=[2])
    assert desk.visiting.step(2) == "people/excuse"
    officer = Client()
    officer.force_login(desk.visiting.round.bureau.hire("bureau-officer"))
    page = officer.get("/office/rounds/excuses/").content.decode()
    assert desk.visiting.members[2].name in page
    said = {"subject": who, "key": "key-of-a-second-person"}
    assert officer.post("/office/rounds/excuses/confirmed/", said).status_code == 302
    assert desk.visiting.step(2) == "people/details"
    assert officer.post("/office/rounds/excuses/confirmed/", said).status_code == 302

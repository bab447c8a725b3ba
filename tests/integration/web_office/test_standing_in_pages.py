"""«جانشین» and handing out work, as officers and heads walk through the pages."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from factories.bureau import Bureau
from integration.web_office.conftest import OpenCase
from panah.casework.models import Batch, Item
from panah.casework.operations import act, assign
from panah.casework.rules import Selected
from panah.foundation.clock import local_date, utc_now
from panah.foundation.digits import to_persian_digits
from panah.foundation.jalali import to_jalali
from panah.organisation.models import Absence, Account, Delegation, RoleHolding
from panah.organisation.queries import scope_of

OWN = "/office/stand-in/"


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def days(first: date, last: date) -> dict[str, str]:
    found = {}
    for name, day in (("first", first), ("last", last)):
        at = to_jalali(day)
        for part, number in (("day", at.day), ("month", at.month), ("year", at.year)):
            found[f"{name}_{part}"] = to_persian_digits(str(number))
    return found


def asked(account: Account, **more: str) -> dict[str, str]:
    today = local_date(utc_now())
    holding = RoleHolding.objects.get(staff__account=account)
    said = {**days(today, today + timedelta(days=2)), "ground": "مرخصی", "is_away": "on"}
    return said | {name.replace("ROLE", f"role-{holding.pk}"): value for name, value in more.items()}


@pytest.fixture
def expert(bureau: Bureau) -> Account:
    return bureau.hire("bureau-expert")


def test_an_officer_says_when_they_are_away_and_who_stands_in(bureau: Bureau, expert: Account) -> None:
    other = bureau.hire("bureau-expert", name="other")
    client = signed_in(expert)
    assert "جانشین من" in client.get(OWN).content.decode()
    answer = client.post(OWN, asked(expert, ROLE=str(other.staff.pk)), follow=True)
    assert answer.status_code == 200
    assert "ثبت شد" in answer.content.decode()
    today = local_date(utc_now())
    absence, lent = Absence.objects.get(), Delegation.objects.get()
    assert (absence.valid_from, absence.valid_until) == (today, today + timedelta(days=3))
    assert (lent.stand_in_id, lent.valid_until, lent.ground) == (
        other.staff.pk,
        today + timedelta(days=3),
        "مرخصی",
    )
    page = signed_in(other).get(OWN).content.decode()
    assert expert.staff.label in page
    assert "پس دادن" in page
    assert "جانشین یک همکار" in page


def test_it_is_taken_back_and_the_days_end_on_the_page(bureau: Bureau, expert: Account) -> None:
    other = bureau.hire("bureau-expert", name="other")
    client = signed_in(expert)
    client.post(OWN, asked(expert, ROLE=str(other.staff.pk)))
    absence, lent = Absence.objects.get(), Delegation.objects.get()
    stranger = signed_in(bureau.hire("bureau-clerk"))
    for path in (f"{OWN}lent/{lent.pk}/", f"{OWN}absences/{absence.pk}/"):
        assert stranger.post(path).status_code == 404
        assert client.post(path).status_code == 302
        assert "پیش از این پایان یافته" in client.post(path, follow=True).content.decode()
    assert {held.for_account for held in scope_of(other.pk, at=utc_now()).holdings} == {other.pk}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"first_year": "1404"}, "روزهای گذشته"),
        ({"last_year": "1404"}, "پیش از روز آغاز"),
        ({"ground": ""}, "سبب را برگزینید"),
        ({"ground": "other"}, "دلیل را بنویسید"),
        ({"is_away": ""}, "دست‌کم برای یک نقش"),
        ({"first_day": ""}, "روز و ماه را هم بنویسید"),
    ],
)
def test_what_was_typed_stays_with_a_sentence_that_says_what_to_do(
    expert: Account, change: dict[str, str], sentence: str
) -> None:
    said = {**asked(expert), **change}
    answer = signed_in(expert).post(OWN, said)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert sentence in html
    assert f'value="{said["last_day"]}"' in html
    assert not Absence.objects.exists()


def test_a_second_absence_on_the_same_days_is_refused_in_words(expert: Account) -> None:
    client = signed_in(expert)
    client.post(OWN, asked(expert))
    answer = client.post(OWN, asked(expert))
    assert answer.status_code == 422
    assert "پیش از این غیبت ثبت شده" in answer.content.decode()


def test_the_head_arranges_for_an_absent_officer_and_nobody_else_can(bureau: Bureau, expert: Account) -> None:
    head, other = bureau.hire("bureau-director"), bureau.hire("bureau-expert", name="other")
    client, path = signed_in(head), f"{OWN}{expert.staff.pk}/"
    assert path in client.get(OWN).content.decode()
    assert client.post(path, asked(expert, ROLE=str(other.staff.pk))).status_code == 302
    assert Absence.objects.get().declared_by == head
    assert "غایب" in client.get(OWN).content.decode()
    assert client.get(f"{OWN}{head.staff.pk}/").status_code == 404
    afar = bureau.hire("bureau-director", office=bureau.elsewhere)
    assert signed_in(afar).get(path).status_code == 404
    assert signed_in(other).get(path).status_code == 403


def work_of(account: Account, bureau: Bureau, now: datetime) -> Item:
    item = Item.objects.filter(state="open").order_by("pk")[0]
    actor = bureau.actor("bureau-expert", now=now)
    assign(chosen=Selected(item.pk, item.ver), to=account.pk, actor=actor, now=now)
    item.refresh_from_db()
    return item


def test_what_an_absent_colleague_holds_is_taken_from_their_case(
    bureau: Bureau, expert: Account, opened: OpenCase, now: datetime
) -> None:
    case, other = opened(), bureau.hire("bureau-expert", name="other")
    item = work_of(expert, bureau, now)
    client = signed_in(other)
    page = f"/office/cases/{case.pk}/"
    assert "برداشتن کار" not in client.get(page).content.decode()
    signed_in(expert).post(OWN, asked(expert))
    listed = client.get("/office/worklist/?tab=unclaimed").content.decode()
    assert "همکار غایب است" in listed
    html = client.get(page).content.decode()
    assert "برداشتن کار" in html
    assert client.post(f"{page}claim/", {"item": f"{item.pk}:{item.ver}"}).status_code == 302
    due = item.due_at
    item.refresh_from_db()
    assert (item.assignee_id, item.due_at) == (other.pk, due)


def test_the_head_hands_out_many_after_seeing_how_many(
    bureau: Bureau, expert: Account, opened: OpenCase, now: datetime
) -> None:
    for _ in range(3):
        opened()
    taken = work_of(expert, bureau, now)
    head, other = signed_in(bureau.hire("bureau-director")), bureau.hire("bureau-expert", name="other")
    listed = head.get("/office/worklist/?tab=others").content.decode()
    chosen = re.findall(r'name="item" value="(\d+:\d+)"', listed)
    assert len(chosen) == 3
    page = head.post("/office/worklist/hand-out/", {"item": [*chosen, "999999:1"]}).content.decode()
    assert "سپردن ۳ کار" in re.sub(r"<[^>]+>", "", page)
    sent = {
        "key": re.search(r'name="key" value="([^"]+)"', page)[1],  # type: ignore[index]  # the page has one
        "item": re.findall(r'name="item" value="([^"]+)"', page),
        "to": str(other.pk),
    }
    answer = head.post("/office/worklist/handed-out/", sent, follow=True)
    assert "۳ کار سپرده شد" in re.sub(r"<[^>]+>", "", answer.content.decode())
    assert set(Item.objects.filter(state="open").values_list("assignee", flat=True)) == {other.pk}
    again = head.post("/office/worklist/handed-out/", {**sent, "key": "another-key-of-mine"})
    assert again.status_code == 409
    assert "تغییر کرد" in again.content.decode()
    assert taken.pk


def test_nothing_is_handed_to_nobody_in_particular(bureau: Bureau, expert: Account, opened: OpenCase) -> None:
    opened()
    item = Item.objects.get(state="open")
    answer = signed_in(expert).post(
        "/office/worklist/handed-out/", {"key": "k" * 20, "item": f"{item.pk}:{item.ver}", "to": ""}
    )
    assert answer.status_code == 422


def test_a_motion_that_waits_for_nothing_is_listed_without_a_way_back(
    bureau: Bureau, expert: Account, opened: OpenCase
) -> None:
    opened()
    item = Item.objects.get(state="open")
    at = utc_now()
    actor = bureau.actor("bureau-expert", now=at)
    act(chosen=[Selected(item.pk, item.ver)], step=item.step, word="approved", actor=actor, key="m", now=at)
    html = signed_in(expert).get("/office/motions/").content.decode()
    assert "بررسی کارشناس" in html
    assert "برگرداندن" not in html
    batch = Batch.objects.get(sender=actor.sender, key="m").pk
    assert signed_in(expert).post(f"/office/motions/{batch}/", {"key": "k" * 20}).status_code == 409
    other = signed_in(bureau.hire("bureau-expert", name="other"))
    assert other.post(f"/office/motions/{batch}/", {"key": "k" * 20}).status_code == 404

"""The pages of the secretariat: what came in, lists, sending on, scans, rights, addresses, the exchange by hand."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from factories.files import photo, sent
from factories.letters import AGENCY, Desk
from factories.simulators import simulators
from integration.web_letters.conftest import Sees
from panah.audit.queries import timeline
from panah.correspondence.models import (
    Arrival,
    Correspondent,
    Dispatch,
    Letter,
    Referral,
    Scan,
    ScanMatch,
    SigningRight,
)
from panah.correspondence.operations import keep_correspondent, send_letters
from panah.correspondence.queries.page import letter_file
from panah.documents.operations import sign_files
from panah.organisation.models import RoleHolding

pytestmark = pytest.mark.django_db
HOME = "/office/secretariat/"
IN = f"{HOME}in/"
CAME = {
    "key": "k" * 24,
    "sender": AGENCY,
    "number": "۴۵/ج",
    "dated_day": "۱۰",
    "dated_month": "۸",
    "dated_year": "۱۴۰۵",
    "subject": "پرسش",
    "annex_count": "۲",
    "urgency": "urgent",
    "classification": "normal",
}


def text(client: Client, page: str) -> str:
    return client.get(page).content.decode()


def test_a_letter_off_the_paper_is_registered_with_its_scan_and_shown(desk: Desk, sees: Sees) -> None:
    client = sees(desk.clerk)
    answer = client.post(IN, CAME | {"scan-1": sent(photo())})
    letter = Letter.objects.get()
    assert (answer.status_code, letter.sender_number, letter.sender_dated) == (302, "45/ج", date(2026, 11, 1))
    assert (letter.annex_count, letter.urgency, letter.scans.count()) == (2, "urgent", 1)
    page = text(client, f"{HOME}letters/{letter.pk}/")
    assert "ثبت شد. شمارهٔ ما" in page
    scan = letter.scans.get()
    shown = client.get(f"{HOME}scans/{scan.pk}/")
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert {one.kind for one in timeline(stream=letter.stream)} == {"letter-came", "read"}


def test_what_is_wrong_with_it_is_said_and_what_was_typed_stays(desk: Desk, sees: Sees) -> None:
    client = sees(desk.clerk)
    for change, sentence in (
        ({"sender": ""}, "فرستندهٔ نامه را بنویسید."),
        ({"answers": "18/1405/9"}, "چنین نامه‌ای پیدا نشد"),
        ({"scan-1": sent(b"MZ")}, "نه عکس است و نه پی‌دی‌اف"),
        ({"dated_year": "۱۴۰۶"}, "این روز هنوز نرسیده است."),
    ):
        answer = client.post(IN, CAME | change)
        assert answer.status_code == 422, change
        assert sentence in answer.content.decode()
        assert "پرسش" in answer.content.decode()
    assert Letter.objects.count() == 0


def test_a_letter_that_came_before_is_registered_again_only_when_it_was_looked_at(
    desk: Desk, sees: Sees
) -> None:
    client = sees(desk.clerk)
    client.post(IN, CAME)
    again = client.post(IN, CAME | {"key": "m" * 24})
    assert again.status_code == 409
    assert "is_known" in again.content.decode()
    assert client.post(IN, CAME | {"key": "m" * 24, "is_known": "on"}).status_code == 302
    assert Letter.objects.count() == 2


def test_a_letter_is_sent_on_with_its_note_and_done(desk: Desk, sees: Sees) -> None:
    letter = desk.came()
    desk.may_sign(desk.expert)
    clerk, expert = sees(desk.clerk), sees(desk.expert)
    page = f"{HOME}letters/{letter.pk}/"
    assert "جهت بررسی و اقدام" in text(clerk, page)
    to = f"{desk.bureau.directorate.pk}:bureau-expert:{desk.holding(desk.expert)}"
    nobody = clerk.post(f"{page}refer/", {"to": "", "note": "یادداشت من"})
    assert (nobody.status_code, "یادداشت من" in nobody.content.decode()) == (422, True)
    assert clerk.post(f"{page}refer/", {"to": to, "note": "لطفاً پاسخ دهید"}).status_code == 302
    assert "لطفاً پاسخ دهید" in text(expert, HOME)
    row = Referral.objects.get()
    done = expert.post(f"{HOME}referrals/{row.pk}/", {"letter": letter.pk, "note": "گفته شد"})
    assert done.status_code == 302
    assert "گفته شد" in text(clerk, page)
    assert expert.post(f"{HOME}referrals/{row.pk}/", {"letter": letter.pk}).status_code == 409


def test_the_register_is_filtered_and_searched(desk: Desk, sees: Sees) -> None:
    desk.may_sign(desk.expert)
    desk.letter(desk.expert, subject="نامهٔ صادره")
    desk.came(subject="نامهٔ وارده")
    desk.came(subject="پوشیده", classification="confidential")
    client = sees(desk.expert)
    page = text(client, f"{HOME}letters/")
    assert ("نامهٔ صادره" in page, "نامهٔ وارده" in page, "پوشیده" in page) == (True, True, False)
    assert "نامهٔ وارده" not in text(client, f"{HOME}letters/?direction=outgoing")
    assert "نامهٔ وارده" in text(client, f"{HOME}letters/?q=وارده&year=all")
    assert "نامه‌ای پیدا نشد" in text(client, f"{HOME}letters/?q=پوشیده")
    assert "نامه‌ای پیدا نشد" in text(client, f"{HOME}letters/?year=1399")
    for odd in (
        "?after=x",
        "?year=۹۹۹۹",
        "?direction=sideways",
        "?state=odd",
        "?q=%00",
        f"?after={'9' * 30}",
    ):
        assert client.get(f"{HOME}letters/{odd}").status_code == 200


def test_a_letter_goes_by_post_comes_back_and_is_voided(desk: Desk, sees: Sees) -> None:
    desk.may_sign(desk.expert)
    letter = desk.letter(desk.expert)
    client, page = sees(desk.expert), f"{HOME}letters/{letter.pk}/"
    assert client.post(f"{page}fact/", {"kind": "sent", "way": "pigeon"}).status_code == 422
    client.post(f"{page}fact/", {"kind": "sent", "way": "post", "receipt": "RR1"})
    client.post(f"{page}fact/", {"kind": "sent-back", "reason": "نشانی نادرست"})
    shown = text(client, page)
    assert ("RR1" in shown, "نشانی نادرست" in shown) == (True, True)
    assert client.post(f"{page}void/", {"reason": ""}).status_code == 422
    client.post(f"{page}void/", {"reason": "گیرنده اشتباه بود"})
    assert "باطل شد" in text(client, page)
    assert client.get(f"{page}letter.pdf").content.startswith(b"%PDF")


def test_nobody_sees_a_letter_that_is_not_theirs_by_its_address(desk: Desk, sees: Sees) -> None:
    hidden = desk.came(classification="confidential", files=[photo()])
    client = sees(desk.expert)
    scan = hidden.scans.get().pk
    for page in (
        f"letters/{hidden.pk}/",
        f"letters/{hidden.pk}/letter.pdf",
        f"scans/{scan}/",
        "letters/999999/",
    ):
        assert client.get(f"{HOME}{page}").status_code == 404, page
    for page in ("refer/", "fact/", "void/"):
        said = {"to": f"{desk.bureau.directorate.pk}::", "note": "x", "kind": "delivered", "reason": "x"}
        assert client.post(f"{HOME}letters/{hidden.pk}/{page}", said).status_code == 404, page


def test_a_stamped_letter_is_scanned_matched_and_looked_at_on_pages(desk: Desk, sees: Sees) -> None:
    desk.may_sign(desk.director, "stamped")
    desk.sign(desk.submit(desk.draft(desk.expert, "stamped"), desk.expert, desk.director), desk.clerk)
    clerk, officer = sees(desk.clerk), sees(desk.officer)
    assert clerk.post(f"{HOME}scans/", {"scan-1": sent(photo())}).status_code == 302
    number = Scan.objects.get().pk
    assert f"{HOME}scans/{number}/match/" in text(clerk, f"{HOME}scans/")
    wrong = clerk.post(f"{HOME}scans/{number}/match/", {"typed": "۹۹"})
    assert (wrong.status_code, "رمز ده‌حرفی" in wrong.content.decode()) == (422, True)
    assert clerk.post(f"{HOME}scans/{number}/match/", {"typed": "۱۸/۱۴۰۵/۱"}).status_code == 302
    match = ScanMatch.objects.get()
    own = clerk.post(f"{HOME}scans/matches/{match.pk}/", {"holds": "yes"})
    assert (own.status_code, "همکار دیگری می‌بیند" in own.content.decode()) == (409, True)
    assert officer.get(f"{HOME}scans/{number}/").status_code == 200
    assert officer.post(f"{HOME}scans/matches/{match.pk}/", {"holds": "yes"}).status_code == 302
    assert letter_file(match.letter_id, actor=desk.clerk).line.standing == "unsent"


def test_the_head_gives_the_right_to_sign_and_takes_it_back(desk: Desk, sees: Sees) -> None:
    holding = desk.holding(desk.expert)
    head, page = sees(desk.director), f"{HOME}rights/"
    right = {
        "holding": str(holding),
        "kinds": ["covering", "answer"],
        "behalf_role": "bureau-director",
        "first_day": "۱",
        "first_month": "۹",
        "first_year": "۱۴۰۵",
        "ground": "حکم ۱۲",
    }
    assert head.post(page, right | {"ground": ""}).status_code == 422
    assert head.post(page, right).status_code == 302
    made = SigningRight.objects.get()
    assert (made.holder_id, made.kinds, made.behalf_role) == (
        desk.expert.account_id,
        "answer covering",
        "bureau-director",
    )
    assert "از طرف مدیرکل" in text(sees(desk.expert), page)
    assert sees(desk.expert).post(page, right).status_code == 403
    assert sees(desk.officer).post(f"{page}{made.pk}/").status_code == 404
    assert head.post(f"{page}{made.pk}/").status_code == 302
    assert "پس گرفته شد" in text(head, page)


def test_the_administrator_gives_rights_and_enters_certificates(desk: Desk, sees: Sees) -> None:
    held = RoleHolding.objects.select_related("staff").get(pk=desk.holding(desk.director))
    client = sees(desk.administrator)
    assert "حق امضا" in text(client, "/office/")
    said = {"personnel": held.staff.personnel_number, "fingerprint": "zz", "token": "t", "label": "k"}
    wrong = client.post(f"{HOME}rights/tokens/", said)
    assert (wrong.status_code, "نویسه از" in wrong.content.decode()) == (422, True)
    assert client.post(f"{HOME}rights/tokens/", said | {"fingerprint": "AB:" * 31 + "AB"}).status_code == 302


def test_an_address_is_written_down_and_a_letter_to_it_is_carried_by_its_file(desk: Desk, sees: Sees) -> None:
    clerk = sees(desk.clerk)
    assert clerk.post(f"{HOME}addresses/", {"name": "", "code": "x"}).status_code == 422
    clerk.post(f"{HOME}addresses/", {"name": AGENCY, "code": "edu-18"})
    assert Correspondent.objects.get().code == "edu-18"
    desk.may_sign(desk.expert)
    desk.letter(desk.expert)
    row = Dispatch.objects.get()
    file = clerk.get(f"{HOME}dispatches/{row.pk}/letter.xml")
    assert file.content.startswith(b"<?xml")
    assert "به دست متصدی" in text(clerk, HOME)
    clerk.post(f"{HOME}dispatches/{row.pk}/", {"receipt": ""})
    assert "شمارهٔ رسید را بنویسید" in text(clerk, HOME)
    clerk.post(f"{HOME}dispatches/{row.pk}/", {"receipt": "77"})
    assert Dispatch.objects.get().receipt == "77"


def test_what_came_as_a_file_is_brought_read_and_registered(desk: Desk, sees: Sees) -> None:
    keep_correspondent(name=AGENCY, code="edu-18", actor=desk.clerk, now=desk.now)
    desk.may_sign(desk.expert)
    with simulators() as line, pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.PANAH_ECE_URL", line.ece_url)
        letter = desk.letter(desk.expert)
        sign_files(now=desk.now)
        send_letters(now=desk.now)
        line.both.ece.answer_letter(f"{letter.number}>edu-18")
        file = next(iter(line.both.ece.inbox.values())).envelope.encode()
    clerk = sees(desk.clerk)
    clerk.post(f"{HOME}arrivals/bring/", {"envelope": SimpleUploadedFile("x.xml", b"no")})
    assert "نامهٔ تبادل الکترونیکی نیست" in text(clerk, HOME)
    clerk.post(f"{HOME}arrivals/bring/", {"envelope": SimpleUploadedFile("x.xml", file)})
    row = Arrival.objects.get()
    page = f"{HOME}arrivals/{row.pk}/"
    shown = text(clerk, page)
    assert ("1002/ص" in shown, letter.number in shown, AGENCY in shown) == (True, True, True)
    assert clerk.get(f"{page}letter.pdf").content.startswith(b"%PDF")
    answer = clerk.post(page, CAME | {"number": "1002/ص", "answers": letter.number})
    assert answer.status_code == 302
    came = Letter.objects.get(direction="incoming")
    assert (came.in_reply_to_id, came.scans.count()) == (letter.pk, 1)
    assert clerk.get(page).status_code == 404


@pytest.mark.parametrize("count", [2, 12])
def test_pages_ask_as_often_for_many_letters_as_for_few(
    desk: Desk, sees: Sees, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    desk.may_sign(desk.expert)
    for _ in range(count):
        desk.letter(desk.expert, "answer", in_reply_to=desk.came().pk)
        desk.draft(desk.expert)
    client = sees(desk.expert)
    client.get(HOME)
    for page, most in (
        (HOME, 20),
        (f"{HOME}letters/", 20),
        (f"{HOME}letters/{Letter.objects.earliest('pk').pk}/", 34),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(page).status_code == 200

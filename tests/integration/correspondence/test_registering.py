"""Letters that come in: our number beside the sender's, scans kept sealed, chains of answers, nothing twice."""

from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from factories.files import WRONG, pdf, photo
from factories.letters import AGENCY, Desk
from panah.correspondence.models import Letter, LetterFact, Register, Scan
from panah.correspondence.operations import (
    Fact,
    Received,
    look_at_scan,
    register_letter,
    void_letter,
    write_fact,
)
from panah.correspondence.queries import Wanted, letters_page, prefilled, registers_with_gaps
from panah.correspondence.queries.page import letter_file
from panah.correspondence.rules.words import Happened, Way
from panah.foundation.digits import to_persian_digits
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.registry.rules import Reading

pytestmark = pytest.mark.django_db


def test_what_came_in_has_our_number_and_the_senders_beside_it(desk: Desk) -> None:
    letter = desk.came(number="۴۵۶/الف", dated=date(2026, 11, 10))
    assert (letter.number, letter.dated) == ("18/1405/1", date(2026, 11, 22))
    assert (letter.sender, letter.sender_number, letter.sender_dated) == (
        AGENCY,
        "456/الف",
        date(2026, 11, 10),
    )


def test_letters_in_out_and_inside_share_one_register_without_a_gap(desk: Desk) -> None:
    desk.may_sign(desk.expert, "covering", "memo")
    desk.came()
    desk.letter(desk.expert)
    desk.letter(desk.expert, "memo", to_office=desk.bureau.elsewhere.pk)
    assert list(Letter.objects.order_by("pk").values_list("n", "direction")) == [
        (1, "incoming"),
        (2, "outgoing"),
        (3, "internal"),
    ]
    assert (Register.objects.get().last, registers_with_gaps()) == (3, [])


def test_only_the_secretariat_registers(desk: Desk) -> None:
    for who in (desk.expert, desk.director, desk.actor("service-clerk", office=desk.bureau.counter)):
        with pytest.raises(NotAllowed, match="not-yours-to-register"):
            register_letter(
                received=Received(sender=AGENCY, number="1", dated=None, subject="x"),
                files=[],
                key="x",
                actor=who,
                now=desk.now,
            )


def test_a_scan_is_made_safe_kept_sealed_and_every_look_is_written_down(desk: Desk) -> None:
    letter = desk.came(files=[photo(), pdf(2)])
    scans = list(Scan.objects.filter(letter=letter).order_by("pk"))
    assert [(one.kind, one.pages) for one in scans] == [("picture", 1), ("pdf", 2)]
    with default_storage.open(scans[0].place) as kept:
        assert b"JFIF" not in kept.read()
    look = Reading(actor_id=desk.clerk.account_id or 0, role="secretariat", purpose="service", at=desk.now)
    assert look_at_scan(scan_id=scans[0].pk, actor=desk.clerk, look=look).body.startswith(b"\xff\xd8")
    far = desk.actor("secretariat", office=desk.bureau.elsewhere)
    with pytest.raises(NotFound, match="scan-unknown"):
        look_at_scan(scan_id=scans[0].pk, actor=far, look=look)


@pytest.mark.parametrize("wrong", ["not what it says", "cut off", "a PDF under a password", "empty"])
def test_a_file_that_is_refused_takes_no_number(desk: Desk, wrong: str) -> None:
    make, _ = WRONG[wrong]
    with pytest.raises(InvalidInput):
        desk.came(files=[photo(), make()])
    assert (Letter.objects.count(), Scan.objects.count(), Register.objects.count()) == (0, 0, 0)


def test_a_form_sent_twice_is_one_letter(desk: Desk) -> None:
    first = desk.came()
    desk.turns -= 1
    assert desk.came().pk == first.pk
    assert Register.objects.get().last == 1


def test_what_came_before_is_said_before_it_is_registered_again(desk: Desk) -> None:
    first = desk.came(number="7", dated=date(2026, 11, 10))
    with pytest.raises(Conflict, match="came-before") as said:
        desk.came(number="۷", dated=date(2026, 11, 10))
    assert said.value.params == {"number": first.number}
    assert Register.objects.get().last == 1
    assert desk.came(number="7", dated=date(2026, 11, 10), is_known=True).n == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"sender": " "}, "sender-missing"),
        ({"subject": ""}, "subject-missing"),
        ({"dated": date(2026, 11, 23)}, "date-in-future"),
        ({"answers": "18/1405/999"}, "letter-unknown"),
        ({"case": "0"}, "case-unknown"),
    ],
)
def test_what_is_wrong_is_said_and_takes_no_number(desk: Desk, change: dict[str, object], code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        desk.came(**change)
    assert Letter.objects.count() == 0


def test_question_answer_and_what_follows_are_one_chain(desk: Desk) -> None:
    desk.may_sign(desk.expert, "answer", "covering", "follow-up")
    case = desk.case()
    first = desk.letter(desk.expert, case=case)
    question = desk.came(answers=first.number, number="90/ب")
    assert (question.in_reply_to_id, question.case_id) == (first.pk, case.pk)
    answer = desk.letter(desk.expert, "answer", case=case, in_reply_to=question.pk)
    second = desk.letter(desk.expert, "follow-up", case=case, follows=answer.pk)
    file = letter_file(question.pk, actor=desk.expert)
    assert (file.answers and file.answers.number, [one.number for one in file.replies]) == (
        first.number,
        [answer.number],
    )
    assert letter_file(second.pk, actor=desk.expert).follows == letter_file(answer.pk, actor=desk.expert).line


def test_a_case_with_a_question_proposes_its_answer_with_number_and_day(desk: Desk) -> None:
    case = desk.case()
    plain = prefilled(desk.expert, case_id=case.pk)
    assert (plain.kind, plain.case_number) == ("covering", case.number)
    assert to_persian_digits(case.number) in plain.body
    assert "[…]" not in plain.body
    question = desk.came(case=case.number, number="90/ب", dated=date(2026, 11, 10))
    answer = prefilled(desk.expert, case_id=case.pk)
    assert (answer.kind, answer.to, answer.reply_to) == ("answer", AGENCY, question.pk)
    assert "۹۰/ب مورخ ۱۴۰۵/۰۸/۱۹" in answer.body


def test_a_letter_of_a_case_one_may_not_open_is_not_written(desk: Desk) -> None:
    case = desk.case()
    far = desk.actor("bureau-expert", office=desk.bureau.elsewhere)
    with pytest.raises(NotFound, match="case-unknown"):
        prefilled(far, case_id=case.pk)
    with pytest.raises(NotFound, match="case-unknown"):
        desk.draft(far, case=case)


def test_what_was_sent_delivered_or_came_back_stands_beside_the_letter(desk: Desk) -> None:
    desk.may_sign(desk.expert)
    letter = desk.letter(desk.expert)
    assert [one.number for one in letters_page(desk.clerk, Wanted(state="unsent")).lines] == [letter.number]
    sent = Fact(kind=Happened.SENT, way=Way.POST, receipt="RR 1")
    write_fact(letter_id=letter.pk, fact=sent, actor=desk.clerk, now=desk.now)
    back = Fact(kind=Happened.SENT_BACK, reason="نشانی نادرست")
    write_fact(letter_id=letter.pk, fact=back, actor=desk.expert, now=desk.now + timedelta(days=2))
    assert [
        (one.kind, one.receipt or one.reason) for one in letter_file(letter.pk, actor=desk.expert).facts
    ] == [
        ("sent-back", "نشانی نادرست"),
        ("sent", "RR 1"),
    ]
    assert letters_page(desk.clerk, Wanted(state="unsent")).lines == []
    with pytest.raises(NotAllowed, match="not-yours-to-say"):
        write_fact(letter_id=letter.pk, fact=sent, actor=desk.officer, now=desk.now)


def test_what_happened_is_never_rewritten(desk: Desk) -> None:
    desk.may_sign(desk.expert)
    letter = desk.letter(desk.expert)
    fact = write_fact(
        letter_id=letter.pk, fact=Fact(kind=Happened.SENT, way=Way.POST), actor=desk.expert, now=desk.now
    )
    for tamper in (
        lambda: LetterFact.objects.filter(pk=fact.pk).update(receipt="x"),
        lambda: LetterFact.objects.all().delete(),
        lambda: Letter.objects.filter(pk=letter.pk).update(classification="confidential"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            tamper()


def test_a_voided_letter_keeps_its_number_says_why_and_is_printed_as_void(desk: Desk) -> None:
    desk.may_sign(desk.expert)
    letter = desk.letter(desk.expert)
    with pytest.raises(InvalidInput, match="reason-needed"):
        void_letter(letter_id=letter.pk, reason="", actor=desk.expert, now=desk.now)
    with pytest.raises(NotAllowed, match="no-right-to-sign"):
        void_letter(letter_id=letter.pk, reason="اشتباه", actor=desk.officer, now=desk.now)
    void_letter(letter_id=letter.pk, reason="گیرنده اشتباه بود", actor=desk.expert, now=desk.now)
    with pytest.raises(Conflict, match="letter-void"):
        void_letter(letter_id=letter.pk, reason="باز", actor=desk.expert, now=desk.now)
    fact = Fact(kind=Happened.SENT, way=Way.POST)
    with pytest.raises(Conflict, match="letter-void"):
        write_fact(letter_id=letter.pk, fact=fact, actor=desk.expert, now=desk.now)
    assert desk.letter(desk.expert).number == "18/1405/2"
    assert letter_file(letter.pk, actor=desk.expert).line.standing == "void"
    assert registers_with_gaps() == []

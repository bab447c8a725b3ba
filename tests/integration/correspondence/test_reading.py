"""Who may read a letter: asked in the query, so that lists, searches, counts and pages know of no other."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from factories.bureau import actor_of
from factories.letters import Desk
from panah.casework.engine.authority import Actor
from panah.correspondence.models import Letter
from panah.correspondence.operations import Sending, letter_pdf, refer
from panah.correspondence.queries import Wanted, letters_of, letters_page, prefilled
from panah.correspondence.queries.page import letter_file
from panah.correspondence.queries.reach import readable
from panah.correspondence.queries.waiting import waiting_for
from panah.foundation.errors import NotAllowed, NotFound
from panah.organisation.models import Office
from panah.organisation.operations import open_office
from panah.organisation.roles import OfficeKind
from panah.registry.rules import Reading

pytestmark = pytest.mark.django_db
SECRET = {"classification": "confidential", "subject": "موضوع پوشیده", "sender": "فرستندهٔ پوشیده"}


def numbers(who: Actor, **wanted: object) -> list[str]:
    return [one.number for one in letters_page(who, Wanted(**wanted)).lines]  # type: ignore[arg-type]  # names of filters


def sent_on(desk: Desk, letter: Letter, to: Actor) -> None:
    sending = Sending(
        to_office=desk.bureau.directorate.pk, to_holding=desk.holding(to), note="جهت بررسی و اقدام"
    )
    refer(letter_id=letter.pk, sending=sending, actor=desk.clerk, now=desk.now)


def test_a_confidential_letter_hides_in_lists_searches_and_counts(desk: Desk) -> None:
    open_one, hidden = desk.came(), desk.came(**SECRET)
    for who in (
        desk.expert,
        desk.officer,
        desk.actor("auditor"),
        desk.actor("secretariat", name="another clerk"),
    ):
        assert numbers(who) == [open_one.number]
        assert numbers(who, words="پوشیده") == []
        assert numbers(who, words=hidden.number) == []
        assert numbers(who, words=hidden.sender_number) == []
        assert letters_page(who, Wanted()).counts["incoming"] == 1
        with pytest.raises(NotFound, match="letter-unknown"):
            letter_file(hidden.pk, actor=who)
    for who in (desk.clerk, desk.director):
        assert numbers(who) == [hidden.number, open_one.number]
        assert numbers(who, words="پوشیده") == [hidden.number]
        assert letters_page(who, Wanted()).counts["incoming"] == 2


def test_a_confidential_letter_opens_to_whom_it_is_sent_on_and_to_nobody_else(desk: Desk) -> None:
    hidden = desk.came(**SECRET)
    sent_on(desk, hidden, desk.officer)
    assert numbers(desk.officer) == [hidden.number]
    assert numbers(desk.expert) == []


def test_a_confidential_letter_of_a_case_is_not_listed_beside_it(desk: Desk) -> None:
    case = desk.case()
    open_one = desk.came(case=case.number)
    hidden = desk.came(case=case.number, **SECRET)
    assert [one.number for one in letters_of(case.pk, reader=desk.expert)] == [open_one.number]
    assert [one.number for one in letters_of(case.pk)] == [open_one.number]
    assert [one.number for one in letters_of(case.pk, reader=desk.director)] == [
        hidden.number,
        open_one.number,
    ]


def test_nor_is_it_proposed_to_be_answered_or_quoted(desk: Desk) -> None:
    case = desk.case()
    hidden = desk.came(case=case.number, **SECRET)
    assert prefilled(desk.expert, case_id=case.pk).kind == "covering"
    with pytest.raises(NotFound, match="letter-unknown"):
        prefilled(desk.expert, reply_to=hidden.pk)
    with pytest.raises(NotFound, match="letter-unknown"):
        desk.draft(desk.expert, in_reply_to=hidden.pk)


def test_a_chain_shows_only_what_its_reader_may_read(desk: Desk) -> None:
    desk.may_sign(desk.expert)
    first = desk.letter(desk.expert)
    answer = desk.came(answers=first.number, **SECRET)
    assert letter_file(first.pk, actor=desk.expert).replies == ()
    assert letter_file(first.pk, actor=desk.expert).line.standing == "unsent"
    assert [one.number for one in letter_file(first.pk, actor=desk.director).replies] == [answer.number]


def test_letters_of_another_bureau_are_not_there(desk: Desk) -> None:
    letter = desk.came()
    far = desk.actor("bureau-director", office=desk.bureau.elsewhere)
    assert numbers(far) == []
    with pytest.raises(NotFound, match="letter-unknown"):
        letter_file(letter.pk, actor=far)
    look = Reading(actor_id=far.account_id or 0, role="bureau-director", purpose="service", at=desk.now)
    with pytest.raises(NotFound, match="letter-unknown"):
        letter_pdf(letter_id=letter.pk, actor=far, look=look)


def test_nobody_reads_letters_about_their_own_matter_as_an_officer(desk: Desk) -> None:
    case = desk.case()
    letter = desk.came(case=case.number)
    subject = case.subjects.get()
    own = actor_of(desk.account("bureau-expert"), now=desk.now, persons=(subject.party_id,))
    assert letter in readable(desk.expert)
    assert letter not in readable(own)


def political_of(desk: Desk) -> Office:
    return open_office(
        parent=desk.bureau.ministry,
        kind=OfficeKind.POLITICAL_OFFICE,
        code="political",
        name="دفتر سیاسی",
        opened_on=desk.now.date() - timedelta(days=900),
        now=desk.now,
    )


def test_the_political_office_and_the_bureau_do_not_read_each_others_letters(desk: Desk) -> None:
    office = political_of(desk)
    political = desk.actor("political-director", office=office)
    desk.may_sign(political, by=desk.actor("administrator", office=desk.bureau.ministry))
    theirs = desk.letter(political)
    ours = desk.came()
    assert numbers(political) == [theirs.number]
    assert ours.number in numbers(desk.director)
    assert theirs.number not in numbers(desk.actor("ministry-director", office=desk.bureau.ministry))


def test_a_letter_about_a_case_is_sent_to_no_other_side(desk: Desk) -> None:
    office = political_of(desk)
    desk.actor("political-expert", office=office)
    desk.may_sign(desk.expert, "memo")
    letter = desk.came(case=desk.case().number)
    sending = Sending(to_office=office.pk, to_role="political-expert", note="جهت اطلاع")
    with pytest.raises(NotAllowed, match="other-side"):
        refer(letter_id=letter.pk, sending=sending, actor=desk.clerk, now=desk.now)
    with pytest.raises(NotAllowed, match="other-side"):
        desk.letter(desk.expert, "memo", case=desk.cases[0], to_office=office.pk)


def test_a_letter_is_found_by_number_sender_and_subject_however_it_is_typed(desk: Desk) -> None:
    letter = desk.came(number="۱۲۳/الف", subject="كارت‌های آمایش یوسف")
    desk.came(subject="چیز دیگر", sender="بانک ملی")
    for words in ("۱۸/۱۴۰۵/۱", "18-1405-1", "123/الف", "کارتهای امایش", "آموزش پرورش", "يوسف"):
        assert numbers(desk.clerk, words=words) == [letter.number], words


def test_filters_leave_what_was_asked_for(desk: Desk) -> None:
    desk.may_sign(desk.expert)
    question = desk.came(urgency="immediate")
    out = desk.letter(desk.expert)
    assert numbers(desk.expert, direction="incoming") == [question.number]
    assert numbers(desk.expert, direction="outgoing") == [out.number]
    assert numbers(desk.expert, urgency="immediate") == [question.number]
    assert numbers(desk.expert, state="unanswered") == [question.number]
    assert numbers(desk.expert, year=1404) == []
    assert numbers(desk.expert, after=out.pk) == [question.number]
    page = letters_page(desk.expert, Wanted(direction="incoming", year=1405))
    assert (page.counts, page.years) == ({"outgoing": 1, "incoming": 1, "internal": 0}, (1405,))


@pytest.mark.parametrize("count", [3, 9])
def test_pages_ask_as_often_for_many_letters_as_for_few(
    desk: Desk, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    desk.may_sign(desk.expert)
    for _ in range(count):
        came = desk.came()
        sent_on(desk, came, desk.expert)
        desk.letter(desk.expert, "answer", in_reply_to=came.pk)
        desk.draft(desk.expert)
    clerk, expert = desk.clerk, desk.expert
    with django_assert_max_num_queries(6):
        letters_page(clerk, Wanted(year=1405, words="پرسش"))
    with django_assert_max_num_queries(7):
        waiting_for(expert)
    with django_assert_max_num_queries(9):
        letter_file(Letter.objects.filter(direction="incoming").earliest("pk").pk, actor=expert)

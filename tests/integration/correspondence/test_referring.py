"""A letter sent on with a note in its margin: it waits for one person, a role or an office, and its thread is kept."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from factories.letters import Desk
from panah.casework.engine.authority import Actor
from panah.correspondence.models import Letter, Referral, ReferralEnd
from panah.correspondence.operations import Sending, finish, refer
from panah.correspondence.queries import receivers_for
from panah.correspondence.queries.page import letter_file
from panah.correspondence.queries.waiting import waiting_for
from panah.foundation.errors import Conflict, InvalidInput, NotFound

pytestmark = pytest.mark.django_db
ACT = "جهت بررسی و اقدام"


def send(
    desk: Desk, letter: Letter, by: Actor, *, to: Actor | None = None, role: str = "", **more: object
) -> Referral:
    sending = Sending(
        to_office=desk.bureau.directorate.pk,
        to_holding=desk.holding(to) if to else None,
        to_role=role,
        note=str(more.pop("note", ACT)),
        **more,  # type: ignore[arg-type]  # the rest by name
    )
    return refer(letter_id=letter.pk, sending=sending, actor=by, now=desk.now)


def waits(who: Actor) -> list[tuple[str, str]]:
    return [(one.number, one.note) for one in waiting_for(who).referred]


def test_it_waits_for_whom_it_was_sent_on_to_with_note_and_initials(desk: Desk) -> None:
    letter = desk.came()
    send(desk, letter, desk.clerk, to=desk.expert)
    assert waits(desk.expert) == [(letter.number, ACT)]
    assert waits(desk.officer) == []
    (line,) = letter_file(letter.pk, actor=desk.expert).referrals
    assert (line.note, line.role, line.at, line.is_mine) == (ACT, "دبیرخانه", desk.now, True)


def test_for_a_role_it_waits_with_everybody_who_holds_it_there(desk: Desk) -> None:
    other = desk.actor("bureau-expert", name="another")
    letter = desk.came()
    row = send(desk, letter, desk.clerk, role="bureau-expert")
    assert waits(desk.expert) == waits(other) == [(letter.number, ACT)]
    finish(referral_id=row.pk, kind="done", note_text="انجام شد", actor=other, now=desk.now)
    assert waits(desk.expert) == []
    with pytest.raises(Conflict, match="referral-over"):
        finish(referral_id=row.pk, kind="done", note_text="", actor=desk.expert, now=desk.now)


def test_for_an_office_it_waits_with_its_head_and_its_secretariat(desk: Desk) -> None:
    desk.may_sign(desk.expert, "memo")
    assert waits(desk.director) == []
    letter = desk.letter(desk.expert, "memo", to_office=desk.bureau.elsewhere.pk)
    head = desk.actor("bureau-director", office=desk.bureau.elsewhere)
    clerk = desk.actor("secretariat", office=desk.bureau.elsewhere)
    expert = desk.actor("bureau-expert", office=desk.bureau.elsewhere)
    assert waits(head) == waits(clerk) == [(letter.number, ACT)]
    assert waits(expert) == []
    assert letter_file(letter.pk, actor=head).line.standing == "in-hand"


def test_what_is_sent_on_again_is_out_of_ones_hands_and_stands_in_the_thread(desk: Desk) -> None:
    letter = desk.came()
    first = send(desk, letter, desk.clerk, to=desk.director)
    desk.now += timedelta(hours=1)
    send(desk, letter, desk.director, to=desk.expert, note="لطفاً پاسخ دهید", onward_of=first.pk)
    assert (waits(desk.director), waits(desk.expert)) == ([], [(letter.number, "لطفاً پاسخ دهید")])
    lines = letter_file(letter.pk, actor=desk.clerk).referrals
    assert [(one.depth, one.note, one.end) for one in lines] == [
        (0, ACT, "sent-on"),
        (1, "لطفاً پاسخ دهید", ""),
    ]


def test_an_answer_is_itself_the_end_of_what_was_sent_on(desk: Desk) -> None:
    desk.may_sign(desk.expert, "answer")
    letter = desk.came()
    send(desk, letter, desk.clerk, to=desk.expert)
    answer = desk.letter(desk.expert, "answer", in_reply_to=letter.pk)
    assert waits(desk.expert) == []
    (line,) = letter_file(letter.pk, actor=desk.clerk).referrals
    assert (line.end, line.end_note, line.end_role) == ("answered", answer.number, "کارشناس اداره کل")
    assert letter_file(letter.pk, actor=desk.clerk).line.standing == "answered"


def test_only_who_has_it_in_hand_says_it_is_done(desk: Desk) -> None:
    row = send(desk, desk.came(), desk.clerk, to=desk.expert)
    with pytest.raises(NotFound, match="referral-unknown"):
        finish(referral_id=row.pk, kind="done", note_text="", actor=desk.officer, now=desk.now)


def test_a_referral_without_a_note_or_to_nobody_is_none(desk: Desk) -> None:
    letter = desk.came()
    with pytest.raises(InvalidInput, match="note-missing"):
        send(desk, letter, desk.clerk, to=desk.expert, note=" ")
    with pytest.raises(InvalidInput, match="receiver-unknown"):
        send(desk, letter, desk.clerk, role="child-officer")
    with pytest.raises(InvalidInput, match="due-past"):
        send(desk, letter, desk.clerk, to=desk.expert, due_on=desk.now.date() - timedelta(days=1))
    assert Referral.objects.count() == 0


def test_a_thread_is_never_rewritten(desk: Desk) -> None:
    row = send(desk, desk.came(), desk.clerk, to=desk.expert)
    finish(referral_id=row.pk, kind="done", note_text="", actor=desk.expert, now=desk.now)
    for tamper in (
        lambda: Referral.objects.filter(pk=row.pk).update(marginal_note="دیگر"),
        lambda: ReferralEnd.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            tamper()


def test_receivers_are_the_people_and_roles_of_ones_own_side(desk: Desk) -> None:
    desk.actor("bureau-expert", office=desk.bureau.elsewhere)
    clerk = desk.clerk
    desk.expert  # noqa: B018  # hired by being asked for
    found = receivers_for(clerk, office_id=desk.bureau.directorate.pk, about_case=True, at=desk.now)
    assert {(one.office_id, one.role) for one in found} == {
        (desk.bureau.directorate.pk, "bureau-expert"),
        (desk.bureau.directorate.pk, "secretariat"),
        (desk.bureau.directorate.pk, ""),
    }

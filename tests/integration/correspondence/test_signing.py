"""Who signs which letters, from when, for whom; and that a letter is signed once or not at all."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pyhanko.pdf_utils.reader import PdfFileReader

from factories.letters import Desk
from panah.audit.queries import timeline
from panah.correspondence.models import Draft, Letter, Register, SigningRight
from panah.correspondence.operations import (
    change_draft,
    drop_draft,
    give_back_draft,
    letter_pdf,
    submit_draft,
    take_right_back,
)
from panah.correspondence.operations.writing import Written, written_in
from panah.correspondence.queries import registers_with_gaps
from panah.correspondence.queries.drafts import drafts_to_sign, initials_of, own_drafts
from panah.correspondence.queries.rights import possible_signers
from panah.correspondence.sealing import open_letter
from panah.documents.operations import sign_files
from panah.foundation.digits import to_persian_digits
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound, Stale
from panah.organisation.models import RoleHolding
from panah.organisation.operations import delegate
from panah.organisation.rules import Scope
from panah.registry.rules import Reading

pytestmark = pytest.mark.django_db


def scope_of(desk: Desk) -> Scope:
    """The director's own power."""
    assert desk.director.scope is not None
    return desk.director.scope


def look(desk: Desk, who: int | None) -> Reading:
    return Reading(actor_id=who or 0, role="bureau-expert", purpose="service", at=desk.now)


def test_a_letter_gets_number_date_and_sheet_in_the_act_of_signing(desk: Desk) -> None:
    desk.may_sign(desk.expert)
    letter = desk.letter(desk.expert, annex_count=2, annex_text="رونوشت کارت", copies=("بایگانی",))
    assert (letter.number, letter.dated, letter.direction) == ("18/1405/1", date(2026, 11, 22), "outgoing")
    sheet = open_letter(letter.number, letter.sealed)
    assert (sheet["number"], sheet["date"], sheet["annex"]) == (
        "۱۸/۱۴۰۵/۱",
        "۱۴۰۵/۰۹/۰۱",
        "۲ برگ: رونوشت کارت",
    )
    assert list(letter.copies.values_list("to", flat=True)) == ["بایگانی"]
    assert [one.kind for one in timeline(stream=letter.stream)] == ["letter-signed"]


def test_a_reprint_is_the_same_to_the_last_byte(desk: Desk) -> None:
    desk.may_sign(desk.expert)
    letter = desk.letter(desk.expert)
    assert (
        letter_pdf(letter_id=letter.pk, actor=desk.expert, look=look(desk, desk.expert.account_id))[1] is None
    )
    assert sign_files(now=desk.now) == 1
    first = letter_pdf(letter_id=letter.pk, actor=desk.expert, look=look(desk, desk.expert.account_id))
    again = letter_pdf(letter_id=letter.pk, actor=desk.expert, look=look(desk, desk.expert.account_id))
    assert first == again
    assert first[1] is not None
    (signature,) = PdfFileReader(BytesIO(first[1])).embedded_regular_signatures
    assert to_persian_digits(letter.number) in signature.sig_object["/Reason"]


def test_without_a_right_nobody_signs_whatever_their_role(desk: Desk) -> None:
    for who in (desk.expert, desk.director, desk.clerk):
        with pytest.raises(NotAllowed, match="no-right-to-sign"):
            desk.sign(desk.draft(who), who)
    assert (Letter.objects.count(), Register.objects.count()) == (0, 0)


def test_a_right_that_ended_yesterday_signs_nothing_today(desk: Desk) -> None:
    yesterday = desk.now - timedelta(days=3)
    desk.may_sign(desk.expert, first=yesterday.date(), until=desk.now.date(), at=yesterday)
    draft = desk.draft(desk.expert)
    with pytest.raises(NotAllowed, match="no-right-to-sign"):
        desk.sign(draft, desk.expert)
    desk.now -= timedelta(days=1)
    assert desk.sign(draft, desk.expert).number == "18/1405/1"


def test_a_right_that_was_taken_back_signs_nothing(desk: Desk) -> None:
    right = desk.may_sign(desk.expert)
    take_right_back(right_id=right.pk, actor=desk.director, now=desk.now)
    with pytest.raises(NotAllowed, match="no-right-to-sign"):
        desk.letter(desk.expert)
    with pytest.raises(Conflict, match="right-is-over"):
        take_right_back(right_id=right.pk, actor=desk.director, now=desk.now)


def test_a_right_is_for_its_kinds_and_its_office_alone(desk: Desk) -> None:
    desk.may_sign(desk.expert, "covering")
    with pytest.raises(NotAllowed, match="no-right-to-sign"):
        desk.letter(desk.expert, "follow-up")
    far = desk.actor("bureau-expert", office=desk.bureau.elsewhere)
    with pytest.raises(NotAllowed, match="no-right-to-sign"):
        desk.letter(far)


def test_who_no_longer_holds_the_role_no_longer_signs(desk: Desk) -> None:
    desk.may_sign(desk.expert)
    draft = desk.draft(desk.expert)
    RoleHolding.objects.filter(staff__account=desk.expert.account_id).update(valid_until=desk.now.date())
    with pytest.raises(NotFound, match="draft-unknown"):
        desk.sign(draft, desk.actor("bureau-officer"))
    with pytest.raises(NotAllowed, match="no-right-to-sign"):
        desk.sign(draft, desk.expert)


def test_the_head_or_the_administrator_gives_the_right_and_nobody_to_themselves(desk: Desk) -> None:
    assert desk.may_sign(desk.expert, by=desk.director).granted_by_id == desk.director.account_id
    with pytest.raises(NotAllowed, match="right-to-oneself"):
        desk.may_sign(desk.director, by=desk.director)
    for who in (desk.officer, desk.clerk, desk.actor("bureau-director", office=desk.bureau.elsewhere)):
        with pytest.raises(NotAllowed, match="not-yours-to-give"):
            desk.may_sign(desk.expert, by=who)
    with pytest.raises(IntegrityError), transaction.atomic():
        SigningRight.objects.create(
            holder=desk.account("bureau-expert"),
            role="bureau-expert",
            office=desk.bureau.directorate,
            kinds="covering",
            valid_from=desk.now.date(),
            ground="خودم",
            granted_by=desk.account("bureau-expert"),
            recorded_at=desk.now,
        )


def test_a_right_is_never_stretched_afterwards(desk: Desk) -> None:
    right = desk.may_sign(desk.expert, until=desk.now.date() + timedelta(days=1))
    for change in ({"valid_until": desk.now.date() + timedelta(days=90)}, {"kinds": "covering memo"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SigningRight.objects.filter(pk=right.pk).update(**change)


def test_what_needs_a_superior_is_not_signed_by_its_writer(desk: Desk) -> None:
    desk.may_sign(desk.expert, "introduction")
    desk.may_sign(desk.director, "introduction")
    draft = desk.draft(desk.expert, "introduction")
    with pytest.raises(NotAllowed, match="needs-another-signer"):
        desk.sign(draft, desk.expert)
    waiting = desk.submit(draft, desk.expert, desk.director)
    assert [one.id for one in drafts_to_sign(desk.director)] == [draft.pk]
    letter = desk.sign(waiting, desk.director)
    assert (letter.written_by_id, letter.signed_by_id) == (desk.expert.account_id, desk.director.account_id)
    assert [(one.role, one.is_return) for one in initials_of(draft.pk)] == [("کارشناس اداره کل", False)]


def test_nor_by_its_writer_in_the_chair_of_the_superior(desk: Desk) -> None:
    desk.may_sign(desk.director, "introduction")
    held = RoleHolding.objects.get(staff__account=desk.director.account_id)
    expert = RoleHolding.objects.get(staff__account=desk.expert.account_id).staff
    delegate(
        holding=held,
        stand_in=expert,
        valid_from=desk.now.date(),
        valid_until=desk.now.date() + timedelta(days=5),
        ground="مرخصی",
        now=desk.now,
        by=scope_of(desk),
    )
    with pytest.raises(NotAllowed, match="needs-another-signer"):
        desk.letter(desk.expert, "introduction")


def test_who_stands_in_signs_on_behalf_and_the_letter_says_so(desk: Desk) -> None:
    desk.may_sign(desk.director, "covering")
    held = RoleHolding.objects.get(staff__account=desk.director.account_id)
    officer = RoleHolding.objects.get(staff__account=desk.officer.account_id).staff
    delegate(
        holding=held,
        stand_in=officer,
        valid_from=desk.now.date(),
        valid_until=desk.now.date() + timedelta(days=5),
        ground="مرخصی",
        now=desk.now,
        by=scope_of(desk),
    )
    letter = desk.letter(desk.officer)
    assert (letter.signed_by_id, letter.on_behalf_of_id) == (
        desk.officer.account_id,
        desk.director.account_id,
    )
    assert "از طرف مدیرکل" in str(open_letter(letter.number, letter.sealed)["hand"])


def test_a_right_on_behalf_names_whose_signature_it_is(desk: Desk) -> None:
    desk.may_sign(desk.officer, behalf_role="bureau-director")
    letter = desk.letter(desk.officer)
    hand = str(open_letter(letter.number, letter.sealed)["hand"]).splitlines()
    assert hand == ["از طرف مدیرکل امور اتباع و مهاجرین خارجی استان", "مسئول واحد مجازین", "امضا"]
    assert (letter.behalf_role, letter.signed_by_role) == ("bureau-director", "bureau-officer")


def test_a_signature_wants_a_fresh_word_of_who_one_is(desk: Desk) -> None:
    desk.may_sign(desk.expert)
    draft = desk.draft(desk.expert)
    for said in (None, desk.now - timedelta(minutes=6), desk.now + timedelta(minutes=1)):
        with pytest.raises(NotAllowed, match="say-again"):
            desk.sign(draft, desk.expert, confirmed_at=said)
    assert desk.sign(draft, desk.expert, confirmed_at=desk.now - timedelta(minutes=4)).n == 1


def test_signed_twice_it_is_one_letter_with_one_number(desk: Desk) -> None:
    desk.may_sign(desk.expert)
    draft = desk.draft(desk.expert)
    assert desk.sign(draft, desk.expert).pk == desk.sign(draft, desk.expert).pk
    assert (Letter.objects.count(), registers_with_gaps()) == (1, [])


def test_a_form_sent_twice_is_one_draft(desk: Desk) -> None:
    first = desk.draft(desk.expert)
    desk.turns -= 1
    assert desk.draft(desk.expert).pk == first.pk
    desk.turns -= 1
    assert desk.draft(desk.officer).pk != first.pk


def test_nobody_signs_what_was_changed_since_they_read_it(desk: Desk) -> None:
    desk.may_sign(desk.expert)
    draft = desk.draft(desk.expert)
    new = Written(kind="covering", to="بانک", subject="دیگر", body="متن دیگر")
    change_draft(draft_id=draft.pk, ver=draft.ver, written=new, actor=desk.expert, now=desk.now)
    with pytest.raises(Stale, match="draft-changed"):
        change_draft(draft_id=draft.pk, ver=draft.ver, written=new, actor=desk.expert, now=desk.now)
    letter = desk.sign(draft, desk.expert)
    assert letter.subject == "دیگر"


def test_what_was_typed_stays_as_it_was_typed(desk: Desk) -> None:
    desk.may_sign(desk.expert)
    typed = "با سلام\n\n  دو  فاصله و 12 رقم"
    draft = desk.draft(desk.expert, body=typed)
    desk.sign(draft, desk.expert)
    assert written_in(Draft.objects.get(pk=draft.pk)).body == typed
    for change in ({"subject": "دیگر"}, {"state": "open"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Draft.objects.filter(pk=draft.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.filter(pk=draft.pk).delete()


def test_a_draft_that_is_given_back_says_why_and_is_its_writers_again(desk: Desk) -> None:
    desk.may_sign(desk.director, "covering")
    draft = desk.submit(desk.draft(desk.expert), desk.expert, desk.director)
    with pytest.raises(InvalidInput, match="reason-needed"):
        give_back_draft(draft_id=draft.pk, ver=draft.ver, note=" ", actor=desk.director, now=desk.now)
    give_back_draft(
        draft_id=draft.pk, ver=draft.ver, note="گیرنده را بنویسید", actor=desk.director, now=desk.now
    )
    assert [(one.id, one.is_returned) for one in own_drafts(desk.expert)] == [(draft.pk, True)]
    assert drafts_to_sign(desk.director) == []
    assert [one.note for one in initials_of(draft.pk)] == ["", "گیرنده را بنویسید"]
    with pytest.raises(NotFound, match="draft-unknown"):
        desk.sign(draft, desk.director)


def test_a_draft_goes_only_to_who_may_sign_it(desk: Desk) -> None:
    desk.may_sign(desk.director, "covering")
    assert [
        one for one, _ in possible_signers(kind="covering", office=desk.bureau.directorate, at=desk.now)
    ] == [desk.director.account_id]
    draft = desk.draft(desk.expert)
    with pytest.raises(InvalidInput, match="signer-cannot"):
        submit_draft(
            draft_id=draft.pk,
            ver=draft.ver,
            signer=desk.officer.account_id or 0,
            note="",
            actor=desk.expert,
            now=desk.now,
        )


def test_a_dropped_draft_is_signed_by_nobody_and_takes_no_number(desk: Desk) -> None:
    desk.may_sign(desk.expert)
    draft = desk.draft(desk.expert)
    drop_draft(draft_id=draft.pk, ver=draft.ver, actor=desk.expert, now=desk.now)
    with pytest.raises(Conflict, match="draft-not-here"):
        desk.sign(draft, desk.expert)
    assert Register.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"to": " "}, "to-missing"),
        ({"subject": ""}, "subject-missing"),
        ({"body": "\n\n"}, "body-missing"),
        ({"body": "ا" * 6_001}, "body-too-long"),
        ({"copies": ("x",) * 13}, "copies-too-many"),
        ({"annex_count": -1}, "annex-too-long"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(desk: Desk, change: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        desk.draft(desk.expert, **change)
    assert Draft.objects.count() == 0


def test_letters_of_the_last_and_of_the_first_day_of_a_year_stand_in_their_own_registers(desk: Desk) -> None:
    desk.now = datetime(2027, 3, 20, 20, 28, tzinfo=UTC)
    desk.may_sign(desk.expert)
    eve = desk.letter(desk.expert)
    desk.now += timedelta(minutes=3)
    morning = desk.letter(desk.expert)
    assert (eve.number, morning.number) == ("18/1405/1", "18/1406/1")
    assert (eve.dated, morning.dated) == (date(2027, 3, 20), date(2027, 3, 21))


def test_a_letter_of_a_case_stands_in_its_timeline_and_a_confidential_one_does_not(desk: Desk) -> None:
    desk.may_sign(desk.expert)
    case = desk.case()
    desk.letter(desk.expert, case=case)
    desk.letter(desk.expert, case=case, classification="confidential")
    told = [(one.kind, one.about) for one in timeline(stream=case.stream) if one.kind.startswith("letter")]
    assert told == [("letter-signed", "18/1405/1")]

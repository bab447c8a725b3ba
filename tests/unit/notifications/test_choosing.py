"""Which phone hears what, how quietly, and on which way (S29)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.notifications.rules import Channel, Phone, Whose, choose, ways_of

PHONES = st.builds(
    Phone,
    number=st.just("+989171111222"),
    index=st.text("abc", min_size=1, max_size=3),
    whose=st.sampled_from(Whose),
    is_shared=st.booleans(),
    is_watched=st.booleans(),
)
SMS, VOICE, PAPER = Channel.SMS, Channel.VOICE, Channel.PAPER


@given(st.lists(PHONES, max_size=6), st.booleans())
def test_a_matter_of_one_person_alone_goes_to_no_shared_phone(
    phones: list[Phone], is_about_one: bool
) -> None:
    reach = choose(phones, is_alone=True, is_about_one=is_about_one)
    assert reach is None or not reach.phone.is_shared
    assert (reach is None) == all(phone.is_shared for phone in phones)


@given(st.lists(PHONES, max_size=6))
def test_what_is_about_one_person_is_quiet_wherever_others_hear_it_and_only_there(
    phones: list[Phone],
) -> None:
    reach = choose(phones, is_alone=False, is_about_one=True)
    assert reach is None or reach.is_quiet == (reach.phone.is_shared or reach.phone.is_watched)


@given(st.lists(PHONES, max_size=6))
def test_shared_work_never_uses_a_phone_that_one_person_keeps_for_themselves(phones: list[Phone]) -> None:
    reach = choose(phones, is_alone=False, is_about_one=False)
    assert reach is None or reach.phone.whose != Whose.OWN


@given(st.lists(PHONES, max_size=6), st.booleans(), st.booleans())
def test_nothing_is_named_on_a_phone_whose_people_said_that_others_hear_it(
    phones: list[Phone], is_alone: bool, is_about_one: bool
) -> None:
    reach = choose(phones, is_alone=is_alone, is_about_one=is_about_one)
    assert reach is None or reach.is_quiet or not reach.phone.is_watched


@pytest.mark.parametrize(
    ("wished", "can_read", "is_mobile", "ways"),
    [
        ("", True, True, (SMS, VOICE)),
        ("sms", True, True, (SMS, VOICE)),
        ("voice", True, True, (VOICE, SMS)),
        ("", False, True, (VOICE,)),
        ("sms", False, True, (VOICE,)),
        ("", True, False, (VOICE,)),
        ("voice", False, False, (VOICE,)),
        ("paper", True, True, (PAPER,)),
        ("paper", False, False, (PAPER,)),
    ],
)
def test_who_cannot_read_is_called_and_who_wants_paper_gets_it(
    wished: str, can_read: bool, is_mobile: bool, ways: tuple[Channel, ...]
) -> None:
    assert ways_of(wished=wished, can_read=can_read, is_mobile=is_mobile) == ways


@given(st.sampled_from(["", "sms", "voice", "paper"]), st.booleans(), st.booleans())
def test_there_is_always_a_way_and_none_twice(wished: str, can_read: bool, is_mobile: bool) -> None:
    ways = ways_of(wished=wished, can_read=can_read, is_mobile=is_mobile)
    assert 1 <= len(ways) == len(set(ways))
    assert Channel.PORTAL not in ways
    assert can_read or Channel.SMS not in ways

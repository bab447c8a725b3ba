"""What nobody sees is taken out of what is sent, and nothing else."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.persian import has_bidi_controls
from panah.web.forms.unseen import without_unseen


def sent(*fields: tuple[str, str]) -> QueryDict:
    made = QueryDict(mutable=True)
    for name, value in fields:
        made.appendlist(name, value)
    return made


def test_what_is_copied_from_a_page_with_its_marks_is_what_one_sees() -> None:
    marked = ("number", "\u2066۱۸/۱۴۰۵\u2069"), ("name", "\u200fعلی\x00"), ("na\x00me", "رضا")
    plain = ("number", "۱۸/۱۴۰۵"), ("name", "علی"), ("name", "رضا")
    assert without_unseen(sent(*marked)) == sent(*plain)


def test_the_half_space_stays() -> None:
    typed = sent(("name", "علی\u200cرضا"))
    assert without_unseen(typed) is typed


@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=20)), max_size=4))
def test_nothing_unseen_is_left_and_cleaning_twice_changes_nothing(fields: list[tuple[str, str]]) -> None:
    once = without_unseen(sent(*fields))
    texts = [text for name, values in once.lists() for text in (name, *values)]
    assert not any("\x00" in text or has_bidi_controls(text) for text in texts)
    assert without_unseen(once) is once

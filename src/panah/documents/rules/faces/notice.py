"""What stands on the notice before an adverse decision: on which grounds, how and until when one may answer (S2, S3).

It is titled «اعلام کتبی و دعوت به توضیح», and says that nothing is decided yet.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from panah.documents.rules.faces.languages import Translation, translation_data
from panah.documents.rules.faces.paper import Letter, Sheet, letter_data, persian
from panah.documents.rules.faces.people import Bearer, bearer_data
from panah.documents.rules.slip import day_data
from panah.foundation.digits import to_persian_digits

TITLE: Final = "اعلام کتبی و دعوت به توضیح"


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground, and the rule it rests on."""

    text: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Letter):
    """To one person; `evidence` is the gist of what is held, `withheld` says why a part is not shown (S4).

    `hearing` is where and when the person is heard; `answer_until` the last local day to answer.
    """

    bearer: Bearer
    address: str = ""
    about: str
    grounds: tuple[Ground, ...]
    evidence: tuple[str, ...]
    withheld: str = ""
    answer_until: date
    answer_ways: tuple[str, ...]
    hearing: str = ""
    translation: Translation | None = None


def notice_sheet(notice: Notice) -> Sheet:
    """Write the notice as the data of its face `notice`."""
    return {
        **letter_data(notice, title=TITLE),
        "bearer": bearer_data(notice.bearer),
        "address": to_persian_digits(notice.address),
        "about": to_persian_digits(notice.about),
        "grounds": [
            {"text": to_persian_digits(one.text), "rule": to_persian_digits(one.rule)}
            for one in notice.grounds
        ],
        "evidence": persian(notice.evidence),
        "withheld": to_persian_digits(notice.withheld),
        "answer_until": day_data(notice.answer_until),
        "answer_ways": persian(notice.answer_ways),
        "hearing": to_persian_digits(notice.hearing),
        "translation": translation_data(notice.translation),
    }

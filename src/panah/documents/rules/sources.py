"""Where the facts of a paper come from: a small number beside each fact, and the list it points to."""

from collections.abc import Iterator
from typing import Final

from panah.documents.rules.data import Data
from panah.foundation.persian import to_persian_digits

DOCUMENTS: Final = {
    "seed 0": "فهرست مجوزهای صادره توسط ستاد وزارت کشور و استانداری‌ها",
    "seed 1": "صفحهٔ معرفی خدمت، استانداری بوشهر",
    "seed 2": "شناسنامهٔ خدمت مدارک اقامتی",
    "seed 3": "شناسنامهٔ خدمت ابطال مدارک",
    "seed 4": "شناسنامهٔ خدمت خروج داوطلبانه",
    "known": "دانستهٔ همگانی، در انتظار تأیید",
    "proposed": "پیشنهاد پناه، در انتظار تأیید",
    "inferred": "برداشت پناه از منبع‌های دیگر، در انتظار تأیید",
}
PUBLISHERS: Final = {
    "alborz": "صفحهٔ استانداری البرز",
    "amayesh14": "خبر رسمی طرح آمایش ۱۴",
    "bushehr": "خبر رسمی استان بوشهر",
    "bylaw": "متن آیین‌نامه",
    "civil": "متن قانون مدنی",
    "guild": "متن آیین‌نامه",
    "irangov": "درگاه ملی خدمات دولت",
    "kermanshah": "صفحهٔ استانداری کرمانشاه",
    "khorasan": "صفحهٔ استانداری خراسان رضوی",
    "law": "متن قانون",
    "ostan": "صفحهٔ استانداری تهران",
    "party": "متن قانون و آیین‌نامهٔ احزاب",
    "qom": "صفحهٔ استانداری قم",
    "sb": "صفحهٔ استانداری سیستان و بلوچستان",
    "tehran": "صفحهٔ ادارهٔ کل اتباع تهران",
    "unhcr": "صفحهٔ کمیساریای عالی پناهندگان",
}
ELSEWHERE: Final = "صفحه‌ای همگانی در وب"


class Sources:
    """The sources of one paper, numbered as they are first met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def mark(self, source: str) -> str:
        """Give the numbers of a fact's sources, in Persian digits: «۱، ۳»."""
        numbers = sorted(
            {self._numbers.setdefault(label, len(self._numbers) + 1) for label in labels(source)}
        )
        return "، ".join(to_persian_digits(str(number)) for number in numbers)

    def listed(self) -> list[Data]:
        """List all sources met so far by their numbers."""
        return [
            {"number": to_persian_digits(str(number)), "label": label}
            for label, number in self._numbers.items()
        ]


def labels(source: str) -> Iterator[str]:
    """Name the sources of one fact: `seed 2; public: qom-exit, khorasan-9`."""
    for part in source.split("; "):
        if not part.startswith("public: "):
            yield DOCUMENTS[part]
            continue
        for key in part.removeprefix("public: ").split(", "):
            yield PUBLISHERS.get(key.partition("-")[0], ELSEWHERE)

"""Every fact of a paper points to where it comes from."""

from panah.documents.rules.sources import DOCUMENTS, ELSEWHERE, Sources


def test_sources_are_numbered_as_they_are_met_and_listed_once() -> None:
    sources = Sources()
    marks = [sources.mark(one) for one in ("seed 2", "public: qom-exit", "seed 2; public: qom-merge")]
    assert marks == ["۱", "۲", "۱، ۲"]
    assert sources.listed() == [
        {"number": "۱", "label": DOCUMENTS["seed 2"]},
        {"number": "۲", "label": "صفحهٔ استانداری قم"},
    ]


def test_a_page_of_nobody_we_know_is_still_named() -> None:
    sources = Sources()
    assert sources.mark("public: yjc-2025, ava-slip") == "۱"
    assert sources.listed() == [{"number": "۱", "label": ELSEWHERE}]


def test_what_rests_on_nobodys_word_says_so() -> None:
    assert all("در انتظار تأیید" in DOCUMENTS[source] for source in ("known", "proposed", "inferred"))

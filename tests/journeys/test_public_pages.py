"""Every page without an account, in every language, on a phone and on a desk."""

import gzip
from pathlib import Path

import pytest

from journeys.conftest import Open

PREFIXES = {"fa": "", "prs": "/prs", "ar": "/ar", "ps": "/ps", "en": "/en"}
PAGES = {
    "home": "/",
    "services": "/services/",
    "found": "/services/?q=کارت",
    "nothing-found": "/services/?q=qqqq",
    "open-service": "/services/intercity-travel/",
    "closed-service": "/services/refugee-id-card/",
    "revocation": "/services/revocation/",
    "permits": "/permits/",
    "help": "/help/",
    "rights": "/rights/",
    "accessibility": "/accessibility/",
    "no-such-page": "/no-such-page/",
}
FIRST_VISIT = 150_000


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", PREFIXES)
def test_a_page_is_open_to_everybody(visit: Open, language: str, width: int) -> None:
    faults: dict[str, list[str]] = {}
    for name, path in PAGES.items():
        seen = visit(PREFIXES[language] + path, width=width)
        faults[name] = seen.violations() + [f"outside: {url}" for url in seen.went_outside()]
        if seen.slides_sideways():
            faults[name].append("slides sideways")
        faults[name] += [said for said in seen.complaints if "404" not in said]
        if language in {"fa", "en"}:
            seen.photograph(f"{name}-{language}-{width}")
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["/kit/", "/kit/office/"])
def test_every_component_is_open_to_everybody(visit: Open, path: str, width: int) -> None:
    seen = visit(path, width=width)
    seen.photograph(f"{path.strip('/').replace('/', '-')}-{width}")
    assert seen.violations() == []
    assert seen.complaints == []
    assert not seen.slides_sideways()


@pytest.mark.parametrize("language", PREFIXES)
def test_a_page_reads_on_the_narrowest_phone(visit: Open, language: str) -> None:
    wide = [
        name for name, path in PAGES.items() if visit(PREFIXES[language] + path, width=320).slides_sideways()
    ]
    assert wide == []


@pytest.mark.parametrize("path", ["/", "/services/refugee-id-card/", "/en/"])
def test_a_first_visit_costs_little(visit: Open, path: str) -> None:
    seen = visit(path, width=390)
    cost = {}
    for request in seen.requests:
        answer = request.response()
        assert answer is not None, request.url
        body = answer.body()
        cost[Path(request.url).name] = min(len(body), len(gzip.compress(body, 6)))
    assert sum(cost.values()) <= FIRST_VISIT, cost
    assert any(name.endswith(".woff2") for name in cost), "the fonts were not part of the visit"

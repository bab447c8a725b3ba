"""Every page without an account, in every language, on a phone and on a desk."""

import gzip
from pathlib import Path

import pytest

from journeys.conftest import Open, Visit

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
WIDTHS = (390, 1280)
NARROWEST = 320
FIRST_VISIT = 150_000


def faults_of(seen: Visit, *, picture: str = "") -> list[str]:
    """Return what is wrong with a page on a phone and on a desk; `picture` keeps one of both."""
    faults = [f"outside: {url}" for url in seen.went_outside()]
    for width in WIDTHS:
        seen.at_width(width)
        faults += [f"{width}: {found}" for found in seen.violations()]
        if seen.slides_sideways():
            faults.append(f"{width}: slides sideways")
        if picture:
            seen.photograph(f"{picture}-{width}")
    seen.at_width(NARROWEST)
    if seen.slides_sideways():
        faults.append("slides sideways on the narrowest phone")
    return faults + [said for said in seen.complaints if "404" not in said]


@pytest.mark.parametrize("language", PREFIXES)
def test_a_page_is_open_to_everybody(visit: Open, language: str) -> None:
    faults = {
        name: faults_of(visit(PREFIXES[language] + path), picture=name if language == "fa" else "")
        for name, path in PAGES.items()
    }
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize("path", ["/kit/", "/kit/office/"])
def test_every_component_is_open_to_everybody(visit: Open, path: str) -> None:
    assert faults_of(visit(path), picture=path.strip("/").replace("/", "-")) == []


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

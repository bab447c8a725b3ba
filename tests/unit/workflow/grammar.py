"""A registry of names, and the files of services, that the tests of the process grammar share."""

from pathlib import Path

from panah.workflow.definition import ServiceDefinition
from panah.workflow.glossary import Glossary, read_glossary
from panah.workflow.loader import load, parts_in, source_at
from panah.workflow.registry import EffectEntry, Registry

ROOT = Path(__file__).parents[3]
FIXTURES = ROOT / "tests" / "fixtures" / "grammar"
SERVICES = ROOT / "src" / "panah" / "services"
SLIP = SERVICES / "intercity-travel" / "service.toml"
TRIALS = sorted(FIXTURES.glob("[1-7]-*.toml"))
FILES = [*TRIALS, SLIP]


def _entries(*entries: EffectEntry) -> dict[str, EffectEntry]:
    return {entry.name: entry for entry in entries}


def build_registry(glossary: Glossary) -> Registry:
    labels = glossary.labels
    return Registry(
        roles=frozenset(labels["role"]),
        conditions=frozenset(labels["condition"]) - {"otherwise"},
        inquiries=frozenset(labels["inquiry"]),
        verbs=_entries(
            EffectEntry("issue", "job", "subject", inverse="invalidate"),
            EffectEntry("hand", "rows", "subject"),
            EffectEntry("suspend", "rows", "subject", inverse="reinstate", harm=True),
            EffectEntry("reinstate", "rows", "subject", inverse="suspend"),
            EffectEntry("invalidate", "rows", "subject", inverse="reinstate", harm=True),
            EffectEntry("extend", "job", "subject", inverse="invalidate"),
            EffectEntry("notify", "job", "subject"),
            EffectEntry("open", "rows", "case"),
        ),
        effects=_entries(
            EffectEntry(
                "end-status", "rows", "subject", needs_two_officers=True, inverse="restore-status", harm=True
            ),
            EffectEntry("restore-status", "rows", "subject", inverse="end-status"),
            EffectEntry("record-in-najva", "job", "subject", inverse="correct-in-najva"),
            EffectEntry("correct-in-najva", "job", "subject"),
            EffectEntry("form-household", "rows", "case"),
            EffectEntry("publish-gazette", "job", "case"),
            EffectEntry("tell-police", "job", "case", inverse="tell-police"),
            EffectEntry("refund", "job", "subject"),
            EffectEntry("register-licence", "job", "case"),
            EffectEntry("tell-provinces", "job", "case"),
        ),
        groups=frozenset(labels["group"]) - {"everyone"},
        dates=frozenset(labels["date"]),
        offices=frozenset({"case", "destination", "subject.office"}),
        services=frozenset({"divorce-household-change", "transfer-province", "objection", "exit-paper"}),
        calendars=frozenset(labels["calendar"]),
        ends={
            "objection": frozenset({"upheld", "set-aside", "remitted"}),
            "transfer-province": frozenset({"transferred", "refused", "withdrawn"}),
            "divorce-household-change": frozenset({"recorded", "refused", "withdrawn"}),
        },
    )


GLOSSARY = read_glossary((SERVICES / "glossary.toml").read_text(encoding="utf-8"))
REGISTRY = build_registry(GLOSSARY)
PARTS = parts_in(SERVICES / "parts")
TRIAL_PARTS = parts_in(FIXTURES / "parts")


def load_file(path: Path) -> ServiceDefinition:
    parts = TRIAL_PARTS if path.parent == FIXTURES else PARTS
    return load(source_at(path), registry=REGISTRY, glossary=GLOSSARY, parts=parts)

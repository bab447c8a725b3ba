"""Service definitions written for a test, published as rows and read by the engine like any other."""

from datetime import UTC, date, datetime

from panah.catalogue.models import Directive, ServiceVersion
from panah.catalogue.queries import versions
from panah.catalogue.rules.bundle import ServiceContent
from panah.workflow.definition import ServiceDefinition
from panah.workflow.glossary import Glossary, Word
from panah.workflow.loader import load
from panah.workflow.problems import Source
from panah.workflow.registry import EffectEntry, Registry

WORDS = {
    "plain": "approved handed complete left-out ready stays exempt more-time again withdrawn recalled "
    "left answered upheld set-aside free",
    "returns": "returned",
    "adverse": "refused",
}
GLOSSARY = Glossary(
    {name: Word(name, name, nature) for nature, names in WORDS.items() for name in names.split()},  # type: ignore[arg-type]  # the keys are natures
    {},
)
REGISTRY = Registry(
    roles=frozenset(
        {"applicant", "person", "service-clerk", "bureau-clerk", "bureau-expert", "bureau-officer"}
    ),
    conditions=frozenset({"odd", "never", "always"}),
    verbs={
        "issue": EffectEntry("issue", "job", "case", inverse="void"),
        "void": EffectEntry("void", "rows", "case"),
    },
    effects={"mark": EffectEntry("mark", "rows", "subject"), "tell": EffectEntry("tell", "job", "case")},
    groups=frozenset({"minors-of"}),
    inquiries=frozenset({"police", "welfare"}),
    services=frozenset({"second-opinion"}),
    ends={"second-opinion": frozenset({"upheld", "set-aside"})},
    messengers={
        "stays": frozenset({"person", "bureau-clerk"}),
        "recalled": frozenset({"bureau-officer"}),
        "answered": frozenset({"person"}),
    },
    public_roles=frozenset({"applicant", "person"}),
)


def definition(text: str) -> ServiceDefinition:
    """Load a process with the words and names of the tests."""
    return load(Source("service.toml", text), registry=REGISTRY, glossary=GLOSSARY, parts={})


def publish(text: str, *, n: int = 1) -> int:
    """Publish a process as version `n`; returns the version's number."""
    process = definition(text)
    row = ServiceVersion.objects.create(
        slug=process.slug,
        n=n,
        sha256=process.digest,
        valid_from=date(2020, 1, 1),
        published_at=datetime(2020, 1, 1, tzinfo=UTC),
        published_by="test",
        files="{}",
    )
    content = ServiceContent(form=None, texts={}, definition=process, fields=None)  # type: ignore[arg-type]  # the engine reads the process only
    versions._STORE._kept[row.pk] = content  # the store is primed as if the text had been read
    if not Directive.objects.filter(slug="test").exists():
        Directive.objects.create(
            slug="test",
            n=1,
            sha256="0",
            valid_from=date(2020, 1, 1),
            published_at=datetime(2020, 1, 1, tzinfo=UTC),
            published_by="test",
            text="",
        )
    return row.pk

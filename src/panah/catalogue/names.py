"""The names a service file may use: the 33 services in their order, and what the loader knows beside them."""

from collections.abc import Mapping
from typing import Final, Literal

from panah.organisation.roles import ROLES, Standing
from panah.workflow.definition import Kind
from panah.workflow.registry import EffectEntry, Registry

SERVICES: Final = (
    "ngo-refugee-project",
    "ingo-licence",
    "refugee-id-card",
    "marriage-licence-iranian-woman-hq",
    "nationality-children-iranian-mother",
    "ngo-licence",
    "party-licence",
    "minority-association-licence",
    "passive-defence-training",
    "residence-documents",
    "ninety-day-slip",
    "naturalisation",
    "marriage-iranian-man",
    "marriage-afghan-couple",
    "marriage-licence-iranian-woman",
    "residence-iranian-mother",
    "divorce-household-change",
    "amayesh-to-passport",
    "deceased-cancel",
    "student-permit",
    "insurance-booklet",
    "study-cert-iranian-mother",
    "transfer-province",
    "exit-paper",
    "revocation",
    "intercity-travel",
    "cultural-event",
    "vehicle-release",
    "student-no-residence-cert",
    "province-associations",
    "gathering-permit",
    "party-branch-office",
    "voluntary-departure",
)
"""The 32 lines of the ministry's catalogue in its own order (seed 0), then voluntary departure (seed 4)."""

PROCEDURES: Final = frozenset({"objection"})
"""Procedures of a linked case that are no service of their own (grammar §5)."""

RUNS: Final[frozenset[Kind]] = frozenset({"by", "wait", "choose", "do", "pay", "call", "each"})
"""The kinds of step that have all they need; a definition that asks other agencies is not published yet."""

CONDITIONS: Final = frozenset(
    {
        # the inter-city slip: of the directive, of a traveller, of a trip
        "straight-through",
        "no-go",
        "papers-valid",
        "trip-too-long",
        "later-return",
        # of a person or household
        "minor",
        "guardians-decided",
        "guardians-ready",
        "own-request",
        "reported-by-member",
        "head-named",
        "head-absent",
        "household-without-head",
        "bride-elsewhere",
        "couple-complete",
        "spouse-minor",
        # of a paper or a moment
        "too-late",
        "licence-expired",
        "card-data-missing",
        "card-arrived",
        # of an identity check at the counter
        "identity-shown",
        "capture-excused",
        "identity-differs",
        # the Amayesh round
        "of-round",
        "ministry-approves",
    }
)

INQUIRIES: Final = frozenset(
    {
        "police",
        "intelligence",
        "judiciary",
        "civil-registration",
        "welfare",
        "municipality",
        "security-council",
        "foreign-ministry",
        "provinces",
    }
)


def _entries(*entries: EffectEntry) -> Mapping[str, EffectEntry]:
    return {entry.name: entry for entry in entries}


def _entry(
    name: str,
    kind: Literal["rows", "job"],
    scope: Literal["subject", "case"] = "subject",
    *,
    inverse: str | None = None,
) -> EffectEntry:
    return EffectEntry(name, kind, scope, inverse=inverse)


VERBS: Final = _entries(
    _entry("issue", "job", inverse="invalidate"),
    _entry("hand", "rows"),
    _entry("reinstate", "rows", inverse="suspend"),
    _entry("hold", "rows", inverse="release"),
    _entry("release", "rows"),
    _entry("extend", "job", inverse="invalidate"),
    _entry("open", "rows", "case"),
    _entry("notify", "job"),
    EffectEntry("suspend", "rows", "subject", inverse="reinstate", harm=True),
    EffectEntry("invalidate", "rows", "subject", inverse="reinstate", harm=True),
)
"""What may be done to a paper of the service (`issue:slip`)."""

EFFECTS: Final = _entries(
    EffectEntry(
        "end-status", "rows", "subject", needs_two_officers=True, inverse="restore-status", harm=True
    ),
    _entry("restore-status", "rows", inverse="end-status"),
    _entry("certify-filing", "rows"),
    _entry("record-in-najva", "job", inverse="correct-in-najva"),
    _entry("correct-in-najva", "job"),
    _entry("form-household", "rows", "case"),
    _entry("refund", "job"),
    _entry("register-licence", "job", "case"),
    _entry("publish-gazette", "job", "case"),
    _entry("tell-police", "job", "case", inverse="tell-police"),
    _entry("tell-provinces", "job", "case"),
    _entry("tell-border", "job", inverse="tell-border"),
)
"""What else may follow from a decision; harm always has its way back (S8, S11)."""

ENDS: Final = {
    "objection": frozenset({"upheld", "set-aside", "remitted"}),
    "transfer-province": frozenset({"transferred", "refused", "withdrawn"}),
    "divorce-household-change": frozenset({"recorded", "refused", "withdrawn"}),
}
"""The ends that a calling service may name (`call`)."""

MESSENGERS: Final = {
    "stays": frozenset({"person", "protection-counsellor", "bureau-clerk"}),
    "left": frozenset({"border"}),
    "arrived": frozenset({"card-office"}),
    "came": frozenset({"service-clerk", "bureau-clerk", "person", "applicant"}),
    "recalled": frozenset({"ministry-officer"}),
}
"""Who may bring what a wait is told: staying is the person's own word, or said for them to whoever they come to."""

REGISTRY: Final = Registry(
    roles=frozenset(ROLES),
    conditions=CONDITIONS,
    inquiries=INQUIRIES,
    verbs=VERBS,
    effects=EFFECTS,
    groups=frozenset({"minors-of"}),
    dates=frozenset(
        {
            "start",
            "gathering",
            "report-due",
            "round-opens",
            "suspension-ends",
            "assembly-held",
            "trip-ends",
        }
    ),
    offices=frozenset({"case", "bride.province", "subject.office", "destination"}),
    services=frozenset(SERVICES) | PROCEDURES,
    calendars=frozenset({"amayesh", "interview", "hearing", "counter"}),
    ends=ENDS,
    messengers=MESSENGERS,
    public_roles=frozenset(role.name for role in ROLES.values() if role.standing is Standing.PARTY),
)

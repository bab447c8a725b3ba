"""Every key of the grammar in one table: the reader checks by it, schema and documentation are made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

type Form = Literal[
    "title", "name", "names", "name-or-names", "targets", "conditions", "target", "time", "length"
]
"""What a value looks like; names, targets and times are strings whose meaning other modules know."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its form, what it means, whether it must be there, and the only values it may have."""

    form: Form
    meaning: str
    required: bool = False
    choices: tuple[str, ...] = ()


class Keys(dict[str, Key]):
    """The keys a table may have, and which of them it must have."""

    def __init__(self, keys: Mapping[str, Key]) -> None:
        super().__init__(keys)
        self.required = tuple(name for name, key in self.items() if key.required)


_TITLE = Key("title", "What people see, in Persian.", required=True)
_THEN = Key("target", "The one way on.")
_DUE = Key("time", "A promise; past it a reminder, then the supervisor.")
_LATE = Key("target", "At `due` the item closes and goes there; without it the item stays open.")
_OFFICE = Key("name", "Another office than the case's.")
_PER = ("subject", "case")

HEAD = Keys(
    {
        "slug": Key("name", "The name of the service in addresses and files.", required=True),
        "title": Key("title", "The title of record, in Persian.", required=True),
    }
)

TABLES: Mapping[str, Keys] = {
    "subject": Keys(
        {
            "title": _TITLE,
            "count": Key("name", "How many of them a case has.", required=True, choices=("1", "1+", "0+")),
        }
    ),
    "document": Keys(
        {
            "title": _TITLE,
            "per": Key("name", "One paper for each subject or one for the case.", choices=_PER),
            "from": Key("time", "When its validity begins; without it, when it is issued."),
            "valid": Key("time", "How long it is valid."),
        }
    ),
    "fee": Keys(
        {
            "title": _TITLE,
            "per": Key("name", "Charged for each subject or once for the case.", required=True, choices=_PER),
        }
    ),
    "start": Keys(
        {
            "title": _TITLE,
            "kind": Key(
                "name",
                "How a case begins: `request`, `event` and `finding` need `by`, `time` needs `when`.",
                required=True,
                choices=("request", "event", "finding", "time", "called"),
            ),
            "at": Key("name", "The step or block of the case it begins at.", required=True),
            "by": Key("name-or-names", "The roles who may begin it."),
            "when": Key("time", "The moment at which it begins by itself."),
            "requires": Key(
                "names",
                "Conditions on what was asked; where one does not hold it is said and nothing is opened.",
            ),
        }
    ),
    "on": Keys(
        {
            "title": _TITLE,
            "by": Key("name-or-names", "The roles who may say it, at any time.", required=True),
            "go": Key("target", "Where the one who says it goes.", required=True),
            "do": Key("names", "Effects for the one who leaves, such as a refund."),
            "in": Key("name", "Only inside this block."),
            "until": Key("name", "Not once this step was entered."),
            "also": Key("targets", "What it means for others: a group and where it goes."),
            "for": Key("names", "Only in cases of these starts."),
        }
    ),
    "figure": Keys(
        {
            "title": _TITLE,
            "at": Key(
                "name",
                "Whoever came to this step or end is counted: `people/verify`, `end:granted`.",
                required=True,
            ),
        }
    ),
    "end": Keys(
        {
            "title": _TITLE,
            "kind": Key(
                "name",
                "What kind of end it is for the subject.",
                required=True,
                choices=("granted", "adverse", "withdrawn", "closed"),
            ),
            "reopen": Key("name", "The human step a reopened case begins at; an adverse end must have one."),
            "objection": Key("length", "Time to object; without it, the Directive's."),
        }
    ),
}

PART = Keys(
    {
        "title": _TITLE,
        "per": Key("name", "Walked by each subject alone or by the case.", required=True, choices=_PER),
        "first": Key("name", "The step it begins at.", required=True),
        "exits": Key("names", "The ways out that a user of the part must cover.", required=True),
    }
)

STEPS: Mapping[str, Keys] = {
    "by": Keys(
        {
            "title": _TITLE,
            "by": Key("name-or-names", "A human in this role decides or does one thing.", required=True),
            "then": _THEN,
            "outcomes": Key("targets", "What may be said, in words of the glossary, and where it leads."),
            "due": _DUE,
            "late": _LATE,
            "slot": Key("name", "By appointment, in this calendar."),
            "office": _OFFICE,
            "not_the_same_as": Key("names", "Nobody who acted at these steps, nor who stood in for them."),
            "bulk": Key(
                "name",
                "Whether many may be moved in one motion: never, or the rest of them once a random sample was "
                "judged one by one.",
                choices=("no", "after-sample"),
            ),
            "needs": Key("conditions", "What must hold before a word may be said, whoever says it."),
        }
    ),
    "wait": Keys(
        {
            "title": _TITLE,
            "wait": Key("time", "Time passes, or `until` a condition holds.", required=True),
            "then": Key("target", "The way on when it is over.", required=True),
            "on": Key("targets", "What may be said before it is over, and where that leads."),
            "due": _DUE,
            "late": _LATE,
        }
    ),
    "choose": Keys(
        {
            "title": Key("title", "What people see, when they should see it."),
            "choose": Key(
                "targets", "The first condition that holds leads on; `otherwise` is last.", required=True
            ),
        }
    ),
    "do": Keys(
        {
            "title": _TITLE,
            "do": Key("names", "Effects that follow from a decision.", required=True),
            "then": Key("target", "The way on when all are done.", required=True),
        }
    ),
    "ask": Keys(
        {
            "title": _TITLE,
            "ask": Key("names", "Inquiries that go out at once.", required=True),
            "then": Key("target", "The way on when all have answered.", required=True),
            "due": Key("time", "When the answers are due.", required=True),
            "late": Key(
                "target", "Where it goes when one has not answered; silence is not a no.", required=True
            ),
            "office": _OFFICE,
        }
    ),
    "pay": Keys(
        {
            "title": _TITLE,
            "pay": Key("names", "Fees to be paid, with receipt and exemption as everywhere.", required=True),
            "then": Key("target", "The way on when they are settled.", required=True),
            "due": Key("time", "When they are due.", required=True),
            "late": Key("target", "Where silence leads; never straight to harm.", required=True),
        }
    ),
    "call": Keys(
        {
            "title": _TITLE,
            "call": Key("name", "A service whose case is waited for.", required=True),
            "outcomes": Key("targets", "Its ends, or `otherwise`, and where they lead.", required=True),
            "about": Key("names", "The subjects it is about."),
            "office": _OFFICE,
            "due": _DUE,
            "late": _LATE,
        }
    ),
    "use": Keys(
        {
            "title": _TITLE,
            "use": Key("name", "A shared part, whose steps stand here.", required=True),
            "not_the_same_as": Key(
                "names",
                "Nobody who acted at these steps acts anywhere in the part, nor who stood in for them.",
            ),
            "outcomes": Key("targets", "The exits of the part and where they lead.", required=True),
        }
    ),
    "each": Keys(
        {
            "title": _TITLE,
            "each": Key("name-or-names", "`subject`, or roles: each walks the block alone.", required=True),
            "first": Key("name", "The step of the block each begins at.", required=True),
            "then": Key("target", "The way on when every open subject is done."),
        }
    ),
}
"""The nine kinds of step: the key that gives a kind its name is its first word."""

"""From drafts to steps: every name resolved, every rule that concerns one step alone checked."""

from collections.abc import Callable, Mapping

from panah.workflow.definition import Kind, Step, Trigger, Way
from panah.workflow.naming import Names
from panah.workflow.outline import Draft, Scope
from panah.workflow.problems import Place
from panah.workflow.reading import names, targets, text

_MISSED = ("missed", "absent")


def build_step(draft: Draft, known: Names) -> Step:
    """Build one step from its draft."""
    table, place, scope = draft.table, draft.place, draft.scope
    if "late" in table and "due" not in table:
        known.notes.add(place / "late", "late-without-due", "'late' needs a 'due' to be late for")
    kind, read_ways = _KINDS[draft.kind]
    bulk = text(table, "bulk")
    return Step(
        path=draft.path,
        title=text(table, "title"),
        kind=kind,
        ways=read_ways(draft, known),
        key=draft.key,
        block=scope.block,
        part=scope.part,
        holders=known.roles(table, place) if draft.kind == "by" else (),
        wait=known.wait(table, scope, place) if draft.kind == "wait" else None,
        effects=known.effects(table, place) if draft.kind == "do" else (),
        inquiries=_asked(draft, known) if draft.kind == "ask" else (),
        fees=_charged(draft, known) if draft.kind == "pay" else (),
        service=text(table, "call") or None,
        about=_concerned(draft, known) if draft.kind == "call" else (),
        subjects=_walkers(draft, known) if draft.kind == "each" else (),
        due=known.time(table, "due", scope, place) if "due" in table else None,
        slot=text(table, "slot") or None,
        office=known.office(text(table, "office"), place / "office") if "office" in table else None,
        not_the_same_as=_others(draft, known) if draft.kind == "by" else (),
        bulk="no" if bulk == "no" else "after-sample" if bulk else "yes",
        needs=_needed(draft, known),
    )


def _needed(draft: Draft, known: Names) -> tuple[tuple[str, str], ...]:
    """Read what words stand on: each is an outcome of this step, each condition is known."""
    place, words = draft.place / "needs", targets(draft.table, "outcomes")
    written = targets(draft.table, "needs")
    for word, condition in written.items():
        if word not in words:
            known.notes.unknown(place, "outcome", word, words)
        if condition not in known.registry.conditions:
            known.notes.unknown(place / word, "condition", condition, known.registry.conditions)
    return tuple(written.items())


def _asked(draft: Draft, known: Names) -> tuple[str, ...]:
    return known.listed(draft.table, "ask", draft.place, "inquiry", known.registry.inquiries)


def _charged(draft: Draft, known: Names) -> tuple[str, ...]:
    return known.listed(draft.table, "pay", draft.place, "fee", known.fees)


def _concerned(draft: Draft, known: Names) -> tuple[str, ...]:
    return known.listed(draft.table, "about", draft.place, "subject", known.subjects)


def _walkers(draft: Draft, known: Names) -> tuple[str, ...]:
    """Read whom a block is for; empty means every subject."""
    if names(draft.table, "each") == ("subject",):
        return ()
    return known.listed(draft.table, "each", draft.place, "subject", known.subjects)


def _others(draft: Draft, known: Names) -> tuple[str, ...]:
    """Read `not_the_same_as`, of the step and of the `use` that copied it in: the paths of human steps."""
    own = _apart(draft, known, names(draft.table, "not_the_same_as"), draft.scope, draft.place)
    of_public = known.registry.public_roles.issuperset(names(draft.table, "by"))
    if draft.scope.outer is None or draft.scope.used_at is None or of_public:
        return own
    return own + _apart(draft, known, draft.scope.apart, draft.scope.outer, draft.scope.used_at)


def _apart(draft: Draft, known: Names, written: tuple[str, ...], scope: Scope, at: Place) -> tuple[str, ...]:
    place, found = at / "not_the_same_as", []
    for name in written:
        path = known.step(name, scope, place)
        other = known.outline.drafts.get(path)
        if other is not None and other.kind != "by":
            known.notes.add(place, "not-a-human-step", f"nobody acts at {name!r}: it is a {other.kind!r}")
        elif path == draft.path:
            known.notes.add(place, "not-the-same-as-itself", "a step cannot exclude who acted at itself")
        found.append(path)
    return tuple(found)


def _way(scope: Scope, known: Names, word: str, written: tuple[Trigger, str], place: Place) -> Way:
    """Read one way: the word that takes it, what takes it, and the target as written in the table at a place."""
    trigger, name = written
    target = scope.doors.get(name) or known.target(name, scope, place, word)
    if scope.part is not None and name.startswith("exit:"):
        return Way(word, trigger, target, (scope.part, name[5:]))
    return Way(word, trigger, target)


def _then(draft: Draft, known: Names, trigger: Trigger) -> tuple[Way, ...]:
    """Read `then`, and `late` after it."""
    table, scope, place = draft.table, draft.scope, draft.place
    then = (_way(scope, known, "then", (trigger, text(table, "then")), place),) if "then" in table else ()
    if "late" not in table:
        return then
    return (*then, _way(scope, known, "late", ("clock", text(table, "late")), place))


def _words(draft: Draft, known: Names, key: str, trigger: Trigger) -> tuple[Way, ...]:
    """Read a table of words and targets."""
    place = draft.place / key
    written = targets(draft.table, key).items()
    return tuple([_way(draft.scope, known, word, (trigger, target), place) for word, target in written])


def _by(draft: Draft, known: Names) -> tuple[Way, ...]:
    table, place = draft.table, draft.place
    if ("then" in table) == ("outcomes" in table):
        known.notes.add(place, "then-or-outcomes", "a human step has either 'then' or 'outcomes'")
    _check_words(draft, "outcomes", known)
    if "due" not in table and not known.registry.public_roles.isdisjoint(names(table, "by")):
        known.notes.add(place, "public-without-due", "a step of the public needs a 'due'")
    if "slot" in table:
        _check_slot(draft, known)
    return _words(draft, known, "outcomes", "human") + _then(draft, known, "human")


def _check_words(draft: Draft, key: str, known: Names) -> None:
    for word in targets(draft.table, key):
        if word not in known.glossary.words:
            known.known(draft.place / key / word, "word", word, known.glossary.words)


def _check_slot(draft: Draft, known: Names) -> None:
    slot = text(draft.table, "slot")
    known.known(draft.place / "slot", "calendar", slot, known.registry.calendars)
    said = targets(draft.table, "outcomes")
    if "late" not in draft.table and not any(word in said for word in _MISSED):
        message = "an appointment needs a way for who does not come: missed, absent or late"
        known.notes.add(draft.place / "slot", "slot-without-missed", message)


def _wait(draft: Draft, known: Names) -> tuple[Way, ...]:
    table = draft.table
    until = text(table, "wait").startswith("until ")
    if until and not ("due" in table and "late" in table):
        known.notes.add(draft.place / "wait", "until-without-end", "'until' needs 'due' and 'late'")
    _check_words(draft, "on", known)
    return _words(draft, known, "on", "message") + _then(draft, known, "rule" if until else "clock")


def _choose(draft: Draft, known: Names) -> tuple[Way, ...]:
    place = draft.place / "choose"
    conditions = tuple(targets(draft.table, "choose"))
    for name in conditions:
        if name != "otherwise":
            known.known(place / name, "condition", name, known.conditions)
    if "otherwise" not in conditions:
        known.notes.add(place, "no-otherwise", "'choose' must end with 'otherwise'")
    elif conditions[-1] != "otherwise":
        known.notes.add(place / "otherwise", "otherwise-not-last", "'otherwise' must be the last")
    return _words(draft, known, "choose", "rule")


def _do(draft: Draft, known: Names) -> tuple[Way, ...]:
    return _then(draft, known, "work")


def _answered(draft: Draft, known: Names) -> tuple[Way, ...]:
    return _then(draft, known, "message")


def _call(draft: Draft, known: Names) -> tuple[Way, ...]:
    service, place = text(draft.table, "call"), draft.place / "call"
    if known.known(place, "service", service, known.registry.services):
        ends = known.registry.ends.get(service)
        if ends is None:
            known.notes.add(place, "service-not-open", f"{service!r} has no process yet, so no ends")
        else:
            _check_ends(draft, known, ends)
    return _words(draft, known, "outcomes", "message") + _then(draft, known, "message")


def _check_ends(draft: Draft, known: Names, ends: frozenset[str]) -> None:
    """Check that a call knows what to do at each end of the called service."""
    place = draft.place / "outcomes"
    said = targets(draft.table, "outcomes")
    for word in said:
        if word != "otherwise":
            known.known(place / word, "end-of-service", word, ends)
    if "otherwise" not in said and (missing := sorted(ends - said.keys())):
        known.notes.add(
            place, "end-not-covered", f"the end {missing[0]!r} of the called service leads nowhere"
        )


def _each(draft: Draft, known: Names) -> tuple[Way, ...]:
    inside = known.outline.blocks.get(draft.path, draft.scope)
    begins = known.target(text(draft.table, "first"), inside, draft.place, "first")
    return (Way("first", "entry", begins), *_then(draft, known, "join"))


_KINDS: Mapping[str, tuple[Kind, Callable[[Draft, Names], tuple[Way, ...]]]] = {
    "by": ("by", _by),
    "wait": ("wait", _wait),
    "choose": ("choose", _choose),
    "do": ("do", _do),
    "ask": ("ask", _answered),
    "pay": ("pay", _answered),
    "call": ("call", _call),
    "each": ("each", _each),
}

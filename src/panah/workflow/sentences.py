"""A definition as numbered Persian sentences, for the lawyer who checks it: who, what, by when, where to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from panah.foundation.digits import to_persian_digits
from panah.workflow.definition import End, Kind, On, ServiceDefinition, Start, Step, Way
from panah.workflow.times import Until
from panah.workflow.words import (
    holders_of,
    say_condition,
    say_duration,
    say_effect,
    say_target,
    say_time,
    say_word,
    title_of,
)

_START_KINDS = {
    "request": "درخواست",
    "event": "رویداد",
    "finding": "یافتهٔ اداره",
    "time": "رسیدن زمان",
    "called": "فراخوان خدمت دیگر",
}
_END_KINDS = {
    "granted": "به سود شخص",
    "adverse": "به زیان شخص",
    "withdrawn": "به خواست شخص",
    "closed": "بی‌تصمیم",
}
_BULK = {"no": " این گام گروهی انجام نمی‌شود.", "after-sample": " گروهی، تنها پس از داوری دربارهٔ یک نمونه."}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its number in Persian digits, the key in the file it was made from, and its text."""

    number: str
    key: str
    text: str


def sentences(definition: ServiceDefinition) -> list[Sentence]:
    """Say a whole definition: ways in, steps (those of a block under its number), messages, ends."""
    numbers = _numbers(definition)
    found = [_start(definition, start, numbers) for start in definition.starts.values()]
    found += [_step(definition, step, numbers) for step in _in_order(definition)]
    found += [_on(definition, on, numbers) for on in definition.ons.values()]
    return found + [_end(end, numbers) for end in definition.ends.values()]


def _in_order(definition: ServiceDefinition) -> list[Step]:
    found = []
    for step in definition.block_steps(None):
        found.append(step)
        if step.kind == "each":
            found += definition.block_steps(step.path)
    return found


def _numbers(definition: ServiceDefinition) -> dict[str, str]:
    """Number the steps: ۱, ۲, ۳; and those inside the second, a block: ۲.۱, ۲.۲."""
    found = {}
    for number, step in enumerate(definition.block_steps(None), start=1):
        found[step.path] = to_persian_digits(str(number))
        for inner, inside in enumerate(
            definition.block_steps(step.path) if step.kind == "each" else (), start=1
        ):
            found[inside.path] = to_persian_digits(f"{number}.{inner}")
    return found


def _or(names: tuple[str, ...]) -> str:
    return " یا ".join(names)


def _and(names: list[str]) -> str:
    return " و ".join(names)


def _roles(definition: ServiceDefinition, names: tuple[str, ...]) -> str:
    return _or(tuple(definition.glossary.label("role", name) for name in names))


def _start(definition: ServiceDefinition, start: Start, numbers: dict[str, str]) -> Sentence:
    text = f"پرونده با «{start.title}» ({_START_KINDS[start.kind]}) آغاز می‌شود"
    if start.by:
        text += f"، از سوی {_roles(definition, start.by)}"
    if start.when is not None:
        text += f"، {say_time(definition, start.when)}"
    return Sentence("آغاز", f"start.{start.name}", f"{text}، و به گام {numbers[start.at]} می‌رود.")


def _step(definition: ServiceDefinition, step: Step, numbers: dict[str, str]) -> Sentence:
    text = f"«{title_of(step)}»: {_does(definition, step)}"
    if step.due is not None:
        text += f" مهلت: {say_time(definition, step.due)}."
    if step.office is not None:
        text += f" در {_office(definition, step.office)}."
    if step.not_the_same_as:
        others = [numbers[path] for path in step.not_the_same_as]
        text += f" نه کسی که در گام {_and(others)} کار کرده است."
    text += _BULK.get(step.bulk, "")
    for word, condition in step.needs:
        said, shown = say_word(definition, step, word), say_condition(definition, condition)
        text += f" «{said}» تنها وقتی گفته می‌شود که {shown}."
    ways = " ".join(_way(definition, step, way, numbers) for way in step.ways)
    return Sentence(numbers[step.path], step.key, f"{text} {ways}")


def _office(definition: ServiceDefinition, name: str) -> str:
    """Say an office; `bride.province` is that of a subject."""
    role, dot, where = name.partition(".")
    label = definition.glossary.label
    if not dot:
        return label("office", name)
    owner = definition.subjects[role].title if role in definition.subjects else "شخص"
    return f"{label('office', where)} {owner}"


def _does(definition: ServiceDefinition, step: Step) -> str:
    """Say who does what at a step."""
    return _DOES[step.kind](definition, step)


def _acts(definition: ServiceDefinition, step: Step) -> str:
    return f"{_or(holders_of(definition, step))} این کار را انجام می‌دهد."


def _waits(definition: ServiceDefinition, step: Step) -> str:
    if step.wait is None:
        return ""
    verb = "پرونده می‌ماند" if isinstance(step.wait, Until) else "زمان می‌گذرد:"
    return f"{verb} {say_time(definition, step.wait)}."


def _chooses(_: ServiceDefinition, __: Step) -> str:
    return "نخستین شرطی که برقرار باشد راه را نشان می‌دهد."


def _effects(definition: ServiceDefinition, step: Step) -> str:
    return f"انجام می‌شود: {_and([say_effect(definition, effect.name) for effect in step.effects])}."


def _asks(definition: ServiceDefinition, step: Step) -> str:
    return f"همزمان پرسیده می‌شود از {_and(list(holders_of(definition, step)))}."


def _pays(definition: ServiceDefinition, step: Step) -> str:
    return f"پرداخت می‌شود: {_and([definition.fees[fee].title for fee in step.fees])}."


def _calls(definition: ServiceDefinition, step: Step) -> str:
    called = definition.glossary.label("service", step.service or "")
    return f"پروندهٔ پیوستهٔ «{called}» گشوده و به پایان آن نگاه می‌شود."


def _parts(definition: ServiceDefinition, step: Step) -> str:
    who = _or(tuple(definition.subjects[role].title for role in step.subjects)) or "هر نفر"
    return f"از این‌جا {who} جداگانه پیش می‌رود."


_DOES: Mapping[Kind, Callable[[ServiceDefinition, Step], str]] = {
    "by": _acts,
    "wait": _waits,
    "choose": _chooses,
    "do": _effects,
    "ask": _asks,
    "pay": _pays,
    "call": _calls,
    "each": _parts,
}


def _way(definition: ServiceDefinition, step: Step, way: Way, numbers: dict[str, str]) -> str:
    target = say_target(definition, way.target, numbers)
    if way.word == "first":
        return f"نخست: {target}."
    if way.trigger == "join":
        return f"هنگامی که کار همه تمام شد: {target}."
    said = say_word(definition, step, way.word)
    return f"سپس: {target}." if not said else f"«{said}»: {target}."


def _on(definition: ServiceDefinition, on: On, numbers: dict[str, str]) -> Sentence:
    text = f"«{on.title}»: هر زمان، از سوی {_roles(definition, on.by)}"
    if on.block is not None:
        text += f"، تنها در گام {numbers[on.block]}"
    if on.until is not None:
        text += f"، پیش از رسیدن به گام {numbers[on.until]}"
    if on.starts:
        begun = _or(tuple(f"«{definition.starts[name].title}»" for name in on.starts))
        text += f"، در پرونده‌هایی که با {begun} آغاز شده‌اند"
    text += f"؛ {say_target(definition, on.go, numbers)}."
    for group, target in on.also:
        text += f" {definition.glossary.label('group', group)}: {say_target(definition, target, numbers)}."
    if on.effects:
        acts = [say_effect(definition, effect.name) for effect in on.effects]
        text += f" انجام می‌شود: {_and(acts)}."
    return Sentence("هر زمان", f"on.{on.message}", text)


def _end(end: End, numbers: dict[str, str]) -> Sentence:
    text = f"«{end.title}» ({_END_KINDS[end.kind]})."
    if end.objection is not None:
        text += f" مهلت اعتراض: {say_duration(end.objection)}."
    if end.reopen is not None:
        text += f" اگر رأی نقض شود، رسیدگی دوباره از گام {numbers[end.reopen]}."
    return Sentence("پایان", f"end.{end.name}", text)

"""Times, holders and targets of a definition in Persian, as a lawyer and the public read them."""

from panah.foundation.digits import to_persian_digits
from panah.foundation.durations import Duration, Unit
from panah.workflow.definition import ServiceDefinition, Step, Target, ToEnd, ToStep
from panah.workflow.times import After, Anchor, At, Before, Time, Until

_UNITS: dict[Unit, str] = {
    "minute": "دقیقه",
    "hour": "ساعت",
    "day": "روز",
    "working-day": "روز کاری",
    "month": "ماه",
    "year": "سال",
}
OTHERWISE = "در غیر این صورت"
UNTITLED = "انتخاب مسیر"


def say_duration(duration: Duration) -> str:
    """Say a length of time: «۳ روز کاری»."""
    return f"{to_persian_digits(str(duration.n))} {_UNITS[duration.unit]}"


def say_time(definition: ServiceDefinition, time: Time | Until) -> str:
    """Say a time: «۶ ماه پس از «صدور مجوز اولیه»»."""
    match time:
        case Until(condition):
            return f"تا وقتی که {say_condition(definition, condition)}"
        case After(duration, anchor) if anchor.kind == "opening":
            return say_duration(duration)
        case After(duration, anchor):
            return f"{say_duration(duration)} پس از {_moment(definition, anchor)}"
        case Before(duration, anchor):
            return f"{say_duration(duration)} پیش از {_moment(definition, anchor)}"
        case At(anchor):
            return f"هنگام {_moment(definition, anchor)}"


def _moment(definition: ServiceDefinition, anchor: Anchor) -> str:
    if anchor.kind == "step":
        return f"«{title_of(definition.steps[anchor.name])}»"
    if anchor.kind == "expiry":
        return f"پایان اعتبار «{definition.documents[anchor.name].title}»"
    return definition.glossary.label("date", anchor.name)


def say_condition(definition: ServiceDefinition, name: str) -> str:
    """Say a condition; a subject's role is a condition too."""
    if name in definition.subjects:
        return f"او «{definition.subjects[name].title}» است"
    return OTHERWISE if name == "otherwise" else definition.glossary.label("condition", name)


def say_word(definition: ServiceDefinition, step: Step, word: str) -> str:
    """Say what takes a way on from a step: an outcome, a condition, «پایان مهلت» or nothing."""
    if word == "late":
        return "پایان مهلت"
    if word == "then":
        return "پایان زمان" if step.kind == "wait" and not isinstance(step.wait, Until) else ""
    if word == "otherwise":
        return OTHERWISE
    if step.kind == "choose":
        return say_condition(definition, word)
    return definition.glossary.word(word)


def say_effect(definition: ServiceDefinition, name: str) -> str:
    """Say an effect: «صدور برگه» for `issue:slip`."""
    verb, colon, thing = name.partition(":")
    if not colon:
        return definition.glossary.label("effect", name)
    document = definition.documents.get(thing)
    title = document.title if document else definition.glossary.label("service", thing)
    return f"{definition.glossary.label('verb', verb)} «{title}»"


def title_of(step: Step) -> str:
    """Say a step's title; a `choose` may have none."""
    return step.title or UNTITLED


def holders_of(definition: ServiceDefinition, step: Step) -> tuple[str, ...]:
    """Say who holds a step: roles, agencies asked, or the system itself when nobody does."""
    label = definition.glossary.label
    if step.kind == "ask":
        return tuple(label("inquiry", name) for name in step.inquiries)
    if step.kind == "pay":
        return (label("role", "applicant"),)
    return tuple(label("role", name) for name in step.holders)


def say_target(definition: ServiceDefinition, target: Target, numbers: dict[str, str]) -> str:
    """Say where it goes on, by the number a step has in the list."""
    if isinstance(target, ToEnd):
        return f"پایان: «{definition.ends[target.end].title}»"
    if isinstance(target, ToStep):
        return f"گام {numbers[target.path]}"
    return "کار این شخص در این بخش تمام است"

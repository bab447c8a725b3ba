"""A traveller who was refused, and everybody who has something to say about it."""

from dataclasses import dataclass
from datetime import datetime

from factories.bureau import Bureau, actor_of, public_account
from factories.trips import BARRED, REFUSAL, ask, household, open_at
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item, Subject
from panah.casework.operations import act, deliver_outbox
from panah.casework.rules import ActResult, Selected
from panah.decisions.models import Decision
from panah.decisions.operations import file_objection
from panah.registry.models import Person
from panah.registry.operations import bind_account

LOOK = "travellers/look"
ANSWERS = {
    "set-aside": {"reason_code": "facts-otherwise", "reason_text": "مقصد او ممنوع نبود."},
    "remitted": {"reason_code": "new-evidence", "reason_text": "نامهٔ بیمارستان دیده شود."},
    "upheld": {"reason_code": "ground-stands", "reason_text": "مقصد ممنوع است و دلیلی نیاورد."},
    "returned": {"reason_code": "more-needed", "reason_text": "نامهٔ بیمارستان را بفرستید."},
}


@dataclass(frozen=True, slots=True)
class Refused:
    """A case of two travellers, the decision about the first, who took it, and the traveller's own account."""

    bureau: Bureau
    now: datetime
    case: Case
    people: list[Person]
    decision: Decision
    expert: Actor
    person: Actor

    @property
    def applicant(self) -> Actor:
        """Whoever asked for the slip, known by a household's phone alone."""
        assert self.case.applicant is not None
        return actor_of(self.case.applicant, now=self.now)

    def officer(self, *roles: str, name: str = "") -> Actor:
        """Somebody of the directorate."""
        return self.bureau.actor(*roles, now=self.now, name=name)

    def object(
        self, *, by: Actor | None = None, key: str = "objection", proof: str = "کارتش دیده شد"
    ) -> Case:
        """File the objection; at a counter of somebody whose card was seen."""
        return file_objection(
            decision_id=self.decision.pk,
            text="به بیمارستان می‌روم.",
            actor=by or self.person,
            key=key,
            now=self.now,
            proof=proof,
        )

    def review(self, objection: Case, word: str, *, by: Actor | None = None) -> ActResult:
        """Receive an objection where that is still to be done, and answer it."""
        return review(self.bureau, objection, word, by=by, now=self.now)

    def reopened(self) -> Case:
        """Let the worker deliver, and give the case that decides anew."""
        deliver_outbox(now=self.now)
        return Case.objects.get(linked_to=self.case, link="reopened")


def review(
    bureau: Bureau, objection: Case, word: str, *, now: datetime, by: Actor | None = None
) -> ActResult:
    """Receive an objection where that is still to be done, and answer it, by the director or whoever tries."""
    for item in open_at(objection, "receive"):
        clerk = bureau.actor("bureau-clerk", now=now, name="receiver")
        act(chosen=[item], step="receive", word="then", actor=clerk, key=f"{item}", now=now)
    return act(
        chosen=open_at(objection, "review"),
        step="review",
        word=word,
        actor=by or bureau.actor("bureau-director", now=now),
        key=f"{objection.pk}-{word}",
        form={**ANSWERS[word]},
        now=now,
    )


def refuse(
    case: Case, place: int, expert: Actor, *, now: datetime, form: dict[str, str] = REFUSAL
) -> Subject:
    """Refuse one traveller of a case that is being looked at."""
    subject = Subject.objects.filter(case=case).order_by("pk")[place]
    item = Item.objects.get(subject=subject, state="open")
    act(
        chosen=[Selected(item.pk, item.ver)],
        step=LOOK,
        word="refused",
        actor=expert,
        key=f"refuse-{item.pk}",
        form={**form},
        now=now,
    )
    return subject


def refuse_somebody(bureau: Bureau, *, now: datetime) -> Refused:
    """Two travellers to a no-go area; the first is refused, the second still looked at."""
    people = household(bureau, 2)
    case = ask(bureau, people, now=now, to=BARRED)
    expert = bureau.actor("bureau-expert", now=now)
    subject = refuse(case, 0, expert, now=now)
    own = public_account("refused")
    binder = bureau.actor("bureau-clerk", now=now, name="binder")
    assert binder.scope is not None
    bind_account(account=own, person=people[0], by=binder.scope, proof="کارت آمایش", now=now)
    return Refused(
        bureau=bureau,
        now=now,
        case=case,
        people=people,
        decision=Decision.objects.get(subject=subject),
        expert=expert,
        person=actor_of(own, now=now, persons=(people[0].pk,)),
    )

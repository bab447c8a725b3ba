"""A bureau with its secretariat: who writes, who may sign, who registers; letters with few words."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from factories.bureau import Bureau, actor_of, open_bureau
from factories.trips import ask, household, publish_slip
from panah.casework.engine.authority import Actor
from panah.casework.models import Case
from panah.correspondence.models import Draft, Letter, SigningRight
from panah.correspondence.operations import (
    NewRight,
    Proof,
    Received,
    Written,
    begin_draft,
    give_right,
    register_letter,
    sign_letter,
    submit_draft,
)
from panah.organisation.models import Account, Office, RoleHolding

BODY = "با سلام\n\nپروندهٔ ایشان در این اداره در جریان است."
AGENCY = "ادارهٔ کل آموزش و پرورش استان بوشهر"


@dataclass(slots=True)
class Desk:
    """The bureau of Bushehr at one moment; staff are hired when they are first asked for."""

    bureau: Bureau
    now: datetime
    turns: int = 0
    cases: list[Case] = field(default_factory=list)

    @property
    def expert(self) -> Actor:
        return self.actor("bureau-expert")

    @property
    def officer(self) -> Actor:
        return self.actor("bureau-officer")

    @property
    def director(self) -> Actor:
        return self.actor("bureau-director")

    @property
    def clerk(self) -> Actor:
        return self.actor("secretariat")

    @property
    def administrator(self) -> Actor:
        return self.actor("administrator")

    def actor(self, role: str, *, office: Office | None = None, name: str = "") -> Actor:
        return actor_of(self.account(role, office=office, name=name), now=self.now)

    def account(self, role: str, *, office: Office | None = None, name: str = "") -> Account:
        return self.bureau.hire(role, office=office, name=name)

    def holding(self, who: Actor) -> int:
        return RoleHolding.objects.get(staff__account=who.account_id).pk

    def may_sign(self, who: Actor, *kinds: str, **more: Any) -> SigningRight:
        """Give somebody the right to sign, as the administrator does."""
        right = NewRight(
            holding=self.holding(who),
            kinds=kinds or ("covering", "answer"),
            behalf_role=more.get("behalf_role", ""),
            first=more.get("first", self.now.date()),
            until=more.get("until"),
            ground="حکم ۱۲",
        )
        return give_right(right=right, actor=more.get("by", self.administrator), now=more.get("at", self.now))

    def case(self, *, to: str = "bushehr/ganaveh") -> Case:
        """A case of one person of the counter's county."""
        if not self.cases:
            publish_slip(now=self.now)
        people = household(self.bureau)
        self.cases.append(ask(self.bureau, people, now=self.now, to=to, key=f"case-{len(self.cases)}"))
        return self.cases[-1]

    def draft(self, who: Actor, kind: str = "covering", *, case: Case | None = None, **more: Any) -> Draft:
        self.turns += 1
        said: dict[str, Any] = {"to": AGENCY, "subject": "فرستادن پرونده", "body": BODY} | more
        return begin_draft(
            written=Written(kind=kind, **said),
            key=f"turn-{self.turns}",
            actor=who,
            now=self.now,
            case_id=case.pk if case else None,
        )

    def submit(self, draft: Draft, who: Actor, to: Actor) -> Draft:
        assert to.account_id is not None
        submit_draft(draft_id=draft.pk, ver=draft.ver, signer=to.account_id, note="", actor=who, now=self.now)
        return Draft.objects.get(pk=draft.pk)

    def sign(self, draft: Draft, who: Actor, **more: Any) -> Letter:
        proof = Proof(confirmed_at=more.get("confirmed_at", self.now), pin=more.get("pin", ""))
        ver = Draft.objects.values_list("ver", flat=True).get(pk=draft.pk)
        return sign_letter(draft_id=draft.pk, ver=ver, proof=proof, actor=who, now=self.now)

    def letter(self, who: Actor, kind: str = "covering", **more: Any) -> Letter:
        """A signed letter of somebody who may sign it."""
        return self.sign(self.draft(who, kind, **more), who)

    def came(self, **more: Any) -> Letter:
        """A letter that came in and was registered."""
        self.turns += 1
        files = more.pop("files", [])
        said: dict[str, Any] = {
            "sender": AGENCY,
            "number": f"{self.turns}/الف",
            "dated": date(2026, 11, 15),
            "subject": "پرسش دربارهٔ ثبت نام",
        } | more
        return register_letter(
            received=Received(**said), files=files, key=f"in-{self.turns}", actor=self.clerk, now=self.now
        )


def open_desk(now: datetime) -> Desk:
    """Open the bureau."""
    return Desk(open_bureau(), now)

"""Pages of the secretariat: letters that are written, signed, sent on, scanned and brought, and who may sign them."""

from collections.abc import Iterator
from datetime import date

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.userkit import user_id_to_str
from django.test import Client

from factories.files import pdf, photo
from factories.letters import AGENCY, Desk
from integration.web_forms.conftest import Place, Town
from panah.casework.engine.authority import Actor
from panah.correspondence.models import Arrival, Dispatch, Secretariat
from panah.correspondence.operations import (
    Fact,
    Sending,
    add_originals,
    bring_file,
    keep_correspondent,
    match_scan,
    refer,
    write_fact,
)
from panah.correspondence.queries.words import Classification, Happened, Urgency, Way
from panah.correspondence.rules.ece import Envelope, Organisation, write_envelope
from panah.organisation.models import Account

HOME = "/office/secretariat/"
HERS = ("answer", "covering", "follow-up", "memo")
"""The kinds of letters the expert signs herself."""


def of_the_secretariat(town: Town) -> Iterator[Place]:
    """What an expert, their director, the secretariat's clerk, an officer and the administrator fill in there."""
    desk = Desk(town.bureau, town.world.now)
    desk.may_sign(desk.expert, *HERS)
    desk.may_sign(desk.director, "introduction", "stamped", "certified-answer")
    yield from _written(town, desk)
    yield from _sent_and_sent_on(town, desk)
    yield from _at_the_counter(town, desk)
    yield from _scanned(town, desk)
    for who in (desk.director, desk.administrator):
        yield Place(_browser(town, who), f"{HOME}rights/")


def _written(town: Town, desk: Desk) -> Iterator[Place]:
    """Letters that are begun, changed, signed, passed on and given back."""
    case, expert = town.looked_at(), _browser(town, desk.expert)
    for asked in ("", "?kind=memo", f"?reply={desk.came().pk}", f"?follows={desk.letter(desk.expert).pk}"):
        yield Place(expert, f"{HOME}new/{asked}")
    yield Place(expert, f"/office/cases/{case.pk}/letters/new/")
    own = desk.draft(desk.expert, case=case)
    yield Place(expert, f"{HOME}drafts/{own.pk}/")
    yield Place(expert, f"{HOME}drafts/{own.pk}/edit/")
    for kind in ("introduction", "certified-answer"):
        waiting = desk.draft(desk.expert, kind)
        yield Place(expert, f"{HOME}drafts/{waiting.pk}/")
        desk.submit(waiting, desk.expert, desk.director)
        yield Place(_browser(town, desk.director), f"{HOME}drafts/{waiting.pk}/")


def _sent_and_sent_on(town: Town, desk: Desk) -> Iterator[Place]:
    """A letter that is to be sent, one that was, and one that was sent on to the expert."""
    expert = _browser(town, desk.expert)
    unsent, sent, came = desk.letter(desk.expert), desk.letter(desk.expert), desk.came()
    posted = Fact(kind=Happened.SENT, way=Way.POST, receipt="RR1", reason="")
    write_fact(letter_id=sent.pk, fact=posted, actor=desk.expert, now=desk.now)
    office, holding = desk.bureau.directorate.pk, desk.holding(desk.expert)
    on = Sending(to_office=office, note="جهت اقدام", to_role="bureau-expert", to_holding=holding)
    refer(letter_id=came.pk, sending=on, actor=desk.clerk, now=desk.now)
    for letter in (unsent, sent, came):
        yield Place(expert, f"{HOME}letters/{letter.pk}/")


def _at_the_counter(town: Town, desk: Desk) -> Iterator[Place]:
    """What comes in on paper, what was brought as a file, what waits to be carried, and to whom one writes."""
    clerk = _browser(town, desk.clerk)
    yield Place(clerk, f"{HOME}in/")
    keep_correspondent(name=AGENCY, code="edu-18", actor=desk.clerk, now=desk.now)
    desk.letter(desk.expert)
    failed = desk.letter(desk.expert)
    Dispatch.objects.filter(letter=failed).update(state="failed", trouble="ece-refused: نه")
    bring_file(data=_envelope().encode(), actor=desk.clerk, now=desk.now)
    yield Place(clerk, HOME)
    yield Place(clerk, f"{HOME}arrivals/{Arrival.objects.latest('pk').pk}/")
    yield Place(clerk, f"{HOME}addresses/")


def _scanned(town: Town, desk: Desk) -> Iterator[Place]:
    """Scans of letters that were signed on paper: one to be matched, one to be looked at by somebody else."""
    stamped = desk.submit(desk.draft(desk.expert, "stamped"), desk.expert, desk.director)
    letter = desk.sign(stamped, desk.clerk)
    matched, _ = add_originals(files=[photo(), photo("red")], actor=desk.clerk, now=desk.now)
    match_scan(scan_id=matched.pk, typed=letter.number, actor=desk.clerk, now=desk.now)
    for who in (desk.clerk, desk.officer):
        yield Place(_browser(town, who), f"{HOME}scans/")


def _envelope() -> str:
    """What another secretariat sent to the town's."""
    return write_envelope(
        Envelope(
            id="edu-1", sender=Organisation(name=AGENCY, code="edu-18"), number="1002/ص", on=date(2026, 11, 15),
            receiver=Organisation(name="اداره کل", code=Secretariat.objects.get().code), is_copy=False,
            subject="پرسش", urgency=Urgency.NORMAL, classification=Classification.NORMAL, in_reply_to="",
            follows="", annex="", content=pdf(1),
        )
    )  # fmt: skip


def _browser(town: Town, who: Actor) -> Client:
    """A browser of somebody who said a moment ago who they are, as signing asks for."""
    account = Account.objects.get(pk=who.account_id or 0)
    client = town.world.client(account)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": town.world.now.timestamp()}]
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = user_id_to_str(account)
    session.save()
    return client

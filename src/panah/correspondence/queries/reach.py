"""Which letters somebody may read at all: asked in the query, so that no list, search or count knows of any other.

An ordinary letter is read by whoever oversees the cases of its office, by its own secretariat, and by whom it was sent
on to. A confidential one by the head of its office, by who wrote, signed or registered it, and by whom it was sent on
to: by nobody else, inspectors and the secretariat's other clerks included. Nobody reads a letter of their own matter
here; the political office and the foreigners' bureau do not read each other's (S17).
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.casework.engine.authority import Actor
from panah.casework.models import Subject
from panah.casework.queries.reach import POLITICAL
from panah.casework.queries.reach import READERS as OVERSEERS
from panah.correspondence.models import Letter, Referral
from panah.correspondence.roles import SECRETARIES
from panah.correspondence.rules.words import Classification
from panah.foundation.errors import NotAllowed
from panah.organisation.queries import NOWHERE
from panah.organisation.roles import OfficeKind
from panah.organisation.rules import Holding, Scope
from panah.organisation.supervision import HEADS


def readable(actor: Actor) -> QuerySet[Letter]:
    """The letters an actor may read; nobody's for who is no staff."""
    if actor.scope is None:
        return Letter.objects.none()
    scope = actor.scope
    ordinary = Q(classification=Classification.NORMAL) & (_overseen(scope) | _of_secretariat(scope))
    theirs = Exists(Referral.objects.filter(addressed_to(scope), letter=OuterRef("pk")))
    return Letter.objects.filter(ordinary | _headed(scope) | _own(scope) | theirs).exclude(_own_matter(actor))


def addressed_to(scope: Scope) -> Q:
    """The referrals that wait for somebody: by name, in a role at an office, or for an office they answer for."""
    found = Q(to_account__in=accounts_of(scope))
    for held in scope.holdings:
        at_office = Q(to_office=held.office_id, to_account=None)
        roles = [held.role, ""] if held.role in HEADS or held.role in SECRETARIES else [held.role]
        found |= at_office & Q(to_role__in=roles)
    return found


def account_of(actor: Actor) -> int:
    """The account an actor writes with; raises NotAllowed("writes-no-letters") for who has none."""
    if actor.account_id is None:
        raise NotAllowed("writes-no-letters")
    return actor.account_id


def accounts_of(scope: Scope) -> set[int]:
    """Oneself, and everybody one stands in for."""
    return {scope.account_id, *(held.for_account for held in scope.holdings)}


def served_by(scope: Scope, prefix: str = "") -> Q:
    """What belongs to the secretariats somebody works for, through a relation to a secretariat by `prefix`."""
    offices = [held.office_id for held in scope.holdings if held.role in SECRETARIES]
    return Q(**{f"{prefix}office__in": offices}) if offices else NOWHERE


def carried_by(actor: Actor) -> Q:
    """The letters on their way by exchange that somebody carries: of their secretariat, and their own."""
    if actor.scope is None:
        return NOWHERE
    mine = accounts_of(actor.scope)
    own = Q(letter__written_by__in=mine) | Q(letter__signed_by__in=mine)
    return served_by(actor.scope, "letter__register__secretariat__") | own


def _of_secretariat(scope: Scope) -> Q:
    return served_by(scope, "register__secretariat__")


def _overseen(scope: Scope) -> Q:
    found = NOWHERE
    for held in scope.holdings:
        if held.role in OVERSEERS:
            found |= _below(held, "office") | _below(held, "to_office")
    return found


def _below(held: Holding, field: str) -> Q:
    political = Q(**{f"{field}__kind": OfficeKind.POLITICAL_OFFICE.value})
    side = political if held.role in POLITICAL else ~political
    return Q(**{f"{field}__path__startswith": held.office_path}) & side


def _headed(scope: Scope) -> Q:
    found = NOWHERE
    for held in scope.holdings:
        kinds = [kind.value for kind in HEADS.get(held.role, ()) if _is_their_side(held.role, kind)]
        if kinds:
            found |= Q(office__path__startswith=held.office_path, office__kind__in=kinds)
    return found


def _is_their_side(role: str, kind: OfficeKind) -> bool:
    """The political office's head answers for political offices alone, the others for all but those (S17)."""
    return (role in POLITICAL) == (kind is OfficeKind.POLITICAL_OFFICE)


def _own(scope: Scope) -> Q:
    mine = accounts_of(scope)
    return Q(written_by__in=mine) | Q(signed_by__in=mine) | Q(on_behalf_of__in=mine)


def _own_matter(actor: Actor) -> Q:
    found = Q(case__applicant=actor.account_id, case__applicant__isnull=False)
    if actor.persons:
        found |= Q(Exists(Subject.objects.filter(case=OuterRef("case"), party__in=list(actor.persons))))
    return found

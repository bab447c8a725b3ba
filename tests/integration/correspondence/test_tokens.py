"""Letters signed with a token: by the signer's own certificate, in date, of a known issuer; else there is no number."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

from factories.letters import Desk
from factories.tokens import PIN, Issuer, Tokens, issuer, softhsm
from panah.correspondence.models import Letter, Register, TokenSignature
from panah.correspondence.operations import TokenTrouble, enter_token
from panah.correspondence.operations.printing import token_signature_holds
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.organisation.models import Staff

pytestmark = pytest.mark.django_db
KIND = "certified-answer"


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tokens]:
    labels = (
        "director-rsa",
        "director-ec",
        "there-shut",
        "there-lost",
        "there-empty",
        "others",
        "old",
        "foreign",
    )
    with softhsm(tmp_path_factory.mktemp("tokens"), *labels) as found:
        yield found


@pytest.fixture
def root(settings: LazySettings, tokens: Tokens, tmp_path: Path) -> Issuer:
    made = issuer()
    (tmp_path / "roots.pem").write_bytes(issuer("دیگری").pem + made.pem)
    settings.PANAH_TOKEN_MODULE = tokens.module
    settings.PANAH_TOKEN_ROOTS = str(tmp_path / "roots.pem")
    return made


def enter(desk: Desk, fingerprint: str, label: str) -> None:
    """The administrator writes down by which certificate the director signs."""
    staff = Staff.objects.get(account=desk.director.account_id)
    enter_token(
        personnel_number=staff.personnel_number,
        fingerprint=fingerprint.upper(),
        token_label=label,
        key_label="sign",
        actor=desk.administrator,
        now=desk.now,
    )


def sign(desk: Desk, pin: str = PIN) -> Letter:
    draft = desk.submit(desk.draft(desk.expert, KIND), desk.expert, desk.director)
    return desk.sign(draft, desk.director, pin=pin, confirmed_at=None)


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_a_token_signs_the_sheet_with_its_number(desk: Desk, tokens: Tokens, root: Issuer, kind: str) -> None:
    desk.may_sign(desk.director, KIND)
    enter(desk, tokens.make(f"director-{kind}", root, kind=kind), f"director-{kind}")
    letter = sign(desk)
    assert (letter.number, letter.level) == ("18/1405/1", "token")
    assert token_signature_holds(letter) is True
    made = TokenSignature.objects.get(letter=letter)
    *rest, last = bytes(made.signature)
    made.signature = bytes([*rest, last ^ 1])
    letter.token_signature = made
    assert token_signature_holds(letter) is False


@pytest.mark.parametrize(
    ("pin", "label", "code"),
    [("000000", "shut", "token-pin-wrong"), (PIN, "lost", "token-absent"), ("", "empty", "token-pin-wrong")],
)
def test_without_a_signature_there_is_no_number(  # noqa: PLR0917  # pytest's own way of giving
    desk: Desk, tokens: Tokens, root: Issuer, pin: str, label: str, code: str
) -> None:
    desk.may_sign(desk.director, KIND)
    enter(desk, tokens.make(f"there-{label}", root), "nowhere" if label == "lost" else f"there-{label}")
    with pytest.raises(TokenTrouble, match=code):
        sign(desk, pin)
    assert (Letter.objects.count(), Register.objects.count()) == (0, 0)


def test_a_token_of_somebody_else_signs_nothing(desk: Desk, tokens: Tokens, root: Issuer) -> None:
    desk.may_sign(desk.director, KIND)
    with pytest.raises(Conflict, match="certificate-unknown"):
        sign(desk)
    tokens.make("others", root)
    enter(desk, "ab" * 32, "others")
    with pytest.raises(Conflict, match="certificate-of-another"):
        sign(desk)
    assert Letter.objects.count() == 0


def test_a_certificate_out_of_date_or_of_an_unknown_issuer_signs_nothing(
    desk: Desk, tokens: Tokens, root: Issuer
) -> None:
    desk.may_sign(desk.director, KIND)
    enter(desk, tokens.make("old", root, until=desk.now - timedelta(days=1)), "old")
    with pytest.raises(Conflict, match="certificate-out-of-date"):
        sign(desk)
    enter(desk, tokens.make("foreign", issuer("ناشناس")), "foreign")
    with pytest.raises(Conflict, match="certificate-of-another"):
        sign(desk)


def test_an_installation_without_tokens_says_so(desk: Desk, settings: LazySettings) -> None:
    settings.PANAH_TOKEN_MODULE = ""
    desk.may_sign(desk.director, KIND)
    enter(desk, "cd" * 32, "any")
    with pytest.raises(TokenTrouble, match="token-none"):
        sign(desk)


def test_certificates_are_entered_by_the_administrator_and_never_ones_own(desk: Desk) -> None:
    number = Staff.objects.get(account=desk.director.account_id).personnel_number
    own = Staff.objects.get(account=desk.administrator.account_id).personnel_number

    def entered(**change: object) -> None:
        said = {
            "personnel_number": number,
            "fingerprint": "ab" * 32,
            "token_label": "t",
            "key_label": "k",
            "actor": desk.administrator,
        }
        enter_token(now=desk.now, **(said | change))  # type: ignore[arg-type]  # by name

    with pytest.raises(NotAllowed, match="not-yours-to-give"):
        entered(actor=desk.director)
    with pytest.raises(NotAllowed, match="right-to-oneself"):
        entered(personnel_number=own)
    with pytest.raises(NotFound, match="holder-unknown"):
        entered(personnel_number="999999")
    with pytest.raises(InvalidInput, match="fingerprint-unreadable"):
        entered(fingerprint="xyz")
    entered()
    with pytest.raises(Conflict, match="certificate-known"):
        entered()

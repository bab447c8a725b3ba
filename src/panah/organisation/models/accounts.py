"""Accounts: what one signs in with. An account alone gives no power over any case."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q


class AccountKind(models.TextChoices):
    """Whose account it is."""

    STAFF = "staff", "کارکنان"
    PUBLIC = "public", "مراجعان"
    SYSTEM = "system", "سامانه"


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; there is no way to make a super-user."""

    def create_user(self, username: str, password: str | None = None, *, kind: str = "public") -> "Account":
        """Open an account; without a password it can be entered only by what is bound to it later."""
        account = self.model(username=username, kind=kind)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Find the account one signs in to."""
        return self.get(username=username)


class Account(AbstractBaseUser):
    """A sign-in: a member of staff, a household or person, or the system itself.

    Django's groups, permissions and super-user flag are left out on purpose: power comes from dated role
    holdings alone (S8), and a household's from its binding in the registry.
    """

    username = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=AccountKind.choices)
    language = models.CharField(max_length=5, default="fa")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """Every account is of a known kind; the system's is never signed in to."""

        constraints = (
            models.CheckConstraint(condition=Q(kind__in=AccountKind.values), name="account_kind_is_known"),
        )

    @property
    def is_staff_account(self) -> bool:
        """Whether a member of staff signs in with it."""
        return self.kind == AccountKind.STAFF

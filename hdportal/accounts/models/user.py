"""A person who signs in with an e-mail address."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from hdportal.accounts.domain.mail_choice import MailChoice
from hdportal.accounts.models.organisation import Organisation
from hdportal.kernel.actor import Actor, Grant, Role


class UserManager(BaseUserManager["User"]):
    """Makes users; addresses are kept in lower case."""

    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """Make a person; without a password, one is set through an invitation."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str, **fields: Any) -> "User":
        """Make the first administrator, for `hdportal manage createsuperuser`."""
        return self.create_user(
            email, password, is_superuser=True, is_staff=True, **fields
        )

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person: caller, agent, editor, administrator, …"""

    email = models.EmailField(unique=True)
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="people"
    )
    language = models.CharField(max_length=5, blank=True)
    # A MailChoice: whether and when one is written to about the own incidents.
    mail_choice = models.CharField(max_length=10, default=MailChoice.NOW)
    # Whether single letters are shortcuts (WCAG 2.1.4: they can be switched off).
    single_keys = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)
    profile_completed_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_any_case")
        ]
        indexes = [models.Index(fields=["last_name", "id"], name="user_by_name")]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email

    def get_short_name(self) -> str:
        return self.first_name or self.email

    @property
    def audit_name(self) -> str:
        return f"user:{self.pk}"

    @property
    def colleagues_share(self) -> bool:
        """Whether people of the same organisation see one another's incidents."""
        return self.organisation is not None and self.organisation.shares_incidents

    @cached_property
    def actor(self) -> Actor:
        """The person as the rules see one; the person of a request has it at hand."""
        return self._actor(self.role_assignments.values_list("group__name", "scope"))

    def remember_roles(self, roles: Iterable[tuple[str, str]]) -> None:
        """Take the names and scopes of the roles, so that nobody has to ask again."""
        self.__dict__["actor"] = self._actor(roles)

    def _actor(self, roles: Iterable[tuple[str, str]]) -> Actor:
        grants = {Grant(Role(name), scope) for name, scope in roles}
        if self.is_superuser:
            grants.add(Grant(Role.ADMINISTRATOR))
        return Actor(
            self.pk, self.get_full_name(), self.organisation_id, frozenset(grants)
        )

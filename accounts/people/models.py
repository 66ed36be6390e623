"""Users, teams and the roles that users hold. What stands here is about staff, never about people in cases."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from accounts.agencies.models import Agency, Partnership
from accounts.roles import Role
from audit.ledger.events import Subject
from vault.ids import uuid7

UNUSABLE = UNUSABLE_PASSWORD_PREFIX
"""How a password begins that nobody can type: its user was invited and has not set one yet."""


class Team(Group):
    """A group of one agency's users to which cases can be granted."""

    CLEAR: ClassVar[frozenset[str]] = frozenset()
    STAFF = frozenset({"title"})

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    title = models.CharField(max_length=80)

    objects: ClassVar[models.Manager["Team"]] = models.Manager()  # type: ignore[assignment]

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "title"), name="team_title_once_in_agency"),)

    def __str__(self) -> str:
        return f"team {self.pk}"


class UserManager(BaseUserManager["User"]):
    """Finds users by e-mail address, whatever its case. Users are made by the service `add_user` alone."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user who signs in with this address."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A member of staff of one agency, at work in one or more partnerships that it serves, one at a time."""

    CLEAR = frozenset({"is_active", "is_superuser", "added_at", "trained_until", "vetted_until"})
    STAFF = frozenset({"email", "name", "password"})

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="users")
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="+", help_text="Where they are at work now, or were last."
    )
    partnerships = models.ManyToManyField(Partnership, through="Membership", related_name="staff")
    trained_until = models.DateField(null=True, blank=True, help_text="The last day on which their training counts.")
    vetted_until = models.DateField(null=True, blank=True, help_text="The last day on which their vetting counts.")
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField(auto_now_add=True)
    last_login = None  # the ledger says when somebody signed in

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="user_never_superuser"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_in_lower_case"),
        )

    def __str__(self) -> str:
        return f"user {self.pk}"

    @property
    def subject(self) -> Subject:
        """The user as the ledger names them."""
        return Subject("user", self.pk, self.agency_id)

    @property
    def invited(self) -> bool:
        """Whether they were invited and have not set a password yet."""
        return self.password.startswith(UNUSABLE)

    def get_full_name(self) -> str:
        """The name to show to colleagues."""
        return self.name


class Membership(models.Model):
    """That a user is at work in a partnership, and since when. The database holds that a user's present one is here."""

    CLEAR = frozenset({"since"})

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "partnership"), name="membership_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} at work in {self.partnership_id}"


class RoleHeld(models.Model):
    """That a user holds a role in a partnership where they are at work, and since when."""

    CLEAR = frozenset({"role", "since"})

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles_held")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=32, choices=Role)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "partnership", "role"), name="role_held_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_known"),
        )

    def __str__(self) -> str:
        return f"{self.role} of {self.user_id}"

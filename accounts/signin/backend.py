"""Checks an e-mail address and a password, and finds the user of a session."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from accounts.people.models import Membership, User


def user_with_address(address: str) -> User | None:
    """The user who signs in with this address, whatever its case, with agency and partnership."""
    return User.objects.select_related("agency", "partnership").filter(email=address.strip().lower()).first()


class WorkAccountBackend(AuthenticationBackend):
    """A wrong address, a wrong password and a closed account give the same answer in the same time."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:  # type: ignore[override]
        """The user, or None; always one query and one password hash."""
        email, password = credentials.get("email"), credentials.get("password")
        if not email or not password:
            return None
        user = user_with_address(email)
        if user is None:
            make_password(password)
            return None
        # not user.check_password(): it would save a new hash, and a change of a user needs an event
        return user if check_password(password, user.password) and user.is_active else None

    def get_user(self, user_id: Any) -> User | None:
        """The user of a session while their account is open, with agency, partnership, and whether there are others."""
        elsewhere = Membership.objects.filter(user=OuterRef("pk")).exclude(partnership=OuterRef("partnership"))
        users = User.objects.select_related("agency", "partnership").annotate(works_elsewhere=Exists(elsewhere))
        return users.filter(pk=user_id, is_active=True).first()

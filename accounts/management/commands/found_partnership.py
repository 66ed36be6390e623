"""`found_partnership`: begins a real installation, with a first agency and the invitation of its administrator."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction
from django.db.models import CharField
from django.urls import reverse

from accounts.actor import system_actor
from accounts.agencies.models import Agency, AgencyType, Partnership
from accounts.agencies.services import add_agency, found_partnership
from accounts.context import acting
from accounts.database_login import require_app_login
from accounts.invitations.services import Invitee, NotInvited, invite
from accounts.people.models import User
from accounts.people.services import Particulars
from accounts.people.standing import NOT_RECORDED
from accounts.roles import Role

FOUNDER: Final = "founding"
PARTNERSHIP: Final = (
    ("name", "the partnership's name, as its pages show it"),
    ("slug", "its short name: small letters, figures and hyphens"),
)
AGENCY: Final = (
    ("--agency", "the name of the agency that runs the partnership"),
    ("--agency-code", "its short code: small letters, figures and hyphens"),
    ("--liaison", "a role or a desk at the agency to ask for what is sealed, never a person's name"),
    ("--email", "the work e-mail address of the partnership's first administrator"),
    ("--person", "their name at work"),
)
COLUMNS: "Final[Mapping[str, CharField[Any, Any]]]" = {
    "name": Partnership.name.field,
    "slug": Partnership.slug.field,
    "--agency": Agency.name.field,
    "--agency-code": Agency.code.field,
    "--liaison": Agency.liaison.field,
    "--email": User.email.field,
    "--person": User.name.field,
}
"""Where each of them is kept, which says what fits."""


class Command(BaseCommand):
    """Found a partnership with its first agency, and print the link by which its first administrator comes in.

    All of it or nothing. The link works once, for 72 hours, and is for the administrator alone: give it to them in
    person or by a channel that you trust. Refuses a slug, a code or an address that is taken.
    """

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what has to be told."""
        for name, words in PARTNERSHIP:
            parser.add_argument(name, help=words)
        for flag, words in AGENCY:
            parser.add_argument(flag, required=True, help=words)
        parser.add_argument(
            "--agency-type", default=AgencyType.COUNCIL_COMMUNITY_SAFETY, choices=AgencyType.values, metavar="TYPE",
            help=f"one of {', '.join(AgencyType.values)}; a council's community safety unless told",
        )  # fmt: skip

    def handle(self, *_: Any, **options: Any) -> None:
        """Found it."""
        require_app_login()
        _require_fitting(options)
        try:
            token = _found(options)
        except (IntegrityError, NotInvited) as taken:
            raise CommandError(
                "Nothing was founded: this slug, agency code or e-mail address is taken.\n"
                "Next: choose another and run this again."
            ) from taken
        self.stdout.write(f"{options['name']} is founded. Its administrator chooses a password here, within 72 hours:")
        self.stdout.write(settings.SITE_URL + reverse("invitation", args=[token]))


def _require_fitting(options: dict[str, Any]) -> None:
    """Refuse, before anything is done, what its column would refuse or no address could be made with."""
    for name, words in PARTNERSHIP + AGENCY:
        column = COLUMNS[name]
        try:
            column.clean(options[name.removeprefix("--").replace("-", "_")], None)
        except ValidationError:
            raise CommandError(
                f"Nothing was founded: {name} does not fit. It is {words}; at most {column.max_length} characters.\n"
                "Next: correct it and run this again."
            ) from None


@transaction.atomic
def _found(options: dict[str, Any]) -> str:
    if Partnership.objects.filter(slug=options["slug"]).exists():
        raise IntegrityError
    partnership = found_partnership(name=options["name"], slug=options["slug"])
    founder = system_actor(FOUNDER, partnership.pk)
    said = Particulars(options["person"], (), NOT_RECORDED)
    with acting(founder):
        agency = add_agency(
            actor=founder, code=options["agency_code"], name=options["agency"],
            type=AgencyType(options["agency_type"]), liaison=options["liaison"],
        )  # fmt: skip
        invitee = Invitee(options["email"], said, frozenset({Role.PARTNERSHIP_ADMINISTRATOR}))
        return invite(actor=founder, agency=agency, invitee=invitee).token

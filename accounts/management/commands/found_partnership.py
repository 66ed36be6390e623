"""`found_partnership`: begins a real installation, with a first agency and the invitation of its administrator."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actor import system_actor
from accounts.agencies.models import AgencyType, Partnership
from accounts.agencies.services import add_agency, found_partnership
from accounts.context import acting
from accounts.invitations.services import Invitee, NotInvited, invite
from accounts.people.services import Particulars
from accounts.people.standing import NOT_RECORDED
from accounts.roles import Role

FOUNDER = "founding"
AGENCY = (
    ("--agency", "the name of the agency that runs the partnership"),
    ("--agency-code", "its short code: small letters, figures and hyphens"),
    ("--liaison", "a role or a desk at the agency to ask for what is sealed, never a person's name"),
    ("--email", "the work e-mail address of the partnership's first administrator"),
    ("--person", "their name at work"),
)


class Command(BaseCommand):
    """Found a partnership with its first agency, and print the link by which its first administrator comes in.

    All of it or nothing. The link works once, for 72 hours, and is for the administrator alone: give it to them in
    person or by a channel that you trust. Refuses a slug, a code or an address that is taken.
    """

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what has to be told."""
        parser.add_argument("name", help="the partnership's name, as its pages show it")
        parser.add_argument("slug", help="its short name: small letters, figures and hyphens")
        for flag, words in AGENCY:
            parser.add_argument(flag, required=True, help=words)
        parser.add_argument(
            "--agency-type", default=AgencyType.COUNCIL_COMMUNITY_SAFETY, choices=AgencyType.values, metavar="TYPE",
            help=f"one of {', '.join(AgencyType.values)}; a council's community safety unless told",
        )  # fmt: skip

    def handle(self, *_: Any, **options: Any) -> None:
        """Found it."""
        try:
            validate_email(options["email"])
            token = _found(options)
        except (IntegrityError, NotInvited, ValidationError) as taken:
            raise CommandError(
                "Nothing was founded: this slug, agency code or e-mail address is taken, or is no address.\n"
                "Next: choose another and run this again."
            ) from taken
        self.stdout.write(f"{options['name']} is founded. Its administrator chooses a password here, within 72 hours:")
        self.stdout.write(settings.SITE_URL + reverse("invitation", args=[token]))


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

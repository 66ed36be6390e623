"""A form that the caseworker has begun."""

from uuid import uuid4

from accounts.context import acting
from casework.drafts.places import Place
from casework.drafts.services import keep_draft
from tests.cast import actor
from tests.security.story import NOTE, Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """A note of the offender's case, typed and not saved."""
    who, reference = actor(town.caseworker), told.offender.reference
    place = Place(f"/cases/{reference}/interventions/log/", "casework:intervention-log", told.offender.pk)
    with acting(who):
        keep_draft(actor=who, place=place, fields=[("note", NOTE)], page=uuid4())

"""Who harms the victims of the storylines: a former partner linked by name, and a thief who gave the shop's number."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from accounts.actor import Actor, actor_for
from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.contact_details.services import Entry, keep
from casework.incidents.services import refer_pair
from casework.people.details import PersonDetails
from casework.people.services import add_person
from casework.safe_contact.models import HarmedBy, Part
from casework.safe_contact.services import link_harm, link_person, name_reader
from casework.whereabouts.details import PointDetail
from casework.whereabouts.models import Channel, Safe, Said
from vault.ids import uuid7

FORMER_PARTNER = PersonDetails(given="Leocádio", family="Brandwijker")
REFERRED = ((311, "the MARAC, by the police"), (104, "the MARAC, by her advocate"))
STAFF_ROOM = "020 7946 0455"
OF_WORKER = (
    PointDetail(Channel.MOBILE, Safe.SAFE, Said.NO, Said.YES, "07700 900472", "Before noon. She works nights."),
    PointDetail(
        Channel.LANDLINE, Safe.SAFE, Said.NO, Said.NOT_KNOWN, STAFF_ROOM,
        "The staff room of the shop, between three and six. Ask for her by her first name.",
    ),
)  # fmt: skip
OF_THIEF = PointDetail(
    Channel.LANDLINE,
    Safe.UNKNOWN,
    Said.NOT_KNOWN,
    Said.NOT_KNOWN,
    STAFF_ROOM,
    "Gave it at the custody desk as his own.",
)


def harmed_by_former_partner(lead: Actor, case: Case) -> HarmedBy:
    """An advocacy service holds no case of his: he is linked by name, and she was referred because of him twice."""
    person = add_person(actor=lead, details=FORMER_PARTNER)
    pair = link_person(actor=lead, case=case, person=person)
    for days, panel in REFERRED:
        day = timezone.localdate() - timedelta(days=days)
        refer_pair(actor=lead, case=case, pair=pair, panel=panel, referred_on=day, row_id=uuid7())
    return pair


def harmed_by_thief(lead: Actor, case: Case, offender: Case, users: Mapping[str, User], manager: str) -> HarmedBy:
    """A manager who has both cases links them; the number that he gave is one on which she is rung."""
    name_reader(actor=lead, case=case, user=User.objects.get(pk=lead.principal), part=Part.CONTACT, reason="Leads it")
    lately = timezone.localdate() - timedelta(days=22)
    for way in OF_WORKER:
        keep(actor=lead, case=case, entry=Entry(way, lately))
    his = offender.lead
    if his is not None:
        with acting(actor_for(his)):
            keep(actor=actor_for(his), case=offender, entry=Entry(OF_THIEF))
    both = actor_for(users[manager])
    with acting(both):
        return link_harm(actor=both, case=case, offender=offender)

"""Inviting somebody: the link works once, for its time, and every other answers alike."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.actor import system_actor
from accounts.acts import PERSON_LEFT
from accounts.context import acting
from accounts.invitations import sending
from accounts.invitations.models import Invitation
from accounts.models import Agency, Job, Partnership, User
from accounts.outbox.services import POST
from accounts.roles import Role
from audit.ledger.events import event
from audit.ledger.models import Event
from tests import cast

pytestmark = pytest.mark.django_db

NEW = "correct staple horse battery"
FORM = {"email": "Ola@Example.org", "name": "Ola Ngata", "roles": ["CASEWORKER"]}
OVER = "This link can no longer be used"


@pytest.fixture
def administrator(partnership: Partnership, probation: Agency) -> User:
    return cast.make_user(partnership, probation, Role.AGENCY_ADMINISTRATOR, password=cast.PASSWORD)


@pytest.fixture
def office(administrator: User) -> Client:
    """The administrator's browser, signed in just now."""
    return cast.signed_in(administrator)


@pytest.fixture
def send(partnership: Partnership) -> Callable[..., str]:
    """Send an invitation's form, do the job that it asks for, and give the link of the letter that leaves."""

    def sent(office: Client, address: str, **form: object) -> str:
        assert office.post(address, {**FORM, **form}).status_code == 302
        post = system_actor(POST, partnership.pk)
        with acting(post):
            asked = Job.objects.filter(name=sending.send.name).order_by("-asked_at", "-pk").first()
        assert asked is not None
        sending.send(post, user_id=UUID(asked.arguments["user_id"]))
        return str(mail.outbox[-1].body).split(settings.SITE_URL)[1].split()[0]

    return sent


def invite(agency: Agency) -> str:
    return f"/staff/agencies/{agency.code}/invite/"


def changed(user: User, **columns: object) -> None:
    by = cast.founder_of(user.partnership)
    with acting(by), event(PERSON_LEFT, by=by):
        User.objects.filter(pk=user.pk).update(**columns)


def test_somebody_invited_chooses_a_password_signs_in_and_is_led_to_a_second_factor(
    probation: Agency, office: Client, send: Callable[..., str]
) -> None:
    link = send(office, invite(probation))
    newcomer = Client()
    assert "Choose a password" in newcomer.get(link).content.decode()
    page = newcomer.post(link, {"password": NEW, "again": NEW})
    assert page.headers["Location"] == "/sign-in/"
    page = newcomer.post("/sign-in/", {"login": "ola@example.org", "password": NEW})
    assert newcomer.get(page.headers["Location"]).headers["Location"] == "/your-sign-in/app/"
    user = User.objects.get(email="ola@example.org")
    with acting(cast.actor(user)):
        told = Event.objects.filter(subject_id=user.pk).order_by("pk").values_list("act", flat=True)
        assert list(told)[:3] == ["accounts.user_added", "accounts.invited", "accounts.invitation_sent"]
        assert told[3] == "accounts.invitation_accepted"


def test_the_letter_says_nothing_but_the_link_and_the_table_does_not_hold_it(
    partnership: Partnership, probation: Agency, office: Client, send: Callable[..., str]
) -> None:
    link = send(office, invite(probation))
    letter = mail.outbox[-1]
    said = f"{letter.subject} {letter.body}"
    assert letter.subject.startswith("[OFFICIAL-SENSITIVE]")
    assert letter.to == ["ola@example.org"]
    for word in ("Ola", partnership.name, probation.name, "Caseworker", "CASEWORKER"):
        assert word not in said
    token = link.split("/")[2]
    assert bytes(Invitation.objects.get().token) != token.encode()
    assert len(token) >= 43  # 256 bits


def test_links_used_run_out_withdrawn_replaced_and_made_up_get_one_answer(
    probation: Agency, office: Client, send: Callable[..., str]
) -> None:
    used, over, withdrawn, replaced = (
        send(office, invite(probation), email=f"{n}@example.org") for n in ("a", "b", "c", "d")
    )
    Client().post(used, {"password": NEW, "again": NEW})
    users = {user.email[0]: user for user in User.objects.filter(invitation__isnull=False)}
    by = cast.founder_of(users["b"].partnership)
    with acting(by), event(PERSON_LEFT, by=by):
        Invitation.objects.filter(user=users["b"]).update(expires_at=timezone.now())
    assert office.post(f"/staff/people/{users['c'].pk}/leave/").status_code == 302
    send(office, f"/staff/people/{users['d'].pk}/invite-again/")
    answers = set()
    for link in (used, over, withdrawn, replaced, "/invitation/made-up/"):
        for page in (Client().get(link), Client().post(link, {"password": NEW, "again": NEW})):
            answers.add((page.status_code, page.content.split(b"<main")[1]))
    assert len(answers) == 1
    assert OVER in answers.pop()[1].decode()
    assert not any(
        user.check_password(NEW) for user in User.objects.filter(email__in=["b@example.org", "c@example.org"])
    )


def test_a_link_counts_for_seventy_two_hours(probation: Agency, office: Client, send: Callable[..., str]) -> None:
    send(office, invite(probation))
    left = Invitation.objects.get().expires_at - timezone.now()
    assert timedelta(hours=71, minutes=59) < left <= timedelta(hours=72)


def test_the_password_is_held_to_the_rules(probation: Agency, office: Client, send: Callable[..., str]) -> None:
    link = send(office, invite(probation))
    for password, again, said in (
        ("short", "short", "at least 12 characters"),
        ("ola ngata 123", "ola ngata 123", "too similar"),
        (NEW, "something else entirely", "These are not the same"),
    ):
        assert said in Client().post(link, {"password": password, "again": again}).content.decode()
    assert User.objects.get(email="ola@example.org").invited


def test_an_address_that_is_taken_invites_nobody(probation: Agency, office: Client, asha: User) -> None:
    page = office.post(invite(probation), {**FORM, "email": asha.email.upper()})
    assert "Somebody already signs in with this address" in page.content.decode()


def test_no_letter_leaves_for_an_invitation_that_was_used_or_withdrawn(
    partnership: Partnership, probation: Agency, office: Client, send: Callable[..., str]
) -> None:
    link = send(office, invite(probation))
    Client().post(link, {"password": NEW, "again": NEW})
    sending.send(system_actor(POST, partnership.pk), user_id=User.objects.get(email="ola@example.org").pk)
    assert len(mail.outbox) == 1


def test_inviting_asks_for_a_fresh_second_factor(
    probation: Agency, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accounts.stepup.FRESH", timedelta(seconds=-1))
    assert office.get(invite(probation)).headers["Location"].startswith("/your-sign-in/confirm/?next=")
    office.post(invite(probation), FORM)
    assert not User.objects.filter(email="ola@example.org").exists()


def test_a_colleague_from_another_partnership_is_put_to_work_here_and_needs_no_link(
    partnership: Partnership, probation: Agency, asha: User, office: Client
) -> None:
    other = cast.make_partnership("Eastmoor Community Safety Partnership")
    cast.bring_in(other, probation)
    elsewhere = cast.make_user(other, probation, password=cast.PASSWORD)
    office.post(invite(probation), {**FORM, "email": elsewhere.email, "roles": ["ANALYST"]})
    assert set(elsewhere.partnerships.all()) == {partnership, other}
    assert cast.actor(elsewhere).roles == {Role.CASEWORKER}  # where they are at work now

"""Who may turn an agency's key, what is written down, and that it may stop anywhere."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.actor import Actor, actor_for
from accounts.acts import KEY_TURNED, OLD_KEY_DESTROYED
from accounts.context import acting
from accounts.denials import NotPermitted, StepUpNeeded
from accounts.keys import services
from accounts.keys.models import KeyWork
from accounts.keys.selectors import AgencyKeys, how_keys_stand, keeper_of
from accounts.keys.services import begin_rotation, carry_on_rotation
from accounts.models import Agency, Partnership, User
from accounts.roles import Role
from audit.ledger.models import Event
from tests import cast
from vault import grants, provider
from vault.grants import sync_grants
from vault.ids import uuid7
from vault.models import AgencyKey, KeyGrant
from vault.rotation import old_grants

pytestmark = pytest.mark.django_db(transaction=True)


def confirmed(user: User, *, ago: timedelta = timedelta(0)) -> Actor:
    return actor_for(user, authenticated_at=timezone.now() - ago)


@pytest.fixture
def housing(partnership: Partnership) -> Agency:
    return cast.make_agency(partnership, name="Westhaven Housing")


@pytest.fixture
def administrator(partnership: Partnership, probation: Agency) -> User:
    return cast.make_user(partnership, probation, Role.AGENCY_ADMINISTRATOR)


@pytest.fixture
def lead(partnership: Partnership, housing: Agency) -> User:
    return cast.make_user(partnership, housing, Role.PARTNERSHIP_ADMINISTRATOR)


@pytest.fixture
def held(partnership: Partnership, probation: Agency, housing: Agency) -> int:
    """Five subjects of probation, shared with housing; gives how many there are."""
    with acting(keeper_of(probation.pk, partnership.pk)):
        for _ in range(5):
            sync_grants(uuid7(), probation.pk, {(housing.pk, "IDENTITY"): None})
    return 5


def standing(actor: Actor) -> dict[str, AgencyKeys]:
    with acting(actor):
        return {keys.agency.name: keys for keys in how_keys_stand(actor)}


def acts(actor: Actor) -> list[tuple[str, dict[str, Any]]]:
    with acting(actor):
        return list(
            Event.objects.filter(act__in=[KEY_TURNED.code, OLD_KEY_DESTROYED.code])
            .order_by("pk")
            .values_list("act", "facts")
        )


def begin(actor: Actor, agency: Agency) -> KeyWork:
    with acting(actor):
        return begin_rotation(actor=actor, agency=agency)


def test_an_administrator_turns_the_key_of_their_agency_and_it_is_written_down(
    administrator: User, probation: Agency, held: int
) -> None:
    me = confirmed(administrator)
    outcome = carry_on_rotation(work=begin(me, probation))
    assert outcome.finished
    keys = standing(me)["Westhaven Probation"]
    assert [(one.number, one.active, one.grants, one.opens) for one in keys.versions] == [(2, True, held, True)]
    assert keys.healthy
    assert acts(me) == [
        ("accounts.key_turned", {"version": 2, "grants": held}),
        ("accounts.old_key_destroyed", {"grants": held, "shut": 0}),
    ]


def test_grants_received_from_another_agency_are_wrapped_anew_too(lead: User, housing: Agency, held: int) -> None:
    me = confirmed(lead)
    assert carry_on_rotation(work=begin(me, housing)).finished
    keys = standing(me)
    assert [(one.number, one.grants) for one in keys["Westhaven Housing"].versions] == [(2, held)]
    assert [(one.number, one.grants) for one in keys["Westhaven Probation"].versions] == [(1, held)]


def test_only_an_administrator_of_the_agency_or_the_partnership_may(
    administrator: User, lead: User, asha: User, probation: Agency, housing: Agency
) -> None:
    for user, agency in ((asha, probation), (administrator, housing)):
        with pytest.raises(NotPermitted):
            begin(confirmed(user), agency)
    with pytest.raises(NotPermitted):
        standing(confirmed(asha))
    assert set(standing(confirmed(administrator))) == {"Westhaven Probation"}
    assert set(standing(confirmed(lead))) == {"Westhaven Probation", "Westhaven Housing"}
    assert begin(confirmed(lead), probation).agency == probation


def test_whoever_confirmed_too_long_ago_confirms_again(administrator: User, probation: Agency) -> None:
    with pytest.raises(StepUpNeeded):
        begin(confirmed(administrator, ago=timedelta(minutes=6)), probation)
    with acting(confirmed(administrator)):
        assert AgencyKey.objects.get(agency_id=probation.pk).version == 1


@pytest.mark.usefixtures("held")
def test_work_that_was_stopped_goes_on_and_makes_no_further_version(
    administrator: User, partnership: Partnership, probation: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = confirmed(administrator)
    work = begin(me, probation)

    def cut_off(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(services, "have_ended", cut_off)
        with pytest.raises(KeyboardInterrupt):
            carry_on_rotation(work=work)
    assert not standing(me)["Westhaven Probation"].healthy
    again = begin(me, probation)
    assert again == work
    assert carry_on_rotation(work=again).finished
    with acting(me):
        assert AgencyKey.objects.get(agency_id=probation.pk).version == 2


def test_a_grant_stored_late_by_an_older_transaction_is_wrapped_anew_before_the_old_version_goes(
    administrator: User, partnership: Partnership, probation: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    me, keeper = confirmed(administrator), keeper_of(probation.pk, partnership.pk)
    with acting(me):
        old = AgencyKey.objects.get(agency_id=probation.pk)
    work = begin(me, probation)
    late = uuid7()

    def store_late(*_: Any, **__: Any) -> bool:
        """Store what somebody does who had read the old version as the active one."""
        with acting(keeper), monkeypatch.context() as patch:
            patch.setattr(grants, "_active_agency_keys", lambda _: {(partnership.pk, probation.pk): old.pk})
            grants.make({partnership.pk.bytes + late.bytes + probation.pk.bytes})
        return True

    monkeypatch.setattr(services, "have_ended", store_late)
    assert carry_on_rotation(work=work).finished
    with acting(keeper):
        assert KeyGrant.objects.get(key__subject_id=late).agency_key.version == 2


def test_while_something_older_runs_the_old_version_stays(
    administrator: User, probation: Agency, held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = confirmed(administrator)
    with monkeypatch.context() as patch:
        patch.setattr(services, "have_ended", lambda *_, **__: False)
        outcome = carry_on_rotation(work=begin(me, probation))
    assert (outcome.finished, outcome.left) == (False, 0)
    keys = standing(me)["Westhaven Probation"]
    assert [(one.number, one.grants) for one in keys.versions] == [(1, 0), (2, held)]
    assert carry_on_rotation(work=keys.work[0]).finished


@pytest.mark.usefixtures("held")
def test_the_command_turns_every_key_and_says_how_they_stand(
    partnership: Partnership, probation: Agency, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("keys", "rotate", "--agency", probation.code)
    assert "the key is turned, 5 grants are wrapped with it, and the old version is gone." in capsys.readouterr().out
    call_command("keys", "rotate", "--all")
    call_command("keys", "status")
    said = capsys.readouterr().out
    assert "All keys are healthy." in said
    assert partnership.name in said
    with acting(keeper_of(probation.pk, partnership.pk)):
        assert AgencyKey.objects.get(agency_id=probation.pk).version == 3
        assert old_grants(partnership.pk, probation.pk) == 0
    with pytest.raises(CommandError, match="no agency with the code nobody"):
        call_command("keys", "rotate", "--agency", "nobody")


@pytest.mark.usefixtures("held")
def test_every_key_and_seed_moves_to_another_root_key(
    partnership: Partnership, probation: Agency, asha: User, settings: Any, tmp_path: Path
) -> None:
    cast.signed_in(asha)
    settings.NEXT_ROOT_KEY = {"PROVIDER": "file", "FILE": str(tmp_path / "next.key")}
    call_command("keys", "move-root")
    settings.ROOT_KEY_FILE = tmp_path / "next.key"
    provider.forget()
    try:
        with acting(keeper_of(probation.pk, partnership.pk)):
            sync_grants(uuid7(), probation.pk, {})
            key = AgencyKey.objects.get(agency_id=probation.pk)
            assert len(provider.agency_cipher(key.pk).encrypt(bytes(12), b"", b"")) == 16
        assert cast.sign_in(Client(), asha).get("/").status_code == 200
    finally:
        provider.forget()


def test_where_the_keys_shall_go_has_to_be_said(db: None) -> None:
    with pytest.raises(CommandError, match="Set NEXT_ROOT_KEY_PROVIDER"):
        call_command("keys", "move-root")


def test_t9_a_wrong_root_key_is_seen_in_the_status_and_moves_nothing(
    probation: Agency, settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.ROOT_KEY_FILE = tmp_path / "wrong.key"
    settings.NEXT_ROOT_KEY = {"PROVIDER": "file", "FILE": str(tmp_path / "next.key")}
    provider.forget()
    try:
        with pytest.raises(CommandError, match="Not all keys are healthy"):
            call_command("keys", "status")
        assert "Put back the root key that it was made under." in capsys.readouterr().out
        with pytest.raises(CommandError, match="The root key cannot be used: the key does not unwrap"):
            call_command("keys", "move-root")
    finally:
        provider.forget()

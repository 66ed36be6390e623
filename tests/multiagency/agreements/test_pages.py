"""The pages of agreements: what they say, to whom, what a second click does, and what they cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.agencies.models import AgencyType
from accounts.context import acting
from casework.categories import Category
from multiagency.agreements.models import Agreement, AgreementVersion, Clause, Signature
from multiagency.agreements.services.stopping import suspend
from tests.cast import actor, make_agency, signed_in
from tests.multiagency.agreements.agreeing import (
    Desk,
    clauses,
    desk,
    drafted,
    edit,
    fresh,
    in_force,
    offered,
    signed,
    started,
)
from tests.town import Town
from vault.ids import uuid7


@pytest.fixture
def police(town: Town) -> Desk:
    return desk(town.partnership, town.police)


@pytest.fixture
def probation(town: Town) -> Desk:
    return desk(town.partnership, town.probation)


@pytest.fixture
def officer(police: Desk) -> Client:
    return signed_in(police.officer)


def licence(town: Town) -> AgreementVersion:
    return in_force(town, [clauses(town.police, town.probation, Category.SENTENCE_LICENCE)], town.probation)


def edition(version: AgreementVersion, police: Desk) -> int:
    with acting(actor(police.officer)):
        return edit(version).edition


def text(client: Client, path: str) -> str:
    return client.get(f"/agreements/{path}").content.decode()


def test_the_map_says_who_may_send_what_to_whom_and_where_the_gaps_are(town: Town) -> None:
    licence(town)
    page = text(signed_in(town.stranger), "")
    assert "5 of 6 directions between agencies have no agreement" in page
    assert "Westhaven Police to Westhaven Probation: may send, 1 kinds of data by purpose" in page
    assert "Westhaven Probation to Westhaven Police: has no agreement to send to" in page


def test_the_map_is_narrowed_to_a_purpose_and_a_kind_of_data(town: Town) -> None:
    licence(town)
    reader = signed_in(town.caseworker)
    assert "5 of 6" in text(reader, "?purpose=OFFENDER_MANAGEMENT&category=SENTENCE_LICENCE")
    assert "6 of 6" in text(reader, "?purpose=MAPPA")
    assert "6 of 6" in text(reader, "?category=IDENTITY")
    assert "5 of 6" in text(reader, "?purpose=NONSENSE")


def test_the_map_says_what_was_stopped_and_what_waits(town: Town, police: Desk, probation: Desk) -> None:
    version = licence(town)
    offered(police, [probation], [clauses(town.probation, town.police, Category.IDENTITY)])
    who = fresh(police.officer)
    with acting(who):
        suspend(actor=who, agreement=version.agreement, words="Data went astray")
    page = text(signed_in(town.caseworker), "")
    assert "Westhaven Police to Westhaven Probation: has stopped sending" in page
    assert "Westhaven Probation to Westhaven Police: waits for signatures or a first day" in page


def test_the_pair_of_the_map_names_each_kind_of_data(town: Town) -> None:
    licence(town)
    page = text(signed_in(town.caseworker), f"?from={town.police.code}&to={town.probation.code}")
    assert "Sentence and licence" in page
    assert "ISA-001" in page


def test_isa_04_the_register_shows_every_state_with_owner_parties_and_review(
    town: Town, police: Desk, probation: Desk
) -> None:
    said = [clauses(town.police, town.probation, Category.IDENTITY)]
    version = licence(town)
    started(police, "Begun")
    offered(police, [probation], said)
    late = signed(offered(police, [probation], said, term=(-100, -10, 100)), police, probation)
    who = fresh(town.auditor)
    with acting(who):
        suspend(actor=who, agreement=version.agreement, words="Data went astray")
    reader = signed_in(town.caseworker)
    page = text(reader, "register/")
    for words in (
        "Suspended",
        "Draft",
        "Waits for signatures",
        "In force",
        "Review 10 days late",
        "Westhaven Probation",
    ):
        assert words in page
    only = text(reader, "register/?overdue=on")
    assert late.agreement.reference in only
    assert version.agreement.reference not in only
    suspended = text(reader, "register/?state=SUSPENDED")
    assert version.agreement.reference in suspended
    assert late.agreement.reference not in suspended
    assert "No agreement of this partnership" in text(reader, f"register/?party={town.charity.code}")


def test_an_agreement_shows_any_version_and_what_held_on_a_day(town: Town, police: Desk, officer: Client) -> None:
    version = licence(town)
    reference = version.agreement.reference
    officer.post(f"/agreements/{reference}/renew/", {"id": uuid7()})
    assert "version 1" in text(officer, f"{reference}/")
    assert "version 2" in text(officer, f"{reference}/?version=2")
    today = timezone.localdate()
    assert f"as it stood on {today.day} {today:%B %Y}" in text(officer, f"{reference}/?on={today:%d/%m/%Y}")
    before = today - timedelta(days=3)
    assert "Not signed" in text(officer, f"{reference}/?on={before:%d/%m/%Y}")
    for nonsense in ("?version=99", "?version=x", "?version=٣", "?on=never"):
        assert "version 1" in text(officer, f"{reference}/{nonsense}")


def test_a_draft_is_written_section_by_section_and_put_forward(
    town: Town, police: Desk, probation: Desk, officer: Client
) -> None:
    officer.post("/agreements/start/", {"id": uuid7(), "title": "Resettling people from prison"})
    with acting(actor(police.officer)):
        version = AgreementVersion.objects.get(agreement__title="Resettling people from prison")
        assert version.agreement.lead_id == police.officer.pk
    base, today = "/agreements/ISA-001", timezone.localdate()

    def send(path: str, **said: object) -> int:
        return officer.post(f"{base}/{path}/", {"edition": edition(version, police), **said}).status_code

    for section in ("PURPOSE", "CONDITIONS", "RIGHTS", "RETENTION", "SECURITY", "BREACH", "TERMINATION"):
        assert send(f"draft/{section}", words="As we agreed") == 302
    roles = {f"role_{one.agency.code}": "SEPARATE" for one in (police, probation)}
    assert send("draft/PARTIES", **roles) == 302
    bases = {f"basis_{one.agency.code}": "PUBLIC_TASK" for one in (police, probation)}
    assert send("draft/BASES", **bases) == 302
    days = {"starts_on": today, "review_on": today + timedelta(300), "ends_on": today + timedelta(365)}
    assert send("draft/TERM", **{name: f"{day:%d/%m/%Y}" for name, day in days.items()}) == 302
    assert send("draft/DPIA", dpia="NOT_REQUIRED", reason="The screening found no high risk") == 302
    clause = {"from_type": "POLICE", "to_type": "PROBATION", "purpose": "RESETTLEMENT_HOUSING", "effect": "ALLOW"}
    assert send("clauses", **clause, categories=["IDENTITY", "CUSTODY_RELEASE"], gateways=["OMA_14"]) == 302
    assert send("clauses/1/remove") == 302
    assert send("draft") == 302
    with acting(actor(police.officer)):
        version.refresh_from_db()
        assert version.offered_at
        assert list(Clause.objects.filter(version=version).values_list("category", flat=True)) == ["CUSTODY_RELEASE"]


def test_what_is_blank_is_named_when_it_is_put_forward(town: Town, police: Desk, officer: Client) -> None:
    version = started(police)
    page = officer.post(f"/agreements/{version.reference}/draft/", {"edition": 1})
    assert "Still blank: Why we share." in page.content.decode()
    assert "Still blank: Data protection impact assessment." in page.content.decode()


def test_a_clause_that_contradicts_another_is_refused_on_the_page_with_both_named(
    town: Town, police: Desk, probation: Desk, officer: Client
) -> None:
    version = drafted(police, [probation], [clauses(town.police, town.probation, Category.IDENTITY)])
    sent = {
        "edition": version.edition, "from_type": "POLICE", "to_type": "PROBATION", "purpose": "OFFENDER_MANAGEMENT",
        "effect": "DENY", "categories": ["IDENTITY"],
    }  # fmt: skip
    page = officer.post(f"/agreements/{version.agreement.reference}/clauses/", sent).content.decode()
    assert "Clause 1 says that this may be sent, and the new clause that it must not be sent" in page
    sent |= {"effect": "ALLOW", "categories": ["HEALTH_MENTAL"], "gateways": ["PCSC_16"]}
    page = officer.post(f"/agreements/{version.agreement.reference}/clauses/", sent).content.decode()
    assert "covers neither patient information" in page


def test_a_second_click_is_the_same_edit_and_words_that_somebody_overtook_are_kept(
    town: Town, police: Desk, officer: Client
) -> None:
    version = started(police)
    path, sent = f"/agreements/{version.reference}/draft/PURPOSE/", {"edition": 1, "words": "To manage"}
    assert officer.post(path, sent).status_code == 302
    assert officer.post(path, sent).status_code == 302
    page = officer.post(path, {"edition": 1, "words": "To support"})
    assert "This version was changed after you opened the page" in page.content.decode()
    assert "To support" in page.content.decode()
    assert officer.post(path, {"edition": 2, "words": "To support"}).status_code == 302


def test_whoever_may_sign_reads_and_signs_and_a_second_click_signs_once(
    town: Town, police: Desk, probation: Desk
) -> None:
    version = offered(police, [probation], [clauses(town.police, town.probation, Category.IDENTITY)])
    path, chief = f"/agreements/{version.agreement.reference}/", signed_in(probation.signatory)
    assert "Sign for your agency" in chief.get(path).content.decode()
    assert "What we agreed: Security" in chief.get(f"{path}sign/").content.decode()
    for _ in range(2):
        assert chief.post(f"{path}sign/", {"edition": version.edition, "read": "on"}).status_code == 302
    with acting(actor(probation.signatory)):
        assert Signature.objects.filter(version=version).count() == 1
    assert "Sign for your agency" not in chief.get(path).content.decode()


def test_what_was_edited_meanwhile_is_not_signed(town: Town, police: Desk, probation: Desk, officer: Client) -> None:
    version = offered(police, [probation], [clauses(town.police, town.probation, Category.IDENTITY)])
    path = f"/agreements/{version.agreement.reference}/"
    officer.post(f"{path}draft/PURPOSE/", {"edition": version.edition, "words": "Something else"})
    page = signed_in(probation.signatory).post(f"{path}sign/", {"edition": version.edition, "read": "on"})
    assert "This version was changed after you opened the page" in page.content.decode()


def test_a_signed_version_is_not_edited_on_the_page(town: Town, police: Desk, officer: Client) -> None:
    version = licence(town)
    page = officer.get(f"/agreements/{version.agreement.reference}/draft/")
    assert page.status_code == 403
    assert "A new version is made from it" in page.content.decode()


def test_an_agency_stops_sends_again_and_leaves(town: Town, officer: Client) -> None:
    version = licence(town)
    path = f"/agreements/{version.agreement.reference}/"
    assert officer.post(f"{path}stop/", {"words": "Data went astray"}).status_code == 302
    assert "Sends nothing now" in officer.get(path).content.decode()
    assert officer.post(f"{path}resume/").status_code == 302
    assert "Sends nothing now" not in officer.get(path).content.decode()
    assert officer.post(f"{path}leave/", {"words": "Replaced"}).status_code == 302
    assert "Withdrawn" in officer.get(path).content.decode()


def test_another_partnership_knows_of_no_agreement(town: Town) -> None:
    version = licence(town)
    with acting(actor(town.caseworker)):
        assert Agreement.objects.count() == 1
    stranger = signed_in(town.stranger)
    assert stranger.get(f"/agreements/{version.agreement.reference}/").status_code == 200
    assert stranger.get("/agreements/ISA-777/").status_code == 404


COSTS = {"": 18, "register/": 18, "ISA-001/": 18, "signatories/": 12}
"""What each page costs, signing in and the context of the request included."""


@pytest.mark.parametrize("agreements", [1, 3])
def test_pages_cost_the_same_however_many_agreements_and_agencies_there_are(town: Town, agreements: int) -> None:
    for _ in range(agreements):
        licence(town)
        make_agency(town.partnership, AgencyType.FIRE)
    reader = signed_in(town.caseworker)
    found = {}
    for path in COSTS:
        reader.get(f"/agreements/{path}")
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(f"/agreements/{path}").status_code == 200
        found[path] = len(queries)
    assert found == COSTS

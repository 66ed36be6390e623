"""The steps of a referral that travels: what each agency does about it and reads of it, in a browser of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playwright.sync_api import expect

from accounts.agencies.models import AgencyType
from accounts.models import User
from accounts.roles import Role
from casework.cases.models import Case
from casework.categories import Category
from casework.purposes import Purpose
from multiagency.agreements.gateways import Gateway
from multiagency.referrals.forms import WHICH_LAW
from tests.browser.desk import Desk
from tests.cast import PASSWORD, make_agency, make_team, make_user
from tests.multiagency.agreements.agreeing import clauses, in_force
from tests.multiagency.conditions.relying import relied
from tests.town import Town, logged, opened_case

KNOWN = (Category.IDENTITY, Category.INTERVENTION_RECORD, Category.OFFENDING_HISTORY)
PATIENT = (Category.IDENTITY, Category.SUBSTANCE_TREATMENT)
NAME = "Quillon Featherstonehaugh"
WHY = "Nine burglaries since spring, each in the week after his rent was due."
QUESTION = "Has he said where he sleeps?"
ANSWER = "At his brother's, and only until Sunday."
TOO_LITTLE = "We need to know what drives it. Send it again with that."
DRIVES = "Debt, and drink on the days when it is called in."
SECTION_115 = "Crime and Disorder Act 1998, section 115"
DIRECT_CARE = "Health and Social Care Act 2012, section 251B: direct care"
CONFIDENCE = "If it tells of health: why confidence allows it (optional)"
Look = Callable[[Desk, str], None]


@dataclass(frozen=True)
class Partners:
    """A case of the police, and a caseworker in a team of each agency to which it travels."""

    case: Case
    people: Mapping[str, User]

    def name(self, side: str) -> str:
        """The agency of a side, as its form offers it."""
        return self.people[side].agency.name


def partners(town: Town) -> Partners:
    """Four agencies under one agreement each way on, by which some of what is known may go and some may not."""
    council = make_agency(town.partnership, AgencyType.COUNCIL_COMMUNITY_SAFETY, "Westhaven Council")
    health = make_agency(town.partnership, AgencyType.NHS_MH, "Westhaven Mental Health Trust")
    there = {"council": council, "probation": town.probation, "health": health}
    people = {"police": town.caseworker}
    for side, agency in there.items():
        team = make_team(town.partnership, agency, f"Front door of {agency.name}")
        people[side] = make_user(
            town.partnership, agency, name=f"{side.title()} Worker", teams=(team,), password=PASSWORD
        )
    said = [
        clauses(town.police, council, *KNOWN),
        clauses(council, town.probation, *KNOWN, Category.RISK_ASSESSMENT),
        clauses(
            town.probation, health, *PATIENT, purpose=Purpose.TREATMENT_REFERRAL, gateway=Gateway.HSCA_251B
        ),
    ]  # fmt: skip
    in_force(town, said, *there.values())
    for agency, category in ((council, Category.OFFENDING_HISTORY), (town.probation, Category.SUBSTANCE_TREATMENT)):
        relied(make_user(town.partnership, agency, Role.DPO), "SCH1_18", categories={category})
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "Seen at his brother's, who wants him out by Sunday")
    return Partners(case, people)


@dataclass(frozen=True)
class Journey:
    """The referral on its way: who sits where, and what is told of every page that somebody reads."""

    partners: Partners
    desks: Mapping[str, Desk]
    look: Look

    def at(self, side: str, page: str = "") -> Desk:
        """The desk of a side, which looks at the page that it is on where that has a name."""
        desk = self.desks[side]
        if page:
            self.look(desk, f"{side}-{page}")
        return desk

    def picks(self, side: str, label: str, option: str) -> None:
        """One of a list is chosen."""
        self.desks[side].page.get_by_label(label, exact=True).select_option(label=option)

    def opens_what_came(self, side: str, referral: str) -> Desk:
        """From the in-tray to the referral that waits there first."""
        desk = self.at(side)
        desk.visit("/referrals/")
        self.at(side, "in-tray").tap(desk.page.get_by_role("link", name=f"{referral}: {NAME}", exact=True).first)
        return self.at(side, "came-in")

    def reads_what_became_of_it(self, side: str, state: str, words: str) -> Desk:
        """From what was sent to the referral, which says where it is and what the other agency said."""
        desk = self.at(side)
        desk.visit("/referrals/sent/")
        self.at(side, "sent").page.locator("tbody a").first.click()
        expect(desk.page.get_by_role("heading", level=1)).to_contain_text(state)
        expect(desk.page.locator(".moj-timeline")).to_contain_text(words)
        return self.at(side, state.lower().replace(" ", "-"))

    def takes_on(self, side: str, why: str) -> str:
        """The referral is accepted as somebody new; gives the address of the case that the agency has of its own."""
        desk = self.at(side)
        desk.follow("Accept")
        expect(desk.page.get_by_label("Somebody whom we do not know yet")).to_be_checked()
        self.at(side, "accepting")
        desk.fill("Why you open a case, if you open one", why)
        desk.press("Accept")
        expect(desk.page.get_by_role("heading", level=1)).to_contain_text("Accepted")
        self.at(side, "accepted").tap(desk.page.locator('dd a[href^="/cases/"]'))
        return desk.path()


def travel(journey: Journey) -> None:
    """All of it: the police to the council, the council to probation, who declines first, probation to health."""
    of_the_council = travel_to_the_council(journey)
    council_refers_to_probation_which_declines(journey, of_the_council)
    council_refers_again_with_what_was_missing(journey)
    of_probation = probation_takes_him_on(journey)
    probation_refers_to_health(journey, of_probation)
    health_reads_what_was_sealed_for_it(journey)


def travel_to_the_council(journey: Journey) -> str:
    """Its first part; gives the address of the case that the council has of its own."""
    police_refer_to_the_council(journey)
    council_asks_and_police_answer(journey)
    return council_takes_him_on(journey)


def police_refer_to_the_council(journey: Journey) -> None:
    """What the record knows is confirmed, the rest is asked; item by item it is shown what would go, and why."""
    desk = journey.at("police")
    desk.visit(f"/cases/{journey.partners.case.reference}/referrals/")
    journey.at("police", "none-made").follow("Integrated offender management")
    fill_in_the_scheme(journey, "police", "council", SECTION_115)
    desk.page.get_by_label("Name and date of birth").check()
    desk.page.get_by_label("Seen at his brother's").check()
    journey.at("police", "filled-in").press("See what would go")
    page = journey.at("police", "checked").page
    assert page.get_by_text("Would go", exact=True).count() == 3
    expect(page.locator(".govuk-summary-card", has_text="Would stay")).to_contain_text("What would help")
    desk.press("Send what would go")
    expect(page.get_by_text("The referral is sent to Westhaven Council.")).to_be_visible()
    journey.at("police", "went")


def fill_in_the_scheme(journey: Journey, side: str, to: str, power: str) -> None:
    """The form of the scheme for people who keep offending; the police say which law lets their data go to others."""
    desk = journey.at(side)
    if side == "police":
        desk.fill(f"{WHICH_LAW} (optional)", "Crime and Disorder Act 1998, section 17")
    journey.picks(side, "Who it goes to", f"{journey.partners.name(to)}: Front door of {journey.partners.name(to)}")
    desk.choose("Urgent")
    journey.picks(side, "By which power you share", power)
    desk.choose("Fixed: neighbourhood crime")
    desk.fill("What they do, how often, and what makes you worried now", WHY)
    for question in ("Is there any concern about domestic abuse?", "Does the person know of this referral?"):
        desk.page.get_by_role("group", name=question).get_by_label("Not known").check()


def council_asks_and_police_answer(journey: Journey) -> None:
    """A question stops the clock, and the answer lets it run; each is read on the other side."""
    desk = journey.opens_what_came("council", "Integrated offender management")
    assert WHY in desk.words()
    desk.follow("Ask for information")
    desk.fill("What you ask", QUESTION)
    desk.press("Ask for information")
    expect(journey.at("council", "asked").page.locator("dl")).to_contain_text(["The clock stands still"])
    police = journey.reads_what_became_of_it("police", "Waiting for information", QUESTION)
    police.follow("Answer")
    police.fill("Your answer", ANSWER)
    police.press("Answer")
    journey.at("police", "answered")


def council_takes_him_on(journey: Journey) -> str:
    """The council has a case of its own, and reads of the police's what was decided to go; nothing more opens."""
    desk = journey.opens_what_came("council", "Integrated offender management")
    assert ANSWER in desk.words()
    case = journey.takes_on("council", "The police refer him")
    journey.reads_what_became_of_it("police", "Accepted", ANSWER)
    desk.visit(f"/cases/{journey.partners.case.reference}/")
    assert "nothing here for you" in journey.at("council", "not-theirs").words()
    return case


def council_refers_to_probation_which_declines(journey: Journey, case: str) -> None:
    """The council refers on from its own case; probation says why it does not take him yet."""
    council = journey.at("council")
    council.visit(f"{case}referrals/")
    council.follow("Integrated offender management")
    fill_in_the_scheme(journey, "council", "probation", SECTION_115)
    council.page.get_by_label("Name and date of birth").check()
    council.press("See what would go")
    council.press("Send what would go")
    probation = journey.opens_what_came("probation", "Integrated offender management")
    probation.follow("Decline")
    probation.choose("Too little is known to decide")
    probation.fill("Why, and what would change that", TOO_LITTLE)
    journey.at("probation", "declining").press("Decline")
    journey.at("probation", "declined")


def council_refers_again_with_what_was_missing(journey: Journey) -> None:
    """What came back is begun anew: the reason stands above, what was written is there, and one answer is added."""
    council = journey.reads_what_became_of_it("council", "Declined", TOO_LITTLE)
    council.follow("Begin a new referral from this one")
    assert TOO_LITTLE in journey.at("council", "again").words()
    assert council.page.get_by_label("What they do, how often, and what makes you worried now").input_value() == WHY
    council.fill("What drives the offending (optional)", DRIVES)
    council.page.get_by_label("Name and date of birth").check()
    council.press("See what would go")
    council.press("Send what would go")


def probation_takes_him_on(journey: Journey) -> str:
    """What was missing is there now."""
    probation = journey.opens_what_came("probation", "Integrated offender management")
    assert DRIVES in probation.words()
    return journey.takes_on("probation", "The council refers him")


def probation_refers_to_health(journey: Journey, case: str) -> None:
    """Health information waits for a reason in confidentiality; with one it goes, and nothing of his offending does."""
    probation = journey.at("probation")
    probation.visit(f"{case}referrals/")
    probation.follow("Drug and alcohol treatment, or mental health")
    health = journey.partners.name("health")
    journey.picks("probation", "Who it goes to", f"{health}: Front door of {health}")
    journey.picks("probation", "By which power you share", DIRECT_CARE)
    probation.choose("Alcohol")
    probation.fill("What is the matter, and since when", DRIVES)
    for question in ("Is treatment required by an order or licence?", "Do they want this help?"):
        probation.page.get_by_role("group", name=question).get_by_label("Not known").check()
    probation.page.get_by_label("Name and date of birth").check()
    probation.press("See what would go")
    assert "Health information is confidential" in journey.at("probation", "held-back").words()
    probation.follow("Change the draft")
    journey.picks("probation", CONFIDENCE, "It is for the person's own care")
    probation.page.get_by_label("Name and date of birth").check()
    probation.press("See what would go")
    journey.at("probation", "for-health").press("Send what would go")


def health_reads_what_was_sealed_for_it(journey: Journey) -> None:
    """The clinic reads what went to it, and nothing of where it came from before."""
    health = journey.opens_what_came("health", "Drug and alcohol treatment, or mental health")
    assert DRIVES in health.words()
    assert not [word for word in (WHY, ANSWER, TOO_LITTLE, "Westhaven Police") if word in health.words()]
    journey.takes_on("health", "Probation refers him")
    journey.reads_what_became_of_it("probation", "Accepted", "Accepted")

"""What is known of the victims of the storylines: whom they fear, what keeps them safe, what they were offered."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from accounts.actor import Actor, actor_for
from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.victims.choices import Enhanced, Ground, Harmed, Kind, Known, Licence, Met, Need, Premises, Right, Status
from casework.victims.profile import Profile
from casework.victims.services import Child, Entry, Plan, describe, move, note_child, plan_safety, record_right
from config.demo.harming import harmed_by_former_partner, harmed_by_thief
from config.demo.incidents import FOLLOWED, NOISY, ROBBED, ask_for_review, tell_incidents
from config.demo.world import Side, World
from vault.ids import uuid7

REPEAT_VICTIM, EXPLOITED, SHOP, HOUSEHOLD = 1, 2, 3, 4
THIEF, MANAGER = 2, "team.manager@police.example"
"""The place of the thief among the cases of the shop's story, and who of the police has his case and the worker's."""
STALKED = Profile(
    harmed=Harmed.PERSON, kind=Kind.DA, grounds=(Ground.VISIBLE_HIGH_RISK, Ground.MARAC_REPEAT),
    needs=(Need.ACCOMMODATION, Need.COURT, Need.FINANCE), needs_words="Screens at court; the school told.",
    enhanced=(Enhanced.PERSISTENTLY_TARGETED, Enhanced.VULNERABLE_OR_INTIMIDATED),
    enhanced_why="Three referrals in twelve months, and she is afraid to give evidence.",
    afraid_of="Her former partner, and his brother who carries messages.", safe_with="Her cousin, her manager at work.",
    not_safe_with="His mother, who still rings the children.", told_of_marac=Known.YES, children=Known.YES,
)  # fmt: skip
YOUNG = Profile(
    harmed=Harmed.PERSON, kind=Kind.EXPLOITATION, grounds=(Ground.PROFESSIONAL_JUDGEMENT,), needs=(Need.FAMILY,),
    enhanced=(Enhanced.VULNERABLE_OR_INTIMIDATED,), enhanced_why="He is a child.",
    afraid_of="The older group to whom the debt is owed.", safe_with="His grandmother.",
    not_safe_with="Whoever answers his phone.", told_of_marac=Known.NOT_KNOWN, children=Known.NO,
)  # fmt: skip
SHOP_ITSELF = Profile(
    harmed=Harmed.VENUE, kind=Kind.BUSINESS_REPEAT, premises=Premises.SHOP, licence=Licence.OFF_SALES,
    licence_number="LIC/0318/EX", contact="Bartholemy Quaifeworth", contact_role="Manager",
    needs_words="Somebody to come within the hour after ten at night.",
)  # fmt: skip
WORKER = Profile(
    harmed=Harmed.PERSON, kind=Kind.VIOLENCE, needs=(Need.EMOTIONAL, Need.COURT),
    afraid_of="The two men who wait for her at closing.", told_of_marac=Known.NOT_KNOWN, children=Known.NOT_KNOWN,
)  # fmt: skip
NEIGHBOUR = Profile(
    harmed=Harmed.PERSON, kind=Kind.ASB, needs=(Need.HEALTH_PHYSICAL, Need.EMOTIONAL),
    afraid_of="The son of the household above.", not_safe_with="Anybody on the stairs.",
    told_of_marac=Known.NOT_KNOWN, children=Known.NO,
)  # fmt: skip
PROFILES = {
    REPEAT_VICTIM: (STALKED,), EXPLOITED: (YOUNG,), SHOP: (SHOP_ITSELF, WORKER), HOUSEHOLD: (NEIGHBOUR,),
}  # fmt: skip
"""By the story's number, in the order of its victim cases."""
HAPPENED = {REPEAT_VICTIM: FOLLOWED, SHOP: ROBBED, HOUSEHOLD: NOISY}
RIGHTS = (
    (Right.UNDERSTAND, Met.DELIVERED, 300, "A written summary in her own language."),
    (Right.SUPPORT, Met.DELIVERED, 295, ""),
    (Right.COMPENSATION, Met.DECLINED, 200, "Not while the trial is to come."),
    (Right.PERSONAL_STATEMENT, Met.OFFERED, 60, "Wants to write it with her advocate."),
    (Right.INVESTIGATION, Met.DELIVERED, 30, "Told of the arrest within the day."),
)


def load_victims(world: World, cases: Mapping[int, Case], users: Mapping[str, User]) -> None:
    """Describe the victims of the storylines; the first has a safety plan, rights and a child as well."""
    told = {case.key: case for case in world.cases}
    for story in world.stories:
        victims = [told[key] for key in story.cases if told[key].side == Side.VICTIM]
        for one, profile in zip(victims, PROFILES.get(story.number, ()), strict=False):
            lead = actor_for(users[one.lead])
            with acting(lead):
                describe(actor=lead, case=cases[one.key], said=profile, after=None, row_id=uuid7())
                pair = None
                if profile is STALKED:
                    pair = harmed_by_former_partner(lead, cases[one.key])
                if profile is WORKER:
                    thief = cases[story.cases[THIEF]]
                    pair = harmed_by_thief(lead, cases[one.key], thief, users, MANAGER)
                tell_incidents(lead, cases[one.key], HAPPENED.get(story.number, ()), pair)
                if story.number == REPEAT_VICTIM:
                    _supported(lead, cases[one.key])
                if profile is SHOP_ITSELF:
                    ask_for_review(lead, cases[one.key])


def _supported(lead: Actor, case: Case) -> None:
    today = timezone.localdate()
    for status, ago, why in (
        (Status.CONTACTING, 310, "Rang within the day."),
        (Status.ASSESSMENT, 295, "Came in by the side entrance."),
        (Status.ONGOING, 280, "She wants somebody beside her until the trial."),
    ):
        since = today - timedelta(days=ago)
        move(actor=lead, case=case, status=status, since=since, why=why, row_id=uuid7())
    plan = Plan(
        at_home="New locks, chain, alarm by the bed. Curtains before the lights.",
        outside="Another way home each day. The phone is checked for trackers every month.",
        children="School releases them to her alone, with the word that she changes each term.",
        emergency="Rings 999 and stays on the line; the neighbour knows the word that means call for me.",
        agreed=Known.YES, review_on=today + timedelta(days=12),
    )  # fmt: skip
    plan_safety(actor=lead, case=case, plan=plan, after=None)
    for right, met, ago, note in RIGHTS:
        on = today - timedelta(days=ago)
        record_right(actor=lead, case=case, entry=Entry(right, met, "Her advocate", on, note))
    note_child(actor=lead, case=case, child=Child("Florivalda", "about nine", "With her mother; saw the last breach."))

"""What agencies know, and who may know it: a release, one human being under three spellings, a restricted record."""

from datetime import date

from config.demo.draft import Draft, Opening
from config.demo.names import Called
from config.demo.passing import Referred
from config.demo.storylines import managed
from config.demo.wording.passing import ITS_LAW, SECTION_115, housing
from config.demo.world import Alias, Case, Person, Side, Story

RELEASE_IN_DAYS = 21


def nearly_released(draft: Draft) -> Story:
    """An offender three weeks from release, with conditions to keep and nowhere yet to live."""
    release = draft.ago(-RELEASE_IN_DAYS)
    person = draft.add_person(
        "probation",
        Called("Osvaldino", "Tregennickah"),
        pronoun="he",
        born=date(1991, 7, 5),
        aliases=(Alias("STREET", "Ozzymandz"),),
    )
    case = draft.add_case(
        person,
        Side.OFFENDER,
        Opening(
            lead=draft.caseworkers("probation", "Resettlement")[0],
            state="ACTIVE",
            priority="HIGH",
            opened_on=draft.ago(430),
            next_due=draft.ago(-1),
            reason=(
                f"Four years for robbery; release on licence on {release:%d %B %Y}. No address to go to. "
                f"Conditions: curfew, tag, exclusion zone, drug testing."
            ),
            warning=("Violent when told no in front of others. Give bad news in private and with an officer near."),
        ),
    )
    draft.chronicle(
        case,
        """
        420 VIDEO SPOKE First contact by video link. Wants to do the plumbing course. No visitors since the
          autumn.
        260 CUSTODY SPOKE Prison visit. Clean tests since March, peer mentor on the wing. His mother will not
          have him back.
        90 VIDEO SPOKE Went through the draft licence conditions. Quarrelled with the exclusion zone, because it
          covers his sister's street.
        45 PHONE SPOKE Rang housing: no place promised yet. Duty to refer made in writing today.
        15 CUSTODY SPOKE Three-way meeting on the wing. Bank account opened, prescription bridging agreed, still
          no address.
        3 PHONE SPOKE Housing say that they cannot take the full risk information as things stand. Raised with
          my manager.
    """,
    )
    draft.keep(
        case,
        "Draft licence conditions.pdf",
        f"""
        Draft licence conditions, for release on {release:%d %B %Y}
        1. Curfew from seven in the evening to seven in the morning, with a tag.
        2. Not to enter the exclusion zone drawn on the map.
        3. To be tested for drugs as his officer asks.
        4. To live where his officer approves. No address has been approved yet.
        """,
        note="As agreed at the three-way meeting; the address is still open.",
        category="SENTENCE_LICENCE",
    )
    draft.share(case, "police", "IDENTITY", "INTERVENTION_RECORD", "SENTENCE_LICENCE", days=365)
    draft.share(case, "housing", "IDENTITY", days=45)
    managed.nearly_released(draft, case, release)
    _asked_of_housing(draft, case, release)
    return Story(
        5,
        "Three weeks from release",
        (
            "Conditions are drafted and the tag is booked, but there is no address: housing sees who is coming, not "
            "why. No agreement covers it, so his referral stays a draft and a second person is asked to let it go."
        ),
        case.lead,
        (case.key,),
    )


def _asked_of_housing(draft: Draft, case: Case, release: date) -> None:
    """What housing needs to place him: no agreement lets it go, so that a second person is asked."""
    needs = f"A room from {release:%d %B}, outside the zone of his licence; his mother will not have him back."
    answers = housing(needs, release.isoformat(), "CUSTODY")
    draft.refer(
        Referred(
            case=case.key, kind="HOUSING", to="housing", answers=answers, gateway=SECTION_115, law=ITS_LAW, kept=True,
            asks="Housing cannot offer a room before they know where his licence lets him live.",
        )
    )  # fmt: skip


def known_three_times(draft: Draft) -> Story:
    """One human being known to three agencies under three spellings; the police hold one of them as an alias."""
    born = date(1987, 2, 23)
    arrested = draft.add_person(
        "police",
        Called("Yekaterina", "Vishnepolskaya"),
        pronoun="she",
        born=born,
        aliases=(Alias("SPELLING", "Katja Vyschnepolski"),),
    )
    tenant = draft.add_person("housing", Called("Kateryna", "Vyshnepolska"), pronoun="she", born=born)
    patient = draft.add_person("mentalhealth", Called("Katja", "Vyschnepolski"), pronoun="she", born=born)
    draft.add_person("police", Called("Katja", "Vyschnepolski"), pronoun="she", born=born)  # at the desk, a second time
    cases = (_arrested(draft, arrested), _tenant(draft, tenant), _patient(draft, patient))
    draft.share(cases[1], "mentalhealth", "IDENTITY", days=120)
    return Story(
        7,
        "Known three times",
        (
            "Three agencies spell her name in three ways and share her birth date; one of the spellings is an alias on "
            "the police record, who have her twice. Housing and her nurse have linked theirs."
        ),
        cases[0].lead,
        tuple(case.key for case in cases),
    )


def _arrested(draft: Draft, person: Person) -> Case:
    case = draft.add_case(
        person,
        Side.OFFENDER,
        Opening(
            lead=draft.caseworkers("police", "Offender management")[0],
            state="ACTIVE",
            priority="MEDIUM",
            opened_on=draft.ago(75),
            next_due=draft.ago(-7),
            reason=("Four arrests for shouting and damage in hotel lobbies, each time confused about where she lives."),
        ),
    )
    draft.chronicle(
        case,
        """
        73 CUSTODY SPOKE Gave two spellings of her name and insisted both were right. Calm once given her coat
          back.
        30 PHONE NO_ANSWER No answer on either number. Hotel manager has mine.
        11 STREET SPOKE Found sitting on her suitcase by the taxi rank. Says she has a flat but 'they changed
          the door'.
    """,
    )
    return case


def _tenant(draft: Draft, person: Person) -> Case:
    case = draft.add_case(
        person,
        Side.VICTIM,
        Opening(
            lead=draft.caseworkers("housing", "Tenancy safety")[0],
            state="ACTIVE",
            priority="HIGH",
            opened_on=draft.ago(28),
            next_due=draft.ago(-1),
            reason=(
                "Flat taken over by two men while she was away; locks changed, she has not been seen there for a month."
            ),
        ),
    )
    draft.chronicle(
        case,
        """
        27 VISIT NO_ANSWER New lock on the door. A man inside said through the letter box that he is the tenant.
        13 PHONE LEFT_MESSAGE Voicemail in a language I could not follow. Left the office number only.
    """,
    )
    return case


def _patient(draft: Draft, person: Person) -> Case:
    case = draft.add_case(
        person,
        Side.VICTIM,
        Opening(
            lead=draft.caseworkers("mentalhealth", "Community mental health")[0],
            state="ACTIVE",
            priority="MEDIUM",
            opened_on=draft.ago(320),
            next_due=draft.ago(6),
            reason=(
                "Under the community team since a crisis admission; says men have been sleeping in her flat, "
                "not believed at first."
            ),
            warning="Speaks freely only with a woman worker and without her neighbour.",
        ),
    )
    draft.chronicle(
        case,
        """
        318 OFFICE SPOKE Seen with interpreter. Oriented, anxious, describes being put out of her own bed.
          Recorded as told.
        200 VISIT SPOKE Two men there whom she called cousins and would not look at. Talked in the garden
          instead.
        52 OFFICE DID_NOT_ATTEND Did not attend, depot now overdue. Welfare check asked for under the name we
          hold.
    """,
        category="HEALTH_MENTAL",
    )
    return case


def member_of_staff(draft: Draft) -> Story:
    """A restricted record about someone who works for a partner: only two people named on it know that it exists."""
    manager = next(member for member in draft.staff if member.well_known and "TEAM_MANAGER" in member.roles)
    lead = draft.caseworkers("police", "Public protection")[0]
    person = draft.add_person("police", Called("Evandrino", "Kinsellagher"), pronoun="he", born=date(1976, 10, 11))
    case = draft.add_case(
        person,
        Side.OFFENDER,
        Opening(
            lead=lead,
            state="ACTIVE",
            priority="HIGH",
            opened_on=draft.ago(26),
            next_due=draft.ago(-2),
            reason=(
                "Works for a partner agency and can look up tenants there. Alleged to have used it to find a "
                "former partner."
            ),
            warning="Speak to nobody at his employer except the person named in the strategy discussion.",
            restricted=True,
            named=(manager.email,),
        ),
    )
    draft.chronicle(
        case,
        """
        25 OFFICE SPOKE Strategy discussion with his employer's designated officer. He is not to be told yet.
        10 PHONE SPOKE Employer has moved him to other duties 'for training'. Look-ups being checked by their
          information officer.
    """,
    )
    in_haste = next(one for one in draft.caseworkers("police") if one != lead and not one.well_known)
    draft.break_glass(
        in_haste,
        case,
        "SAFEGUARDING",
        "A caller says that he is at her door now and names this case. I need to know whether it is him.",
    )
    return Story(
        9,
        "A record about a member of staff",
        (
            "Restricted: the lead and one manager named on it can open it; to everyone else of the police"
            " it does not exist. A caseworker broke the glass on it today, which an officer has to review."
        ),
        manager.email,
        (case.key,),
    )

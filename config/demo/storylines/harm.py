"""Harm between people who know each other: a repeat victim, and a young person on both sides."""

from datetime import date

from config.demo.draft import Draft, Opening, Telling
from config.demo.names import Called
from config.demo.storylines.managed import former_partner, young_offender
from config.demo.world import Alias, Case, Side, Story


def repeat_victim(draft: Draft) -> Story:
    """A repeat victim with a protected address; her former partner is managed as an offender by another agency."""
    victim = _protected_victim(draft)
    offender = _former_partner(draft)
    relative = draft.caseworkers("police")[-1]
    _circle_of_both(draft, victim, offender)
    draft.declare(relative, offender, "FAMILY", "He is my brother.")
    draft.declare(relative, victim, "FAMILY", "She lived with my brother for six years.")
    return Story(
        1,
        "A repeat victim and her former partner",
        (
            "Her case is held by the advocacy service and his by probation: neither opens the other, and "
            "probation sees nothing of hers. His brother works for the police, and sees nothing of either. Two "
            "advocates are named to read where she is."
        ),
        victim.lead,
        (victim.key, offender.key),
    )


def _circle_of_both(draft: Draft, victim: Case, offender: Case) -> None:
    draft.relate(
        victim, "Leocádio Brandwijker", "EX_PARTNER", "Lived together for six years. Stalks her since she left.",
        Telling("FROM_OTHER", "YES", began=9, ended=3),
    )  # fmt: skip
    child = Telling("NONE_FOUND", "YES")
    draft.relate(victim, "Anselm Castelbranqo", "CHILD", "His son too. No contact, by order.", child)
    draft.relate(victim, "Perpetua Castelbranqo", "CHILD", "Asks for her father.", child)
    draft.relate(
        victim, "Rosalinda Quevedo-Marsh", "OTHER_FAMILY", "Cousin, collects the children on Fridays.",
        Telling("NONE_FOUND", "NO"),
    )  # fmt: skip
    draft.relate(
        offender, "Hortensia Pallister", "PARTNER", "He says that they met in spring. Nobody has spoken to her yet.",
        Telling("TO_OTHER", basis="REPORTED", began=0),
    )  # fmt: skip
    draft.relate(offender, "Ambrosine Brandwijker", "PARENT", "He sleeps at hers when it goes badly.", Telling())


def _protected_victim(draft: Draft) -> Case:
    person = draft.add_person(
        "idva",
        Called("Ismenia", "Castelbranqo", "Faustina"),
        pronoun="she",
        born=date(1989, 9, 14),
        aliases=(Alias("FORMER", "Ismenia Brandwijker"),),
    )
    case = draft.add_case(
        person,
        Side.VICTIM,
        Opening(
            lead=draft.caseworkers("idva", "Advocacy")[0],
            state="ACTIVE",
            priority="HIGH",
            opened_on=draft.ago(311),
            next_due=draft.ago(-2),
            reason=(
                "Third referral in twelve months: stalking and threats to kill by a former partner, who has "
                "breached his order twice."
            ),
            warning=(
                "Address is protected: never say or write it. No letters, no voicemail. Text 'library books "
                "ready' and wait for her call."
            ),
        ),
    )
    draft.chronicle(
        case,
        """
        309 PHONE SPOKE First call within the day. Frightened but clear. Says he has always found her before.
          Agreed a code word.
        295 OFFICE SPOKE Came in by the side entrance. Went through the checklist together, her fear of him is
          the strongest mark on it.
        240 PHONE UNSAFE_TO_TALK She used the code word, so I ended the call as a wrong number. Rang the
          neighbourhood officer.
        239 TEXT LEFT_MESSAGE Text in the agreed wording, answered after an hour: he had been outside, she and the
          children are at her cousin's.
        176 OFFICE SPOKE Moved at the weekend. Only two people know where. Post to be held, old address
          suppressed everywhere we could think of.
        98 PHONE SPOKE Trial fixed. Wants screens. Asked to be told the moment he is released, and by whom she
          would hear it.
        31 PHONE SPOKE Messages again from an unknown number, eleven in a night. Screenshots kept, reported as a
          breach with her agreement.
        4 PHONE SPOKE Sleeping better with the new locks. Wants the children's school reminded that nobody but
          her collects them.
    """,
    )
    draft.protect(
        case,
        *draft.caseworkers("idva", "Advocacy")[:2],
        location="Flat 3, 118 Larkspur Rise, Eastmarsh, above the bakery. Moved there in the summer.",
        contact="Text 'library books ready' and wait for her call. Never ring first, never leave a message.",
    )
    draft.share(case, "police", "IDENTITY", days=120)
    draft.share(case, "childcare", "IDENTITY", "INTERVENTION_RECORD", days=90)
    draft.want(case, 98, "A screen in court, and to hear it from you first when they let him out.", "AGREES")
    return case


def _former_partner(draft: Draft) -> Case:
    person = draft.add_person(
        "probation",
        Called("Leocádio", "Brandwijker"),
        pronoun="he",
        born=date(1984, 3, 27),
        aliases=(Alias("NICKNAME", "Kadzhio"),),
    )
    case = draft.add_case(
        person,
        Side.OFFENDER,
        Opening(
            lead=draft.caseworkers("probation", "Sentence management")[0],
            state="ACTIVE",
            priority="HIGH",
            opened_on=draft.ago(280),
            next_due=draft.ago(-5),
            reason=(
                "Suspended sentence for stalking with fear of violence; restraining order until further "
                "notice. Very high risk to a known adult."
            ),
            warning="Asks workers for addresses in passing. Never confirm where anybody lives or works.",
        ),
    )
    draft.chronicle(
        case,
        """
        278 OFFICE SPOKE Induction. Polite, well dressed, sees himself as the wronged party. Order read through
          and signed.
        230 OFFICE SPOKE Said he 'happened to be' in her old street. Told him plainly that this is a breach and
          that I would report it.
        180 OFFICE DID_NOT_ATTEND Did not attend. Enforcement letter sent, police told because of the pattern.
        120 CUSTODY SPOKE Seen in cells after arrest for the breach. Angry, wanted to know who had 'grassed'.
        29 OFFICE SPOKE Tried to find out from me which school the children attend. Ended the session and
          recorded the words as he said them.
        6 PHONE SPOKE Confirmed the programme start date. Asked again about contact; answered with the wording
          of the order.
    """,
    )
    draft.share(case, "police", "IDENTITY", "INTERVENTION_RECORD", days=200)
    former_partner(draft, case)
    return case


def exploited_and_offending(draft: Draft) -> Story:
    """A young person who is exploited and who offends: one agency, two cases of two teams walled apart."""
    person = draft.add_person(
        "childcare",
        Called("Tarkwyn", "Ekwensimor"),
        pronoun="he",
        born=draft.ago(16 * 365 + 130),
        aliases=(Alias("STREET", "Younger Tarkz"),),
    )
    exploited = draft.add_case(
        person,
        Side.VICTIM,
        Opening(
            lead=draft.caseworkers("childcare", "Exploitation")[0],
            state="ACTIVE",
            priority="HIGH",
            opened_on=draft.ago(205),
            next_due=draft.ago(-1),
            reason=(
                "Missing five times since the summer, found twice in another county with cash and a second "
                "phone. Debt bondage suspected."
            ),
            warning=("Do not ring his phone: it is answered by the older group. Reach him through his grandmother."),
        ),
    )
    draft.chronicle(
        exploited,
        """
        203 VISIT SPOKE Saw him at his grandmother's. Would not sit down. New trainers, burn on the wrist he
          would not explain.
        150 VISIT SPOKE Return interview after four nights away. Hungry, said only that the house had no
          heating.
        88 OFFICE SPOKE Told me there is a debt and that it grows when he is arrested. First time he has said
          so.
        40 VISIT SPOKE Reasonable grounds decision received and explained in plain words. He asked what happens
          to his court case.
        9 PHONE SPOKE Grandmother rang: a car has been outside twice. Plate passed on, taxi to college agreed
          for three weeks.
    """,
    )
    draft.relate(
        exploited, "Man called Uncle Zeb", "EXPLOITER", "Gives the phones out and counts the debt.",
        Telling("FROM_OTHER", "YES", "REPORTED", began=1),
    )  # fmt: skip
    draft.relate(
        exploited, "Clementine Ekwensimor", "OTHER_FAMILY", "Grandmother. He eats there.", Telling("NONE_FOUND")
    )
    offending = draft.add_case(
        person,
        Side.OFFENDER,
        Opening(
            lead=draft.caseworkers("childcare", "Youth justice")[0],
            state="ACTIVE",
            priority="MEDIUM",
            opened_on=draft.ago(160),
            next_due=draft.ago(-6),
            reason="Referral order for possession with intent to supply and for carrying a knife.",
        ),
    )
    draft.chronicle(
        offending,
        """
        158 OFFICE SPOKE First panel meeting. Agreed contract: mentor, knife-crime course, eight reparation
          mornings.
        101 OFFICE SPOKE Forty minutes late and would not take his coat off. Did the first worksheet, careful
          with his answers.
        47 VISIT SPOKE Reparation at the community garden, worked hard, stayed after the others had gone.
        12 OFFICE DID_NOT_ATTEND Missed the course, no reason given. To talk to him before any letter goes out.
    """,
    )
    draft.relate(
        offending, "Younger known as Skribz", "CO_OFFENDER", "Arrested together twice.",
        Telling(basis="ASSESSMENT"),
    )  # fmt: skip
    draft.relate(
        offending, "Clementine Ekwensimor", "OTHER_FAMILY", "Grandmother, brings him to appointments.", Telling()
    )
    young_offender(draft, offending)
    return Story(
        2,
        "A young person who is exploited and offends",
        (
            "One young person, two walled cases of two teams: whoever works the one cannot tell from it "
            "that there is the other."
        ),
        exploited.lead,
        (exploited.key, offending.key),
    )

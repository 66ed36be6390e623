"""Harm tied to a place: a shop and its worker, and a household with its neighbour."""

from datetime import date

from config.demo.draft import Draft, Opening, Telling
from config.demo.names import Called
from config.demo.storylines.managed import travelling_thief
from config.demo.world import Case, Kind, Person, Side, Story


def shop_and_worker(draft: Draft) -> Story:
    """A shop worker and the shop itself, both repeat victims; the two offenders live outside the borough."""
    shop = _shop(draft)
    worker = _shop_worker(draft)
    first = draft.add_person("police", Called("Drazhan", "Wolverleigh"), pronoun="he", born=date(1993, 11, 2))
    second = draft.add_person("police", Called("Kelechukwu", "Hartzenbosch"), pronoun="he", born=date(1998, 6, 21))
    pair = (
        _travelling_thief(
            draft,
            first,
            "Nineteen thefts from shops in the theatre quarter, with threats when stopped. Lives outside the borough.",
        ),
        _travelling_thief(
            draft,
            second,
            "Keeps watch and carries for the other man; spat at staff twice. Travels in by train.",
        ),
    )
    watches, lends = Telling(began=2), Telling("NONE_FOUND")
    draft.relate(pair[0], "Kelechukwu Hartzenbosch", "CO_OFFENDER", "The other one keeps watch.", watches, pair[1])
    draft.relate(pair[0], "Ludovika Wolverleigh", "SIBLING", "Gives him money for the train.", lends)
    officer = draft.caseworkers("police")[1].name
    said = "He says that she lets him in when he is locked out."
    draft.relate(pair[1], officer, "NEIGHBOUR", said, Telling(basis="REPORTED"))
    threatens = Telling("FROM_OTHER", "YES")
    draft.relate(worker, "Drazhan Wolverleigh", "NONE_KNOWN", "Knows him from the shop alone.", threatens)
    return Story(
        3,
        "A shop, its worker, and two thieves who travel in",
        (
            "A venue is a victim without a birth date; its worker has a case of her own with the police; "
            "the offenders live elsewhere."
        ),
        pair[0].lead,
        (shop.key, worker.key, *(case.key for case in pair)),
    )


def _shop(draft: Draft) -> Case:
    venue = draft.add_person("bid", Called("", "Quaifeworth Provisions"), pronoun="they", born=None, kind=Kind.VENUE)
    case = draft.add_case(
        venue,
        Side.VICTIM,
        Opening(
            lead=draft.caseworkers("bid")[0],
            state="ACTIVE",
            priority="HIGH",
            opened_on=draft.ago(190),
            next_due=draft.ago(-3),
            reason=("Thirty-one reports of theft and threats in six months, most between nine and eleven at night."),
        ),
    )
    draft.chronicle(
        case,
        """
        188 VISIT SPOKE Walked the shop with the manager. Spirits by the door, one camera facing the wrong way,
          staff alone after ten.
        140 PHONE SPOKE Radio issued. Manager says reports take twenty minutes each and nobody ever rings back;
          I will.
        75 VISIT SPOKE Spirits moved, shutter fitted. Staff meeting: two want to leave because of the threats.
        18 VISIT SPOKE Six reports this month against fourteen in the month before. Stills of the usual pair
          given to the police.
    """,
    )
    draft.share(case, "police", "IDENTITY", "INTERVENTION_RECORD", days=180)
    draft.share(case, "council", "IDENTITY", "INTERVENTION_RECORD", days=180)
    return case


def _shop_worker(draft: Draft) -> Case:
    person = draft.add_person("police", Called("Nirupama", "Sriskandarajah"), pronoun="she", born=date(2001, 1, 30))
    case = draft.add_case(
        person,
        Side.VICTIM,
        Opening(
            lead=draft.caseworkers("police", "Neighbourhoods")[0],
            state="ACTIVE",
            priority="MEDIUM",
            opened_on=draft.ago(120),
            next_due=draft.ago(-4),
            reason=(
                "Threatened with a bottle and followed to the bus stop by the men she had challenged; works "
                "nights in the same shop."
            ),
            warning="Do not come to the shop in uniform to see her. She is safe to ring before noon.",
        ),
    )
    draft.chronicle(
        case,
        """
        118 PHONE SPOKE Still shaking when she tells it. Would give evidence if her name is not read out with
          the shop's address.
        80 OFFICE SPOKE Statement finished. Explained screens. Her manager now has a colleague walk with her to
          the bus.
        22 PHONE SPOKE Saw one of them across the road on Friday, he waved. Logged, stills asked for. She is
          thinking of changing jobs.
    """,
    )
    return case


def _travelling_thief(draft: Draft, person: Person, why: str) -> Case:
    case = draft.add_case(
        person,
        Side.OFFENDER,
        Opening(
            lead=draft.caseworkers("police", "Offender management")[0],
            state="ACTIVE",
            priority="HIGH",
            opened_on=draft.ago(140),
            next_due=draft.ago(-2),
            reason=why,
            warning="Carries a screwdriver. Two officers.",
        ),
    )
    draft.chronicle(
        case,
        """
        137 CUSTODY SPOKE Offered the drug and alcohol appointment in the suite, took the card, said he would
          not go.
        90 PHONE SPOKE Answered on the third try. Says work has dried up and the shops here 'do not stop you'.
        33 STREET SPOKE Stopped near the station with foil-lined bags. Banning notice from the district given by
          hand.
        8 CUSTODY SPOKE Remanded overnight. Criminal behaviour order papers with the prosecutor.
    """,
    )
    draft.share(case, "council", "IDENTITY", "INTERVENTION_RECORD", days=150)
    travelling_thief(draft, case)
    return case


def household_of_complaints(draft: Draft) -> Story:
    """A household with two of the three reports that would bring a case review, and the neighbour who reports it."""
    mother = draft.add_person("council", Called("Maudelyne", "Threlkeldt"), pronoun="she", born=date(1979, 4, 8))
    son = draft.add_person("council", Called("Kaydenne", "Threlkeldt"), pronoun="he", born=date(2006, 12, 19))
    cases = (
        _household_member(
            draft,
            mother,
            "Holds the tenancy. Noise and visitors at all hours: two qualifying reports in six months, of three.",
        ),
        _household_member(
            draft,
            son,
            "Son of the tenant. Named in both reports, for parties on the landing and for threats to a neighbour.",
        ),
        _neighbour(draft),
    )
    return Story(
        4,
        "A household at two of three reports",
        (
            "One more report within six months and the neighbour may ask for a case review; the two sides"
            " are held by two agencies."
        ),
        cases[0].lead,
        tuple(case.key for case in cases),
    )


def _household_member(draft: Draft, person: Person, why: str) -> Case:
    case = draft.add_case(
        person,
        Side.OFFENDER,
        Opening(
            lead=draft.caseworkers("council", "Anti-social behaviour")[0],
            state="ACTIVE",
            priority="MEDIUM",
            opened_on=draft.ago(150),
            next_due=draft.ago(-9),
            reason=why,
            warning="Large dog, not safe with strangers. Ring before you go.",
        ),
    )
    draft.chronicle(
        case,
        """
        147 VISIT SPOKE First warning explained on the doorstep. Denied the noise while the music was playing.
        95 VISIT NO_ANSWER Dog barking, nobody came. Warning letter through the door.
        61 OFFICE SPOKE Came in about the acceptable behaviour contract. Money is short, electric on emergency
          credit; referred to the advice desk.
        20 PHONE SPOKE Second qualifying report put to them. Accepts 'a bit loud', denies any threat. Told what
          a third report means.
    """,
    )
    draft.share(case, "housing", "IDENTITY", "INTERVENTION_RECORD", days=60)
    return case


def _neighbour(draft: Draft) -> Case:
    person = draft.add_person("housing", Called("Ourania", "Vasiliadhou"), pronoun="she", born=date(1951, 8, 16))
    case = draft.add_case(
        person,
        Side.VICTIM,
        Opening(
            lead=draft.caseworkers("housing", "Tenancy safety")[0],
            state="ACTIVE",
            priority="HIGH",
            opened_on=draft.ago(155),
            next_due=draft.ago(3),
            reason=(
                "Lives below the household she complains about. Heart condition, no longer sleeps, has been "
                "called names on the stairs."
            ),
            warning=("Do not knock: the neighbours watch her door. Ring first, she will come down to the office."),
        ),
    )
    draft.chronicle(
        case,
        """
        152 PHONE SPOKE Forty minutes, in tears for some of it. Will keep diary sheets. Does not want them to
          know it is her.
        100 VISIT SPOKE Sound equipment fitted in the wardrobe. She made coffee and asked whether moving would
          be quicker.
        58 PHONE SPOKE Threat on the stairs: 'we know who writes things down'. Reported together by telephone
          from the office.
        24 PHONE SPOKE Explained the case review: three reports in six months, two so far count. She would
          rather it simply stopped.
    """,
    )
    return case

"""How the offenders of the storylines are managed: where each stands, what they are under, and their places."""

from datetime import date

from config.demo.draft import Draft
from config.demo.offending import Managed, Ordered, Placed
from config.demo.world import Case


def former_partner(draft: Draft, case: Case) -> None:
    """Red and very high risk to a known adult, with a restraining order that he has breached twice."""
    draft.managed.append(
        Managed(
            case.key,
            ratings=(
                ("AMBER", "Attends, and tests the order at its edges.", "Said that he 'happened to be' in her street."),
                ("RED", "Looks for her and for the children.", "Asked which school they attend; two breaches since."),
            ),
            engagement=("IN_PART", "Comes when he is told to, and says what he thinks is wanted."),
            compliance=("NOT_COMPLYING", "Two breaches of the restraining order."),
            harm=(("KNOWN_ADULT", "VERY_HIGH"), ("CHILDREN", "HIGH"), ("STAFF", "MEDIUM")),
            harm_reason="Threats to kill; has found her before. The public and prisoners were not rated.",
            orders=(
                Ordered(
                    "RESTRAINING", "Westmarsh Crown Court", draft.ago(282), None,
                    ("Not to contact her by any means, or through anybody", "Not to enter the streets on the map"),
                    (
                        (draft.ago(231), "Was in her old street and said that it was by chance.", "ADMITTED"),
                        (draft.ago(32), "Eleven messages in a night from a number that he had not told us.", "WAITING"),
                    ),
                ),
            ),
            places=(
                Placed("MAPPA", "ACTIVE", "Our part in his management.", "CONCERN", mappa=(2, 2, "MP-0417/26")),
                Placed("MATAC", "ACTIVE", "Chosen for the harm that he does to one woman over years.", "CONCERN"),
            ),
        )
    )  # fmt: skip


def young_offender(draft: Draft, case: Case) -> None:
    """Amber; a referral order that he half keeps. Nothing here tells that he is known as a victim too."""
    draft.managed.append(
        Managed(
            case.key,
            ratings=(("AMBER", "Works hard when he comes.", "Missed the course twelve days ago without a word."),),
            engagement=("ENGAGING", "Stayed at the garden after the others had gone."),
            compliance=("IN_PART", "Reparation done, course missed."),
            orders=(
                Ordered(
                    "REFERRAL", "Westmarsh Youth Court", draft.ago(160), draft.ago(-205),
                    ("Eight mornings of reparation", "The course about knives", "To meet his mentor every week"),
                ),
            ),
        )
    )  # fmt: skip


def travelling_thief(draft: Draft, case: Case) -> None:
    """Red, on the flexible cohort, with an injunction that keeps him out of the night-time streets."""
    draft.managed.append(
        Managed(
            case.key,
            ratings=(("RED", "Steals from the same shops every week.", "Stills of three Fridays out of four."),),
            engagement=("NOT_ENGAGING", "Took the card for the appointment and did not come."),
            compliance=("NOT_KNOWN", "Nobody has checked the zone since it was made."),
            harm=(("PUBLIC", "MEDIUM"),),
            harm_reason="Carries a screwdriver, and has shown it once.",
            orders=(
                Ordered(
                    "CBO", "Westmarsh Magistrates' Court", draft.ago(60), draft.ago(-670),
                    ("Not to enter the zone between six in the evening and six in the morning",),
                ),
            ),
            places=(
                Placed("IOM", "ACTIVE", "Local priority: theft with threats at night.", "NOT_CHECKED", "FLEX"),
                Placed(
                    "ASB", "ACTIVE", "Frightens people outside the station at night.", "NOT_CHECKED",
                    ended=("OTHER_ARRANGEMENT", "Worked on the flexible cohort, which has the same partners."),
                ),
            ),
        )
    )  # fmt: skip


def nearly_released(draft: Draft, case: Case, release: date) -> None:
    """In custody on the fixed cohort; the licence begins on the day of release, three weeks from now."""
    draft.managed.append(
        Managed(
            case.key,
            ratings=(("AMBER", "Clean and at work on the wing; nowhere to go.", "Tests since March; no address."),),
            engagement=("ENGAGING", "Peer mentor on the wing, and comes to every meeting."),
            compliance=("COMPLYING", "No adjudication for a year."),
            harm=(("PUBLIC", "HIGH"), ("STAFF", "MEDIUM"), ("PRISONERS", "LOW")),
            harm_reason="Robbery with a weapon; violent when told no in front of others.",
            orders=(
                Ordered(
                    "LICENCE", "HMP Northfleet Moor", release, draft.ago(-751),
                    (
                        "Curfew from seven in the evening to seven in the morning, with a tag",
                        "Not to enter the exclusion zone drawn on the map",
                        "To be tested for drugs as his officer asks",
                        "To live where his officer approves",
                    ),
                ),
            ),
            places=(Placed("IOM", "CUSTODY", "Robbery, high score, no address for release.", "NONE_FOUND", "FIXED"),),
        )
    )  # fmt: skip


def owes_somebody(draft: Draft, case: Case) -> None:
    """Amber, under no order any more, and on no cohort: nobody has him yet."""
    draft.managed.append(
        Managed(
            case.key,
            ratings=(("AMBER", "Steals for somebody else, and would rather work.", "Said so at his sister's."),),
            engagement=("IN_PART", "Talks to us where his sister is."),
            compliance=("NOT_KNOWN", "His order ended in May."),
            harm=(("PUBLIC", "MEDIUM"),),
            harm_reason="Threatened a neighbour who saw him.",
        )
    )

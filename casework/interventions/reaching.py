"""Whether an entry is a contact, an attempt or an appointment, and which rule of safe contact it falls under. Pure."""

from datetime import date, timedelta
from typing import Final

from casework.interventions.models import Appointment, Attendance, Kind, Mode, NoSession, Reach, Result
from casework.safe_contact.cards import Card
from casework.safe_contact.models import Approach

ONE_WAY: Final = frozenset({Mode.TEXT, Mode.EMAIL, Mode.LETTER})
"""Nobody is spoken with in these; whoever answers got in touch themselves (P15)."""

APPROACHES: Final = {
    Mode.PHONE: Approach.CALL,
    Mode.VIDEO: Approach.CALL,
    Mode.TEXT: Approach.TEXT,
    Mode.EMAIL: Approach.EMAIL,
    Mode.LETTER: Approach.LETTER,
    Mode.VISIT: Approach.VISIT,
}
"""Ways in which somebody is contacted where the wrong person may be there; an office or a cell is neither."""


MODES: Final = {
    Approach.CALL: Mode.PHONE,
    Approach.VOICE: Mode.PHONE,
    Approach.TEXT: Mode.TEXT,
    Approach.EMAIL: Mode.EMAIL,
    Approach.LETTER: Mode.LETTER,
    Approach.VISIT: Mode.VISIT,
}
"""With which way the form begins once its rule was read."""


CAME: Final = {Attendance.YES: Appointment.CAME, Attendance.LATE: Appointment.LATE}
NOT_HELD: Final = {
    NoSession.PERSON_ACCEPTABLE: Appointment.EXCUSED,
    NoSession.PERSON_UNACCEPTABLE: Appointment.UNEXCUSED,
    NoSession.LOGISTICS: Appointment.OURS,
}


def reach_of(mode: Mode | None, result: Result | None, *, incoming: bool = False, kind: Kind = Kind.CONTACT) -> Reach:
    """Whether the person was reached (rule P15 of the practice: a text, a voicemail and a letter are attempts)."""
    if kind != Kind.CONTACT or result == Result.WORK_DONE:
        return Reach.NONE
    if incoming:
        return Reach.CAME
    if result is None:
        return Reach.UNKNOWN
    return Reach.CONTACT if result == Result.SPOKE and mode not in ONE_WAY else Reach.ATTEMPT


def appointment_of(
    result: Result | None, attendance: Attendance | None, no_session: NoSession | None, *, kind: Kind = Kind.CONTACT
) -> Appointment:
    """What became of an appointment, where the entry says that there was one; coming outweighs a reason for not."""
    if kind != Kind.CONTACT:
        return Appointment.NONE
    if attendance in CAME:
        return CAME[attendance]
    if no_session:
        return NOT_HELD[no_session]
    if attendance == Attendance.NO or result == Result.DID_NOT_ATTEND:
        return Appointment.MISSED
    return Appointment.NONE if result else Appointment.UNKNOWN


def approach_of(mode: Mode, result: Result, *, incoming: bool) -> Approach | None:
    """The way of contact whose rule has to be read first (VIC-04); None where nobody was contacted from here."""
    if incoming or result == Result.WORK_DONE:
        return None
    if (mode, result) == (Mode.PHONE, Result.LEFT_MESSAGE):
        return Approach.VOICE
    return APPROACHES.get(mode)


def mode_read_for(card: Card | None) -> Mode | None:
    """How somebody is about to be in contact who has just read the rule for it; None where nothing was read."""
    read = [offer for offer in card.offers if offer.until] if card else []
    last = max(read, key=lambda offer: offer.until, default=None)  # type: ignore[arg-type, return-value]
    return MODES[last.approach] if last else None


def contradiction(mode: Mode, result: Result, attendance: Attendance | None, *, incoming: bool) -> str:
    """What cannot be true together, in words for a form; empty where nothing."""
    if result == Result.SPOKE and mode in ONE_WAY and not incoming:
        return (
            "A text, an e-mail or a letter is an attempt until they answer. Choose “Left or sent a message”, or say "
            "under “More” that they got in touch."
        )
    if attendance in {Attendance.YES, Attendance.LATE} and result == Result.DID_NOT_ATTEND:
        return "You say both that they came and that they did not attend. Change one of the two."
    if attendance == Attendance.NO and result == Result.SPOKE and mode not in {Mode.PHONE, Mode.VIDEO}:
        return "You say both that they did not come and that you spoke with them. Change one of the two."
    return ""


def day_number(opened_on: date, day: date) -> int:
    """How many days after the opening something was, the day of the opening being day 0; earlier is day 0 too."""
    return max((day - opened_on) // timedelta(days=1), 0)


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    teens = 10 <= number % 100 <= 20  # noqa: PLR2004  eleventh to thirteenth
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"

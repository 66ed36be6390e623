"""How those who offend are judged and managed, in the words of whoever leads their case."""

RATINGS = {
    "RED": (
        ("Back with the old group, and harder to find each week.", "Seen with two of them on three nights this month."),
        ("Somebody will be hurt if nothing changes.", "Arrested with a knife; says that it was for protection."),
        ("The drinking has started again and the violence follows it.", "Two call-outs in ten days, both in drink."),
        ("Sleeping anywhere, stealing daily.", "Six reports from the same street since the last review."),
    ),
    "AMBER": (
        ("Steady some weeks, gone in others.", "Two appointments kept and two missed since the last review."),
        ("Means it when sober.", "The worker at the clinic confirms the script; the neighbours tell of a bad weekend."),
        ("New place to live, old friends nearby.", "Said so unasked at the visit; the address has been checked."),
        ("Quieter than last year, though nobody has tested it.", "One report in four months, not pursued."),
    ),
    "GREEN": (
        ("Working, housed, and away from the others.", "Payslips shown; nothing reported for five months."),
        ("Came through the anniversary without trouble.", "Rang us first when the old contact turned up."),
    ),
}
ENGAGEMENT = (
    ("ENGAGING", "Comes early and brings the paperwork."),
    ("ENGAGING", "Answers the phone, and rings back when not able to."),
    ("IN_PART", "Talks about work but not about what happened."),
    ("IN_PART", "Comes if it is a visit; will not come to the office."),
    ("NOT_ENGAGING", "Door not opened at the last three visits."),
    ("NOT_KNOWN", "Seen once only; too early to say."),
)
COMPLIANCE = (
    ("COMPLYING", "Every appointment kept since the last review."),
    ("COMPLYING", "Tag and curfew without an alert."),
    ("IN_PART", "Late three times, with a reason for two of them."),
    ("NOT_COMPLYING", "Missed twice without a word; a warning has been given."),
    ("NOT_KNOWN", "We have asked the court what was ordered and wait for the answer."),
)
HARM = (
    ((("PUBLIC", "MEDIUM"), ("STAFF", "LOW")), "Fights at night with people who are strangers; calm with workers."),
    ((("PUBLIC", "HIGH"), ("PRISONERS", "MEDIUM")), "Has carried a blade, and settled a debt inside with his fists."),
    ((("KNOWN_ADULT", "HIGH"), ("CHILDREN", "MEDIUM")), "Violence at home, with the children in the next room."),
    ((("KNOWN_ADULT", "MEDIUM"),), "Threats to one neighbour. The other groups have not been looked at."),
    ((("PUBLIC", "LOW"), ("STAFF", "LOW")), "Steals and runs; has never struck anybody that we know of."),
)
CONDITIONS = (
    "To live where the supervising officer approves",
    "To keep every appointment that is made in writing",
    "Not to enter the market and the streets around it",
    "Not to speak to the two people named in the order",
    "To stay at home from nine in the evening to six in the morning",
    "To see the alcohol worker once a week",
    "Not to carry any blade outside the home",
)
BREACHES = (
    ("Two appointments missed; said that the letter never came.", "WAITING"),
    ("Stopped inside the zone by a patrol just before midnight.", "ADMITTED"),
    ("Not at the address when it was checked.", "NO_ACTION"),
    ("Sent a message through a cousin.", "PROVED"),
)
ORDERS = (
    ("COMMUNITY", "Westmarsh Magistrates' Court"),
    ("SUSPENDED", "Westmarsh Crown Court"),
    ("LICENCE", "HMP Northfleet Moor"),
    ("CBO", "Westmarsh Magistrates' Court"),
)
YOUNG_ORDERS = (("REFERRAL", "Westmarsh Youth Court"), ("YRO", "Westmarsh Youth Court"))
PLACES = (
    ("IOM", "FLEX", "Many small offences, and each of them when money runs out."),
    ("IOM", "FIXED", "Burglary of homes, with a high score and a recent release."),
    ("HIGH_HARM", "", "Few offences, all of them grave."),
    ("ASB", "", "The whole landing reports the same door."),
    ("GANGS_EXPLOITATION", "", "Holds the phone for the group, and recruits younger ones."),
)

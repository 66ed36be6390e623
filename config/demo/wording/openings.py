"""How a note begins, by mode and result; and what is left to say when nobody was reached."""

OPENINGS: dict[tuple[str, str], tuple[str, ...]] = {
    ("VISIT", "ATTENDED"): (
        "Planned visit with {colleague}, seen at home.", "Visited as arranged, {he} was in and expecting me.",
        "Unannounced visit, {he} came to the door after {few} minutes and let me in.", "Joint visit with {colleague}.",
        "Home visit, stayed about {minutes} minutes. Property {tidiness}.", "Saw {him} at home this {part}, {company}.",
        "Visit brought forward at {his} request.", "Door-step conversation only, {he} did not want me inside today.",
    ),
    ("VISIT", "NO_ANSWER"): (
        "Visited as arranged, no reply.", "No answer at the door, curtains drawn, {sign}.",
        "Called twice this {part}, nobody in.", "Neighbour said {he} went out about {few} minutes before I arrived.",
        "No reply. {Sign} but nobody came to the door.",
    ),
    ("VISIT", "UNSAFE_TO_TALK"): (
        "Someone else was in the flat, so I gave the agreed cover story and left.",
        "Another adult answered the door. Left without saying who I was.",
    ),
    ("PHONE", "SPOKE"): (
        "Rang {him}, we spoke for {minutes} minutes.", "Telephone call, confirmed it was safe to talk before starting.",
        "{He} rang me back as promised.", "Check-in call.", "{He} called the duty line asking for me.",
        "Second try today, got through.", "Short call, {he} was {mood}.", "Long call this {part}, {he} was {mood}.",
        "Called at the time {he} asked for.",
    ),
    ("PHONE", "NO_ANSWER"): (
        "Rang twice, no answer.", "Number rang out. No message left.", "Tried {few} times between {early} and {late}, no answer.",
        "Straight to an engaged tone each time.", "Phone switched off.",
    ),
    ("PHONE", "VOICEMAIL"): (
        "Went to voicemail. Left my first name and the number only.", "Voicemail is allowed on this number, left a short message.",
        "Left a message asking {him} to ring when {he} can.",
    ),
    ("PHONE", "CALL_BACK"): (
        "{He} could not talk, asked me to ring back after {late}.", "Bad line, agreed to try again {soon}.",
        "{He} was {busy}, wants a call {soon}.",
    ),
    ("PHONE", "WRONG_NUMBER"): (
        "Number now belongs to someone else. Gave nothing away.", "Recorded as not in service.",
    ),
    ("PHONE", "UNSAFE_TO_TALK"): (
        "{He} used the agreed word, so I ended the call as a wrong number.", "Not alone, call ended within seconds.",
        "Could hear another voice giving instructions, so I said I was selling insurance and rang off.",
    ),
    ("TEXT", "SPOKE"): (
        "Text exchange, {he} answered within the hour.", "{He} replied to yesterday's text.", "Exchange of {few} texts.",
        "{He} texted first, which is new.",
    ),
    ("TEXT", "NO_ANSWER"): (
        "Sent the neutral reminder text, nothing back yet.", "Text sent in the agreed wording. No reply by close of day.",
        "Two texts sent this week, both unanswered.",
    ),
    ("TEXT", "CALL_BACK"): ("{He} texted asking for a call {soon}.", "Reply says {he} will ring {soon}."),
    ("VIDEO", "ATTENDED"): (
        "Video meeting with {him} and {colleague}.", "Video call, camera off at {his} request.", "Seen by video, connection held.",
    ),
    ("VIDEO", "LATE"): ("Joined the video call {minutes} minutes late, phone battery low.",),
    ("VIDEO", "DID_NOT_ATTEND"): ("Waited {few} minutes on the video link, {he} did not join.",),
    ("OFFICE", "ATTENDED"): (
        "Attended as instructed and on time.", "Seen at the office, {mood}.", "Came in with {companion}.",
        "Office appointment, {minutes} minutes.", "Dropped in without an appointment, seen by me.",
        "Attended early and waited.", "Three-way meeting at the office with {colleague}.",
    ),
    ("OFFICE", "LATE"): (
        "Arrived {minutes} minutes late, blamed {excuse}.", "Late again, {excuse}. Shortened session.",
    ),
    ("OFFICE", "DID_NOT_ATTEND"): (
        "Did not attend. No message received.", "Missed today's appointment, later texted that it was {excuse}.",
        "Failed to attend, second in a row.", "Did not attend. Acceptable reason given: {excuse}.",
    ),
    ("STREET", "ATTENDED"): (
        "Found bedded down {spot}.", "Seen {spot}, awake and willing to talk.", "Met on shift {spot}, {company}.",
        "Approached {spot}, {mood} but stayed to talk.", "Seen in passing {spot}.",
    ),
    ("STREET", "NO_ANSWER"): (
        "Checked the usual places including {spot}, not seen.", "Bedding there {spot} but nobody with it.",
        "Looked for {him} on two shifts, no sighting.",
    ),
    ("CUSTODY", "ATTENDED"): (
        "Seen in the custody suite after arrest.", "Legal visit slot, {minutes} minutes with {him}.",
        "Seen in cells before court with {colleague}.", "Prison visit, {he} was brought up on time.",
    ),
    ("CUSTODY", "DID_NOT_ATTEND"): ("{He} refused to come out of the cell.", "Visit cancelled by the wing, staff shortage."),
}  # fmt: skip

UNREACHED = (
    "Will try again {soon}.", "Diary note to try {soon}, at a different time of day.", "Checked with {agency_contact}, no sighting since {day}.",
    "Asked {agency_contact} to pass on that I called.", "Third attempt this month; if the next fails I will raise it with my manager.",
    "Nothing to suggest harm, but logged as a gap.", "Left it there rather than put {him} at risk.",
    "Contact card left in a plain envelope.", "No concern at this stage: this is {his} usual pattern after {payday}.",
    "Discussed in supervision: a welfare check if nothing by {day}.", "Will ask the {place} whether {he} has been in.",
)  # fmt: skip

SLOTS: dict[str, tuple[str, ...]] = {
    "colleague": ("a neighbourhood officer", "the housing officer", "the duty social worker", "a drug worker", "a colleague from probation",
                  "the mental-health nurse", "an interpreter", "a student on placement", "the fire safety adviser", "a colleague",
                  "the youth worker", "the tenancy officer"),
    "agency_contact": ("the hostel", "the day centre", "the housing officer", "probation", "the surgery", "the neighbourhood team",
                       "the night shelter", "the court's witness service", "the school", "the wardens"),
    "companion": ("a friend", "a sister", "a support worker", "a neighbour", "a cousin", "a dog"),
    "company": ("alone", "with a friend who went out while we talked", "with two others", "with the children at school",
                "sober", "tired after a night shift", "with the television on throughout"),
    "mood": ("flat", "chatty", "on edge", "tearful", "guarded", "in good spirits", "angry at first, calmer later", "tired",
             "hungover by the look of it", "relieved", "matter-of-fact", "distracted", "polite but short"),
    "busy": ("on a bus", "at work", "in a queue", "putting the children to bed", "at the surgery", "with family"),
    "few": ("two", "three", "four", "five", "ten"),
    "minutes": ("10", "15", "20", "25", "30", "35", "40", "50", "60"),
    "part": ("morning", "afternoon", "lunchtime", "evening"),
    "early": ("9.30", "10", "10.15", "11"),
    "late": ("3 pm", "4 pm", "5.30", "6 pm"),
    "soon": ("tomorrow", "on Monday", "later this week", "in two days", "next week", "on Thursday morning", "after the weekend"),
    "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday night"),
    "payday": ("payday", "a weekend away", "a bad night", "a change of phone", "an argument at home"),
    "sign": ("post piled up inside", "light on in the hall", "a window open at the back", "music playing"),
    "Sign": ("Lights were on", "Could hear a radio", "A dog barked", "The bins had been put out"),
    "tidiness": ("clean and tidy", "cluttered but safe", "cold, no credit on the meter", "in poor repair", "half packed",
                 "better kept than last time", "smelling strongly of cannabis"),
    "excuse": ("the trains", "a sick child", "a job interview", "oversleeping", "a surgery appointment", "mixing up the days",
               "no money for the bus"),
    "spot": ("under the theatre canopy", "by the station steps", "behind the library", "in the car park stairwell", "by the canal bridge",
             "outside the closed bank", "in the doorway two along from the supermarket", "near the fountain"),
    "place": ("day centre", "library", "job centre", "food bank", "surgery", "hostel", "community centre", "chemist", "gym"),
    "weeks": ("two", "three", "four", "five", "six"),
    "number": ("two", "three", "four", "six", "nine"),
    "sum": ("£40", "£60", "£85", "£120", "£200", "£310"),
    "item": ("a kettle", "a winter coat", "a travel card", "school shoes", "a phone charger", "bedding", "a door chain", "a spy-hole"),
    "relative": ("mother", "brother", "aunt", "eldest child", "uncle", "sister", "grandmother"),
    "body": ("the council", "the landlord", "the court", "the job centre", "the surgery", "the bank", "the school", "the college"),
}  # fmt: skip

"""How a note begins, by mode and result; and what is left to say when nobody was reached."""

from config.demo.wording.phrases import phrases

OPENINGS: dict[tuple[str, str], tuple[str, ...]] = {
    ("VISIT", "SPOKE"): phrases("""
        Planned visit with {colleague}, seen at home.
        Visited as arranged, {he} was in and expecting me.
        Unannounced visit, {he} came to the door after {few} minutes and let me in.
        Joint visit with {colleague}.
        Home visit, stayed about {minutes} minutes. Property {tidiness}.
        Saw {him} at home this {part}, {company}.
        Visit brought forward at {his} request.
        Door-step conversation only, {he} did not want me inside today.
    """),
    ("VISIT", "NO_ANSWER"): phrases("""
        Visited as arranged, no reply.
        No answer at the door, curtains drawn, {sign}.
        Called twice this {part}, nobody in.
        Neighbour said {he} went out about {few} minutes before I arrived.
        No reply. {Sign} but nobody came to the door.
    """),
    ("VISIT", "UNSAFE_TO_TALK"): phrases("""
        Someone else was in the flat, so I gave the agreed cover story and left.
        Another adult answered the door. Left without saying who I was.
    """),
    ("PHONE", "SPOKE"): phrases("""
        Rang {him}, we spoke for {minutes} minutes.
        Telephone call, confirmed it was safe to talk before starting.
        {He} rang me back as promised.
        Check-in call.
        {He} called the duty line asking for me.
        Second try today, got through.
        Short call, {he} was {mood}.
        Long call this {part}, {he} was {mood}.
        Called at the time {he} asked for.
    """),
    ("PHONE", "NO_ANSWER"): phrases("""
        Rang twice, no answer.
        Number rang out. No message left.
        Tried {few} times between {early} and {late}, no answer.
        Straight to an engaged tone each time.
        Phone switched off.
    """),
    ("PHONE", "LEFT_MESSAGE"): phrases("""
        Went to voicemail. Left my first name and the number only.
        Voicemail is allowed on this number, left a short message.
        Left a message asking {him} to ring when {he} can.
    """),
    ("PHONE", "CALL_BACK"): phrases("""
        {He} could not talk, asked me to ring back after {late}.
        Bad line, agreed to try again {soon}.
        {He} was {busy}, wants a call {soon}.
    """),
    ("PHONE", "WRONG_NUMBER"): phrases("""
        Number now belongs to someone else. Gave nothing away.
        Recorded as not in service.
    """),
    ("PHONE", "UNSAFE_TO_TALK"): phrases("""
        {He} used the agreed word, so I ended the call as a wrong number.
        Not alone, call ended within seconds.
        Could hear another voice giving instructions, so I said I was selling insurance and rang off.
    """),
    ("TEXT", "SPOKE"): phrases("""
        Text exchange, {he} answered within the hour.
        {He} replied to yesterday's text.
        Exchange of {few} texts.
        {He} texted first, which is new.
    """),
    ("TEXT", "LEFT_MESSAGE"): phrases("""
        Sent the neutral reminder text, nothing back yet.
        Text sent in the agreed wording. No reply by close of day.
        Two texts sent this week, both unanswered.
    """),
    ("TEXT", "CALL_BACK"): phrases("""
        {He} texted asking for a call {soon}.
        Reply says {he} will ring {soon}.
    """),
    ("VIDEO", "SPOKE"): phrases("""
        Video meeting with {him} and {colleague}.
        Video call, camera off at {his} request.
        Seen by video, connection held.
        Joined the video call {minutes} minutes late, phone battery low.
    """),
    ("VIDEO", "DID_NOT_ATTEND"): phrases("""
        Waited {few} minutes on the video link, {he} did not join.
    """),
    ("OFFICE", "SPOKE"): phrases("""
        Attended as instructed and on time.
        Seen at the office, {mood}.
        Came in with {companion}.
        Office appointment, {minutes} minutes.
        Dropped in without an appointment, seen by me.
        Attended early and waited.
        Three-way meeting at the office with {colleague}.
        Arrived {minutes} minutes late, blamed {excuse}.
        Late again, {excuse}. Shortened session.
    """),
    ("OFFICE", "DID_NOT_ATTEND"): phrases("""
        Did not attend. No message received.
        Missed today's appointment, later texted that it was {excuse}.
        Failed to attend, second in a row.
        Did not attend. Acceptable reason given: {excuse}.
    """),
    ("STREET", "SPOKE"): phrases("""
        Found bedded down {spot}.
        Seen {spot}, awake and willing to talk.
        Met on shift {spot}, {company}.
        Approached {spot}, {mood} but stayed to talk.
        Seen in passing {spot}.
    """),
    ("STREET", "NO_ANSWER"): phrases("""
        Checked the usual places including {spot}, not seen.
        Bedding there {spot} but nobody with it.
        Looked for {him} on two shifts, no sighting.
    """),
    ("CUSTODY", "SPOKE"): phrases("""
        Seen in the custody suite after arrest.
        Legal visit slot, {minutes} minutes with {him}.
        Seen in cells before court with {colleague}.
        Prison visit, {he} was brought up on time.
    """),
    ("CUSTODY", "DID_NOT_ATTEND"): phrases("""
        {He} refused to come out of the cell.
        Visit cancelled by the wing, staff shortage.
    """),
    ("OFFICE", "WORK_DONE"): phrases("""
        Wrote to {body} on {his} behalf.
        Filled in the form for {body}, {he} signs it {soon}.
        Rang {agency_contact} about {him}, with {his} agreement.
        Meeting with {colleague} about {him}, {he} was not there.
    """),
}

UNREACHED = phrases("""
    Will try again {soon}.
    Diary note to try {soon}, at a different time of day.
    Checked with {agency_contact}, no sighting since {day}.
    Asked {agency_contact} to pass on that I called.
    Third attempt this month; if the next fails I will raise it with my manager.
    Nothing to suggest harm, but logged as a gap.
    Left it there rather than put {him} at risk.
    Contact card left in a plain envelope.
    No concern at this stage: this is {his} usual pattern after {payday}.
    Discussed in supervision: a welfare check if nothing by {day}.
    Will ask the {place} whether {he} has been in.
""")

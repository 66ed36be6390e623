"""What is said in contacts with people who offend, by theme; and what is agreed at the end."""

from config.demo.wording.phrases import phrases

THEMES: dict[str, tuple[str, ...]] = {
    "accommodation": phrases("""
        Sofa-surfing with {his} {relative}, welcome until {day} at most.
        Hostel place holds, though {he} finds the noise hard.
        Arrears now {sum}; agreed a small sum each week from benefits.
        Duty to refer made to housing, acknowledged the same day.
        {He} has viewed a room and can pay the first week, not the deposit.
        Landlord has given a first written warning about visitors.
        Bail address checked with {colleague}: suitable for now.
        Asked for a move away from the estate where old friends call on {him}.
        Keys to the room handed over; {he} still needs {item}.
        Evicted from the hostel after a fight; night shelter for {weeks} weeks.
        Benefit for the rent was stopped in error; rang {body} together and it is back on.
    """),
    "substances": phrases("""
        Says {he} has cut down to weekends and showed me the diary.
        Script collected daily; the chemist reports no missed days.
        Tested positive for cocaine, admitted before the result.
        Clean test, {number} in a row now, and rightly proud of it.
        Relapsed after an argument with {his} {relative}; wants to go back to the group.
        Drinking from late morning most days.
        Recovery worker joined us and moved the appointments to mornings, when {he} is at {his} best.
        Owes {sum} to a dealer and is frightened of being found at the {place}.
        Declined detox again but took the leaflet this time.
        Naloxone kit given and explained.
        Spice on the wing, {he} says {he} is staying away from it.
    """),
    "work": phrases("""
        Two shifts on the market stall, paid in hand; talked through why that must be declared.
        Enrolled on the construction card course, starts {soon}.
        Missed the interview because of {excuse}; the employer will see {him} again.
        Job coach praised {his} effort this month.
        Universal Credit claim complete apart from identity documents.
        Lost the warehouse job for lateness.
        Helped {him} write an honest disclosure letter about {his} convictions.
        Volunteering {number} hours a week at the {place}.
        Wants barbering rather than the gym course; agreed to look at both.
    """),
    "compliance": phrases("""
        Went through the order again line by line; {he} signed the copy.
        Enforcement letter given by hand for the missed appointment.
        Unpaid work: {number} days done, no absences.
        Curfew tag checked with the contractor, no breaches.
        Explained that one more unacceptable absence means breach.
        Reported to the police station on all required days.
        {He} asked for the reporting day to move round {his} shifts; agreed with my manager.
        Seen inside the exclusion zone by {colleague} on {day}; {he} says {he} was changing buses.
        Breach papers drafted and sent for signature.
    """),
    "thinking": phrases("""
        Session {number} of the programme: could name the moment when {he} could have walked away.
        Still blames the victim for what happened.
        Talked about the people hurt by the last burglary; uncomfortable, but stayed with it.
        Did the worksheet on triggers; anger at being ignored comes up again.
        {He} described turning down a lift from an old co-defendant.
        Minimises the threats as banter.
        First time {he} has spoken of guilt rather than bad luck.
        Good insight into money worries as the trigger for stealing.
        Agreed a list of {number} people {he} can ring before things go wrong.
    """),
    "family": phrases("""
        Contact with {his} children at the centre went well, supervisor's note to follow.
        {His} {relative} rang me worried about late nights.
        New relationship mentioned; asked for the name so that checks can be made, {he} will think about it.
        Bereavement this month; the anniversary will be hard.
        Wants to apologise to {his} {relative}; advised to wait and write it down first.
        Argument at home on {day}, no police called, everyone safe according to {colleague}.
        Partner is expecting; children's services informed with {his} knowledge.
    """),
    "health": phrases("""
        Not taking the tablets since {day}, says they make {him} slow.
        Registered at the surgery at last.
        Sleep poor, nightmares about the last sentence.
        Mental-health nurse saw {him} straight after me and will keep {him} on.
        Low, no thoughts of ending {his} life, knows whom to ring.
        Tooth abscess; booked an emergency dentist from the office.
        Hearing voices when tired; liaison nurse told the same day.
        Hand injury from the fight is healing.
        Screening suggests an undiagnosed learning difficulty, so letters in plain words from now on.
    """),
    "street": phrases("""
        Two further reports of shouting outside the flats after midnight, {he} accepts one of them.
        Warning letter explained face to face and signed for.
        Offered an acceptable behaviour contract; {he} took it away to read.
        Wardens name {him} in {number} of the last ten complaints.
        Begging outside the cash machine with a dog that is not {his}.
        Off-road bike recovered; {he} denies it is {his}.
        Papers under the Act on nuisance served in the presence of {colleague}.
        No new reports for {weeks} weeks, told {him} so.
        Group now meets at the {place} instead; youth workers told.
    """),
    "youth": phrases("""
        In school {number} days out of ten this fortnight.
        Mentor takes {him} boxing on {day}, the one thing {he} never misses.
        {His} {relative} found {sum} and a second phone in a school bag.
        Missing overnight once, back by breakfast, would not say where.
        Talked about joint enterprise using the short film; quiet afterwards.
        College place secured subject to behaviour.
        Says the older ones have stopped calling since {he} changed number.
        Reparation morning at the community garden went well.
        Permanent exclusion being challenged; {body} has until {day}.
        Would not talk about the stab vest found under the bed.
    """),
}

NEXT_STEPS = phrases("""
    Next appointment {soon}.
    I will speak to {agency_contact} {soon}.
    {He} will bring the letter from {body}.
    Raised at the weekly meeting; no change to priority.
    Told my manager. No change to the plan.
    To be seen weekly until {day}.
    Priority raised after discussion with {colleague}.
    Will check with {agency_contact} that this is right.
    Agreed that {he} rings me if anything changes.
    Referral for {item} sent.
    I will write to {body}.
    Plan reviewed, two actions closed.
""")

REASONS = phrases("""
    Nominated after {number} arrests for theft from shops in {weeks} weeks; travels in from outside the borough.
    High harm to known adults: {number} domestic incidents recorded with different partners in three years.
    Robbery of phones in the night-time economy, with younger people in tow.
    Persistent anti-social behaviour around the flats; earlier warnings have not held.
    Sentenced for burglary; scores high for further offending and has no settled home.
    Threats and violence towards staff of shops and hostels; drinks heavily.
    Drug supply from other people's homes, two of whom are vulnerable.
    Breach of a criminal behaviour order on {number} occasions since the spring.
    Vehicle crime, usually at night and with the same co-defendants.
    Carries a knife, says for protection; stabbed last year and would not say by whom.
""")

WARNINGS = phrases("""
    Do not visit alone. Has threatened staff with a bottle.
    Dog in the property, not safe with strangers.
    Known to carry a blade. Meet in an office with an alarm.
    Makes false complaints about lone female workers: visit in pairs.
    Needles in the property. Do not sit down without looking.
    Has followed a worker to the station. Vary your route.
""")

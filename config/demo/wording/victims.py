"""What is said in contacts with victims, by theme; and what is agreed at the end."""

from config.demo.wording.phrases import phrases

THEMES: dict[str, tuple[str, ...]] = {
    "safety": phrases("""
        Went through the safety plan; the code word still stands.
        {He} has changed the route to work and tells a neighbour when home.
        New lock and {item} fitted by the sanctuary scheme.
        Former partner's car seen in the street on {day}; reported and logged.
        Messages from a new number, {number} in one night, screenshots kept.
        Feels safer than last month, says {number} out of ten.
        Personal alarm tested and working.
        Sleeps in the front room with the light on.
        Asked again whether anyone has the spare keys: only {his} {relative}.
        Social media locked down together; old photos with the school badge removed.
        Tracker found under the car, handed to {colleague}.
        {He} wants nothing sent by post for now.
    """),
    "housing": phrases("""
        Reciprocal move offered in another borough; {he} would lose the support of {his} {relative}.
        Refuge place available, declined for now because of the children's exams.
        Temporary room is damp, environmental health told.
        Homelessness application in, decision due by {day}.
        Joint tenancy to be ended; solicitor's letter received by {body}.
        Management move agreed in principle, waiting for a two-bedroom.
        {He} has packed a bag and left it with a friend.
        Service charge demand went to the old address; asked {body} to correct it at once.
    """),
    "court": phrases("""
        Trial date moved for the third time; {he} wants to withdraw but agreed to talk to the court worker first.
        Screens and a separate entrance granted.
        Went through the victim personal statement; {he} will finish it at home.
        Non-molestation order served on {day}.
        Sentence explained: what it means and when release could come.
        {He} asked to be told of any release; request made through the victim liaison officer.
        Pre-trial visit done with {colleague}; the room was smaller than {he} feared.
        Guilty plea entered, so no need to give evidence. Much relieved.
        Bail conditions read out: no contact, not within the estate.
    """),
    "wellbeing": phrases("""
        Tearful when speaking of last winter, but eating and sleeping.
        Has begun the group on Tuesdays and liked it.
        Panic in crowds; avoids the {place}.
        Surgery has put {him} forward for talking therapy, {weeks} weeks' wait.
        Not sleeping. No thoughts of self-harm when asked directly.
        Back at work {number} hours a week and glad of it.
        {He} says it helps that the same worker rings.
        Drinking more than {he} would like; took the number for the service.
        Went out for coffee alone for the first time since it happened.
    """),
    "children": phrases("""
        Children are staying with {his} {relative} until {day}.
        School says the youngest is quiet and clingy; pastoral lead knows.
        Handover of the children is the flash point; contact centre suggested.
        {His} eldest asked whether it was safe to come home.
        Social worker joined for the last ten minutes; no change to the plan.
        Worried that the children will be asked for the new address.
        Nursery told who may collect; password set.
    """),
    "harassment": phrases("""
        Diary sheets show noise on {number} nights out of fourteen.
        Rubbish pushed through the letter box again on {day}.
        {He} no longer uses the shared garden.
        CCTV kept by the landlord for thirty days; request made for {day}.
        Neighbour shouted at {him} about the complaint, so word has got out.
        Quieter since the warning letter, two nights only.
        Slur written on the door; recorded as hate crime, cleaned within the day.
        Explained the case review: three reports in six months, and what it can and cannot do.
        Recording app set up on {his} phone and tried out.
    """),
    "cuckooing": phrases("""
        Three young men in the flat when we called, none would give a name.
        {He} cannot say who has keys.
        Benefit card missing since {day}, cancelled from my phone.
        Closure order discussed: {he} fears being the one put out.
        Flat clear today, {he} has {his} own bed back.
        Fridge empty, {item} arranged through the {place}.
        Capacity for decisions about visitors assessed with {colleague}; {he} has it, under pressure.
        Fire adviser fitted {number} alarms and removed the candles.
        Says {he} likes the company, then asked me quietly when the police would be back.
    """),
    "exploitation": phrases("""
        Picked up by a car outside school {number} times this month, plate given to {colleague}.
        New trainers and no account of who paid.
        Return interview after {weeks} nights away: hungry, hands cut, would not say from what.
        Debt of {sum} that {he} says must be worked off.
        {He} still calls them friends.
        National referral sent; reasonable grounds decision received.
        Agreed a taxi to school for {weeks} weeks.
        {His} {relative} is exhausted and wants {him} placed away.
        First time {he} has named anyone. Passed to the exploitation team the same hour.
        Mobile taken by the older group and handed back with a new number on it.
    """),
    "rough sleeping": phrases("""
        Robbed of sleeping bag and tablets on {day}.
        Will consider the assessment bed if the dog can come.
        Foot badly swollen, walked {him} to the clinic.
        Moved on twice last night, {item} lost on the way.
        Cold-weather place offered and taken.
        Would not give a name again but accepted {item}.
        Recognised the man who assaulted {him}; does not want police.
        Coughing blood, ambulance called, stayed until it came.
        Housed {weeks} weeks now and still comes to see us on shift.
    """),
    "care": phrases("""
        Grandson handles the money; the sums do not add up, {sum} missing since {day}.
        Care agency reports bruising to the arm; body map done.
        {He} would rather put up with it than lose contact with family.
        Enquiry under the Care Act opened, wishes recorded in {his} own words.
        Carer's assessment offered to {his} {relative}.
        Rogue roofer came back for another {sum}; bank has stopped the card.
        Capacity to manage money is in doubt, assessment booked.
        Key safe code changed, only the agency has it.
    """),
    "business": phrases("""
        {number} thefts since my last call, spirits and meat, all before noon.
        Staff threatened with a needle on {day}; two have asked to change shifts.
        Radio link works; response inside five minutes last time.
        Body-worn cameras arrived and staff are trained.
        Statement taken from the supervisor; stills attached to the crime report.
        Same pair as in January, not from the borough.
        Window smashed overnight, {sum} to board up.
        Banning letter drafted with the district's manager.
        Manager says staff have stopped reporting because nothing happens; showed {him} what has.
        Lighting survey done, two blind spots found.
        Quiet month: {number} reports against nine the month before.
        Delivery times moved so that nobody opens up alone.
    """),
}

NEXT_STEPS = phrases("""
    Next call {soon}, same time.
    {He} will ring if anything changes.
    I will speak to {agency_contact}, with {his} agreement.
    {He} does not want anything passed on at present.
    Safety plan unchanged.
    Told my manager the same day.
    Referral for {item} sent.
    To discuss with {colleague} {soon}.
    Agreed what happens if I cannot reach {him}.
    {His} wishes: to be left in peace, and for it to stop.
    Risk judged the same as last time.
    Risk judged higher; I will take it to the panel coordinator.
""")

REASONS = phrases("""
    Repeat victim of a former partner: {number} reports in twelve months, the last one with threats.
    Targeted by neighbours for {weeks} months; noise, insults and damage to the door.
    Home taken over by people dealing drugs; has been hit when asking them to leave.
    Robbed twice near the station; no longer goes out after dark.
    Stalked by someone met online, who has found the workplace.
    Hate crime on the estate, repeated, with the children present.
    Money taken by a relative who also controls visitors.
    Assaulted while sleeping rough and moved on since.
    Violence from an adult child living at home; wants help for them, not court.
    Witness to a stabbing who has been told to keep quiet.
""")

BUSINESS_REASONS = phrases("""
    Repeated theft and threats to staff, {number} reports in {weeks} weeks.
    Windows broken three times and staff spat at.
    Organised theft of high-value stock; staff afraid to challenge.
""")

WARNINGS = phrases("""
    Do not leave messages. Text 'library books ready' and wait.
    No letters to the home. The former partner opens the post.
    Ask for the code word before saying anything.
    Not safe to ring after 5 pm.
    The interpreter must not be from the same community.
    Address is protected: never say it aloud in a meeting.
""")

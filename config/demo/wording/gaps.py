"""What may stand in the gaps of a phrase."""

from config.demo.wording.phrases import phrases

GAPS: dict[str, tuple[str, ...]] = {
    "colleague": phrases("""
        a neighbourhood officer
        the housing officer
        the duty social worker
        a drug worker
        a colleague from probation
        the mental-health nurse
        an interpreter
        a student on placement
        the fire safety adviser
        a colleague
        the youth worker
        the tenancy officer
    """),
    "agency_contact": phrases("""
        the hostel
        the day centre
        the housing officer
        probation
        the surgery
        the neighbourhood team
        the night shelter
        the court's witness service
        the school
        the wardens
    """),
    "companion": phrases("""
        a friend
        a sister
        a support worker
        a neighbour
        a cousin
        a dog
    """),
    "company": phrases("""
        alone
        with a friend who went out while we talked
        with two others
        with the children at school
        sober
        tired after a night shift
        with the television on throughout
    """),
    "mood": phrases("""
        flat
        chatty
        on edge
        tearful
        guarded
        in good spirits
        angry at first, calmer later
        tired
        hungover by the look of it
        relieved
        matter-of-fact
        distracted
        polite but short
    """),
    "busy": phrases("""
        on a bus
        at work
        in a queue
        putting the children to bed
        at the surgery
        with family
    """),
    "few": phrases("""
        two
        three
        four
        five
        ten
    """),
    "minutes": phrases("""
        10
        15
        20
        25
        30
        35
        40
        50
        60
    """),
    "part": phrases("""
        morning
        afternoon
        lunchtime
        evening
    """),
    "early": phrases("""
        9.30
        10
        10.15
        11
    """),
    "late": phrases("""
        3 pm
        4 pm
        5.30
        6 pm
    """),
    "soon": phrases("""
        tomorrow
        on Monday
        later this week
        in two days
        next week
        on Thursday morning
        after the weekend
    """),
    "day": phrases("""
        Monday
        Tuesday
        Wednesday
        Thursday
        Friday
        Saturday night
    """),
    "payday": phrases("""
        payday
        a weekend away
        a bad night
        a change of phone
        an argument at home
    """),
    "sign": phrases("""
        post piled up inside
        light on in the hall
        a window open at the back
        music playing
    """),
    "Sign": phrases("""
        Lights were on
        Could hear a radio
        A dog barked
        The bins had been put out
    """),
    "tidiness": phrases("""
        clean and tidy
        cluttered but safe
        cold, no credit on the meter
        in poor repair
        half packed
        better kept than last time
        smelling strongly of cannabis
    """),
    "excuse": phrases("""
        the trains
        a sick child
        a job interview
        oversleeping
        a surgery appointment
        mixing up the days
        no money for the bus
    """),
    "spot": phrases("""
        under the theatre canopy
        by the station steps
        behind the library
        in the car park stairwell
        by the canal bridge
        outside the closed bank
        in the doorway two along from the supermarket
        near the fountain
    """),
    "place": phrases("""
        day centre
        library
        job centre
        food bank
        surgery
        hostel
        community centre
        chemist
        gym
    """),
    "weeks": phrases("""
        two
        three
        four
        five
        six
    """),
    "number": phrases("""
        two
        three
        four
        six
        nine
    """),
    "sum": phrases("""
        £40
        £60
        £85
        £120
        £200
        £310
    """),
    "item": phrases("""
        a kettle
        a winter coat
        a travel card
        school shoes
        a phone charger
        bedding
        a door chain
        a spy-hole
    """),
    "relative": phrases("""
        mother
        brother
        aunt
        eldest child
        uncle
        sister
        grandmother
    """),
    "body": phrases("""
        the council
        the landlord
        the court
        the job centre
        the surgery
        the bank
        the school
        the college
    """),
}

"""What caseworkers write of victims: whom they fear, who is safe, what was planned, and whether they take part."""

AFRAID_OF = {
    "DA": ("A former partner who has kept a key.", "The man who lives with us, and his temper on pay day."),
    "EXPLOITATION": ("Whoever is on the other end of the second phone.", "Two older boys who wait by the school."),
    "VIOLENCE": ("The group from the estate across the road.", "The man who did it, since he is out on bail."),
    "ASB": ("The tenants above, most of all late at night.", "The dog, and the son who walks it."),
    "HATE": ("Two men from the bus stop who shout at the window.", "A neighbour who has written on the door twice."),
}
SAFE_WITH = ("A sister who lives a bus ride away.", "The manager at work.", "A friend from the choir.", "")
NOTES = (
    "Letters in large print; ring after ten.",
    "Prefers to meet where there is another way out.",
    "Would like one worker for everything.",
    "Has asked for the light on the stairs to be mended first.",
)
AT_HOME = ("Locks changed, spare key with a neighbour.", "Bag packed and left at a friend's.", "Chain on, camera up.")
OUTSIDE = ("Leaves work by the back, with somebody.", "Takes a different bus on different days.")
IN_EMERGENCY = ("Rings 999 and leaves the line open.", "Goes to the shop at the corner, where they know.")
AGREED = (
    ("AGREED", "Support from our service", "Yes, as long as it is the same person."),
    ("AGREED", "Meeting once a fortnight", "If it can be near the nursery."),
    ("DECLINED", "The group on Thursdays", "Not in front of other people."),
)

"""What can be said of a victim: the field's own codes, each with its words."""

from django.db.models import IntegerChoices, TextChoices


class Harmed(TextChoices):
    """Who was harmed."""

    PERSON = "PERSON", "A person"
    BUSINESS = "BUSINESS", "A business"
    VENUE = "VENUE", "A venue"


class Kind(TextChoices):
    """What kind of harm the case is about."""

    DA = "DA", "Domestic abuse"
    SV = "SV", "Sexual violence"
    ASB = "ASB", "Anti-social behaviour"
    HATE = "HATE", "Hate crime"
    EXPLOITATION = "EXPLOITATION", "Exploitation"
    VIOLENCE = "VIOLENCE", "Violence"
    BUSINESS_REPEAT = "BUSINESS_REPEAT", "Repeat crime against a business"


class Ground(TextChoices):
    """Why somebody is high risk, as a MARAC referral asks; several may hold."""

    VISIBLE_HIGH_RISK = "VISIBLE_HIGH_RISK", "Visible high risk: the checklist's score"
    PROFESSIONAL_JUDGEMENT = "PROFESSIONAL_JUDGEMENT", "Professional judgement"
    POTENTIAL_ESCALATION = "POTENTIAL_ESCALATION", "Potential escalation: incidents come more often"
    MARAC_REPEAT = "MARAC_REPEAT", "Repeat: abuse again within 12 months of a MARAC referral"
    SUICIDE_SELF_HARM = "SUICIDE_SELF_HARM", "Risk of suicide or self-harm"


class Need(TextChoices):
    """What somebody needs help with."""

    ACCOMMODATION = "ACCOMMODATION", "Somewhere safe to live"
    SAFETY_AT_HOME = "SAFETY_AT_HOME", "Safety at home: locks, alarms, cameras"
    LEGAL = "LEGAL", "Legal help and orders"
    COURT = "COURT", "Support at court"
    HEALTH_MENTAL = "HEALTH_MENTAL", "Mental health"
    HEALTH_PHYSICAL = "HEALTH_PHYSICAL", "Physical health"
    SUBSTANCE = "SUBSTANCE", "Drugs or alcohol"
    FINANCE = "FINANCE", "Money and benefits"
    FAMILY = "FAMILY", "Children and family"
    IMMIGRATION = "IMMIGRATION", "Immigration advice"
    INTERPRETER = "INTERPRETER", "Interpreter or other help to communicate"
    EMOTIONAL = "EMOTIONAL", "Emotional support"


class Enhanced(TextChoices):
    """Categories with enhanced rights under the Victims' Code; a person decides, the record only suggests."""

    MOST_SERIOUS = "MOST_SERIOUS", "Victim of the most serious crime"
    PERSISTENTLY_TARGETED = "PERSISTENTLY_TARGETED", "Persistently targeted"
    VULNERABLE_OR_INTIMIDATED = "VULNERABLE_OR_INTIMIDATED", "Vulnerable or intimidated"


class Known(TextChoices):
    """An answer of three, so that what nobody has asked is not taken for no."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Premises(TextChoices):
    """What kind of business or venue was harmed."""

    SHOP = "SHOP", "Shop"
    PUB_OR_BAR = "PUB_OR_BAR", "Pub or bar"
    CLUB = "CLUB", "Nightclub"
    RESTAURANT = "RESTAURANT", "Restaurant or takeaway"
    HOTEL = "HOTEL", "Hotel or hostel"
    THEATRE = "THEATRE", "Theatre, cinema or music venue"
    PLACE_OF_WORSHIP = "PLACE_OF_WORSHIP", "Place of worship"
    OTHER = "OTHER", "Other"


class Licence(TextChoices):
    """What the premises are licensed for."""

    NONE = "NONE", "Not licensed"
    ON_SALES = "ON_SALES", "Alcohol drunk there"
    OFF_SALES = "OFF_SALES", "Alcohol taken away"
    LATE_NIGHT = "LATE_NIGHT", "Late-night refreshment"
    ENTERTAINMENT = "ENTERTAINMENT", "Entertainment"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Status(TextChoices):
    """Where the work with a victim is: finer than the state of the case, which it does not change."""

    REFERRAL_ENTERED = "REFERRAL_ENTERED", "Referral entered"
    CONTACTING = "CONTACTING", "Trying to make contact"
    ASSESSMENT = "ASSESSMENT", "Assessing"
    ONGOING = "ONGOING", "Ongoing support"
    DORMANT = "DORMANT", "Dormant"
    DECLINED = "DECLINED", "Declined support"
    DROPPED_OUT = "DROPPED_OUT", "Dropped out"
    REFERRAL_ISSUE = "REFERRAL_ISSUE", "Problem with the referral"
    CLOSED = "CLOSED", "Closed"


class Right(IntegerChoices):
    """The twelve rights of the Victims' Code (Code of Practice for Victims of Crime, in force from 1 April 2021)."""

    UNDERSTAND = 1, "To understand and to be understood"
    CRIME_RECORDED = 2, "To have the crime recorded without delay"
    TOLD_ON_REPORTING = 3, "To be given information when reporting"
    SUPPORT = 4, "To be referred to support, with services fitted to their needs"
    COMPENSATION = 5, "To be told about compensation"
    INVESTIGATION = 6, "To be told how the investigation and prosecution go"
    PERSONAL_STATEMENT = 7, "To make a Victim Personal Statement"
    TRIAL = 8, "To be told about the trial and what a witness does"
    OUTCOME = 9, "To be told the outcome, and of any appeal"
    EXPENSES = 10, "To be paid expenses and have property returned"
    AFTER_CONVICTION = 11, "To be told about the offender after a conviction"
    COMPLAINT = 12, "To complain where a right was not met"


class Met(TextChoices):
    """What has been done about a right; a right that has no entry is not yet offered."""

    OFFERED = "OFFERED", "Offered"
    DECLINED = "DECLINED", "Declined"
    DELIVERED = "DELIVERED", "Delivered"
    NOT_APPLICABLE = "NOT_APPLICABLE", "Not applicable"

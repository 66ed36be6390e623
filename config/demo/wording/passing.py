"""What the demo's agencies write to each other when they refer and share: the forms, the questions, the answers."""

from config.demo.passing import Step

SECTION_115 = "CDA_115"
ITS_LAW = "Crime and Disorder Act 1998, section 115"
OPENED = Step("OPEN")
TAKEN_ON = (OPENED, Step("ACCEPT"))
UNKNOWN = "NOT_KNOWN"


def scheme(why: str, drives: str = "") -> dict[str, dict[str, str]]:
    """The form of the scheme for people who keep offending."""
    return {
        "grounds": {"cohort": "FIXED", "why": why},
        "change": {"pathways": drives, "domestic_abuse": UNKNOWN, "aware": "YES"},
    }


def treatment(why: str, want: str) -> dict[str, dict[str, str | list[str]]]:
    """The form of a referral for treatment."""
    return {
        "need": {"service": ["DRUGS"], "why": why, "ordered": "YES"}, "voice": {"agrees": "YES", "want": want},
    }  # fmt: skip


def marac(why: str, want: str) -> dict[str, dict[str, str | list[str]]]:
    """The form of a referral to the MARAC."""
    return {
        "grounds": {"grounds": ["PROFESSIONAL_JUDGEMENT"], "why": why},
        "voice": {"aware": "YES", "consented": "YES", "want": want, "police": UNKNOWN},
        "household": {"children": "", "pregnant": UNKNOWN},
    }


def concern(kind: str, why: str, now: str) -> dict[str, dict[str, str | list[str]]]:
    """The form of a safeguarding concern."""
    return {"concern": {"kinds": [kind], "why": why, "now": now}, "voice": {"aware": "YES"}}


def child(kind: str, why: str, children: str) -> dict[str, dict[str, str | list[str]]]:
    """The form of a concern about a child."""
    return {"concern": {"kinds": [kind], "why": why, "children": children}, "family": {"aware": UNKNOWN}}


def housing(why: str, day: str, situation: str = "UNSAFE") -> dict[str, dict[str, str]]:
    """The form of a referral for somewhere to live."""
    return {"need": {"situation": situation, "from_day": day, "why": why}, "voice": {"aware": "YES"}}

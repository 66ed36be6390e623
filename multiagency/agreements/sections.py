"""What an agreement has to say before anybody can sign it (governance, ISA-02)."""

from django.db import models


class Section(models.TextChoices):
    """One required content of an agreement; the order is that of the pages."""

    PURPOSE = "PURPOSE", "Why we share"
    PARTIES = "PARTIES", "Parties and their roles"
    ITEMS = "ITEMS", "What is shared, by category and direction"
    BASES = "BASES", "Lawful basis of each party"
    CONDITIONS = "CONDITIONS", "Conditions for special-category and criminal-offence data"
    GATEWAYS = "GATEWAYS", "Legal powers"
    RIGHTS = "RIGHTS", "People's rights and whom to contact"
    RETENTION = "RETENTION", "Accuracy, retention and deletion"
    SECURITY = "SECURITY", "Security"
    BREACH = "BREACH", "What happens after a breach"
    TERM = "TERM", "Start, review and end"
    TERMINATION = "TERMINATION", "What happens when it ends"
    DPIA = "DPIA", "Data protection impact assessment"


QUESTIONS = {
    Section.PURPOSE: "What is this sharing for, and why can the purpose not be met without it?",
    Section.CONDITIONS: (
        "Which Article 9, Schedule 1 or Schedule 8 conditions does each party rely on, and where are its policy papers?"
    ),
    Section.RIGHTS: "How does somebody use their rights, who answers, and how are they reached?",
    Section.RETENTION: "How is it kept accurate, how long does each party keep it, and how is it deleted?",
    Section.SECURITY: "How is it protected when it is sent, stored and used?",
    Section.BREACH: "Who tells whom, how fast, when something goes wrong?",
    Section.TERMINATION: "What becomes of what was shared when a party leaves or the agreement ends?",
}
"""Sections answered in words, and what is asked for each; the others follow from parties, clauses and dates."""

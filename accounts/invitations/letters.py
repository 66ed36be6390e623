"""The letter that brings a link. It says nothing about who invites, where, or for what."""

from django.core.mail import send_mail
from django.db import transaction

from accounts.marking import MARKING

SUBJECT = f"[{MARKING}] Your invitation to Roundtable"
WORDS = """You have been invited to sign in to Roundtable.

Open this link within 72 hours and choose a password:

{link}

The link works once and is for you alone. If you did not expect it, do nothing, and tell your agency's administrator.
"""


def send_link(address: str, link: str) -> None:
    """Send the link once what it rests on is committed; what cannot be sent is logged, and can be sent again."""
    transaction.on_commit(lambda: send_mail(SUBJECT, WORDS.format(link=link), None, [address]), robust=True)

"""Signing in, and what a person manages of their own sign-in."""

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import RequestFactory

from accounts.models import User
from accounts.signin.codes import current_step
from accounts.signin.kept import keep
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, opened
from tests.cast import PASSWORD, code_of, enrol
from tests.town import Town


def sign_in(desk: Desk, town: Town) -> str:
    desk.visit("/")
    return "Next we ask for a code from your authenticator app."


def sign_in_with_a_mistake(desk: Desk, town: Town) -> str:
    desk.visit("/")
    desk.press("Continue")
    return "There is a problem"


def sign_in_with_a_wrong_password(desk: Desk, town: Town) -> str:
    desk.visit("/")
    desk.fill("E-mail address", town.caseworker.email)
    desk.fill("Password", "not the password")
    desk.press("Continue")
    return "There is a problem"


def code(desk: Desk, town: Town) -> str:
    enrol(town.caseworker)
    return _password_given(desk, town.caseworker, "Enter your code")


def wrong_code(desk: Desk, town: Town) -> str:
    code(desk, town)
    desk.fill("Code from your authenticator app", "000000")
    desk.press("Sign in")
    return "There is a problem"


def set_up_an_app(desk: Desk, town: Town) -> str:
    return _password_given(desk, town.caseworker, "Set up your authenticator app")


def recovery_codes(desk: Desk, town: Town) -> str:
    set_up_an_app(desk, town)
    desk.page.get_by_text("I cannot use the camera").click()
    seed = desk.page.locator("details .rt-code").inner_text()
    desk.fill("Code from your authenticator app", format_hotp_value(hotp_value(seed, current_step())))
    desk.press("Finish")
    return "Your recovery codes"


def your_sign_in(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, "/your-sign-in/", "Make new ones")


def change_your_password(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, "/your-sign-in/password/", "password")


def confirm_who_you_are(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, "/your-sign-in/recovery-codes/new/", "Type the 6 digits")


def new_recovery_codes(desk: Desk, town: Town) -> str:
    confirm_who_you_are(desk, town)
    desk.fill("Code from your authenticator app", code_of(town.caseworker))
    desk.press("Confirm")
    return "Make new codes"


def add_a_passkey(desk: Desk, town: Town) -> str:
    opened(desk, town.caseworker, "/your-sign-in/passkeys/add/", "")
    desk.fill("Code from your authenticator app", code_of(town.caseworker))
    desk.press("Confirm")
    return "What to call it"


def your_sign_ins(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, "/your-sign-in/where/", "Every browser in which you are signed in")


def locked(desk: Desk, town: Town) -> str:
    opened(desk, town.caseworker, "/your-sign-in/", "")
    desk.press("Lock")
    desk.page.locator("#lock-locked-words").wait_for()
    return "This is the screen of Casey Worker."


def locked_page(desk: Desk, town: Town) -> str:
    locked(desk, town)
    desk.visit("/")
    return "It locks after 15 minutes without use."


def what_was_being_sent(desk: Desk, town: Town) -> str:
    form = keep(RequestFactory().post("/people/find/", {"family": "Nobody at all", "file": "x"}), town.caseworker)
    assert form is not None
    return opened(desk, town.caseworker, f"/send-again/{form.pk}/", "Send it now")


def _password_given(desk: Desk, user: User, words: str) -> str:
    desk.visit("/")
    desk.fill("E-mail address", user.email)
    desk.fill("Password", PASSWORD)
    desk.press("Continue")
    return words


STATES: tuple[State, ...] = (
    sign_in,
    sign_in_with_a_mistake,
    sign_in_with_a_wrong_password,
    code,
    wrong_code,
    set_up_an_app,
    recovery_codes,
    your_sign_in,
    change_your_password,
    confirm_who_you_are,
    new_recovery_codes,
    add_a_passkey,
    your_sign_ins,
    locked,
    locked_page,
    what_was_being_sent,
)

"""Requests of the police, as a caseworker writes them down."""

from datetime import date

from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.material_requests.grounds import Asked
from casework.material_requests.models import Answer, Counselling, MaterialRequest
from casework.material_requests.services import record_request
from tests.cast import actor
from vault.ids import uuid7

WORDS = {
    "asked_by": "DC Lantern, Westhaven",
    "material": "School records, held by Lamplighter School",
    "line_of_enquiry": "When she first told somebody",
    "necessity": "No other witness heard her first account",
    "notice": "Told on 3 March by phone, with the leaflet",
    "views": "She does not mind the school, and wants nothing from the clinic",
    "why": "It is what she told the school that week",
}
FORM = WORDS | {"asked_on": "3/3/2026", "counselling": "NO", "answer": "PROVIDED"}


def asked(counselling: Counselling = Counselling.NO, answer: Answer = Answer.PROVIDED, higher_test: str = "") -> Asked:
    return Asked(counselling=counselling, answer=answer, higher_test=higher_test, **WORDS)


def written(user: User, case: Case, what: Asked | None = None) -> MaterialRequest:
    who = actor(user)
    with acting(who):
        return record_request(
            actor=who, case=case, request_id=uuid7(), asked_on=date(2026, 3, 3), asked=what or asked()
        )

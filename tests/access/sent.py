"""Files, forms and imports that somebody of the world sent."""

from uuid import UUID

from django.test import RequestFactory

from accounts.context import acting
from accounts.models import User
from accounts.signin.kept import keep
from accounts.signin.models import KeptForm
from casework.case_import.services import begin, take_files
from casework.case_import.work import work as bring_cases_in
from casework.cases.models import Case
from casework.categories import Category
from casework.files.models import CaseFile
from casework.files.services import NewFile, add_file
from casework.importing.models import ImportedFile
from casework.importing.services import take_file
from tests.casework.files.samples import pdf
from tests.cast import actor

LETTER = pdf()


def sent_file(user: User) -> ImportedFile:
    """A file of people that the user is bringing in."""
    who = actor(user)
    with acting(who):
        return take_file(actor=who, name="people.csv", content=b"Given name,Family name\nAnn,Other\n")


def finished_import(user: User) -> UUID:
    """An import of cases that the user sent and that is done, of which a row was left out."""
    who = actor(user)
    with acting(who):
        people = b"Person ref,Given name,Family name\nP1,Ann,Other\nP2,,\n"
        batch = take_files(actor=who, source=f"list {user.pk}", files=[("people.csv", people)])
        run = begin(actor=who, import_id=batch.pk)
    bring_cases_in(who, import_id=batch.pk, run_id=run)
    return batch.pk


def unsent(user: User) -> KeptForm:
    """A form that the user was sending when their screen was locked."""
    form = keep(RequestFactory().post("/people/find/", {"family": "Nobody"}), user)
    assert form is not None
    return form


def kept_file(user: User, case: Case) -> CaseFile:
    """A letter kept with a case, which whoever is told who somebody is may open."""
    who = actor(user)
    with acting(who):
        return add_file(actor=who, case=case, new=NewFile("letter.pdf", LETTER, Category.IDENTITY))

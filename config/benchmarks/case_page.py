"""`case_page`: the page of a case and its timeline against the same rows read and opened by raw SQL."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction
from django.test import RequestFactory
from django.urls import resolve

from accounts.actor import Actor, actor_for, system_actor
from accounts.context import acting
from accounts.models import Agency, User
from accounts.people.services import add_user
from accounts.people.standing import LastDays
from accounts.roles import Role as StaffRole
from audit.ledger.events import event
from casework.acts import CASE_CHANGED
from casework.cases.models import Case, Role
from casework.cases.services import NewCase, start_case
from casework.categories import Category
from casework.chronology.models import Happening, Statement
from casework.chronology.services import NewEvent, add_event
from casework.interventions.models import Mode, Result
from casework.interventions.services import Entry, log_interventions
from casework.people.details import PersonDetails
from casework.people.services import add_person
from config.benchmarks.figures import Figure, Times, by_turns, times_the_peer
from config.benchmarks.population import LAST_DAY, settle_agency
from vault import envelope

FEW: Final = 25
MANY: Final = 250
ROUNDS: Final = 60
BATCH: Final = 500
NOTE: Final = "Met at the office as agreed. Talked about the tenancy, the appointment on Thursday and the licence. " * 4
BEGAN: Final = datetime(2025, 1, 6, 9, tzinfo=UTC)


@dataclass(slots=True)
class _Recorded:
    """What one page asked of the database and opened."""

    statements: list[tuple[str, Any]] = field(default_factory=list)
    opened: list[tuple[Any, ...]] = field(default_factory=list)
    queries: int = 0


def run(scale: int, watch: Callable[[int], None]) -> list[Figure]:
    """Fill cases of both roles with 25 entries of each kind and with 250, others with so many; open them by turns."""
    system, _ = settle_agency()
    worker = _caseworker(system)
    with acting(worker):
        cases = {(role, size): _case(worker, role, size) for role in Role for size in (FEW, MANY)}
        _fill(worker, scale, watch)
    figures: list[Figure] = []
    for (role, size), case in cases.items():
        figures += _figures(f"{role.label.lower()}, {size} entries", worker, f"/cases/{case.reference}/")
        figures += _figures(f"{role.label.lower()}, timeline of {size}", worker, f"/cases/{case.reference}/timeline/")
    return figures


def _caseworker(system: Actor) -> Actor:
    founder = system_actor("benchmark", system.partnership_id)
    with acting(founder):
        user = add_user(
            actor=founder, agency=Agency.objects.get(pk=system.agency_id), email="page@example.org", name="Page Reader",
            roles=[StaffRole.CASEWORKER], teams=[], last_days=LastDays(LAST_DAY, LAST_DAY),
        )  # fmt: skip
    return actor_for(user)


def _case(worker: Actor, role: Role, entries: int) -> Case:
    person = add_person(actor=worker, details=PersonDetails("Quillon", f"Pettigrew {role.label} {entries}"))
    case = start_case(actor=worker, person=person, case=NewCase(role, NOTE, "Two at the door"))
    _log(worker, case, entries)
    with transaction.atomic(), event(CASE_CHANGED, by=worker, subject=case.subject):
        for _ in range(entries):
            add_event(worker, case, NewEvent(Happening.EVENT, Statement.FACT, Category.RISK_ASSESSMENT, NOTE))
    return case


def _fill(worker: Actor, scale: int, watch: Callable[[int], None]) -> None:
    person = add_person(actor=worker, details=PersonDetails("Other", "Person"))
    while scale > 0:
        case = start_case(actor=worker, person=person, case=NewCase(Role.OFFENDER, NOTE))
        size = min(BATCH, scale)
        _log(worker, case, size)
        scale -= size
        watch(size)


def _log(worker: Actor, case: Case, entries: int) -> None:
    log_interventions(
        actor=worker, case=case,
        entries=[Entry(Mode.OFFICE, Result.SPOKE, NOTE, BEGAN + timedelta(hours=n)) for n in range(entries)],
    )  # fmt: skip


# ---- measuring
def _figures(name: str, worker: Actor, address: str) -> Iterator[Figure]:
    with acting(worker):
        page = _page(worker, address)
        page()  # templates are compiled and agency keys are at hand, as they are for every page but the first
        recorded = _recorded(page)
        times = by_turns({"page": page, "raw": lambda: _raw(recorded)}, rounds=ROUNDS)
    raw: Times = times["raw"]
    yield times_the_peer(f"{name}, p50", times["page"].median, "ms", "raw SQL, opened", raw.median)
    yield times_the_peer(f"{name}, p95", times["page"].p95, "ms", "raw SQL, opened", raw.p95)
    yield Figure(f"{name}, queries", recorded.queries, "queries")
    yield Figure(f"{name}, values opened", len(recorded.opened), "values")


def _page(worker: Actor, address: str) -> Callable[[], object]:
    match = resolve(address)
    reader = User.objects.select_related("agency").get(pk=worker.principal)

    def render() -> object:
        request: Any = RequestFactory().get(address)
        request.actor, request.user, request.resolver_match = worker, reader, match
        request.session = {}
        with transaction.atomic():
            return match.func(request, *match.args, **match.kwargs).content

    return render


def _recorded(page: Callable[[], object]) -> _Recorded:
    """What the page reads and opens, so that raw SQL can read and open the same."""
    recorded = _Recorded()

    def watch(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        recorded.queries += 1
        if sql.lstrip().startswith("SELECT"):
            recorded.statements.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch), _openings(recorded.opened):
        page()
    return recorded


@contextmanager
def _openings(into: list[tuple[Any, ...]]) -> Iterator[None]:
    unseal = envelope.unseal

    def watched(cipher: AESGCM, scope: bytes, row: bytes, envelope: bytes) -> bytes:
        into.append((cipher, scope, row, envelope))
        return unseal(cipher, scope, row, envelope)

    envelope.unseal = watched
    try:
        yield
    finally:
        envelope.unseal = unseal


def _raw(recorded: _Recorded) -> Sequence[bytes]:
    """The same statements by the same login through the same walls, and the same values opened: no objects, no page."""
    with connection.cursor() as cursor:
        for sql, params in recorded.statements:
            cursor.execute(sql, params)
            cursor.fetchall()
    return [envelope.unseal(*given) for given in recorded.opened]

"""What is sent to each address, and what came of it in the table's words."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from audit.office.access.table import Answer, Row
from tests.access.agreeing import MADE_UP as MADE_UP_AGREEMENTS
from tests.access.agreeing import agreement_for, agreement_forms, agreements_of
from tests.access.conditions import condition_forms, reliance_of
from tests.access.consenting import consent_forms, consent_of, item_of
from tests.access.disclosing import MADE_UP as MADE_UP_SENDINGS
from tests.access.disclosing import OPENS_WHAT_IS_PROTECTED, ask_of, disclosure_of, recall_of
from tests.access.entries import entry_of
from tests.access.numbers import VERSION, apart_of, link_of, merge_of, number_of
from tests.access.offending import MADE_UP, forms_of, reference_for
from tests.access.protection import SENTINEL
from tests.access.referred import made_up_referrals, referral_forms, referrals_of
from tests.access.relating import SAID, relationship_of
from tests.access.routing import routing_forms, routing_of
from tests.access.rows import MADE_UP as MADE_UP_ROWS
from tests.access.sent import LETTER
from tests.access.sharing import sharing_forms
from tests.access.victim_forms import child_of, incident_of, review_on, victim_forms
from tests.access.world import Standing, World, undone, written
from tests.casework.assessments.files import LOCAL
from tests.pages import Page, lasting
from tests.security.story import log_form
from vault.ids import uuid7

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
GOT = {"page": "200", "away": "away", "code": "again"}
ANSWERED = {
    Answer.REFUSED: "403", Answer.HIDDEN: "404", Answer.ELSEWHERE: "away", Answer.SIGN_IN: "sign-in",
    Answer.SET_UP: "set-up",
}  # fmt: skip
READ_WHEN_NAMED = {
    "casework:contact", "casework:safe-contact-words", "casework:contact-change", "casework:contact-check",
}  # fmt: skip
SHOWN_BESIDE = {"casework:contact": "safe_contact.open"}
"""What a page for all who see the case leaves besides, where whoever is named reads an address on it."""
LED_TO = {"/sign-in/?next=": "sign-in", "/your-sign-in/app/": "set-up", "/your-sign-in/confirm/": "again"}


def routes(resolver: URLResolver | None = None, namespace: str = "") -> dict[str, URLPattern]:
    """Every route of the product with its full name."""
    found: dict[str, URLPattern] = {}
    for part in (resolver or get_resolver()).url_patterns:
        if isinstance(part, URLResolver):
            found |= routes(part, f"{namespace}{part.namespace}:" if part.namespace else namespace)
        else:
            found[f"{namespace}{part.name or part.pattern}"] = part
    return found


ROUTES = routes()


def takes(route: str) -> list[str]:
    """What an address is told of: a reference, an id."""
    return list(ROUTES[route].pattern.converters)


def objects(world: World, standing: Standing) -> dict[str, object]:
    """What stands in an address: the case, person and file to which the visitor stands in their relation.

    They are made once for everybody in this role and relation, so ask before a visit that is undone.
    """
    if standing not in world.known:
        world.browser(standing)  # who arrives may bring a case of their own
        world.known[standing] = _objects(world, standing)
    return world.known[standing]


def _objects(world: World, standing: Standing) -> dict[str, object]:
    case = world.case_of(standing)
    merge_of(world, world.case)  # the other row of it is typed into a form
    review_on(world, case)
    return {
        "reference": case.reference, "person_id": case.person_id, "record_id": case.pk,
        "service_id": world.grant.service_id, "grant_id": world.grant.pk,
        "user_id": world.spare.pk, "team_id": world.team.pk, "code": world.agencies["owner"].code, "token": "made-up",
        "link": "made-up",
        "file_id": world.file_of(standing).pk, "entry_id": entry_of(world, case),
        "import_id": world.import_of(standing), "place": 0, "case_file_id": world.kept_file_of(case).pk,
        "conflict_id": world.conflict.pk, "job_id": world.job,
        "break_glass_id": world.opened.pk, "part": "location", "kind": "addresses",
        "row_id": world.address_of(case).pk,
        "relationship_id": relationship_of(world, standing),
        "particular": "ethnicity", "identifier_id": number_of(world.worker, case).pk,
        "merge_id": merge_of(world, case).pk, "apart_id": apart_of(world.worker, case).pk,
        "link_id": link_of(world, case),
        "reader_id": world.readers.get(case.pk, world.readers[world.case.pk]).pk,
        "consent_id": consent_of(world, case).pk, "item_id": item_of(world, case).pk,
        "unsent_id": world.unsent_of(standing).pk, "sign_in_id": world.sign_in_of(standing).pk, "pk": 1,
        "reliance_id": reliance_of(world).entry,
        "child_id": child_of(world, case), "incident_id": incident_of(world, case), "right": 4,
        "disclosure_id": disclosure_of(world, case), "ask_id": ask_of(world, case),
        "recall_id": recall_of(world, case),
        **world.rows_of(case),
        **routing_of(world),
        **agreements_of(world),
        **referrals_of(world, standing),
        **world.offending_of(standing).known,
    }  # fmt: skip


def made_up() -> dict[str, object]:
    """The same of records that nobody made."""
    ids = [
        "consent_id",
        "item_id",
        "break_glass_id",
        "disclosure_id",
        "package_id",
        "sent_id",
        "child_id",
        "incident_id",
        "reader_id",
        "row_id",
        "relationship_id",
        "import_id",
        "person_id",
        "identifier_id",
        "merge_id",
        "apart_id",
        "link_id",
        "record_id",
        "file_id",
        "entry_id",
        "case_file_id",
        "conflict_id",
        "job_id",
        "user_id",
        "reliance_id",
        "unsent_id",
        "service_id",
        "grant_id",
    ]
    others: dict[str, object] = {
        "part": "location", "kind": "addresses", "particular": "ethnicity", "place": 0, "team_id": 2**31 - 1,
        "version_number": 99, "rule_code": "R99",
        "code": "nowhere", "token": "invented", "link": "invented", "sign_in_id": uuid7(), "pk": 2, "right": 4,
    }  # fmt: skip
    rows = {**MADE_UP, **MADE_UP_ROWS, **MADE_UP_AGREEMENTS, **MADE_UP_SENDINGS}
    others |= made_up_referrals()
    return {"reference": "RT-2222-2222", **rows, **others, **{name: uuid7() for name in ids}}


def form(route: str, world: World) -> dict[str, Any]:
    """A form filled in as its page asks for, so that what answers is not the form's own complaint."""
    now = timezone.localtime()
    forms: dict[str, dict[str, Any]] = {
        "casework:people-find": {"family": "Nobody"},
        "multiagency:known-to": {
            "given": "Peregrine", "family": "Winterbourne", "date_of_birth": "17/5/1990", "purpose": "MAPPA",
        },
        "multiagency:known-to-person": {"purpose": "MAPPA"},
        "multiagency:packages": {"days": "3"},
        "multiagency:transfer-move": {
            "id": uuid7(), "conversation": "WORKERS", "who": "Una Outsider", "words": "She starts on Monday",
        },
        "multiagency:package-open": {"name": "Una Outsider", "post": "Officer", "code": "WRNG", "meant": "on"},
        "casework:people-add": {"id": uuid7(), "given": "Peregrine", "family": "Winterbourne"},
        "casework:person-part": {"version": VERSION, "group": "NS", "source": "SELF"},
        "casework:person-identifiers": {"id": uuid7(), "kind": "HOUSING", "value": "H-8812"},
        "casework:person-identifier-remove": {"reason": "It is her brother's"},
        "casework:person-others": {
            "other": merge_of(world, world.case).merged_id, "same": "no", "why": "Twins",
        },
        "casework:person-link-propose": {"reference": "RT-2222-2222", "why": "Same birth date"},
        "casework:link": {"answer": "yes", "why": "The custody photograph"},
        "casework:link-end": {"why": "They are cousins"},
        "casework:merge": {"name": "kept"},
        "casework:case-start": {"id": uuid7(), "role": "OFFENDER", "reason": "Harms", "priority": "1"},
        "casework:case-change": {"version": 1, "state": "ACTIVE", "priority": "2", "reason": "Because"},
        "casework:case-close": {"id": uuid7(), "version": 1, "outcome": "MOVED", "reason": "Lives in Leeds now"},
        "casework:case-access": {"user": world.spare.pk},
        "casework:case-access-remove": {"team": world.team.pk},
        "casework:conflict-declare": {"kind": "FAMILY"},
        "casework:intervention-log": log_form(mode="OFFICE"),
        "casework:intervention-correct": log_form(mode="OFFICE", why="It was the day before"),
        **sharing_forms(world),
        "casework:safe-contact": {"user": world.nameable.pk, "part": "VICTIM_LOCATION", "reason": "Visits her"},
        "casework:safe-contact-harm": {"id": uuid7(), "reference": "RT-2222-2222"},
        "casework:safe-contact-words": {"words": "Moved"},
        **consent_forms(world),
        **referral_forms(world),
        "casework:contact-acknowledge": {"approach": "CALL", "version": ""},
        "casework:contact-add": {"id": uuid7(), "kind": "HOME", "lines": "Elsewhere", "safe_for_post": "NO"},
        "casework:contact-change": {"id": uuid7(), "kind": "HOME", "lines": "Elsewhere", "safe_for_post": "NO"},
        **forms_of(world.worker),
        "casework:relationship-add": {"id": uuid7(), **SAID},
        "casework:relationship-change": {"id": uuid7(), **SAID},
        "casework:relationship-withdraw": {"reason": "Wrong person"},
        "casework:conflicts-check": {"reference": "RT-2222-2222", "user": uuid7(), "kind": "NONE"},
        "casework:standing-judge": {"id": uuid7(), "level": "RED", "reason": "Wanted", "evidence": "A warrant"},
        "casework:break-glass": {
            "reference": "RT-2222-2222", "reason": "SERIOUS_HARM", "words": "He rang to say that he would hurt himself",
        },
        "casework:assessment-new": {
            "id": uuid7(), "complete": "yes", "fear": "YES", "raised_by": "0", "reason": "Her fear",
            "assessed_on": f"{now:%d/%m/%Y}", "assessor": world.worker.pk,
        },
        "casework:plan-need": {
            "id": uuid7(), "pathway": "FINANCE", "need": "Debts", "aim": "To sleep", "level": "4",
            "evidence": "Letters", "review_on": f"{now:%d/%m/%Y}",
        },
        "casework:plan-measure": {
            "id": uuid7(), "version": 1, "level": "2", "evidence": "Paid off", "review_on": f"{now:%d/%m/%Y}",
        },
        "casework:plan-action": {
            "id": uuid7(), "what": "Ring the bank", "who": "Herself", "due_on": f"{now:%d/%m/%Y}",
            "done_when": "It is rung",
        },
        "casework:plan-action-end": {"state": "DONE", "on": f"{now:%d/%m/%Y}"},
        "casework:power-add": {
            "id": uuid7(), "power": "CPW", "decision": "USED", "reason": "Noise", "decided_on": f"{now:%d/%m/%Y}",
        },
        "casework:power-check": {"id": uuid7(), "support": "YES", "witnesses": "NOT_KNOWN", "words": "Rang them"},
        "casework:question-sets": {
            "file": SimpleUploadedFile("street.toml", LOCAL.format(day=f"{now:%Y-%m-%d}").encode()),
        },
        "multiagency:decision": {"outcome": "REFUSED", "reason": "They can have it from the court itself"},
        "multiagency:emergency-review": {"outcome": "OK", "words": "The sergeant confirms what happened"},
        "multiagency:recall-acknowledge": {"done": "CORRECTED"},
        "multiagency:received-send-on": {"reference": "RT-2222-2222"},
        "office:break-glass": {"outcome": "OK", "words": "The ambulance service asked"},
        "staff:agency-add": {"name": "New", "type": "FIRE", "liaison": "the desk", "code": "new"},
        "casework:service-make": {"name": "linkage"},
        "casework:service-grant": {"agency": world.agencies["shared"].pk, "category": "IDENTITY"},
        "staff:team-add": {"title": "Night shift"},
        "staff:team": {"title": "Night shift"},
        "staff:invite": {"email": "new@example.org", "name": "Newcomer", "roles": ["CASEWORKER"]},
        "staff:change": {"name": "Renamed"},
        "staff:roles": {"roles": ["ANALYST"]},
        "staff:move": {"agency": world.agencies["shared"].pk},
        "casework:intervention-file": {
            "id": uuid7(), "category": "INTERVENTION_RECORD", "file": SimpleUploadedFile("letter.pdf", LETTER),
        },
        "casework:files": {
            "id": uuid7(), "category": "INTERVENTION_RECORD", "file": SimpleUploadedFile("letter.pdf", LETTER),
        },
        "office:looks": {"reference": "RT-2222-2222"},  # another leads on, or not: the record's own row says to whom
    }  # fmt: skip
    named = forms | victim_forms() | routing_forms(world) | agreement_forms(world) | condition_forms(world)
    return named.get(route, {})


def visit(browser: Client, route: str, method: str, known: dict[str, object], filled: dict[str, Any]) -> Page:
    """Ask for one address by one method."""
    called = {"reference": reference_for(route), "agreement": agreement_for(route)}
    address = reverse(route, kwargs={name: known[called.get(name, name)] for name in takes(route)})
    if method == "POST":
        return browser.post(address, filled)
    return browser.generic(method, address)


def in_words(page: Page) -> str:
    """What an answer was: its status, or where it leads."""
    if page.status_code != 302:
        return str(page.status_code)
    to = page.headers["Location"]
    return next((word for begins, word in LED_TO.items() if to.startswith(begins)), "away")


def expected(row: Row, answer: Answer) -> str:
    """What the table says of one cell: the answer, and what it leaves in the ledger."""
    if answer in {Answer.REFUSED, Answer.HIDDEN}:
        return f"{ANSWERED[answer]} leaves accounts.refused"
    if answer is not Answer.YES:
        return f"{ANSWERED[answer]} leaves nothing"
    return f"{GOT[row.answers]} leaves {', '.join(row.leaves) or 'nothing'}"


def got(world: World, standing: Standing, route: str, method: str) -> str:
    """What somebody got of an address, and the acts that it left in the ledger; nothing of the visit stays."""
    browser, known, filled = world.browser(standing), objects(world, standing), form(route, world)
    with undone(browser):
        before = written(world)
        page = visit(browser, route, method, known, filled)
        acts = [act for pk, act in written(world).items() if pk not in before]
    told = SENTINEL.encode() in getattr(page, "content", b"")  # a stream is a file that somebody sent
    assert not told or (standing[1] == "reader" and route in READ_WHEN_NAMED), "a protected address is told"
    if told and route in SHOWN_BESIDE:
        acts.remove(SHOWN_BESIDE[route])  # which fails where the ledger does not say so
    if route in OPENS_WHAT_IS_PROTECTED:
        acts = [act for act in acts if act != "safe_contact.open"]
    return f"{in_words(page)} leaves {', '.join(acts) or 'nothing'}"


def body(world: World, standing: Standing, route: str, method: str, known: dict[str, object]) -> list[str]:
    """The status and lines of an answer, without what differs on every page."""
    browser = world.browser(standing)
    with undone(browser):
        page = visit(browser, route, method, known, form(route, world))
    return [str(page.status_code), *lasting(page).splitlines()]

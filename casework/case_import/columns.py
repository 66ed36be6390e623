"""What a column of each sheet can hold, and the headings that old systems give it: data, for others to add to."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from casework.case_import.models import Sheet


class Column(StrEnum):
    """A place in a case, its lead, a note or an action; people have the columns of casework.importing.fields."""

    CASE = "case_reference"
    PERSON = "person_reference"
    OWN = "own_reference"
    ROLE = "role"
    STATE = "state"
    PRIORITY = "priority"
    REASON = "reason"
    WARNING = "warning"
    OPENED = "opened_on"
    CLOSED = "closed_on"
    NEXT = "next_due"
    RESTRICTED = "restricted"
    LEAD = "lead_name"
    LEAD_EMAIL = "lead_email"
    TEAM = "team"
    TEXT = "text"
    OCCURRED = "occurred_at"
    RECORDED = "recorded_at"
    AUTHOR = "author_name"
    AUTHOR_EMAIL = "author_email"
    MODE = "mode"
    RESULT = "result"
    DUE = "due_on"
    STATUS = "status"
    WHY = "why_left_out"
    IGNORE = "ignore"

    @property
    def label(self) -> str:
        """The column's name on a page."""
        return LABELS[self]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one sheet with the headings they go by, those that it cannot do without, and titles it has."""

    headings: dict[Column, str]
    needs: tuple[frozenset[Column], ...]
    titles: str
    by_heading: dict[str, Column] = field(init=False)

    def __post_init__(self) -> None:
        words = {word: column for column, text in self.headings.items() for word in text.split()}
        object.__setattr__(self, "by_heading", words)


LABELS: Final = {
    Column.CASE: "Reference of the case",
    Column.PERSON: "Reference of the person",
    Column.OWN: "Own reference",
    Column.ROLE: "Role: offender or victim",
    Column.STATE: "State of the case",
    Column.PRIORITY: "Priority",
    Column.REASON: "Why the case is open",
    Column.WARNING: "What is dangerous",
    Column.OPENED: "Opened on",
    Column.CLOSED: "Closed on",
    Column.NEXT: "Next contact due",
    Column.RESTRICTED: "Restricted: yes or no",
    Column.LEAD: "Lead's name",
    Column.LEAD_EMAIL: "Lead's work e-mail",
    Column.TEAM: "Team",
    Column.TEXT: "The words themselves",
    Column.OCCURRED: "When it happened",
    Column.RECORDED: "When it was written down",
    Column.AUTHOR: "Name of who wrote or owns it",
    Column.AUTHOR_EMAIL: "Work e-mail of who wrote or owns it",
    Column.MODE: "How: visit, phone call and so on",
    Column.RESULT: "How it went",
    Column.DUE: "Due",
    Column.STATUS: "Open or done",
    Column.WHY: "Why it was left out before (not brought in)",
    Column.IGNORE: "Do not bring in",
}
_CASE: Final = "caseref casereference caseid caseno casenumber case ecinscaseid profileid"
_AUTHOR: Final = "author createdby enteredby recordedby writtenby loggedby worker staff officer user addedby username"
_AUTHOR_EMAIL: Final = "authoremail createdbyemail useremail staffemail workeremail officeremail"
_LEAD: Final = (
    "lead leadworker leadofficer leadname leadprofessional caseworker casemanager casewmanager keyworker owner "
    "caseowner allocatedto assignedto responsibleofficer offendermanager casemanagername"
)
_LEAD_EMAIL: Final = (
    "leademail leadworkemail leadofficeremail caseworkeremail keyworkeremail owneremail allocatedtoemail email"
)
_WHY: Final = "whyitwasleftout why"

LAYOUTS: Final = {
    Sheet.CASES: Layout(
        {
            Column.CASE: f"{_CASE} ref reference id urn",
            Column.PERSON: "personref personreference personid nominalref nominalid nominal clientref clientid "
            "subjectref subjectid person client subject",
            Column.ROLE: "role roletype casetype type victimoroffender victimoffender nominaltype personrole",
            Column.STATE: "state status casestatus casestate stage",
            Column.PRIORITY: "priority rag ragrating risk risklevel riskrating urgency",
            Column.REASON: "reason whyopen reasonforreferral reasonopen presentingissue summary casesummary "
            "description grounds reasonforinvolvement",
            Column.WARNING: "warning warnings warningmarker warningmarkers dangers hazards flags "
            "riskwarning staffsafety",
            Column.OPENED: "opened openedon dateopened opendate startdate started datestarted "
            "referraldate datereferred",
            Column.CLOSED: "closed closedon dateclosed closedate enddate ended",
            Column.NEXT: "nextdue nextcontact nextcontactdue nextreview reviewdate nextreviewdate nextaction duedate",
            Column.RESTRICTED: "restricted confidential sensitive locked restrictedcase",
            Column.LEAD: _LEAD,
            Column.LEAD_EMAIL: _LEAD_EMAIL,
            Column.TEAM: "team teamname unit service department",
            Column.WHY: _WHY,
        },
        (frozenset({Column.CASE}), frozenset({Column.PERSON}), frozenset({Column.ROLE})),
        "cases case opencases caseload caselist",
    ),
    Sheet.LEADS: Layout(
        {
            Column.CASE: f"{_CASE} ref reference",
            Column.LEAD: f"{_LEAD} name worker officer",
            Column.LEAD_EMAIL: f"{_LEAD_EMAIL} workemail",
            Column.TEAM: "team teamname unit",
            Column.WHY: _WHY,
        },
        (frozenset({Column.CASE}), frozenset({Column.LEAD, Column.LEAD_EMAIL})),
        "leads lead allocations owners leadworkers caseworkers",
    ),
    Sheet.NOTES: Layout(
        {
            Column.OWN: "noteref notereference noteid entryid contactid recordid id ref reference",
            Column.CASE: _CASE,
            Column.TEXT: "note notes text details narrative entry content body comment comments "
            "log update contactnote casenote",
            Column.OCCURRED: "date datetime occurred occurredat occurredon happened contactdate dateofcontact "
            "eventdate notedate when dateandtime",
            Column.RECORDED: "recorded recordedat recordedon created createdat createdon entered enteredon dateentered "
            "datecreated daterecorded writtenon",
            Column.AUTHOR: _AUTHOR,
            Column.AUTHOR_EMAIL: f"{_AUTHOR_EMAIL} email",
            Column.MODE: "mode method type contacttype contactmethod how notetype category",
            Column.RESULT: "result outcome contactresult contactoutcome",
            Column.NEXT: "nextdue nextcontact nextcontactdue followupdate",
            Column.WHY: _WHY,
        },
        (frozenset({Column.CASE}), frozenset({Column.TEXT}), frozenset({Column.OCCURRED})),
        "notes note casenotes contacts contactlog chronology entries interventions log",
    ),
    Sheet.ACTIONS: Layout(
        {
            Column.OWN: "actionref actionreference actionid taskid id ref reference",
            Column.CASE: _CASE,
            Column.TEXT: "action actions task what whattodo actiontext description details tasktext",
            Column.AUTHOR: f"owner actionowner assignedto allocatedto responsible who lead {_AUTHOR}",
            Column.AUTHOR_EMAIL: f"owneremail assignedtoemail email {_AUTHOR_EMAIL}",
            Column.DUE: "due dueon duedate deadline bywhen targetdate dueby",
            Column.OCCURRED: "raised raisedon dateraised created createdon datecreated set seton dateset date agreedon",
            Column.STATUS: "status state done complete completed progress actionstatus",
            Column.WHY: _WHY,
        },
        (frozenset({Column.CASE}), frozenset({Column.TEXT}), frozenset({Column.DUE, Column.STATUS, Column.AUTHOR})),
        "actions action tasks task todo openactions actionplan",
    ),
}  # fmt: skip
PEOPLE_TITLES: Final = "people persons nominals clients subjects individuals profiles contactsheet"

"""Words that old systems use, and what they mean here: data, for others to add to.

Words are compared folded, whole. What is not listed is asked about in words, never guessed.
"""

from typing import Final, TypeVar

from casework.cases.models import Priority, Role, State
from casework.interventions.models import Mode, Result
from casework.people.folding import fold

Meaning = TypeVar("Meaning")


def _table(rows: dict[Meaning, str]) -> dict[str, Meaning]:
    return {fold(word): meaning for meaning, words in rows.items() for word in words.split(",")}


ROLES: Final = _table(
    {
        Role.OFFENDER: "offender,perpetrator,perp,suspect,subject of concern,alleged perpetrator,nominal,defendant,"
        "person who offends,o",
        Role.VICTIM: "victim,survivor,complainant,victim survivor,harmed person,injured party,aggrieved,"
        "victim or survivor,business victim,v",
    }
)
BOTH_ROLES: Final = frozenset(
    map(fold, ("both", "victim/offender", "offender/victim", "victim and offender", "offender and victim",
               "victim & offender", "offender & victim", "victim, offender", "offender, victim", "dual"))
)  # fmt: skip
STATES: Final = _table(
    {
        State.ACTIVE: "active,open,live,current,ongoing,in progress,new,allocated,contacting,assessment,"
        "nominated,reopened",
        State.DORMANT: "dormant,on hold,paused,suspended,inactive,in custody,custody,monitoring",
        State.CLOSED: "closed,complete,completed,ended,finished,archived,deselected,case closed,declined,nfa",
    }
)
PRIORITIES: Final = _table(
    {
        Priority.IMMEDIATE: "immediate,critical,urgent,very high,emergency,4,purple",
        Priority.HIGH: "high,red,r,3,high risk",
        Priority.MEDIUM: "medium,amber,moderate,med,a,2,medium risk,m",
        Priority.STANDARD: "standard,low,green,normal,routine,g,1,standard risk,low risk,blue",
    }
)
MODES: Final = _table(
    {
        Mode.VISIT: "visit,home visit,hv,welfare visit",
        Mode.PHONE: "phone,phone call,call,telephone,telephone call,tel,tc,telephone contact,voicemail",
        Mode.TEXT: "text,sms,text message,whatsapp,message",
        Mode.VIDEO: "video,video call,teams,teams call,online meeting,zoom",
        Mode.OFFICE: "office,office visit,in the office,appointment,office appointment,face to face,drop in",
        Mode.STREET: "street,on the street,outreach,patrol",
        Mode.CUSTODY: "custody,in custody,prison visit,prison,custody visit,police custody",
    }
)
RESULTS: Final = _table(
    {
        Result.SPOKE: "spoke,spoke with them,contact made,successful,success,seen,attended,answered,engaged,met",
        Result.NO_ANSWER: "no answer,no reply,no response,not in,unsuccessful,no contact",
        Result.LEFT_MESSAGE: "left message,left a message,voicemail,voicemail left,message left",
        Result.CALL_BACK: "call back,asked to call back,callback",
        Result.UNSAFE_TO_TALK: "unsafe,unsafe to talk,not safe to talk",
        Result.WRONG_NUMBER: "wrong number,wrong address,number not in use,wrong number or address",
        Result.DID_NOT_ATTEND: "dna,did not attend,failed to attend,fta,no show,missed",
        Result.WORK_DONE: "work done,done,work done for them,completed,action taken,information,advice given",
    }
)
OPEN_ACTION: Final = _table(
    {
        True: "open,outstanding,ongoing,in progress,not started,pending,new,overdue,to do,no,n,false,incomplete,due",
        False: "done,complete,completed,closed,finished,yes,y,true,cancelled,overtaken,not required,withdrawn",
    }
)
YES_NO: Final = _table(
    {True: "yes,y,true,1,restricted,confidential,locked,x", False: "no,n,false,0,none,unrestricted,-"}
)

"""What a request of the police rests on, and what a record of it cannot do without."""

from dataclasses import dataclass, fields

from casework.material_requests.models import Answer, Counselling


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """Who asks for what and why, what the victim was told and says to it, and what was answered."""

    asked_by: str
    material: str
    counselling: Counselling
    line_of_enquiry: str
    necessity: str
    notice: str
    views: str
    answer: Answer
    why: str
    higher_test: str = ""

    def __post_init__(self) -> None:
        """Refuse (ValueError) a part that is missing, and counselling records given out without the higher test."""
        needed = (self.asked_by, self.material, self.line_of_enquiry, self.necessity, self.notice, self.views, self.why)
        if not all(text.strip() for text in needed):
            raise ValueError("A request says who asks for what, why, what the victim was told and what they say to it.")
        if self.answer == Answer.PROVIDED and self.needs_higher_test and not self.higher_test.strip():
            raise ValueError("Counselling records go out only where the request meets the higher test, in words.")

    @property
    def words(self) -> dict[str, object]:
        """What is sealed of it."""
        return {one.name: str(getattr(self, one.name)) for one in fields(self)}

    @property
    def needs_higher_test(self) -> bool:
        """Whether counselling records are asked for, or it is not known that they are not."""
        return self.counselling != Counselling.NO

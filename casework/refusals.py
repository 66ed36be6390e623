"""What services of every room refuse: a form sent again with other words, and one that somebody overtook."""


class AlreadySent(Exception):
    """A form's id is that of a row already, with something else in it."""


class ChangedMeanwhile(Exception):
    """Somebody else saved what the actor's form is about after it was shown."""

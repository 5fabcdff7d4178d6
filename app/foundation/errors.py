"""What can be refused, in words that the edges turn into answers."""


class Refused(Exception):
    """An act that the rules do not allow now; the message is for the person."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class SaidDifferently(Exception):
    """A form that was taken already came once more, with other words: the first answer stands."""

    def __init__(self, answer: str) -> None:
        super().__init__("a form came again with other words")
        self.answer = answer


class NotFound(Exception):
    """There is no such thing, or it is not for this person: both look the same."""


class Forbidden(Exception):
    """The person may see the thing but not do this with it."""

"""The five ways the product says no; web/problems.py turns each into words."""


class Problem(Exception):
    """A refusal a person can read: `key` names its words in the catalogue, `values` fill them."""

    key = "problem.generic"
    field = ""

    def __init__(self, key: str | None = None, **values: str) -> None:
        super().__init__(key or self.key)
        self.key = key or self.key
        self.values = values


class SignedOut(Problem):
    """Nobody is signed in, or the sign-in session has ended."""

    key = "problem.signed_out"


class NotFound(Problem):
    """Missing and not-for-you look alike, always."""

    key = "problem.not_found"


class Refused(Problem):
    """The person may see the thing and may not do this with it."""

    key = "problem.refused"


class Invalid(Problem):
    """One field cannot be accepted as it stands; what was typed is kept."""

    key = "problem.invalid"

    def __init__(self, field: str, key: str | None = None, **values: str) -> None:
        super().__init__(key, **values)
        self.field = field


class Conflict(Problem):
    """Somebody changed the thing meanwhile; nothing was overwritten."""

    key = "problem.decided"


class CannotStart(Exception):
    """The product refuses to start; the text is the one clear line for the operator."""

"""A Jinja filter: {{ "Mara Lindqvist"|initials }} is "M. L."."""

from collections.abc import Callable

from digest import hookimpl


def initials(name: str) -> str:
    """The first letter of each word, with a full stop."""
    return " ".join(f"{word[0].upper()}." for word in name.split() if word[0].isalpha())


@hookimpl
def digest_filters() -> dict[str, Callable[[str], str]]:
    """What Digest calls."""
    return {"initials": initials}

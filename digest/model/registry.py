"""Who and what the site speaks of: topics and speakers with every spelling of their names."""

from __future__ import annotations

import msgspec

from digest.model.library import TermPage
from digest.model.views import Ref


class Term(msgspec.Struct, frozen=True, array_like=True):
    """A topic or a speaker: one identity, whatever the spelling."""

    ref: Ref
    page: TermPage | None
    spellings: tuple[str, ...]
    former: tuple[str, ...] = ()  # slugs whose addresses lead here


class Registry(msgspec.Struct, frozen=True):
    """All terms of a kind; ``by_name`` leads from each spelling to its slug."""

    terms: dict[str, Term]
    by_name: dict[str, str]

    def ref(self, name: str) -> Ref:
        """The term that a spelling means."""
        return self.terms[self.by_name[name]].ref

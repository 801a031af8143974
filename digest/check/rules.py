"""The rules of ``digest check``: their names, how grave each is, and what it says, for every format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from digest.base.errors import Place, Problem, Severity
from digest.model.plugin import Plugin
from digest.plugins.opening import open_toolbox


class Rule(NamedTuple):
    """What a rule looks for; ``mends`` where --fix can put it right."""

    severity: Severity
    summary: str
    mends: bool = False


RULES: dict[str, Rule] = {
    # reading
    "encoding": Rule("error", "a content file is not UTF-8"),
    "files": Rule("error", "a file cannot be read"),
    "merge-marks": Rule("error", "marks of a merge that nobody has settled"),
    "front-matter-open": Rule("error", "front matter that is never closed"),
    "front-matter-size": Rule("error", "front matter too large or too deep"),
    "table-size": Rule("error", "a table of more cells than a page can have"),
    "front-matter-yaml": Rule("error", "front matter that is not YAML"),
    "front-matter-type": Rule("error", "a value of the wrong kind in front matter", mends=True),
    "front-matter-missing": Rule("error", "a required key is missing"),
    "duplicate-key": Rule("error", "a key that stands twice"),
    "unknown-key": Rule("error", "a key that nothing reads", mends=True),
    "settings": Rule("error", "a fault in digest.toml"),
    # who said what
    "attribution": Rule("warning", "an attribution line that does not parse", mends=True),
    "comment-speaker": Rule("warning", "a key comment without a speaker"),
    "comments-heading": Rule("warning", "key comments that stand under no key-comments heading"),
    "comments-empty": Rule("warning", "a key-comments heading with no comment under it"),
    "double-speaker": Rule("warning", "two spellings that are probably one person"),
    "joint-speaker": Rule("warning", "one name that is probably two people's"),
    "permalink-moves": Rule("warning", "a published #comment-N that would move", mends=True),
    "permalink-loose": Rule(
        "note", "published comments whose #comment-N no anchors keep", mends=True
    ),
    "proposed": Rule("note", "key comments that were proposed and that nobody has read yet"),
    "speaker-role": Rule("warning", "a role that contradicts the speaker's own page"),
    # proof
    "quotation": Rule("error", "quoted words that are not the source's"),
    "quotation-scattered": Rule("error", "quoted words that do not stand in order, in one place"),
    "quotation-unmarked": Rule("warning", "quoted words that the source does not quote"),
    "quotation-open": Rule("warning", "a key comment whose quotation is never closed"),
    "speaker-unnamed": Rule("warning", "a speaker whom the source does not name"),
    "source-changed": Rule("warning", "a source file whose hash is not the recorded one"),
    "source-missing": Rule("warning", "a source file that is not there"),
    "source-unreadable": Rule("warning", "a source file that has no text"),
    "uncorrected": Rule(
        "warning", "a published headline, quotation or speaker changed without a correction"
    ),
    "unproven": Rule("note", "key comments without a source file to prove them"),
    # names and addresses
    "slug": Rule("error", "a slug that cannot be part of an address"),
    "double-slug": Rule("error", "two articles of one slug"),
    "double-url": Rule("error", "two pages or files of one address"),
    "double-name": Rule("error", "two files that claim one name"),
    "reserved-slug": Rule("error", "a page in a place that the site keeps for itself"),
    "address-gone": Rule("warning", "a published article's address that leads nowhere now"),
    "dead-alias": Rule("warning", "an old address that can never redirect"),
    "double-title": Rule("warning", "two articles of one title"),
    "near-topic": Rule("warning", "a topic that is probably a misspelt one"),
    "topic-parent": Rule("warning", "a topic's parent that does not exist"),
    # time
    "future-date": Rule("note", "an article that is not shown yet"),
    "never-shown": Rule("warning", "an article that expires before it is published"),
    "photo-licence": Rule("warning", "an agency's photo without a licence, where one is required"),
    "photo-expired": Rule("warning", "a photo whose licence has run out"),
    # links and pictures
    "link": Rule("error", "a link to a page of this site that does not exist", mends=True),
    "link-moved": Rule("warning", "a link to an old address", mends=True),
    "anchor": Rule("error", "a link to a place that its page does not have"),
    "image": Rule("error", "a picture that is not there"),
    "alt-text": Rule("warning", "a picture without an alternative text"),
    "external-link": Rule("warning", "a link to another site that does not answer (--external)"),
    # the built site and its theme
    "rendered-link": Rule("error", "a broken link in the built site"),
    "rendered-anchor": Rule("error", "a broken anchor in the built site"),
    "template": Rule("error", "a template that fails"),
    "template-name": Rule("error", "a template that names one that does not exist"),
    "template-block": Rule("warning", "a block of a template that no parent of it has"),
    "template-dynamic": Rule("warning", "a template imported under a name worked out as it runs"),
    "foreign-file": Rule("warning", "a file in the output that no build made"),
    "changed-output": Rule("warning", "a file of the output that was changed since the build"),
    "theme": Rule("error", "a theme that cannot be loaded"),
    "language": Rule("warning", "a language in which the theme has no words"),
    "check-rule": Rule("warning", "a rule switched off that does not exist"),
    "plugin": Rule("error", "a plugin that fails"),
}


def all_rules(plugins: tuple[Plugin, ...]) -> Mapping[str, Rule]:
    """Our rules and those that plugins add."""
    kit = open_toolbox(plugins)
    kit.refuse_taken("rules", RULES)
    added = {name: Rule(rule.severity, rule.summary) for name, rule in kit.rules.items()}
    return {**RULES, **added} if added else RULES


def severity_of(rule: str) -> Severity:
    """How grave a rule is; unknown ones are errors."""
    return RULES[rule].severity if rule in RULES else "error"


def make_problem(place: Place, rule: str, message: str, hint: str = "") -> Problem:
    """A problem of a rule, as grave as the rule is."""
    return Problem(place, rule, message, hint, severity_of(rule))

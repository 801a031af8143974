"""A Markdown extension: ==marked== words are shown as with a marker pen."""

from digest import hookimpl
from markdown import Extension, Markdown
from markdown.inlinepatterns import SimpleTagInlineProcessor


class Marker(Extension):
    """What Python-Markdown is told."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Run after code spans, and before emphasis."""
        pattern = SimpleTagInlineProcessor(r"()==(?=\S)(.+?)(?<=\S)==", "mark")
        md.inlinePatterns.register(pattern, "marker", 70)


@hookimpl
def digest_markdown() -> dict[str, type[Extension]]:
    """What Digest calls."""
    return {"marker": Marker}

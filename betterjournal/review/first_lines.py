"""The first line of a page that somebody shared, and how long the page is: enough to choose what to read whole."""

from betterjournal.review.views import FirstLine, ReturnedView

LONGEST = 140


def first_line(row: ReturnedView) -> FirstLine:
    """Of all that was written on it, in the order in which it is read."""
    written = [field.value for section in row.sections for field in section.fields if field.visible]
    words = "\n".join(each for each in (row.words, *written) if each)
    first = next((line.strip() for line in words.splitlines() if line.strip()), "")
    return FirstLine(row.id, row.on, row.language, _cut(first), _count(words))


def _count(words: str) -> int:
    """A dash between two words is none."""
    return sum(any(letter.isalnum() for letter in word) for word in words.split())


def _cut(line: str) -> str:
    """At the end of a word, with dots where something follows; a word without end is cut anywhere."""
    if len(line) <= LONGEST:
        return line
    head = line[: LONGEST + 1]
    return (head[: head.rfind(" ")] if " " in head else head[:LONGEST]).rstrip(" ,;:.") + "…"

"""Plain text of the HTML that feeds send, often escaped twice. The result is text: pages still escape it."""

import re
from html import unescape
from html.parser import HTMLParser

LONGEST = 50_000  # letters; no advert is longer, and parsing stays quick whatever is sent
MOST_PASSES = 5
MARKUP = re.compile(r"[<&]")
COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
LOOSE = re.compile(r"<(?![^<>]*>)")  # begins no tag; the parser would look for its end again and again
BLOCKS = frozenset(["p", "div", "br", "li", "ul", "ol", "tr", "table", "section", "h1", "h2", "h3", "h4", "h5", "h6"])
SILENT = frozenset(["script", "style", "template", "title", "head"])


class _Words(HTMLParser):
    """Collects the words between tags; a block starts a new line, and what a page never shows is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        self.words.append("\n- " if tag == "li" else "\n" if tag in BLOCKS else "")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT and self.silent > 0
        self.words.append("\n" if tag in BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def plain_text(html: str) -> str:
    """The words: unescaped until stable, tags removed, one space between words, an empty line between paragraphs."""
    text = html[:LONGEST]
    for _ in range(MOST_PASSES):
        if not MARKUP.search(text):
            break
        text = _without_tags(_unescaped(text))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line for line in lines if line != "-")).strip()


def _unescaped(text: str) -> str:
    for _ in range(MOST_PASSES):
        text, before = unescape(text), text
        if text == before:
            break
    return text


def _without_tags(text: str) -> str:
    parser = _Words()
    parser.feed(LOOSE.sub("&lt;", COMMENT.sub("", text)))
    parser.close()
    return "".join(parser.words)

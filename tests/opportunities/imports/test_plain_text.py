"""Words out of the HTML of feeds: escaped twice, hostile or huge."""

import time

import pytest

from opportunities.imports.plain_text import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("Plain words.\nOn two lines.", "Plain words.\nOn two lines."),
        ("<p>Cook &amp; serve</p><p>Wash up</p>", "Cook & serve\n\nWash up"),
        ("&lt;p&gt;Cook &amp;amp; serve&lt;/p&gt;", "Cook & serve"),
        ("&amp;lt;b&amp;gt;Bold&amp;lt;/b&amp;gt; words", "Bold words"),
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n\n- Two"),
        ("one<br>two", "one\ntwo"),
        ("Ages 5 < 6 & up", "Ages 5 < 6 & up"),
        ("<script>alert(1)</script>Safe<style>p{}</style>", "Safe"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Safe", "Safe"),
        ("<<b>script>alert(1)<</b>/script>Safe", "Safe"),
        ("<p>Unclosed <b>tags", "Unclosed tags"),
        ("<!-- note -->Words", "Words"),
        ("£12 &pound;13", "£12 £13"),
    ],
)
def test_words_without_tags(html: str, text: str) -> None:
    assert plain_text(html) == text


@pytest.mark.parametrize("piece", ["<", "&lt;", "<b>", "&amp;amp;", "<!--", "<![CDATA[", "<a ", "<a b='", "</", "<?"])
def test_a_hostile_text_takes_no_time_and_leaves_no_tag(piece: str) -> None:
    started = time.perf_counter()
    assert "<b>" not in plain_text(piece * 20_000)
    assert time.perf_counter() - started < 5

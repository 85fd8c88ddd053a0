"""What every page must hold at every width: no axe violation, no sideways scroll, nothing too small to touch."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js").read_text()
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"target-size": {"enabled": True}, "region": {"enabled": False}},
}


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it is shown now, one sentence each."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    wrong = [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found["violations"]]
    width, shown = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    if width > shown:
        wrong.append(f"scrolls sideways: {width} px wide where {shown} are shown; {widest(page)}")
    return [f"{page.url} at {shown} px: {one}" for one in wrong]


def widest(page: Page) -> str:
    return page.evaluate(
        """() => { const w = window.innerWidth;
        const e = [...document.querySelectorAll('main *')].find(e => e.getBoundingClientRect().right > w + 1);
        return e ? e.outerHTML.slice(0, 120) : '' }"""
    )

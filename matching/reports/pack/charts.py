"""Charts as SVG: drawn once when the pack is drawn up, the same on the page, in the PDF and in the file.

Every number in them stands in a table below. The content security policy refuses style attributes: there are none.
"""

import base64
from importlib import import_module
from typing import Any

from matching.reports.pack.tree import Chart, Pack

FONT = "Arial, Helvetica, sans-serif"
INK, QUIET, BAR, TRACK, RULE = "#16232b", "#4a5a62", "#2f7480", "#e3eaec", "#ccd6d9"
WIDTH, ROW = 700, 34
LOOKS = {"In EET": (BAR, [1, 0]), "Not in EET": (INK, [8, 4]), "Not known yet": (QUIET, [2, 3])}
"""Lines differ by their dashes too, never by colour alone."""


def drawn(pack: Pack) -> dict[str, str]:
    """The SVG of each chart by its code. Altair and vl-convert are loaded here: they take a second and much memory."""
    alt, converter = import_module("altair"), import_module("vl_convert")
    draw = {"share": _share, "bars": _bars, "months": _months}
    return {
        chart.code: converter.vegalite_to_svg(_framed(alt, draw[chart.kind](alt, chart)).to_dict())
        for chart in pack.charts
    }


def address_of(svg: str) -> str:
    """The picture itself as an address, so that a saved page and a PDF need no other file."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _framed(alt: Any, chart: Any) -> Any:
    return (
        chart.properties(background="transparent", padding=4)
        .configure_view(stroke=None)
        .configure_axis(
            labelFont=FONT, labelFontSize=16, labelColor=INK, domainColor=QUIET, tickColor=QUIET, grid=False,
            title=None, labelLimit=320, labelPadding=8,
        )
        .configure_text(font=FONT, fontSize=16, color=INK)
    )  # fmt: skip


def _values(alt: Any, chart: Chart) -> Any:
    return alt.Data(
        values=[{"label": point.label, "series": point.series, "value": point.value} for point in chart.points]
    )


def _share(alt: Any, chart: Chart) -> Any:
    """One bar of a hundred, with a line at each target."""
    scale = alt.Scale(domain=[0, 100], nice=False)
    across = alt.X("value:Q", scale=scale, axis=None)
    track = alt.Chart(alt.Data(values=[{"value": 100}])).mark_bar(color=TRACK, height=24).encode(x=across)
    bar = alt.Chart(_values(alt, chart)).mark_bar(color=BAR, height=24).encode(x=across)
    marks = alt.Chart(alt.Data(values=[{"value": mark, "words": f"{mark:g}%"} for mark in chart.marks]))
    rules = marks.mark_tick(color=INK, thickness=3, size=34).encode(x=across)
    words = marks.mark_text(dy=-26).encode(x=across, text="words:N")
    return alt.layer(track, bar, rules, words).properties(width=WIDTH, height=ROW)


def _bars(alt: Any, chart: Chart) -> Any:
    """One bar a row, its number behind it."""
    base = alt.Chart(_values(alt, chart)).encode(
        x=alt.X("value:Q", axis=None),
        y=alt.Y("label:N", sort=None, axis=alt.Axis(ticks=False, domain=False)),
    )
    words = base.mark_text(align="left", dx=6).encode(text="value:Q")
    return alt.layer(base.mark_bar(color=BAR, height=20), words).properties(
        width=WIDTH - 260, height=ROW * len(chart.points)
    )


def _months(alt: Any, chart: Chart) -> Any:
    """A line for each state, its name at its end."""
    base = alt.Chart(_values(alt, chart)).encode(
        x=alt.X("label:O", sort=None, axis=alt.Axis(labelAngle=0)), y=alt.Y("value:Q", axis=alt.Axis(tickCount=4))
    )
    series = [name for name in LOOKS if any(point.series == name for point in chart.points)]
    colours, dashes = zip(*(LOOKS[name] for name in series), strict=True)
    lines = base.mark_line(strokeWidth=3, point={"filled": True, "size": 50}).encode(
        color=alt.Color("series:N", scale=alt.Scale(domain=series, range=list(colours)), legend=None),
        strokeDash=alt.StrokeDash("series:N", scale=alt.Scale(domain=series, range=list(dashes)), legend=None),
    )
    last = chart.points[-1].label
    ends = base.transform_filter(f"datum.label == '{last}'").mark_text(align="left", dx=10).encode(text="series:N")
    return alt.layer(lines, ends).properties(width=WIDTH - 160, height=240)

"""GOV.UK Frontend's own macros, from Python: `component("button", {"text": "Save"})` gives the HTML of a button.

The macros are those of `govuk-frontend-jinja`, a port of the official ones; a test compares every official fixture.
The Jinja environment is made once, escapes by itself, and lets a missing option be missing, as Nunjucks does.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, cast

from django.utils.safestring import SafeString
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader

PACKAGE = "govuk_frontend_jinja"
Macro = Callable[[Mapping[str, Any]], str]


@cache
def environment() -> Environment:
    loader = PrefixLoader({PACKAGE: PackageLoader(PACKAGE)})
    return Environment(
        loader=loader, autoescape=True, undefined=ChainableUndefined, trim_blocks=True, lstrip_blocks=True
    )


@cache
def macro(name: str) -> Macro:
    """The macro of a component by its name in the GOV.UK Design System, such as "summary-list"."""
    folder, words = name.lower(), name.split("-")
    template = environment().get_template(f"{PACKAGE}/components/{folder}/macro.html")
    return cast(Macro, getattr(template.module, "govuk" + "".join(word.capitalize() for word in words)))


def component(name: str, params: Mapping[str, Any]) -> SafeString:
    """The HTML of a component. Options named `html` are trusted, all others are escaped."""
    return SafeString(str(macro(name)(params)).strip())

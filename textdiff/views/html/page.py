"""What every page is made of: templates with autoescaping, one style and one script, allowed by their hashes alone.

Every text goes through autoescaping; article text reaches a page only as escaped text and inside a JSON data
block. Nothing from an article runs, and nothing is asked of the network.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from textdiff.model import VERSION
from textdiff.views.escape import make_visible, make_writable, split_hidden
from textdiff.views.record import to_json
from textdiff.views.words import count, percent


@cache
def _environment() -> Environment:
    """Return the templates, compiled once a process."""
    environment = Environment(
        loader=PackageLoader("textdiff.views"),
        autoescape=True,  # always: select_autoescape() would leave .j2 out
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,  # a line of template without text leaves no empty line
        lstrip_blocks=True,
        finalize=_writable,
    )
    environment.filters["visible"] = make_visible
    environment.globals |= {"count": count, "percent": percent, "split_hidden": split_hidden, "version": VERSION}
    environment.policies["json.dumps_function"] = lambda value, **_: to_json(value)
    return environment


def render_page(template: str, *, part: str = "tables", **values: Any) -> str:
    """Return the page that a template makes of its values: the same values, the same characters.

    The style and the script are those of all pages and those of `part`: "report" or "tables".
    """
    return _environment().get_template(template).render(part=part, policy=_policy(part), **values)


@cache
def _policy(part: str) -> str:
    """Return what a page may load: its own style and script, by their hashes, and nothing else."""
    style, script = (_hash(_environment().get_template(name).render(part=part)) for name in ("style.css", "script.js"))
    return (
        f"default-src 'none'; style-src '{style}'; script-src '{script}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _writable(value: Any) -> Any:
    """Return a value that UTF-8 and HTML can hold; what NUL stands for is left to its badge."""
    return make_writable(value) if isinstance(value, str) and not hasattr(value, "__html__") else value

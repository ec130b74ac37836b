"""Regular expressions that are compiled when they are first needed: a comparison needs a third of them.

Compiling all when their modules are imported was half of the CPU time of `textdiff compare` on two articles.
"""

from __future__ import annotations

from typing import Any, cast

import regex


class Lazy:
    """A regular expression that is not compiled yet; `form` and `flags` are those of `regex.compile`."""

    def __init__(self, form: str, flags: int) -> None:
        """Keep them; a form that is none is found where it is first used, and by the tests."""
        self.form, self.flags = form, flags

    def __getattr__(self, name: str) -> Any:
        """Return what the compiled expression has by this name, and keep it: the next time it costs nothing."""
        if name == "compiled":
            value: Any = regex.compile(self.form, self.flags)
        elif name.startswith("__"):
            raise AttributeError(name)
        else:
            value = getattr(self.compiled, name)
        setattr(self, name, value)
        return value


def pattern(form: str, flags: int = 0) -> regex.Pattern[str]:
    """Return a regular expression of the module `regex` that is compiled when it is first used."""
    return cast("regex.Pattern[str]", Lazy(form, flags))

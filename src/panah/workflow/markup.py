"""XML written by hand: one element at a time, escaped, attributes in the order given, so bytes never vary."""

import re
from html import escape

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def tag(name: str, /, *children: str, **attributes: object) -> str:
    """Write an element; children are markup already, `class_` and `font_size` become `class` and `font-size`.

    Numbers are written short (`12.5`, `40`); attributes that are None are left out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def text(content: str) -> str:
    """Write text content, without what XML cannot hold."""
    return escape(_FORBIDDEN.sub("", content), quote=False)


def _value(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else escape(_FORBIDDEN.sub("", str(value)))

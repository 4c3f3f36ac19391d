"""Pages for citizens: HTML from a template; a browser is told to load nothing else."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_FOLDER = Path(__file__).with_name("templates")
_TEMPLATES = Environment(
    loader=FileSystemLoader(_FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Page:
    """A template, and the headers under which it is sent."""

    name: str
    headers: dict[str, str]

    @classmethod
    def of(cls, name: str) -> "Page":
        """The page of a template, which has its style in itself."""
        source = (_FOLDER / name).read_text(encoding="utf-8")
        # The page's own style is the only thing that its security policy lets a browser load.
        style = source.partition("<style>")[2].partition("</style>")[0]
        style_hash = b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = (
            f"default-src 'none'; style-src 'sha256-{style_hash}'; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'"
        )
        return cls(
            name,
            {
                "Content-Security-Policy": policy,
                "X-Content-Type-Options": "nosniff",
                "X-Frame-Options": "DENY",
                "Referrer-Policy": "no-referrer",
                "Cache-Control": "no-store",
            },
        )

    def render(self, **values: object) -> str:
        """The page as HTML."""
        return _TEMPLATES.get_template(self.name).render(**values)

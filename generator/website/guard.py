"""The last touch on every rendered page: less white space, and a policy against foreign content.

The policy lets a page load from its own host alone and run no script but the theme's. Inline
scripts are named by their hashes; only what stands outside the article counts, since everything
that comes from records stands inside it: a script that got into a page's content stays dead.
"""

import re
from base64 import b64encode
from hashlib import sha256

_SPACE = re.compile(r"(<(script|style|pre|textarea)\b.*?</\2>)|\s*\n\s*", re.DOTALL)
_SCRIPT = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>(.*?)</script>", re.DOTALL
)
_CHARSET = '<meta charset="utf-8">'


def finished(html: str, *, policy: bool) -> str:
    """Return a rendered page without idle white space and, if asked for, with its policy."""
    before, article, after = _split(html)
    before, after = _squeezed(before).lstrip(), _squeezed(after)
    if policy:
        rule = f'<meta http-equiv="Content-Security-Policy" content="{_policy(before + after)}">'
        before = before.replace(_CHARSET, f"{_CHARSET}\n{rule}", 1)
    return f"{before}{article}{after}"


def policy(html: str) -> str:
    """Return the policy of a page as a server sends it, for the scripts outside its article."""
    before, _, after = _split(html)
    return _policy(before + after)


def _split(html: str) -> tuple[str, str, str]:
    """Cut a page into what is before its article, the article, and what is after it."""
    start, end = html.find("<article"), html.rfind("</article>")
    if start < 0 or end < 0:
        return html, "", ""
    return html[:start], html[start:end], html[end:]


def _squeezed(html: str) -> str:
    """Make each run of white space with a line end in it one line end, scripts aside."""
    return _SPACE.sub(lambda found: found[1] or "\n", html)


def _policy(theme: str) -> str:
    """Return the policy for a page whose theme part is this."""
    scripts = sorted({_hash(script) for script in _SCRIPT.findall(theme)})
    rules = [
        "default-src 'self'",
        " ".join(["script-src 'self'", *scripts]),
        "style-src 'self' 'unsafe-inline'",  # charts set their sizes in style attributes
        "img-src 'self' data:",  # the theme's style sheet draws icons so
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    ]
    return "; ".join(rules)


def _hash(script: str) -> str:
    """Return how a policy names an inline script."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"

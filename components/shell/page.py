"""Streamlit's single HTML page, rewritten in French and tied to this server alone. Pure."""

import base64
import gzip
import hashlib
import html
import re
from dataclasses import dataclass

from components.shell.headers import content_security_policy

SITE_TITLE = "SDAASP du Nord – tableau de bord du comité de pilotage"
NO_SCRIPT = (
    "<p>Ce tableau de bord a besoin de JavaScript : activez-le dans votre navigateur, puis rechargez la page.</p>"
)
# Present in Streamlit's page and in no other answer of the server.
APPLICATION_MARK = b'<div id="root"></div>'

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
_OUTSIDE_TAG = re.compile(r"""<(?:link|script|img|meta)\b[^>]*(?:src|href|content)\s*=\s*["'](?:https?:)?//[^>]*>""")
_FIRST_SCRIPT = re.compile(r"<script\b")


@dataclass(frozen=True)
class Page:
    """One page ready to be sent: plain and compressed bytes, their tag, and the policy its scripts need."""

    body: bytes
    compressed: bytes
    etag: str
    policy: str


@dataclass(frozen=True)
class PageAssets:
    """Addresses, on this server, of what the page loads besides Streamlit's own files."""

    stylesheet: str
    script: str
    font: str
    icon: str


def seal(text: str) -> Page:
    """Freeze a page's text: hashes of its inline scripts, compressed copy, entity tag."""
    hashes = [
        "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        for script in _INLINE_SCRIPT.findall(text)
    ]
    body = text.encode()
    return Page(
        body=body,
        compressed=gzip.compress(body, 9, mtime=0),
        etag=f'"{hashlib.sha256(body).hexdigest()[:32]}"',
        policy=content_security_policy(hashes),
    )


def rewrite(original: str, assets: PageAssets) -> str:
    """Streamlit's `index.html` in French, with our assets and without any address outside the server.

    Our script comes before Streamlit's: both are deferred, so they run in that order, and the locale must be set
    before Streamlit reads it. Our stylesheet comes after Streamlit's, to win at equal specificity.
    """
    text = _OUTSIDE_TAG.sub("", original)
    text = re.sub(r'<html lang="[^"]*"', '<html lang="fr"', text, count=1)
    text = re.sub(r"<title>.*?</title>", f"<title>{html.escape(SITE_TITLE)}</title>", text, count=1, flags=re.DOTALL)
    text = re.sub(r"<noscript>.*?</noscript>", f"<noscript>{NO_SCRIPT}</noscript>", text, count=1, flags=re.DOTALL)
    # The icon, the preloaded font and the pointer to Streamlit's agent interface (off here) are replaced by ours.
    text = re.sub(r'<link\s[^>]*rel="(?:shortcut icon|preload|service-desc)"[^>]*>\s*', "", text)
    before = (
        f'<link rel="icon" type="image/svg+xml" href="{assets.icon}">\n    '
        f'<link rel="preload" href="{assets.font}" as="font" type="font/woff2" crossorigin>\n    '
        f'<script src="{assets.script}" defer></script>\n    '
    )
    text = _FIRST_SCRIPT.sub(lambda match: before + match.group(0), text, count=1)
    return text.replace("</head>", f'<link rel="stylesheet" href="{assets.stylesheet}">\n  </head>', 1)


def not_found(assets: PageAssets) -> str:
    """The page for an address that leads nowhere."""
    return (
        '<!DOCTYPE html><html lang="fr"><head><meta charset="UTF-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Page introuvable – {html.escape(SITE_TITLE)}</title>"
        f'<link rel="icon" type="image/svg+xml" href="{assets.icon}">'
        f'<link rel="stylesheet" href="{assets.stylesheet}"></head>'
        '<body class="sd-bare"><main><h1>Page introuvable</h1>'
        "<p>L’adresse demandée ne correspond à aucune page du tableau de bord.</p>"
        '<p><a href="/">Revenir à l’accueil</a></p></main></body></html>'
    )

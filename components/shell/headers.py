"""Security headers of every answer: pure constants and one function."""

from collections.abc import Iterable

Headers = list[tuple[bytes, bytes]]

# What the browser may never do from this site, whatever a page contains.
COMMON_HEADERS: dict[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), "
        "fullscreen=(self), clipboard-write=(self)"
    ),
    # `frame-ancestors` says the same to recent browsers; this one is for the others.
    "X-Frame-Options": "DENY",
}


def content_security_policy(script_hashes: Iterable[str] = ()) -> str:
    """Content security policy of a page whose inline scripts have these hashes (`sha256-…`, base64).

    WebAssembly is allowed because Streamlit reads Arrow tables with it; inline styles because Streamlit, Plotly and
    deck.gl write them at run time; `blob:` for their workers and images. `connect-src 'self'` covers the websocket.
    """
    hashes = " ".join(f"'{value}'" for value in script_hashes)
    directives = {
        "default-src": "'self'",
        "script-src": f"'self' 'wasm-unsafe-eval' {hashes}".strip(),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


DEFAULT_POLICY = content_security_policy()


def with_security(headers: Iterable[tuple[bytes, bytes]], policy: str = DEFAULT_POLICY) -> Headers:
    """Raw ASGI headers with ours added, replacing any of the same name."""
    ours = {**COMMON_HEADERS, "Content-Security-Policy": policy}
    names = {name.lower().encode("latin-1") for name in ours}
    kept = [(name, value) for name, value in headers if name.lower() not in names]
    return kept + [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in ours.items()]

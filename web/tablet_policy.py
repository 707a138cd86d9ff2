"""What the page on a tablet may load and ask, as headers of its host."""

# The page, its worker and its service worker may use what comes from their own host alone.
POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # Flutter and Python are WebAssembly
    "style-src": "'self' 'unsafe-inline'",  # Flutter sets styles on what it draws
    "img-src": "'self' blob: data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'none'",
}
HEADERS_FILE = "headers.json"  # what a host should send; web/serve.py does


def policy(webdav: str = "") -> dict[str, str]:
    """Return the Content-Security-Policy: with a WebDAV server, that may be asked as well."""
    return {**POLICY, **({"connect-src": f"'self' {webdav}"} if webdav else {})}


def headers(webdav: str = "") -> dict[str, str]:
    """Return the headers that a host should send, and that the service worker adds."""
    whole = {**policy(webdav), "frame-ancestors": "'none'"}
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in whole.items()),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }

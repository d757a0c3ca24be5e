"""A static web server on loopback, as plain as the ones the site is made for."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from built_site import NOT_FOUND, BuiltSite


class SiteHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a built site below the path it is built for, quietly."""

    def __init__(self, *arguments, site: BuiltSite, **options) -> None:
        self.site = site
        super().__init__(*arguments, directory=str(site.output), **options)

    def translate_path(self, path: str) -> str:
        inside = urlsplit(path).path.removeprefix(self.site.base_path)
        return super().translate_path("/" + inside)

    def send_error(self, code: int, *arguments, **options) -> None:
        page = self.site.output / NOT_FOUND
        if code != 404 or not page.exists():
            return super().send_error(code, *arguments, **options)
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())

    def log_message(self, *_arguments) -> None:
        pass


@contextmanager
def served(site: BuiltSite) -> Iterator[str]:
    """Serves a site on a free port of loopback; gives http://127.0.0.1:PORT."""
    handler = functools.partial(SiteHandler, site=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()

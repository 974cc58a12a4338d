"""What the browser tests share: the server under test, the browser, and a network that can break."""

import json
import os
import socket
import threading
import time
import uuid
from urllib.parse import urlsplit

from playwright.sync_api import expect

BASE_URL = os.environ.get("BASE_URL", "http://127.0.0.1:8080").rstrip("/")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
BROWSER_ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"]
PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1440, "height": 900}}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

expect.set_options(timeout=10_000)


class Skip(Exception):
    """The case does not apply to this server; the reason is printed."""


class Api:
    """The HTTP interface, for preparing what a page then shows, and for judging what it did."""

    def __init__(self, request):
        self.request = request

    def get(self, path, **query):
        answer = self.request.get(f"{BASE_URL}/api/v1{path}", params=query)
        assert answer.ok, f"GET {path}: {answer.status} {answer.text()[:300]}"
        return answer.json()

    def post(self, path, body, actor="operator:test"):
        answer = self.request.post(
            f"{BASE_URL}/api/v1{path}", data=body,
            headers={"Actor": actor, "Idempotency-Key": str(uuid.uuid4())})
        assert answer.ok, f"POST {path}: {answer.status} {answer.text()[:300]}"
        return answer.json()

    def county(self):
        return self.get("/county")

    def some_grid(self, township=0):
        """A grid of the county, by the number of its township."""
        code = self.county()["townships"][township]["code"]
        areas = self.get("/areas", within=code)["items"]
        return next(area["code"] for area in areas if area["level"] == "grid")

    def category(self, beginning="dispute"):
        categories = self.county()["categories"]
        found = [each["id"] for each in categories if each["id"].startswith(beginning)]
        return (found or [categories[0]["id"]])[0]

    def report(self, text, source="worker", township=0, **fields):
        body = {
            "category": self.category(), "grid": self.some_grid(township), "source": source,
            "text": text, **fields,
        }
        return self.post("/reports", body, actor="worker:test")

    def incident(self, identity):
        return self.get(f"/incidents/{identity}")

    def newest(self, count=200):
        return self.get("/incidents", limit=count)["items"]

    def with_text(self, text, count=60):
        """The newest incidents whose report says exactly this; asked one by one, since whether
        words are found by a search is what another case tests."""
        documents = [self.incident(each["id"]) for each in self.newest(count)]
        return [each for each in documents if (each.get("personal") or {}).get("text") == text]

    def wait_for_text(self, text, seconds=10):
        return wait_until(lambda: self.with_text(text), f"an incident that says {text}", seconds)

    def waiting_assignment(self, seconds=20):
        """A fresh incident and an assignment of it that awaits its answer."""
        incident = self.report(unique("需要人来"))

        def asked():
            now = self.incident(incident["id"])
            found = [each for each in now["assignments"] if each["state"] in ("requested", "notified")]
            return (now, found[0]) if found else None

        return wait_until(asked, "an assignment that awaits its answer", seconds)


def wait_until(condition, what, seconds=10):
    """The first true value of `condition`, or an error that names what was waited for."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < end, f"waited {seconds} s in vain for {what}"
        time.sleep(0.1)


def unique(words):
    return f"{words} {uuid.uuid4().hex[:10]}"


class BreakableNetwork:
    """A way to the server that can be cut, silenced, or made to lose an answer."""

    def __init__(self):
        target = urlsplit(BASE_URL)
        self.target = (target.hostname, target.port or 80)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.pairs = []
        self.is_cut = False
        self.is_silent = False
        self.loses_answers_to = None
        self.replacements = {}
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self):
        self.is_cut = True
        for pair in self.pairs:
            for end in pair:
                self._close(end)
        self.pairs.clear()

    def restore(self):
        self.is_cut = False
        self.is_silent = False
        self.loses_answers_to = None

    def close(self):
        self.cut()
        self._close(self.listener)

    @staticmethod
    def _close(end):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        end.close()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            if self.is_cut:
                client.close()
                continue
            try:
                server = socket.create_connection(self.target)
            except OSError:
                client.close()
                continue
            self.pairs.append((client, server))
            for source, sink, up in ((client, server, True), (server, client, False)):
                threading.Thread(target=self._pump, args=(source, sink, up), daemon=True).start()

    def _pump(self, source, sink, is_request):
        try:
            while data := source.recv(65536):
                if is_request and self.loses_answers_to and self.loses_answers_to in data:
                    # The server takes the request; nobody hears the answer.
                    self._close(source)
                    sink.sendall(data)
                    time.sleep(0.5)
                    break
                if is_request and self.replacements:
                    # Otherwise the server says that nothing has changed.
                    data = data.replace(b"If-None-Match", b"X-Was-Tagged")
                for old, new in self.replacements.items():
                    data = data.replace(old, new)
                while self.is_silent and not is_request:
                    time.sleep(0.05)
                sink.sendall(data)
        except OSError:
            pass
        self._close(source)
        self._close(sink)


class Watch:
    """What a page must never do: fail, break the security policy, or ask a foreign host."""

    def __init__(self):
        self.problems = []
        self.expects_network_errors = False

    def follow(self, page):
        page.on("pageerror", lambda error: self.problems.append(f"page error: {error}"))
        page.on("console", self._console)
        page.on("request", self._request)

    def _console(self, message):
        text = message.text
        if message.type == "error" and "Content Security Policy" in text:
            self.problems.append(text)
        elif message.type == "error" and "Failed to load resource" not in text \
                and "net::ERR" not in text:
            self.problems.append(f"console: {text}")

    def _request(self, request):
        host = urlsplit(request.url)
        if host.scheme in ("http", "https") and host.hostname not in ("127.0.0.1", "localhost"):
            self.problems.append(f"foreign request: {request.url}")


class World:
    """One case's view: fresh contexts of the browser, the API, and breakable networks."""

    def __init__(self, playwright, browser):
        self.playwright = playwright
        self.browser = browser
        self.watch = Watch()
        self.contexts = []
        self.networks = []
        self.request = playwright.request.new_context()
        self.api = Api(self.request)

    def context(self, kind=PHONE, language="zh-CN", theme="light", **options):
        settings = {
            "locale": language, "timezone_id": "Asia/Shanghai", "color_scheme": theme,
            "reduced_motion": "reduce", **kind, **options,
        }
        context = self.browser.new_context(**settings)
        context.on("page", self.watch.follow)
        self.contexts.append(context)
        return context

    def page(self, path="/", base=BASE_URL, context=None, settings=None, **options):
        """A page, with settings that a person has chosen on the device before."""
        context = context or self.context(**options)
        for name, value in (settings or {}).items():
            context.add_init_script(
                "try { if (localStorage.getItem('griddispatch.%s') === null)"
                " localStorage.setItem('griddispatch.%s', JSON.stringify(%s)) } catch {}"
                % (name, name, json.dumps(value)))
        page = context.new_page()
        page.goto(base + path)
        return page

    def network(self):
        network = BreakableNetwork()
        self.networks.append(network)
        return network

    def close(self):
        for context in self.contexts:
            context.close()
        for network in self.networks:
            network.close()
        self.request.dispose()


def count_posts(page, to="/api/v1/reports"):
    """A list that grows by every POST that the page sends there."""
    posts = []
    page.context.on(
        "request",
        lambda request: posts.append(request) if request.method == "POST" and to in request.url
        else None)
    return posts

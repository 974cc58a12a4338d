"""What holds for all pages."""

import gzip

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from support import AXE_TAGS, BASE_URL, DESK, PHONE, unique, wait_until

WIDTHS = {
    "phone": PHONE,
    "narrow": {"viewport": {"width": 320, "height": 700}},
    "desk": DESK,
}
SCRIPT_LIMIT = 60_000


def violations(page, name):
    answer = Axe().run(page, options={"runOnly": AXE_TAGS}).response
    return [
        f"{name}: {each['id']}: {each['nodes'][0]['html'][:120]}"
        for each in answer["violations"]]


def case_the_start_page_has_a_door_for_everybody(world):
    page = world.page("/", kind=DESK)
    for path in ("/report", "/duty", "/desk", "/analysis"):
        expect(page.locator(f'a[href="{path}"]')).to_be_visible()
    page.locator("#language").click()
    expect(page.locator("body")).to_contain_text("Grid worker")


def case_no_page_breaks_the_accessibility_rules(world):
    incident, assignment = world.api.waiting_assignment()
    found = []
    for language in ("zh-CN", "en-GB"):
        for theme in ("light", "dark"):
            for width, kind in WIDTHS.items():
                name = f"{language} {theme} {width}"
                context = world.context(kind=kind, language=language, theme=theme)
                found += walk(world, context, incident, assignment, name)
                context.close()
                world.contexts.remove(context)
    assert not found, "\n".join(found)


def walk(world, context, incident, assignment, name):
    """Every page and step once, in one context; gives what axe found."""
    found = []
    page = world.page("/", context=context)
    found += violations(page, f"start {name}")
    page.goto(BASE_URL + "/report")
    page.evaluate(
        "(grid) => localStorage.setItem('griddispatch.homeGrid', JSON.stringify(grid))",
        incident["grid"])
    page.reload()
    page.locator(".tile[data-category]").first.click()
    page.wait_for_selector("#here")
    found += violations(page, f"where {name}")
    page.locator("#here").click()
    page.wait_for_selector("#send")
    found += violations(page, f"say {name}")
    page.goto(BASE_URL + "/report#")
    page.wait_for_selector(".tile")
    found += violations(page, f"report {name}")
    page.goto(f"{BASE_URL}/duty?responder={assignment['responder']}")
    page.wait_for_selector("h1")
    found += violations(page, f"duty {name}")
    page.goto(f"{BASE_URL}/desk#{incident['id']}")
    page.wait_for_selector("#incident-timeline li")
    page.locator("#incident-why summary").click()
    found += violations(page, f"desk {name}")
    page.goto(BASE_URL + "/analysis")
    page.wait_for_selector("#definition:not(:empty)")
    found += violations(page, f"analysis {name}")
    return found


def case_the_phone_pages_have_little_script(world):
    for path in ("/report", "/duty"):
        context = world.context(service_workers="block")
        bodies = {}
        context.on("response", lambda answer: bodies.__setitem__(answer.url, answer)
                   if answer.url.endswith(".js") else None)
        page = world.page(path, context=context)
        page.wait_for_selector("h1")
        sizes = {url: len(gzip.compress(answer.body())) for url, answer in bodies.items()
                 if "/assets/" in url}
        assert sum(sizes.values()) <= SCRIPT_LIMIT, sizes


def case_answers_carry_the_security_policy(world):
    for path in ("/", "/report", "/duty", "/desk", "/analysis", "/assets/dom.js", "/sw.js"):
        answer = world.request.get(BASE_URL + path)
        policy = answer.headers.get("content-security-policy", "")
        assert answer.ok and "default-src 'self'" in policy, (path, answer.status, policy)
        assert "unsafe" not in policy, policy


def case_the_analysis_shows_each_figure_with_its_n(world):
    world.api.report(unique("统计"))
    page = world.page("/analysis", kind=DESK)
    page.wait_for_selector("#table table")
    expect(page.locator("#definition")).not_to_be_empty()
    for by in ("category", "township", "severity"):
        page.locator("#by").select_option(by)
        rows = world.api.get("/stats", by=by)["rows"]
        wait_until(lambda: page.locator("#table tbody tr").count() >= min(1, len(rows)), by)
        assert f"by={by}" in page.url
    page.locator("#by").select_option("category")
    rows = world.api.get("/stats", by="category")["rows"]
    wait_until(lambda: page.locator("#table tbody tr").count() == len(
        world.api.get("/stats", by="category")["rows"]) or page.locator("#refresh").click(),
        "a row for each group")
    measured = [row for row in rows if row["n"] > 0]
    if measured:
        expect(page.locator("svg.chart")).to_have_attribute("role", "img")
        assert page.locator("svg.chart").get_attribute("aria-label").count("n") >= len(measured)
    page.locator("#table tbody button").first.click()
    expect(page.locator("#cases h2")).to_be_visible()


def case_the_analysis_does_not_deny_incidents_that_are_not_measured_yet(world):
    page = world.page("/analysis", kind=DESK)
    page.wait_for_selector("#message:not(:empty)")
    text = world.api.get("/stats", by="category")
    rows = [{**row, "n": 0, "p50": None, "p90": None} for row in text["rows"]]
    rows = rows or [{"group": world.api.category(), "n": 0, "missing": 0, "open": 3}]
    page.route("**/api/v1/stats?*", lambda route: route.fulfill(json={**text, "rows": rows}))
    page.locator("#refresh").click()
    expect(page.locator("#message")).to_contain_text("还没有一件")
    page.unroute("**/api/v1/stats?*")
    page.route("**/api/v1/stats?*", lambda route: route.fulfill(json={**text, "rows": []}))
    page.locator("#refresh").click()
    expect(page.locator("#message")).to_contain_text("没有事件")


def case_the_focus_is_always_seen(world):
    incident = world.api.report(unique("焦点"), source="resident")
    for path, kind in (("/report", PHONE), (f"/desk#{incident['id']}", DESK), ("/analysis", DESK)):
        page = world.page(path, kind=kind)
        page.wait_for_selector("h1:not(:empty)")
        page.wait_for_timeout(800)
        for _ in range(25):
            page.keyboard.press("Tab")
            hidden = page.evaluate(
                """() => {
                    const focused = document.activeElement;
                    if (!focused || focused === document.body) { return null; }
                    const box = focused.getBoundingClientRect();
                    const x = box.left + box.width / 2;
                    const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 0), innerHeight - 1);
                    const seen = document.elementFromPoint(x, y);
                    const ring = getComputedStyle(focused).outlineStyle !== "none";
                    return ring && seen && (focused.contains(seen) || seen.contains(focused))
                        ? null : focused.outerHTML.slice(0, 120);
                }""")
            assert hidden is None, (path, hidden)


def case_urgency_is_told_by_shape_and_numeral(world):
    page = world.page("/desk", kind=DESK)
    shapes = page.evaluate(
        """async () => {
            const { urgencyMark } = await import("/assets/icons.js");
            return [1, 2, 3, 4].map((severity) => {
                const mark = urgencyMark(severity);
                return [mark.firstChild.outerHTML, mark.textContent,
                    mark.getAttribute("aria-label")].join("|");
            });
        }""")
    assert len({shape.split("|")[0] for shape in shapes}) == 4, shapes
    assert [shape.split("|")[1] for shape in shapes] == ["1", "2", "3", "4"]


def case_coordinates_are_brought_to_one_datum(world):
    page = world.page("/", kind=DESK)
    offset, back = page.evaluate(
        """async () => {
            const { toWGS84, distanceMetres } = await import("/assets/geo.js");
            const shifted = { latitude: 29.137336, longitude: 118.415495, system: "gcj02" };
            const plain = { latitude: 29.137336, longitude: 118.415495, system: "wgs84" };
            return [distanceMetres(shifted, plain), distanceMetres(shifted, toWGS84(shifted))];
        }""")
    assert 300 < offset < 800, offset
    assert back < 0.001, back

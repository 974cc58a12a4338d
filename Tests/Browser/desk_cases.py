"""The operator's page."""

import time

from playwright.sync_api import expect
from support import BASE_URL, DESK, PHONE, count_posts, unique, wait_until

ROW = "#queue-rows .row"


def desk_page(world, path="/desk", **options):
    page = world.page(path, **{"kind": DESK, **options})
    page.wait_for_selector("#live-state[data-state=live]", timeout=15_000)
    page.wait_for_selector("#queue-count:not(:empty)")
    return page


def open_incident(page, incident):
    """Opens an incident by its address, as a link from another page does."""
    page.evaluate("(id) => { location.hash = id }", incident["id"])
    page.reload()
    page.wait_for_selector("#incident-timeline li", timeout=15_000)


def row(incident):
    return f'{ROW}[data-id="{incident["id"]}"]'


def show_attention(page):
    page.locator("#filter-stage").select_option("attention")


def case_a_new_incident_appears_by_itself(world):
    page = desk_page(world)
    show_attention(page)
    incident = world.api.report(unique("自己出现"), source="resident")
    page.mouse.move(900, 500)
    wait_until(lambda: page.evaluate(
        "(id) => !!document.querySelector(`#queue-rows [data-id='${id}']`)"
        " || parseInt(document.querySelector('#queue-count').textContent) > 20", incident["id"]),
        "the incident in the queue")


def case_the_desk_files_checks_and_closes(world):
    incident = world.api.report(unique("从头到尾"), source="resident")
    page = desk_page(world)
    open_incident(page, incident)
    page.locator('[data-step="file"]').click()
    wait_until(lambda: world.api.incident(incident["id"])["stage"] == "dispatching", "filed")
    expect(page.locator("#incident-message")).to_contain_text("立案")
    expect(page.locator(".role").first).to_be_visible()
    finish_all(world, incident)
    page.locator("#note").fill("已回访")
    page.locator('[data-step="check"]').click()
    wait_until(lambda: world.api.incident(incident["id"])["stage"] == "checked", "checked")
    expect(page.locator("#note")).to_have_value("")
    page.locator('[data-step="close"]').click()
    wait_until(lambda: world.api.incident(incident["id"])["stage"] == "closed", "closed")
    expect(page.locator("#incident-timeline")).to_contain_text("已回访")


def case_a_row_that_is_tapped_on_a_phone_shows_its_incident(world):
    incident = world.api.report(unique("手机上看"), source="resident")
    page = desk_page(world, kind=PHONE)
    page.locator("#filter-stage").select_option("reported")
    wait_until(lambda: scroll_to(page, incident), "the incident in the queue")
    page.locator(row(incident)).tap()
    expect(page.locator("#incident-title")).to_be_in_viewport()
    page.wait_for_selector("#incident-timeline li", timeout=15_000)
    expect(page.locator("#incident-title")).to_be_in_viewport()
    page.locator("#incident-back").tap()
    expect(page.locator(row(incident))).to_be_in_viewport()
    assert world.page("/desk", kind=DESK).locator("#incident-back").is_hidden()


def case_a_note_that_was_begun_waits_for_its_incident(world):
    first = world.api.report(unique("写一半"), source="resident")
    second = world.api.report(unique("先看这个"), source="resident")
    page = desk_page(world)
    open_incident(page, first)
    page.locator("#note").fill("写了一半的备注")
    page.locator("#filter-stage").select_option("reported")
    wait_until(lambda: scroll_to(page, second), "the other incident")
    page.locator(row(second)).click()
    expect(page.locator("#note")).to_have_value("")
    wait_until(lambda: scroll_to(page, first), "the first incident")
    page.locator(row(first)).click()
    expect(page.locator("#note")).to_have_value("写了一半的备注")


def case_a_note_at_filing_is_kept(world):
    incident = world.api.report(unique("要核实"), source="resident")
    page = desk_page(world)
    open_incident(page, incident)
    page.locator("#note").fill("已到门口核实")
    page.locator('[data-step="file"]').click()
    expect(page.locator("#incident-timeline")).to_contain_text("已到门口核实")


def finish_all(world, incident):
    """Everybody who was asked arrives and finishes, until the incident is disposed."""
    def work():
        now = world.api.incident(incident["id"])
        if now["stage"] not in ("dispatching", "disposing"):
            return True
        for each in now["assignments"]:
            if each["state"] in ("requested", "notified", "acknowledged", "enRoute"):
                step(world, now, each, "arrive")
            if each["state"] == "onScene":
                step(world, now, each, "finish")
        return False

    wait_until(work, "everybody done", 20)


def step(world, incident, assignment, verb):
    # The demonstration's own people act as well; a step that came second is no failure.
    world.request.post(
        f"{BASE_URL}/api/v1/incidents/{incident['id']}/assignments/{assignment['number']}/{verb}",
        data={}, headers={"Actor": f"responder:{assignment['responder']}",
                          "Idempotency-Key": unique("step").replace(" ", "-")})


def case_the_desk_records_a_step_for_somebody_on_the_telephone(world):
    incident, assignment = world.api.waiting_assignment()
    page = desk_page(world)
    open_incident(page, incident)
    details = page.locator(f'[data-key="actions-{assignment["role"]}"]')
    details.locator("summary").click()
    page.locator(f'[data-key="arrive-{assignment["number"]}"]').click()
    wait_until(
        lambda: world.api.incident(incident["id"])["assignments"][assignment["number"] - 1]["state"]
        == "onScene", "on scene")
    expect(page.locator(f'[data-assignment="{assignment["number"]}"]')).to_have_attribute(
        "data-state", "onScene")


def case_the_desk_names_a_responder_and_waives_a_role(world):
    incident, assignment = world.api.waiting_assignment()
    page = desk_page(world)
    open_incident(page, incident)
    role = assignment["role"]
    page.locator(f'[data-key="actions-{role}"] summary').click()
    choice = page.locator(f'[data-key="named-{role}"]')
    asked = {each["responder"] for each in world.api.incident(incident["id"])["assignments"]}
    options = choice.locator("option").evaluate_all("all => all.map((each) => each.value)")
    candidates = [each for each in options if each and each not in asked]
    if candidates:
        choice.select_option(candidates[0])
        page.locator(f'[data-key="send-{role}"]').click()
        wait_until(lambda: candidates[0] in {
            each["responder"] for each in world.api.incident(incident["id"])["assignments"]},
            "the named responder asked")
    page.locator(f'[data-key="waive-{role}"]').click()
    assert role in world.api.incident(incident["id"])["requiredRoles"], "waived without a reason"
    page.locator(f'[data-key="waive-text-{role}"]').fill("已经有人在场")
    page.locator(f'[data-key="waive-{role}"]').click()
    wait_until(lambda: role not in world.api.incident(incident["id"])["requiredRoles"], "waived")


def case_a_conflict_shows_what_has_changed(world):
    incident = world.api.report(unique("两个人同时"), source="resident")
    page = desk_page(world)
    open_incident(page, incident)
    # What is shown stands still, so the other operator comes first.
    page.locator("#pause").click()
    page.locator("#note").fill("我写的话")
    world.api.post(f"/incidents/{incident['id']}/file", {"text": "另一位已立案"})
    page.locator('[data-step="file"]').click()
    expect(page.locator("#conflict-changes li").first).to_be_visible()
    assert page.locator("#note").input_value() == "我写的话"
    expect(page.locator("#anyway")).to_be_visible()


def case_the_row_under_the_pointer_stays(world):
    for number in range(6):
        world.api.report(unique(f"占位 {number}"), source="resident")
    page = desk_page(world)
    show_attention(page)
    page.wait_for_function("document.querySelectorAll('#queue-rows .row').length >= 6")
    box = page.locator(ROW).nth(3).bounding_box()
    x, y = box["x"] + 200, box["y"] + 20
    page.mouse.move(x, y)
    page.wait_for_timeout(300)
    under = "([x, y]) => document.elementFromPoint(x, y).closest('.row').dataset.id"
    before = page.evaluate(under, [x, y])
    for number in range(4):
        world.api.report(unique(f"新到 {number}"), source="resident", township=1)
    expect(page.locator("#queue-pending")).to_contain_text("新到", timeout=10_000)
    assert page.evaluate(under, [x, y]) == before
    count = int(page.locator("#queue-count").text_content().split()[0])
    page.locator("#queue-pending").click()
    wait_until(
        lambda: int(page.locator("#queue-count").text_content().split()[0]) > count,
        "the new order")


def case_the_queue_works_by_keyboard(world):
    for number in range(3):
        world.api.report(unique(f"键盘 {number}"), source="resident")
    page = desk_page(world)
    show_attention(page)
    page.locator("#queue-grid").focus()
    page.keyboard.press("KeyJ")
    first = page.locator(f"{ROW}.active").get_attribute("data-id")
    page.keyboard.press("KeyJ")
    second = page.locator(f"{ROW}.active").get_attribute("data-id")
    assert first != second
    page.keyboard.press("KeyK")
    assert page.locator(f"{ROW}.active").get_attribute("data-id") == first
    page.keyboard.press("Enter")
    expect(page.locator(f'{ROW}[data-id="{first}"]')).to_have_attribute("aria-selected", "true")
    page.wait_for_selector("#incident-timeline li")
    page.keyboard.press("Slash")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "queue-grid"
    assert page.locator(f"{ROW}.active").get_attribute("data-id") == first
    page.keyboard.press("Shift+Slash")
    expect(page.locator("#help-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("F6")
    assert page.evaluate("document.activeElement.id") == "incident"


def case_single_keys_can_be_switched_off(world):
    world.api.report(unique("不用单键"), source="resident")
    page = desk_page(world, settings={"singleKeys": False})
    page.locator("#queue-grid").focus()
    before = page.evaluate("[document.querySelector('.row.active')?.dataset.id, document.activeElement.id]")
    for key in ("KeyJ", "KeyK", "Slash", "Period", "Shift+Slash", *[f"Key{c}" for c in "ABCDEFGH"]):
        page.keyboard.press(key)
    after = page.evaluate("[document.querySelector('.row.active')?.dataset.id, document.activeElement.id]")
    assert before == after
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("ArrowDown")
    assert page.locator(f"{ROW}.active").count() == 1


def case_the_input_method_keeps_its_keys(world):
    world.api.report(unique("输入法"), source="resident")
    page = desk_page(world)
    page.locator("#queue-grid").focus()
    session = page.context.new_cdp_session(page)
    for code in ("KeyJ", "Slash", "Enter"):
        session.send("Input.dispatchKeyEvent", {
            "type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": "Process", "code": code})
    assert page.evaluate("document.activeElement.id") == "queue-grid"
    assert page.locator("#incident-body").is_hidden()


def case_a_silent_stream_is_told(world):
    network = world.network()
    page = desk_page(world, base=network.url)
    network.is_silent = True
    begun = time.monotonic()
    page.wait_for_selector("#live-state[data-state=late]", timeout=20_000)
    amber = time.monotonic() - begun
    assert amber <= 14, amber
    expect(page.locator("#live-state")).to_contain_text("数据停在")
    page.wait_for_selector("#live-state[data-state=lost]", timeout=30_000)
    red = time.monotonic() - begun
    assert red <= 32, red
    incident = world.api.report(unique("沉默时"), source="resident")
    network.restore()
    page.wait_for_selector("#live-state[data-state=live]", timeout=30_000)
    wait_until(lambda: scroll_to(page, incident), "what happened meanwhile")


def scroll_to(page, incident):
    """Looks for a row beyond the ones in sight."""
    return page.evaluate(
        """async (id) => {
            const grid = document.querySelector("#queue-grid");
            for (let top = 0; top < grid.scrollHeight; top += grid.clientHeight) {
                grid.scrollTop = top;
                await new Promise(requestAnimationFrame);
                await new Promise(requestAnimationFrame);
                if (document.querySelector(`#queue-rows [data-id="${id}"]`)) { return true; }
            }
            return false;
        }""", incident["id"])


def case_after_a_cut_no_event_is_missing(world):
    network = world.network()
    page = desk_page(world, base=network.url)
    network.cut()
    incidents = [world.api.report(unique(f"断线 {n}"), source="resident") for n in range(3)]
    time.sleep(4)
    network.restore()
    page.mouse.move(900, 500)
    for incident in incidents:
        wait_until(lambda: scroll_to(page, incident), "the incident of the cut", 30)


def case_many_tabs_are_live_at_once(world):
    context = world.context(kind=DESK)
    pages = [desk_page(world, context=context) for _ in range(10)]
    incident = world.api.report(unique("十个标签页"), source="resident")
    for page in pages:
        page.bring_to_front()
        wait_until(lambda: scroll_to(page, incident), "the incident in every tab", 20)


def case_clocks_follow_the_servers_clock_and_speed(world):
    page = desk_page(world)
    speed = world.api.county()["clock"]["speed"]
    seconds = "document.querySelector('#desk-clock').textContent.split(':')" \
        ".reduce((sum, part) => sum * 60 + Number(part), 0)"
    page.wait_for_timeout(1200)
    begun, first = time.monotonic(), page.evaluate(seconds)
    page.wait_for_timeout(5000)
    gone, shown = time.monotonic() - begun, (page.evaluate(seconds) - first) % 86_400
    assert abs(shown - gone * speed) <= 1.5 * speed + 1, (shown, gone * speed)
    server = world.api.county()["clock"]["now"]
    hours = page.evaluate(
        "(now) => new Date(now).toLocaleTimeString('sv-SE', { timeZone: 'Asia/Shanghai' })", server)
    ours = page.locator("#desk-clock").text_content()
    difference = abs(to_seconds(hours) - to_seconds(ours)) % 86_400
    assert min(difference, 86_400 - difference) <= 3 * speed, (hours, ours)


def to_seconds(text):
    hour, minute, second = (int(part) for part in text.split(":"))
    return hour * 3600 + minute * 60 + second


def case_search_finds_chinese_words(world):
    text = unique("晒谷场边的水渠堵了")
    incident = world.api.report(text)
    page = desk_page(world)
    page.locator("#search").fill("水渠堵")
    page.keyboard.press("Enter")
    wait_until(lambda: page.locator(row(incident)).count() > 0, "the incident among the found", 10)
    page.keyboard.press("Escape")
    expect(page.locator("#search-bar")).to_be_hidden()


def case_filters_stand_in_the_address(world):
    township = world.api.county()["townships"][0]["code"]
    world.api.report(unique("筛选"), source="resident")
    page = desk_page(world, f"/desk?township={township}&stage=reported")
    assert page.locator("#filter-township").input_value() == township
    assert page.locator("#filter-stage").input_value() == "reported"
    page.locator("#filter-stage").select_option("")
    assert "stage" not in page.url
    page.wait_for_selector(ROW)
    rows = page.locator(f"{ROW} .what-place").all_text_contents()
    name = world.api.county()["townships"][0]["name"]["zh"]
    assert rows and all(text.startswith(name) for text in rows), rows[:3]


def case_the_map_shows_incidents_without_tiles(world):
    world.api.report(unique("地图"), position={"latitude": 29.15, "longitude": 118.41})
    page = desk_page(world)
    expect(page.locator("#map canvas")).to_be_visible()
    names = page.locator(".township-name").count()
    assert names == len([each for each in world.api.county()["townships"] if "centre" in each])
    assert page.locator("#map img.leaflet-tile").count() == 0
    drawn = page.evaluate(
        "() => { const c = document.querySelector('#map canvas');"
        " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        " let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n; }")
    assert drawn > 100, drawn


def case_the_language_changes_everything_at_once(world):
    incident = world.api.report(unique("两种语言"), source="resident")
    page = desk_page(world)
    open_incident(page, incident)
    timeline = world.api.get(f"/incidents/{incident['id']}/timeline")["items"]
    expect(page.locator("#incident-timeline")).to_contain_text(timeline[0]["text"]["zh"])
    page.locator("#language").click()
    expect(page.locator("#incident-timeline")).to_contain_text(timeline[0]["text"]["en"])
    expect(page.locator('[data-step="file"]')).to_have_text("File it")
    assert page.evaluate("document.documentElement.lang") == "en"


def case_nothing_on_the_desk_jumps(world):
    incident = world.api.report(unique("不跳动"))
    page = desk_page(world)
    open_incident(page, incident)
    page.evaluate(
        "() => { window.shift = 0; new PerformanceObserver((list) => list.getEntries()"
        ".forEach((entry) => { window.shift += entry.value; }))"
        ".observe({ type: 'layout-shift' }); }")
    for number in range(4):
        world.api.report(unique(f"别处 {number}"), source="resident")
    page.wait_for_timeout(6000)
    shift = page.evaluate("window.shift")
    assert shift <= 0.1, shift


def case_a_failed_step_keeps_its_words_and_is_done_once(world):
    network = world.network()
    incident = world.api.report(unique("重试"), source="resident")
    page = desk_page(world, base=network.url)
    open_incident(page, incident)
    posts = count_posts(page, to="/file")
    page.locator("#note").fill("核实过了")
    network.loses_answers_to = b"POST /api/v1/incidents"
    page.locator('[data-step="file"]').click()
    expect(page.locator("#incident-message")).to_contain_text("没有送到", timeout=30_000)
    assert page.locator("#note").input_value() == "核实过了"
    network.restore()
    page.locator("#incident-message button").first.click()
    expect(page.locator("#incident-message")).to_contain_text("已记入", timeout=15_000)
    keys = {post.headers["idempotency-key"] for post in posts}
    assert len(keys) == 1, keys
    timeline = world.api.get(f"/incidents/{incident['id']}/timeline")["items"]
    filed = [item for item in timeline if item["type"].endswith("incident.filed")]
    assert len(filed) == 1

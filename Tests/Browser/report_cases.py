"""The grid worker's page."""

import os
import shutil
import signal
import subprocess
import tempfile
import time

from playwright.sync_api import expect
from support import BROWSER_ARGUMENTS, CHROMIUM, PHONE, Skip, count_posts, unique, wait_until

DELIVERED = '[data-state="delivered"]'
WAITING = '[data-state="waiting"]'
ATTENTION = '[data-state="attention"]'


def worker_page(world, **options):
    grid = world.api.some_grid()
    settings = {"homeGrid": grid, "workerName": "测试员", **options.pop("settings", {})}
    page = world.page("/report", settings=settings, **options)
    page.wait_for_selector(".tile")
    return page


def write_report(page, text):
    """The whole way: what, where, say; gives the number of taps."""
    page.locator(".tile[data-category]").first.click()
    page.locator("#here").click()
    page.locator("#text").fill(text)
    page.locator("#send").click()
    return 3


def wait_for_worker(page):
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.wait_for_selector(".tile")


def case_a_report_takes_three_taps_and_a_sentence(world):
    page = worker_page(world)
    text = unique("听到屋里有人哭")
    taps = write_report(page, text)
    page.wait_for_selector(f"#mine-item {DELIVERED}")
    [incident] = world.api.wait_for_text(text)
    assert taps == 3 and incident["source"] == "worker"
    timeline = world.api.get(f"/incidents/{incident['id']}/timeline")["items"]
    assert timeline[0]["actor"] == "worker:测试员", timeline[0]["actor"]


def case_every_category_is_one_tap_from_the_first_screen(world):
    page = worker_page(world)
    wanted = {each["id"] for each in world.api.county()["categories"]}
    shown = page.locator(".tile[data-category]").evaluate_all(
        "tiles => tiles.map((tile) => tile.dataset.category)")
    assert wanted == set(shown), wanted ^ set(shown)


def case_the_report_carries_what_was_said(world):
    page = worker_page(
        world, permissions=["geolocation"], geolocation={"latitude": 29.15, "longitude": 118.41})
    text = unique("三楼争吵")
    category = next(each for each in world.api.county()["categories"] if each["questions"])
    page.locator(f'.tile[data-category="{category["id"]}"]').first.click()
    expect(page.locator("[role=status]", has_text="已定位")).to_be_visible()
    page.locator("#here").click()
    page.locator("#text").fill(text)
    page.locator(".check input").first.check()
    page.locator("details summary").click()
    page.locator("[name=address]").fill("2 幢 301")
    page.locator("[name=contact]").fill("13800000000")
    page.locator("[name=minutesAgo]").select_option("15")
    page.locator("#send").click()
    page.wait_for_selector(f"#mine-item {DELIVERED}")
    [incident] = world.api.wait_for_text(text)
    assert incident["category"] == category["id"]
    assert incident["answers"] == {category["questions"][0]["name"]: True}, incident["answers"]
    assert abs(incident["position"]["latitude"] - 29.15) < 1e-6, incident["position"]
    assert incident["position"]["system"] == "wgs84"
    assert incident["personal"]["address"] == "2 幢 301"
    assert incident["personal"]["contact"] == "13800000000"
    assert incident["occurredAt"] < incident["acceptedAt"]


def case_nobody_waits_for_a_position(world):
    # Permission is neither given nor refused: the browser never answers.
    page = worker_page(world)
    page.evaluate("navigator.geolocation.getCurrentPosition = () => {}")
    begun = time.monotonic()
    page.locator(".tile[data-category]").first.click()
    page.locator("#here").click()
    page.wait_for_selector("#send")
    assert time.monotonic() - begun < 6
    text = unique("没有定位")
    page.locator("#text").fill(text)
    page.locator("#send").click()
    [incident] = world.api.wait_for_text(text)
    assert "position" not in incident


def case_a_new_worker_finds_the_grid_by_its_name(world):
    page = world.page("/report")
    page.locator(".tile[data-category]").first.click()
    county = world.api.county()
    township = county["townships"][0]
    page.locator(f'[data-code="{township["code"]}"]').click()
    areas = world.api.get("/areas", within=township["code"])["items"]
    community = next(each for each in areas if each["level"] == "community")
    if page.locator("input[type=search]").count() > 0:
        page.locator("input[type=search]").fill(community["name"]["zh"][:2])
    page.locator(f'[data-code="{community["code"]}"]').click()
    grid = next(each["code"] for each in areas
                if each["level"] == "grid" and each["code"].startswith(community["code"]))
    page.locator(f'[data-code="{grid}"]').click()
    text = unique("第一次上报")
    page.locator("#text").fill(text)
    page.locator("#send").click()
    [incident] = world.api.wait_for_text(text)
    assert incident["grid"] == grid


def case_offline_reports_arrive_once_and_in_order(world):
    page = worker_page(world)
    wait_for_worker(page)
    posts = count_posts(page)
    texts = [unique(f"没有网络 {number}") for number in range(3)]
    page.context.set_offline(True)
    for text in texts:
        write_report(page, text)
        page.wait_for_selector(f"#mine-item {WAITING}")
        page.locator(".back").click()
        page.wait_for_selector(".tile")
    expect(page.locator("#network")).to_contain_text("3 条等待发送")
    time.sleep(1.5)
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(f"#mine {DELIVERED}")).to_have_count(3, timeout=20_000)
    incidents = [world.api.with_text(text) for text in texts]
    assert [len(found) for found in incidents] == [1, 1, 1], incidents
    accepted = [found[0]["acceptedAt"] for found in incidents]
    assert accepted == sorted(accepted)
    assert all(found[0]["occurredAt"] < found[0]["acceptedAt"] for found in incidents)
    delivered = [post for post in posts if post.response() and post.response().status == 201]
    assert len(delivered) == 3, len(delivered)


def case_the_page_opens_without_network(world):
    page = worker_page(world)
    wait_for_worker(page)
    text = unique("离线重开")
    page.context.set_offline(True)
    write_report(page, text)
    page.wait_for_selector(f"#mine-item {WAITING}")
    page.reload()
    page.wait_for_selector(f"#mine-item {WAITING}")
    expect(page.locator("#network")).to_contain_text("没有网络")
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_selector(f"#mine-item {DELIVERED}", timeout=20_000)
    assert len(world.api.wait_for_text(text)) == 1


def case_a_lost_answer_makes_no_second_incident(world):
    network = world.network()
    page = worker_page(world, base=network.url)
    network.loses_answers_to = b"POST /api/v1/reports"
    text = unique("回执丢了")
    write_report(page, text)
    page.wait_for_selector(f"#mine-item {WAITING}")
    world.api.wait_for_text(text)
    network.restore()
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_selector(f"#mine-item {DELIVERED}", timeout=20_000)
    assert len(world.api.with_text(text)) == 1


def case_two_tabs_send_an_item_once(world):
    page = worker_page(world)
    wait_for_worker(page)
    other = page.context.new_page()
    other.goto(page.url.split("#")[0])
    other.wait_for_selector(".tile")
    page.context.set_offline(True)
    text = unique("两个标签页")
    write_report(page, text)
    page.wait_for_selector(f"#mine-item {WAITING}")
    posts = count_posts(page)
    page.context.set_offline(False)
    for tab in (page, other):
        tab.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_selector(f"#mine-item {DELIVERED}", timeout=20_000)
    expect(other.locator(f"#mine {DELIVERED}").first).to_be_visible()
    time.sleep(1)
    assert len(posts) == 1, f"{len(posts)} requests"
    assert len(world.api.with_text(text)) == 1


def case_a_killed_browser_keeps_the_outbox(world):
    folder = tempfile.mkdtemp()
    launch = lambda: world.playwright.chromium.launch_persistent_context(
        folder, executable_path=CHROMIUM, args=BROWSER_ARGUMENTS, locale="zh-CN", **PHONE)
    try:
        context = launch()
        page = worker_page(world, context=context)
        wait_for_worker(page)
        address = page.url
        context.set_offline(True)
        text = unique("断电以前")
        write_report(page, text)
        page.wait_for_selector(f"#mine-item {WAITING}")
        kill_browser(folder)
        context = launch()
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector(f"#mine {DELIVERED}", timeout=20_000)
        assert len(world.api.wait_for_text(text)) == 1
        context.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def kill_browser(folder):
    """Ends only the browser that was started with this folder."""
    lines = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True).stdout
    pids = [int(line.split()[0]) for line in lines.splitlines()
            if folder in line and "--type=" not in line]
    assert pids, "the browser's process was not found"
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    time.sleep(1)


def case_a_refused_report_is_shown_and_can_be_mended(world):
    page = worker_page(world, settings={"homeGrid": world.api.some_grid()[:9] + "999999"})
    text = unique("网格不对")
    write_report(page, text)
    page.wait_for_selector(f"#mine-item {ATTENTION}")
    expect(page.locator("#network")).to_contain_text("1 条需要处理")
    expect(page.locator(".notice.problem")).to_be_visible()
    page.locator("button.primary").click()
    page.wait_for_selector("#send")
    assert page.locator("#text").input_value() == text


def case_a_draft_survives_back_and_reload(world):
    page = worker_page(world)
    text = unique("写到一半")
    page.locator(".tile[data-category]").first.click()
    page.locator("#here").click()
    page.locator("#text").fill(text)
    time.sleep(0.6)
    page.reload()
    page.wait_for_selector("#send")
    assert page.locator("#text").input_value() == text
    page.go_back()
    page.wait_for_selector("#here")
    page.go_forward()
    page.wait_for_selector("#send")
    assert page.locator("#text").input_value() == text


def case_a_new_version_never_interrupts_a_draft(world):
    network = world.network()
    page = worker_page(world, base=network.url)
    wait_for_worker(page)
    loads = []
    page.on("load", lambda: loads.append(1))
    version = page.evaluate(
        "fetch('/sw.js').then((answer) => answer.text())"
        ".then((text) => text.match(/const version = .(\\w+)/)[1])")
    page.locator(".tile[data-category]").first.click()
    page.locator("#here").click()
    page.locator("#text").fill("没写完")
    network.replacements[version.encode()] = b"0" * len(version)
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
    wait_until(
        lambda: page.evaluate(
            "navigator.serviceWorker.getRegistration().then((found) => !!found.waiting)"),
        "the new version", 20)
    time.sleep(0.5)
    assert loads == [] and page.locator("#update").count() == 0
    assert page.locator("#text").input_value() == "没写完"
    page.locator(".back").click()
    page.locator(".back").click()
    expect(page.locator("#update")).to_be_visible()
    page.locator("#update button").click()
    page.wait_for_selector(".tile")
    wait_until(lambda: loads, "the new version's load")


def case_the_own_report_tells_who_comes(world):
    page = worker_page(world)
    text = unique("看进展")
    write_report(page, text)
    page.wait_for_selector(f"#mine-item {DELIVERED}")
    [incident] = world.api.wait_for_text(text)
    asked = wait_until(
        lambda: [each for each in world.api.incident(incident["id"])["assignments"]
                 if each["state"] in ("requested", "notified")], "somebody asked")
    number = asked[0]["number"]
    world.api.post(f"/incidents/{incident['id']}/assignments/{number}/depart", {},
                   actor=f"responder:{asked[0]['responder']}")
    expect(page.locator("#mine-item .progress")).to_contain_text("已出发", timeout=8_000)
    expect(page.locator("#mine-item")).to_contain_text("人在路上")


def case_large_type_is_large(world):
    page = worker_page(world)
    page.locator("#large-type").click()
    page.locator(".tile[data-category]").first.click()
    page.wait_for_selector("#here")
    sizes = page.evaluate(
        "Array.from(document.querySelectorAll('main *, .bar *')).filter((e) => e.offsetParent"
        " && Array.from(e.childNodes).some((n) => n.nodeType === 3 && n.data.trim()))"
        ".map((e) => [e.outerHTML.slice(0, 80), parseFloat(getComputedStyle(e).fontSize)])")
    small = [each for each in sizes if each[1] < 24]
    assert not small, small
    assert page.locator("#here").bounding_box()["height"] >= 60
    targets = page.locator("main button, .bar button").evaluate_all(
        "all => all.filter((e) => e.offsetParent).map((e) => e.getBoundingClientRect().height)")
    assert min(targets) >= 60, targets


def case_targets_are_large_enough(world):
    page = worker_page(world)
    for step in ("home", "where", "say"):
        small = page.locator("button, a, input, select, summary").evaluate_all(
            "all => all.filter((e) => e.offsetParent && !e.closest('.check')).map((e) =>"
            " [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])"
            ".filter(([, box]) => box.height < 44 || box.width < 44)")
        assert not small, (step, small)
        if step == "home":
            page.locator(".tile[data-category]").first.click()
            page.wait_for_selector("#here")
        elif step == "where":
            page.locator("#here").click()
            page.wait_for_selector("#send")


def case_the_phone_pages_fit_a_narrow_screen_and_large_text(world):
    for width, root in ((320, "100%"), (390, "200%")):
        page = worker_page(world, viewport={"width": width, "height": 700})
        for selector in (".tile[data-category]", "#here", None):
            page.evaluate("(size) => { document.documentElement.style.fontSize = size }", root)
            page.wait_for_timeout(100)
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, (width, root, selector, wide)
            if selector:
                page.locator(selector).first.click()
                page.wait_for_timeout(200)


def case_a_candidate_of_the_input_method_does_not_send(world):
    page = worker_page(world)
    posts = count_posts(page)
    page.locator(".tile[data-category]").first.click()
    page.locator("#here").click()
    page.locator("[name=text]").focus()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "ku", "selectionStart": 2, "selectionEnd": 2})
    session.send("Input.dispatchKeyEvent", {
        "type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": "Process", "code": "Enter"})
    session.send("Input.insertText", {"text": "哭"})
    page.wait_for_timeout(500)
    assert page.locator("#text").input_value() == "哭" and posts == []


def case_a_full_disk_keeps_the_words(world):
    page = worker_page(world)
    session = page.context.new_cdp_session(page)
    try:
        session.send("Storage.overrideQuotaForOrigin", {
            "origin": page.evaluate("location.origin"), "quotaSize": 1})
    except Exception as error:
        raise Skip(f"the quota cannot be set: {error}") from error
    write_report(page, "写不下也不能丢")
    page.wait_for_timeout(1500)
    if page.locator("#send").count() == 0:
        # The browser had room left in what it had already set aside; nothing was lost.
        page.wait_for_selector("#mine-item [data-state]")
        return
    expect(page.locator("#say-problem")).to_be_visible()
    assert page.locator("#text").input_value() == "写不下也不能丢"

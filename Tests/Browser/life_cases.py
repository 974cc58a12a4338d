"""What is decided beside the main path: on the desk, and on the responder's phone."""

import base64

from desk_cases import desk_page, finish_all, open_incident
from duty_cases import choose, duty_page
from playwright.sync_api import expect
from report_cases import worker_page, write_report
from support import BASE_URL, unique, wait_until

# A picture of one white point.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=")


def stage(world, incident):
    return world.api.incident(incident["id"])["stage"]


def decide(page, path, text=None):
    """Opens the other decisions, chooses one and fills in the words."""
    details = page.locator('[data-key="orders"]')
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    page.locator('[data-key="order"]').select_option(path)
    if text:
        page.locator('[data-key="order-text"]').fill(text)


def send(page, path):
    page.locator(f'[data-order="{path}"]').click()


def case_the_desk_decides_beside_the_main_path(world):
    incident = world.api.report(unique("各种决定"), source="resident")
    page = desk_page(world)
    open_incident(page, incident)
    decide(page, "reject")
    send(page, "reject")
    assert stage(world, incident) == "reported", "rejected without a reason"
    decide(page, "reject", "查无此事")
    send(page, "reject")
    wait_until(lambda: stage(world, incident) == "rejected", "rejected")
    decide(page, "appeal", "确有此事")
    send(page, "appeal")
    wait_until(lambda: stage(world, incident) == "reported", "appealed")
    page.locator('[data-step="file"]').click()
    wait_until(lambda: stage(world, incident) == "dispatching", "filed")
    decide(page, "suspend", "等天亮")
    send(page, "suspend")
    wait_until(lambda: stage(world, incident) == "suspended", "put aside")
    decide(page, "resume")
    send(page, "resume")
    wait_until(lambda: stage(world, incident) in ("dispatching", "disposing"), "taken up again")
    decide(page, "extend", "路远")
    send(page, "extend")
    wait_until(lambda: world.api.incident(incident["id"])["tally"]["extensions"] == 1, "extended")
    decide(page, "supervise")
    send(page, "supervise")
    wait_until(lambda: world.api.incident(incident["id"])["tally"]["supervisions"] >= 1,
               "supervised")
    decide(page, "return", "类别有误")
    send(page, "return")
    wait_until(lambda: stage(world, incident) == "reported", "returned")
    decide(page, "void", "重复")
    send(page, "void")
    wait_until(lambda: stage(world, incident) == "closed", "void")


def case_the_desk_has_work_done_again_and_calls_back(world):
    incident = world.api.report(unique("没有办好"))
    finish_all(world, incident)
    page = desk_page(world)
    open_incident(page, incident)
    decide(page, "call-back", "还在闹")
    page.locator('[data-key="order-result"]').select_option("dissatisfied")
    send(page, "call-back")
    wait_until(lambda: world.api.incident(incident["id"]).get("callBack") == "dissatisfied",
               "called back")
    decide(page, "rework", "没有办好")
    send(page, "rework")
    wait_until(lambda: world.api.incident(incident["id"])["tally"]["reworks"] == 1, "rework")


def case_a_likely_duplicate_is_joined_with_one_key_and_parted(world):
    grid = world.api.some_grid(3)
    first = world.api.report(unique("三楼有人哭"), grid=grid, source="resident")
    second = world.api.report(unique("三楼有人哭"), grid=grid, source="resident")
    page = desk_page(world)
    open_incident(page, second)
    expect(page.locator("#duplicates")).to_contain_text("可能是同一件事")
    expect(page.locator("#duplicates")).to_contain_text("类别相同")
    page.locator("#queue-grid").focus()
    page.keyboard.press("m")
    joined = wait_until(lambda: [each for each in (first, second)
                                 if stage(world, each) == "joined"] or None, "joined")
    if joined[0]["id"] != second["id"]:
        open_incident(page, joined[0])
    expect(page.locator("#duplicates")).to_contain_text("已并入")
    page.locator("#part").click()
    wait_until(lambda: stage(world, joined[0]) == "reported", "parted")


def case_a_mediation_is_recorded_on_the_phone_and_followed_up_on_the_desk(world):
    incident, assignment = world.api.waiting_assignment()
    path = f"/incidents/{incident['id']}/assignments/{assignment['number']}/arrive"
    world.api.post(path, {}, actor=f"responder:{assignment['responder']}")
    page = duty_page(world, assignment)
    choose(page, world, incident)
    page.locator("#mediation summary").click()
    page.locator('[data-key="mediation-send"]').click()
    assert "mediation" not in world.api.incident(incident["id"]), "recorded without parties"
    page.locator('[data-key="mediation-parties"]').fill("张三 13800000000\n张母")
    page.locator('[data-key="mediation-text"]').fill("每月付五百元赡养费")
    page.get_by_text("加一项约定").click()
    page.locator('.act input[type="text"]').fill("付五百元")
    page.locator('[data-key="mediation-send"]').click()
    recorded = wait_until(lambda: world.api.incident(incident["id"]).get("mediation"), "recorded")
    assert recorded["parties"] == 2 and len(recorded["acts"]) == 1, recorded
    expect(page.locator("main")).to_contain_text("要跟踪的", timeout=15_000)
    desk = desk_page(world)
    open_incident(desk, incident)
    expect(desk.locator("#incident-mediation")).to_contain_text("每月付五百元赡养费")
    expect(desk.locator("#incident-mediation")).to_contain_text("张三")
    desk.locator('[data-key="broken-1"]').click()
    assert world.api.incident(incident["id"])["mediation"]["acts"][0]["state"] == "open"
    desk.locator('[data-key="kept-1"]').click()
    wait_until(lambda: world.api.incident(incident["id"])["mediation"]["acts"][0]["state"]
               == "kept", "kept")


def case_a_closed_incident_is_appealed_against(world):
    incident = world.api.report(unique("结案以后"))
    finish_all(world, incident)
    for step in ("check", "close"):
        world.api.post(f"/incidents/{incident['id']}/{step}", {})
    page = desk_page(world)
    open_incident(page, incident)
    decide(page, "appeal", "又闹了")
    send(page, "appeal")
    wait_until(lambda: stage(world, incident) == "disposed", "to be checked again")


def case_a_photo_goes_with_a_report_and_stands_in_the_timeline(world):
    answer = world.request.post(
        f"{BASE_URL}/api/v1/attachments", data=PNG, headers={"Content-Type": "image/png"})
    assert answer.status == 201, answer.text()
    incident = world.api.report(
        unique("有照片"), attachments=[answer.json()["reference"]])
    page = desk_page(world)
    open_incident(page, incident)
    photo = page.locator("#incident-timeline img.photo")
    expect(photo).to_have_count(1)
    wait_until(lambda: photo.evaluate("image => image.complete && image.naturalWidth") == 1,
               "the photo shown")


def case_a_responder_sends_a_photo_of_what_was_done(world):
    incident, assignment = world.api.waiting_assignment()
    path = f"/incidents/{incident['id']}/assignments/{assignment['number']}/arrive"
    world.api.post(path, {}, actor=f"responder:{assignment['responder']}")
    page = duty_page(world, assignment)
    choose(page, world, incident)
    page.locator("[data-photos]").set_input_files(
        {"name": "done.png", "mimeType": "image/png", "buffer": PNG})
    expect(page.locator("img.photo")).to_have_count(1)
    page.locator('.step[data-step="finish"]').click()

    def shown():
        items = world.api.get(f"/incidents/{incident['id']}/timeline")["items"]
        return [item for item in items if item.get("attachments")]

    wait_until(shown, "the photo in the timeline", 20)


def case_who_reported_settles_it_on_the_spot_and_appeals(world):
    page = worker_page(world)
    text = unique("当场就好了")
    write_report(page, text)
    incident = world.api.wait_for_text(text)[0]
    page.locator('[data-decision="settle"] summary').click()
    page.locator('[data-decision="settle"] textarea').fill("双方和好")
    page.locator('[data-decision="settle"] button.wide').click()
    wait_until(lambda: stage(world, incident) == "disposed", "settled on the spot")
    world.api.post(f"/incidents/{incident['id']}/check", {})
    appeal = page.locator('[data-decision="appeal"]')
    expect(appeal).to_be_visible(timeout=10_000)
    appeal.locator("summary").click()
    appeal.locator("textarea").fill("又吵起来了")
    appeal.locator("button.wide").click()
    wait_until(lambda: world.api.incident(incident["id"])["tally"]["appeals"] == 1, "appealed")


def case_a_responder_sends_back_what_was_filed_wrongly(world):
    incident, assignment = world.api.waiting_assignment()
    page = duty_page(world, assignment)
    choose(page, world, incident)
    page.locator("#return summary").click()
    page.locator("#return textarea").fill("不归我们管")
    page.locator('[data-key="returnSend"]').click()
    wait_until(lambda: stage(world, incident) == "reported", "returned")

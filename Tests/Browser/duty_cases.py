"""The responder's page."""

import time

from playwright.sync_api import expect
from support import wait_until


def duty_page(world, assignment, **options):
    page = world.page(f"/duty?responder={assignment['responder']}", **options)
    page.wait_for_selector(".step")
    return page


def choose(page, world, incident):
    """Brings the incident to the front, where the responder has other tasks."""
    number = world.api.incident(incident["id"])
    card = page.locator(f'[data-key^="{incident["id"]}/"]')
    if card.count() > 0:
        card.first.click()
    return number


def state_of(world, incident, assignment):
    now = world.api.incident(incident["id"])
    return now["assignments"][assignment["number"] - 1]["state"]


def case_each_step_is_one_tap(world):
    incident, assignment = world.api.waiting_assignment()
    page = duty_page(world, assignment)
    choose(page, world, incident)
    for step, state in (
            ("acknowledge", "acknowledged"), ("depart", "enRoute"), ("arrive", "onScene"),
            ("finish", "done")):
        button = page.locator(f'.step[data-step="{step}"]')
        expect(button).to_be_visible()
        assert button.bounding_box()["height"] >= 72
        button.click()
        wait_until(lambda: state_of(world, incident, assignment) == state, state)


def case_declining_names_a_reason_and_asks_the_next(world):
    incident, assignment = world.api.waiting_assignment()
    page = duty_page(world, assignment)
    choose(page, world, incident)
    page.locator("#decline summary").click()
    page.locator('[data-key="reason"]').select_option("tooFar")
    page.locator('[data-key="declineSend"]').click()
    wait_until(lambda: state_of(world, incident, assignment) == "declined", "declined")

    def others():
        now = world.api.incident(incident["id"])
        asked = [each for each in now["assignments"] if each["role"] == assignment["role"]
                 and each["number"] != assignment["number"]]
        return asked or assignment["role"] in now["unfilledRoles"]

    wait_until(others, "somebody else asked")


def case_steps_without_network_arrive_in_order_with_their_own_times(world):
    incident, assignment = world.api.waiting_assignment()
    page = duty_page(world, assignment)
    choose(page, world, incident)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    for step in ("acknowledge", "depart", "arrive"):
        page.locator(f'.step[data-step="{step}"]').click()
        time.sleep(0.7)
    expect(page.locator('.step[data-step="finish"]')).to_be_visible()
    expect(page.locator("#network")).to_contain_text("3 条等待发送")
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    wait_until(lambda: state_of(world, incident, assignment) == "onScene", "onScene", 20)
    timeline = world.api.get(f"/incidents/{incident['id']}/timeline")["items"]
    mine = [item for item in timeline if item["actor"] == f"responder:{assignment['responder']}"]
    assert len(mine) == 3, mine
    assert mine[0]["occurredAt"] < mine[1]["occurredAt"] < mine[2]["occurredAt"]


def case_a_new_task_appears_by_itself(world):
    incident, assignment = world.api.waiting_assignment()
    page = duty_page(world, assignment)
    before = page.locator(".card").count()
    township = incident["township"]
    grid = incident["grid"]

    def another():
        made = world.api.report("又来一件", grid=grid)
        now = world.api.incident(made["id"])
        return any(each["responder"] == assignment["responder"] for each in now["assignments"])

    wait_until(another, f"another task for the same person in {township}", 15)
    expect(page.locator(".card")).not_to_have_count(before, timeout=8_000)


def case_the_phone_forgets_people_when_the_task_is_done(world):
    incident, assignment = world.api.waiting_assignment()
    page = duty_page(world, assignment)
    kept = """(id) => new Promise((resolve) => {
        const opening = indexedDB.open("griddispatch");
        opening.onsuccess = () => {
            const copies = opening.result.transaction("copies").objectStore("copies");
            copies.get(`incident/${id}`).onsuccess = (event) => resolve(!!event.target.result);
        };
    })"""
    wait_until(lambda: page.evaluate(kept, incident["id"]), "the copy for work without network")
    number = assignment["number"]
    world.api.post(f"/incidents/{incident['id']}/assignments/{number}/finish", {},
                   actor=f"responder:{assignment['responder']}")
    wait_until(lambda: not page.evaluate(kept, incident["id"]), "the copy forgotten")


def case_a_responder_picks_themselves(world):
    page = world.page("/duty")
    page.wait_for_selector("[data-responder]")
    wanted = page.locator("[data-responder]").first.get_attribute("data-responder")
    page.locator("[data-responder]").first.click()
    page.wait_for_url(f"**/duty?responder={wanted}")
    page.wait_for_selector("h1")
    expect(page.locator("#not-me")).to_be_visible()


def case_the_task_says_where_what_and_how_long(world):
    incident, assignment = world.api.waiting_assignment()
    page = duty_page(world, assignment)
    choose(page, world, incident)
    text = world.api.incident(incident["id"])["personal"]["text"]
    expect(page.locator("main")).to_contain_text(text)
    expect(page.locator("main")).to_contain_text("可见原因")
    first = page.locator("[data-since]").text_content()
    page.wait_for_timeout(2200)
    assert page.locator("[data-since]").text_content() != first

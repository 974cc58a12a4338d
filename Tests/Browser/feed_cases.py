"""The page of the feeds."""

import re

from playwright.sync_api import expect
from support import DESK


def case_each_data_item_is_shown_with_its_age_and_its_promise(world):
    page = world.page("/feeds", kind=DESK)
    items = world.api.get("/feeds")["items"]
    rows = page.locator("tbody tr[data-state]")
    expect(rows).to_have_count(len(items))
    expect(rows.first.locator(".number").first).to_contain_text("/")
    expect(page.locator("#message")).to_contain_text(str(len(items)))
    page.locator("#language").click()
    expect(page.locator("h1")).to_have_text(re.compile("^(Feeds|数据接入)$"))


def case_a_quarantine_is_ended_by_hand_and_a_refusal_is_told(world):
    page = world.page("/feeds", kind=DESK)
    asked, words = [], []

    def quarantine_the_first(route):
        answer = route.fetch()
        feeds = answer.json()
        feeds["items"][0]["state"] = "quarantined"
        route.fulfill(response=answer, json=feeds)

    page.route("**/api/v1/feeds", quarantine_the_first)
    page.on("request", lambda each: asked.append(each.url) if each.method == "POST" else None)

    def agree(dialog):
        words.append(dialog.message)
        dialog.accept()

    page.on("dialog", agree)
    button = page.locator("tbody tr[data-state=quarantined] button")
    expect(button).to_have_count(1)
    button.click()
    # It is not quarantined in truth, and the server says so.
    expect(page.locator("#message")).to_contain_text(re.compile("隔离|kept out"))
    assert len(asked) == 1 and asked[0].endswith("/release"), asked
    assert len(words) == 2, words

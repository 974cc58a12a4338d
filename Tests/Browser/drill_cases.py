"""The page of the drills."""

import re

from playwright.sync_api import expect
from support import BASE_URL, DESK


def case_a_drill_is_started_paused_and_scored(world):
    page = world.page("/drills", kind=DESK)
    page.locator("#scenario").select_option("eight-minutes")
    page.locator("#speed").fill("600")
    page.locator("#start").click()
    drill = page.locator(".drill").first
    expect(drill.locator("a")).to_be_visible(timeout=60_000)
    address = drill.locator("a").get_attribute("href")
    assert address != BASE_URL

    inside = page.context.new_page()
    inside.goto(address)
    expect(inside.locator("#exercise")).to_be_visible()
    inside.close()
    expect(page.locator("#exercise")).to_be_hidden()

    drill.locator('[data-act="pause"]').click()
    expect(drill.locator('[data-act="resume"]')).to_be_visible()
    drill.locator('[data-act="resume"]').click()
    drill.locator('[data-act="stop"]').click()
    expect(drill).to_have_attribute("data-state", re.compile("scoring|ended"), timeout=60_000)
    expect(drill.locator("table")).to_be_visible(timeout=120_000)

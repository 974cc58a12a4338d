"""Drives the pages of a running server with a real browser.

    python3 -m venv .venv && .venv/bin/pip install -r requirements.txt
    BASE_URL=http://127.0.0.1:8080 .venv/bin/python pages_test.py [WORDS…]

With words only the cases whose names contain one of them run. The server should be a demonstration
of its own for this test, since incidents are made and closed. The last line says how many passed.
"""

import sys
import time
import traceback

import common_cases
import desk_cases
import drill_cases
import duty_cases
import feed_cases
import life_cases
import report_cases
from playwright.sync_api import sync_playwright
from support import BASE_URL, BROWSER_ARGUMENTS, CHROMIUM, Skip, World

MODULES = [
    common_cases, report_cases, duty_cases, desk_cases, life_cases, drill_cases,
    feed_cases]


def cases(words):
    for module in MODULES:
        for name, case in vars(module).items():
            sentence = name.removeprefix("case_").replace("_", " ")
            is_wanted = not words or any(word in sentence for word in words)
            if name.startswith("case_") and is_wanted:
                yield f"{module.__name__.removesuffix('_cases')}: {sentence}", case


def run(case, playwright, browser):
    """Runs one case in a world of its own; gives its failure or None."""
    world = World(playwright, browser)
    try:
        case(world)
        assert not world.watch.problems, "\n".join(world.watch.problems)
    finally:
        world.close()


def main():
    passed = failed = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=BROWSER_ARGUMENTS)
        for name, case in cases(sys.argv[1:]):
            begun = time.monotonic()
            try:
                run(case, playwright, browser)
            except Skip as reason:
                print(f"skipped  {name}: {reason}", flush=True)
                continue
            except Exception:
                failed += 1
                print(f"FAILED   {name}", flush=True)
                traceback.print_exc(limit=-3)
                continue
            passed += 1
            print(f"passed   {name} ({time.monotonic() - begun:.1f} s)", flush=True)
        browser.close()
    print(f"{BASE_URL}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""Checks of the pages that need no browser: words, rules of the content security policy, and the
list of files that the service worker keeps.

    python3 check_pages.py            checks
    python3 check_pages.py --stamp    also writes the list and its digest into sw.js
"""

import gzip
import hashlib
import re
import sys
from pathlib import Path

PAGES = Path(__file__).resolve().parents[2] / "Sources" / "CommandRoom" / "Pages"
PHONE_PAGES = ["report.html", "duty.html"]
PHONE_SCRIPT_LIMIT = 60_000

STRING = r'"((?:[^"\\]|\\.)*)"'
ENTRY = re.compile(r'^    "([\w.]+)": \[(.*?)\],?$', re.MULTILINE | re.DOTALL)
IMPORT = re.compile(r'(?:import|from)\s+"(\.[^"]+)"')
# Paths named in a script, as of a shared worker, belong to the page as well.
NAMED_ASSET = re.compile(r'"(/assets/[^"]+\.js)"')
HAN_THEN_ASCII = re.compile(r"[\u4e00-\u9fff][,:;?!()]|[,;!(][\u4e00-\u9fff]")


def scripts():
    return sorted(PAGES.glob("assets/**/*.js"))


def string_files():
    return [path for path in scripts() if path.name.endswith("strings.js")]


def read_strings():
    """Every key with its file and the texts of its two languages."""
    found = {}
    problems = []
    for path in string_files():
        text = path.read_text(encoding="utf-8")
        for key, body in ENTRY.findall(text):
            if key in found and path != found[key][0]:
                problems.append(f"{path.name}: {key} is also in {found[key][0].name}")
            found[key] = (path, re.findall(STRING, body))
    return found, problems


def check_strings(found):
    for key, (path, texts) in found.items():
        if len(texts) < 2:
            yield f"{path.name}: {key} lacks a language"
            continue
        chinese, english = texts[0], texts[1:]
        if HAN_THEN_ASCII.search(chinese) and not key.startswith("settings.keys"):
            yield f"{path.name}: {key} has ASCII punctuation in Chinese: {chinese}"
        names = set(re.findall(r"\{(\w+)\}", chinese))
        if names != set(re.findall(r"\{(\w+)\}", " ".join(english))):
            yield f"{path.name}: {key} has other values in Chinese than in English"


def used_keys():
    """The keys that are used as they stand, and the beginnings of those put together."""
    exact, beginnings = set(), set()
    for path in scripts():
        text = path.read_text(encoding="utf-8")
        if path in string_files():
            continue
        exact.update(re.findall(r'"([a-z]\w*(?:\.\w+)+|retry|cancel|back|largeType|exercise|product)"', text))
        beginnings.update(re.findall(r"`([a-z]\w*\.)\$\{", text))
    for path in PAGES.glob("*.html"):
        exact.update(re.findall(r'data-t(?:-[\w-]+)?="([\w.]+)"', path.read_text(encoding="utf-8")))
    return exact, beginnings


def check_keys(found):
    exact, beginnings = used_keys()
    for path in scripts():
        for key in re.findall(r'\bt\(\s*"([^"]+)"', path.read_text(encoding="utf-8")):
            if key not in found:
                yield f"{path.name}: there are no words for {key}"
    for path in PAGES.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        for key in re.findall(r'data-t(?:-[\w-]+)?="([\w.]+)"', text):
            if key not in found:
                yield f"{path.name}: there are no words for {key}"
    for beginning in beginnings:
        if not any(key.startswith(beginning) for key in found):
            yield f"there are no words that begin with {beginning}"
    for key in found:
        if key not in exact and not any(key.startswith(each) for each in beginnings):
            yield f"{found[key][0].name}: {key} is not used"


def check_policy():
    """What the content security policy would stop, and words outside the strings files."""
    for path in PAGES.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        if re.search(r"\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)", text):
            yield f"{path.name}: inline style, handler or script"
        if re.search(r'(?:src|href)="(?:https?:)?//', text):
            yield f"{path.name}: a foreign address"
        body = re.sub(r"<title>.*?</title>|<[^>]*>", "", text)
        if body.strip():
            yield f"{path.name}: words outside the strings files: {body.split()[:5]}"
    for path in scripts():
        text = path.read_text(encoding="utf-8")
        if re.search(r"\beval\(|new Function|innerHTML|https?://(?!www\.w3\.org)", text):
            yield f"{path.name}: eval, innerHTML or a foreign address"
        if path not in string_files():
            code = re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.DOTALL)
            if re.search(r"[\u4e00-\u9fff]", code):
                yield f"{path.name}: Chinese words outside the strings files"
        for number, line in enumerate(text.splitlines(), 1):
            if len(line) > 100:
                yield f"{path.name}:{number}: more than 100 columns"


def phone_files():
    """Everything that the phone pages load, page by page."""
    files, waiting = set(), []
    for page in PHONE_PAGES:
        text = (PAGES / page).read_text(encoding="utf-8")
        waiting += re.findall(r'(?:href|src)="(/assets/[^"]+)"', text)
    while waiting:
        path = waiting.pop()
        if path in files:
            continue
        files.add(path)
        if path.endswith(".js"):
            text = (PAGES / path[1:]).read_text(encoding="utf-8")
            base = (PAGES / path[1:]).parent
            for name in IMPORT.findall(text):
                waiting.append("/" + str((base / name).resolve().relative_to(PAGES)))
            waiting += NAMED_ASSET.findall(text)
    return sorted(files)


def digest(files):
    content = hashlib.sha256()
    for path in [*files, *PHONE_PAGES]:
        content.update((PAGES / path.lstrip("/")).read_bytes())
    return content.hexdigest()[:12]


def stamped(text, files):
    text = re.sub(r'const version = "[^"]*";', f'const version = "{digest(files)}";', text)
    lines = "".join(f'    "{path}",\n' for path in files)
    return re.sub(r"const files = \[\n.*?\];", f"const files = [\n{lines}];", text, flags=re.DOTALL)


def check_worker(stamp):
    worker = PAGES / "sw.js"
    files = phone_files()
    text = worker.read_text(encoding="utf-8")
    wanted = stamped(text, files)
    if stamp:
        worker.write_text(wanted, encoding="utf-8")
    elif text != wanted:
        yield "sw.js: out of date; run check_pages.py --stamp"
    size = sum(
        len(gzip.compress((PAGES / path[1:]).read_bytes()))
        for path in files if path.endswith(".js"))
    print(f"own script of the phone pages: {size} bytes gzip")
    if size > PHONE_SCRIPT_LIMIT:
        yield f"the phone pages have {size} bytes of script, more than {PHONE_SCRIPT_LIMIT}"


def main():
    found, problems = read_strings()
    problems += check_strings(found)
    problems += check_keys(found)
    problems += check_policy()
    problems += check_worker("--stamp" in sys.argv)
    for problem in problems:
        print(f"error: {problem}")
    print(f"{len(found)} texts, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

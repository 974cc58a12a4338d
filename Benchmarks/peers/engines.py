"""Rule engines from PyPI and SQLite, each told the same rules in its own best form.

An engine is a function of the rules and the mode ("first" or "all"). It answers `prepare`, which
takes reports and does what an engine may do beforehand, such as loading facts. That in turn answers
what the clock measures: a function to the decisions, for each report a list of rule numbers.
"""
import json
import os
import sqlite3
import tempfile


def inclusive(hours):
    """The hours from one to before another, as ranges that hold both ends."""
    start, end = hours
    if start < end:
        return [(start, end - 1)]
    return [(start, 23)] + ([(0, end - 1)] if end else [])


def is_group(rule):
    return rule["category"].endswith(".")


def datalogic(rules, mode):
    import datalogic_py

    def condition(rule):
        name = {"var": "category"}
        parts = [{"starts_with" if is_group(rule) else "==": [name, rule["category"]]}]
        if "severity" in rule:
            operation, level = rule["severity"]
            parts.append({operation: [{"var": "severity"}, level]})
        if "tag" in rule:
            parts.append({"in": [rule["tag"], {"var": "tags"}]})
        if "hours" in rule:
            start, end = rule["hours"]
            parts.append({"and" if start < end else "or": [
                {">=": [{"var": "hour"}, start]}, {"<": [{"var": "hour"}, end]}]})
        return {"and": parts}

    if mode == "first":
        steps = []
        for number, rule in enumerate(rules):
            steps += [condition(rule), number]
        logic = {"if": steps + [-1]}
    else:
        logic = {"merge": [{"if": [condition(rule), [number], []]}
                           for number, rule in enumerate(rules)]}
    engine = datalogic_py.Engine()
    session = engine.session()
    compiled = engine.compile(logic)

    def prepare(reports):
        handles = [datalogic_py.DataHandle(report) for report in reports]
        if mode == "first":
            return lambda: [[session.evaluate_int(compiled, handle)] for handle in handles]
        return lambda: [session.evaluate_data(compiled, handle) for handle in handles]

    return prepare


def cel_rust(rules, mode):
    import cel
    # One expression for all rules would be deeper than the parser allows.
    size = 50
    programs = []
    for start in range(0, len(rules), size):
        numbered = list(enumerate(rules))[start:start + size]
        conditions = [(number, rule["condition"].replace("report.", "")) for number, rule in numbered]
        if mode == "first":
            text = " : ".join(f"({text}) ? {number}" for number, text in conditions) + " : -1"
        else:
            text = "[" + ", ".join(text for _, text in conditions) + "]"
        programs.append((start, cel.compile(text)))

    def decide(report):
        facts = cel.Context(variables=report)
        found = []
        for start, program in programs:
            value = program.execute(facts)
            if mode == "first":
                if value >= 0:
                    return [int(value)]
            else:
                found += [start + offset for offset, holds in enumerate(value) if holds]
        return found

    return lambda reports: lambda: [decide(report) for report in reports]


def zen(rules, mode):
    import zen
    rows = []
    for number, rule in enumerate(rules):
        quoted = json.dumps(rule["category"])
        operation, level = rule.get("severity", ("", ""))
        rows.append({
            "_id": str(number),
            "category": f"startsWith($, {quoted})" if is_group(rule) else quoted,
            "severity": f"{level}" if operation == "==" else f"{operation} {level}".strip(),
            "hour": " or ".join(f"[{a}..{b}]" for a, b in inclusive(rule["hours"]))
                    if "hours" in rule else "",
            "tags": f"contains($, {json.dumps(rule['tag'])})" if "tag" in rule else "",
            "rule": str(number),
        })
    columns = ["category", "severity", "hour", "tags"]
    place = {"x": 0, "y": 0}
    table = {
        "hitPolicy": "first" if mode == "first" else "collect",
        "inputs": [{"id": name, "name": name, "field": name} for name in columns],
        "outputs": [{"id": "rule", "name": "rule", "field": "rule"}], "rules": rows,
        "passThrough": False, "inputField": None, "outputPath": None, "executionMode": "single"}
    graph = {
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode", "position": place,
             "content": {"schema": ""}},
            {"id": "table", "name": "table", "type": "decisionTableNode", "position": place,
             "content": table},
            {"id": "out", "name": "out", "type": "outputNode", "position": place,
             "content": {"schema": ""}}],
        "edges": [
            {"id": "a", "sourceId": "in", "targetId": "table", "type": "edge"},
            {"id": "b", "sourceId": "table", "targetId": "out", "type": "edge"}]}
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"rules": graph}}})

    def prepare(reports):
        def run():
            found = []
            for start in range(0, len(reports), 500):
                requests = [{"key": "rules", "context": report}
                            for report in reports[start:start + 500]]
                for answer in engine.evaluate_batch(requests):
                    result = answer["data"]["result"]
                    found.append([result["rule"]] if mode == "first"
                                 else [row["rule"] for row in result])
            return found
        return run

    return prepare


def words(name):
    return [word for word in name.split(".") if word]


def clips(rules, mode):
    import clips
    environment = clips.Environment()
    environment.build("(deftemplate report (slot id) (slot area) (slot group) (slot kind)"
                      " (slot severity) (slot hour) (multislot tags))")
    environment.eval("(set-salience-evaluation when-defined)")
    for number, rule in enumerate(rules):
        slots = ["area", "group", "kind"]
        pattern = [f'({slot} "{word}")' for slot, word in zip(slots, words(rule["category"]))]
        if "severity" in rule:
            operation, level = rule["severity"]
            pattern.append(f"(severity {level})" if operation == "=="
                           else f"(severity ?s&:({operation} ?s {level}))")
        if "hours" in rule:
            start, end = rule["hours"]
            join = "and" if start < end else "or"
            pattern.append(f"(hour ?h&:({join} (>= ?h {start}) (< ?h {end})))")
        if "tag" in rule:
            pattern.append(f'(tags $? "{rule["tag"]}" $?)')
        retract = "(retract ?fact)" if mode == "first" else ""
        environment.build(
            f"(defrule r{number} (declare (salience {9000 - number}))"
            f" ?fact <- (report (id ?id) {' '.join(pattern)})"
            f' => {retract} (printout found ?id " {number}" crlf))')

    def prepare(reports):
        # The agenda is one long list, so few facts at a time are quicker.
        size = 200 if len(rules) < 500 else 20
        folder = tempfile.TemporaryDirectory()
        output = os.path.join(folder.name, "found")
        files = []
        for start in range(0, len(reports), size):
            files.append(os.path.join(folder.name, f"facts{start}"))
            with open(files[-1], "w") as file:
                for number, report in enumerate(reports[start:start + size], start):
                    area, group, kind = words(report["category"])
                    tags = " ".join(f'"{tag}"' for tag in report["tags"])
                    file.write(f'(report (id {number}) (area "{area}") (group "{group}")'
                               f' (kind "{kind}") (severity {report["severity"]})'
                               f' (hour {report["hour"]}) (tags {tags}))\n')

        def run():
            environment.eval(f'(open "{output}" found "w")')
            for file in files:
                environment.eval(f'(load-facts "{file}")')
                environment.run()
                environment.reset()
            environment.eval("(close found)")
            found = [[] for _ in reports]
            with open(output) as lines:
                for line in lines:
                    report, rule = line.split()
                    found[int(report)].append(int(rule))
            return [sorted(rules) for rules in found]

        run.folder = folder  # kept as long as it may run
        return run

    prepare.environment = environment
    return prepare


def durable(rules, mode):
    from durable.engine import MessageNotHandledException
    from durable.lang import assert_fact, item, m, post, pri, retract_fact, ruleset, when_all
    found = []

    def note(number):
        def fire(_):
            found.append(number)
        return fire

    with ruleset("route"):
        for number, rule in enumerate(rules):
            parts = words(rule["category"])
            test = m.area == parts[0]
            for slot, word in zip(["group", "kind"], parts[1:]):
                test = test & (getattr(m, slot) == word)
            if "severity" in rule:
                operation, level = rule["severity"]
                test = test & {">=": m.severity >= level, "<=": m.severity <= level,
                               "==": m.severity == level}[operation]
            if "hours" in rule:
                start, end = rule["hours"]
                begun, ended = m.hour >= start, m.hour < end
                test = test & ((begun & ended) if start < end else (begun | ended))
            if "tag" in rule:
                test = test & m.tags.anyItem(item == rule["tag"])
            when_all(pri(number), test)(note(number))

    def decide(number, report):
        area, group, kind = words(report["category"])
        fact = {"id": number, "area": area, "group": group, "kind": kind,
                "severity": report["severity"], "hour": report["hour"], "tags": report["tags"]}
        found.clear()
        try:
            if mode == "first":
                post("route", fact)
            else:
                assert_fact("route", fact)
                retract_fact("route", fact)
        except MessageNotHandledException:
            pass
        return found[:1] if mode == "first" else sorted(found)

    return lambda reports: lambda: [decide(number, report) for number, report in enumerate(reports)]


def sqlite(rules, mode):
    database = sqlite3.connect(":memory:")
    database.execute("create table rule (id integer primary key, category text, least int, most int,"
                     " tag text, hours int)")
    for number, rule in enumerate(rules):
        operation, level = rule.get("severity", (">=", 0))
        hours = 0
        for start, end in inclusive(rule.get("hours", (0, 0))):
            for hour in range(start, end + 1):
                hours |= 1 << hour
        database.execute("insert into rule values (?, ?, ?, ?, ?, ?)", (
            number, rule["category"], level if operation in (">=", "==") else 0,
            level if operation in ("<=", "==") else 9,
            f",{rule['tag']}," if "tag" in rule else None, hours))
    database.execute("create index by_category on rule (category, id)")
    database.execute("analyze")
    holds = ("rule.category in (kind, part, area) and severity between least and most"
             " and (hours >> hour) & 1 and (tag is null or instr(tags, tag))")

    def prepare(reports):
        database.execute("drop table if exists report")
        database.execute("create table report (id integer primary key, kind text, part text,"
                         " area text, severity int, hour int, tags text)")
        for number, report in enumerate(reports):
            area, group, _ = words(report["category"])
            database.execute("insert into report values (?, ?, ?, ?, ?, ?, ?)", (
                number, report["category"], f"{area}.{group}.", f"{area}.", report["severity"],
                report["hour"], "," + ",".join(report["tags"]) + ","))

        def run():
            if mode == "first":
                return [list(row) for row in database.execute(
                    f"select (select rule.id from rule where {holds} order by rule.id limit 1)"
                    " from report order by report.id")]
            found = [[] for _ in reports]
            for report, rule in database.execute(
                    f"select report.id, rule.id from report join rule on {holds}"
                    " order by report.id, rule.id"):
                found[report].append(rule)
            return found
        return run

    return prepare


ENGINES = {
    "SQLite, batch join": sqlite,
    "datalogic (Rust)": datalogic,
    "CLIPS, batch, in C": clips,
    "common-expression-language (Rust)": cel_rust,
    "zen-engine (Rust), batch": zen,
    "durable_rules (Rete in C)": durable,
}

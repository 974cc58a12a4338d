#!/usr/bin/env python3
"""Measures our rules engine and its peers in one run, on the same rules and reports.

Seconds are those of the processor, all threads of a process together. Every engine's decisions about
the first reports are compared with ours before anything is timed; one that differs is said so.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time

from engines import ENGINES

HERE = os.path.dirname(os.path.abspath(__file__))
CHECKED = 1000


def load(folder, name):
    with open(os.path.join(folder, name)) as file:
        return json.load(file)


def rules_of(folder, size):
    rules = load(folder, f"rules_{size}.json")
    for rule, condition in zip(rules, load(folder, f"conditions_{size}.json")):
        rule["condition"] = condition
    return rules


def measure_peer(folder, name, mode, size, seconds):
    """The rate of one peer; in a process of its own, since some keep state."""
    sys.setrecursionlimit(20_000)
    prepare = ENGINES[name](rules_of(folder, size), mode)
    reports = load(folder, "reports.json")
    run = prepare(reports[:CHECKED])
    started = time.process_time()
    agrees = run() == load(folder, f"expected_{mode}_{size}.json")
    guess = CHECKED / max(time.process_time() - started, 1e-6)
    count = max(CHECKED, min(len(reports), int(guess * seconds) // 500 * 500))
    run = prepare(reports[:count])
    started = time.process_time()
    run()
    return {"rate": count / (time.process_time() - started), "agrees": agrees}


def child(folder, name, mode, size, seconds):
    command = [sys.executable, "-B", os.path.join(HERE, "measure.py"), "--folder", folder,
               "--peer", name, "--mode", mode, "--size", str(size), "--seconds", str(seconds)]
    try:
        result = subprocess.run(command, capture_output=True, text=True, timeout=180)
        return json.loads(result.stdout.splitlines()[-1])
    except (subprocess.TimeoutExpired, IndexError, json.JSONDecodeError):
        return None


def show(title, rates, columns):
    cells = "".join(f"{format_rate(rates.get(column)):>16}" for column in columns)
    print(f"{title:<36}{cells}", flush=True)


def format_rate(rate):
    return "-" if rate is None else f"{rate:,.0f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--griddispatch", default=os.environ.get("GRIDDISPATCH", "griddispatch"))
    parser.add_argument("--seconds", type=float, default=2.0, help="for each measurement of a peer")
    parser.add_argument("--folder")
    parser.add_argument("--peer", help=argparse.SUPPRESS)
    parser.add_argument("--mode", help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        measured = measure_peer(
            options.folder, options.peer, options.mode, options.size, options.seconds)
        print(json.dumps(measured), flush=True)
        os._exit(0)  # some engines print when they are taken apart
    with tempfile.TemporaryDirectory() as scratch:
        compare(options, options.folder or scratch)


def compare(options, folder):
    columns = [(mode, size) for mode in ("first", "all") for size in (200, 2000)]
    output = subprocess.run(
        [options.griddispatch, "bench", "rules", "--json", "--export", folder],
        capture_output=True, text=True, check=True).stdout
    tables = {table["rules"]: table for table in json.loads(output)["tables"]}
    print("decisions a second of processor time")
    print(" " * 36 + "".join(f"{mode + ', ' + format(size, ','):>16}" for mode, size in columns))
    ours = {(mode, size): tables[size][mode] for mode, size in columns}
    show("GridDispatch", ours, columns)
    show("GridDispatch, explained",
         {(mode, size): tables[size][mode + "Explained"] for mode, size in columns}, columns)
    best, differing = {}, []
    for name in ENGINES:
        rates = {}
        for mode, size in columns:
            measured = child(folder, name, mode, size, options.seconds)
            if measured is None:
                continue
            rates[mode, size] = measured["rate"]
            best[mode, size] = max(best.get((mode, size), 0), measured["rate"])
            if not measured["agrees"]:
                differing.append(f"{name}, {mode}, {size}")
        show(name, rates, columns)
    print("ours to the fastest peer".ljust(36)
          + "".join(f"{ours[column] / best[column]:>15.1f}×" for column in columns if column in best))
    print("decisions that differ from ours: " + ("; ".join(differing) or "none"))
    cost = [1 / tables[size]["first"] for size in (200, 2000, 20000)]
    print(f"cost of a first match, 200 → 2,000 → 20,000 rules: 1 : {cost[1] / cost[0]:.2f} "
          f": {cost[2] / cost[0]:.2f}")
    largest = tables[20000]
    print(f"20,000 rules: compiled in {largest['compileSeconds']:.2f} s, read from YAML in "
          f"{largest['yamlSeconds']:.2f} s")
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()

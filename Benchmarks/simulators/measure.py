#!/usr/bin/env python3
"""Measures ours and other simulators on one model in one run, and prints ratios.

usage: Benchmarks/simulators/run [--rounds 3] [--reports 50000] [--growth] [--year]

Seconds are those of the processor. Every measurement is a process of its own; rounds go through all
in turn, and the median of each counts.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
OURS = os.environ["GRIDDISPATCH"]
# How many reports each takes beside the 50,000 of ours, so that none takes minutes.
SHARES = {"SimPy": 2, "Ciw": 0.4, "salabim": 0.4, "heapq": 4}


def peer(name, squares, people, per_minute, reports):
    command = [sys.executable, "-B", str(HERE / "measure.py"), "--peer", name, "--squares", str(squares),
               "--people", str(people), "--per-minute", str(per_minute), "--reports", str(reports)]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        return {"error": result.stderr.strip().splitlines()[-1]}
    return json.loads(result.stdout)


def measure_peer(arguments):
    from models import MODELS, World
    world = World(arguments.squares, arguments.people, arguments.per_minute)
    started = time.process_time()
    mean, served = MODELS[arguments.peer](world, arguments.reports)
    seconds = time.process_time() - started
    print(json.dumps({"incidentsPerSecond": round(served / seconds), "processorSeconds": seconds,
                      "incidents": served, "meanResponseMinutes": mean}))


def ours(squares, people, per_minute, reports):
    command = [OURS, "bench", "simulate", "--json", "--squares", str(squares), "--people", str(people),
               "--per-minute", str(per_minute), "--reports", str(reports)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def compare(rounds, reports):
    seen = {}
    for _ in range(rounds):
        seen.setdefault("GridDispatch", []).append(ours(1, 20, 0.5, reports))
        for name, share in SHARES.items():
            seen.setdefault(name, []).append(peer(name, 1, 20, 0.5, int(reports * share)))
    errors = {name: runs[0]["error"] for name, runs in seen.items() if "error" in runs[0]}
    rates = {name: statistics.median(run["incidentsPerSecond"] for run in runs)
             for name, runs in seen.items() if name not in errors}
    print(f"{'':14}{'incidents/s':>14}{'of SimPy':>10}{'mean response':>16}")
    for name, rate in rates.items():
        ratio = f"{rate / rates['SimPy']:.4g}" if "SimPy" in rates else ""
        print(f"{name:14}{rate:14,.0f}{ratio:>10}{seen[name][0]['meanResponseMinutes']:12.2f} min")
    for name, error in errors.items():
        print(f"{name:14}left out: {error}")


def growth(reports):
    print("\nours, 20 people to a square, as the county grows")
    print(f"{'grids':>8}{'responders':>12}{'incidents/s':>14}{'microseconds each':>20}")
    for squares in [1, 3, 10, 30, 100, 300]:
        show(ours(squares, 20, 0.5, reports))
    print("\nours, one square, as its people and reports grow")
    for people in [20, 60, 200, 600]:
        show(ours(1, people, people / 40, reports))


def show(run):
    rate = run["incidentsPerSecond"]
    print(f"{run['grids']:8}{run['responders']:12}{rate:14,.0f}{1e6 / rate:20.1f}")


def year():
    """500,000 reports in a year, 3,000 people: in squares of their own, and all in one."""
    reports, minutes = 500_000, 365 * 1_440
    mine = ours(150, 20, reports / minutes / 150, reports)
    print(f"\na county-year: ours {mine['processorSeconds']:.1f} s of the processor, "
          f"{mine['incidents']:,} reports, {mine['peakMemoryMegabytes']:.0f} MB at most")
    for squares in [150, 1]:
        run = peer("SimPy", squares, 3_000 // squares, reports / minutes / squares, reports)
        seconds = run["processorSeconds"]
        print(f"SimPy's bare model in {squares} squares {seconds:.1f} s; "
              f"ours takes {mine['processorSeconds'] / seconds:.3g} of it")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--reports", type=int, default=50_000)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--year", action="store_true")
    parser.add_argument("--peer")
    parser.add_argument("--squares", type=int, default=1)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--per-minute", type=float, default=0.5)
    arguments = parser.parse_args()
    if arguments.peer:
        return measure_peer(arguments)
    compare(arguments.rounds, arguments.reports)
    if arguments.growth:
        growth(arguments.reports)
    if arguments.year:
        year()


if __name__ == "__main__":
    main()

"""Feeds beside Python's json, csv, lxml and httpx and beside curl --parallel, in one run.

usage: Benchmarks/feeds/run [--feeds 1000] [--seconds 15] [--only read,poll]

Seconds are those of the processor, all threads together. The server is a process of its own on
127.0.0.1 and is stopped by its own id; a peer that is not installed is said to be left out.
"""
import argparse
import contextlib
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
OURS = os.environ["GRIDDISPATCH"]


def output(*command, quiet=False):
    """What a program prints as JSON, and the processor's seconds that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    errors = subprocess.DEVNULL if quiet else None
    text = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=errors).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(text) if text else {}, cpu


def read(folder):
    output(OURS, "bench", "feeds", "--write", str(folder))
    ours, _ = output(OURS, "bench", "feeds", "--json", "--documents", str(folder))
    theirs, _ = output(sys.executable, "-B", str(HERE / "parse_peer.py"), str(folder))
    print("\nMB/s of one core: read and mapped, and taken by a poll with digests and comparison")
    print(f"{'':28}{'taken':>8}{'ours':>8}{'peer':>8}{'ratio':>8}")
    for name, format, peer in (
            ("geojson, json", "geojson", "geojson"), ("csv, csv", "csv", "csv"),
            ("cap, lxml", "cap", "cap"), ("cap, lxml with its schema", "cap", "capChecked")):
        mine, other = (each.get(f"{key}MegabytesPerSecond")
                       for each, key in ((ours, format), (theirs, peer)))
        taken = ours[f"{format}TakenMegabytesPerSecond"]
        if other is None:
            print(f"{name:28}{taken:8.1f}{mine:8.1f}    left out: {theirs.get(peer)}")
        else:
            print(f"{name:28}{taken:8.1f}{mine:8.1f}{other:8.1f}{mine / other:8.2f}")
        items = theirs.get(f"{format}Items", ours[f"{format}Items"])
        assert items == ours[f"{format}Items"], f"{format}: {items} items there"


@contextlib.contextmanager
def server():
    """The address of a server on loopback, until the block ends."""
    process = subprocess.Popen([sys.executable, "-B", str(HERE / "server.py")],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.stdin.close()
        process.wait(10)


def curl(folder, address, requests):
    """How many requests for each of its seconds of the processor curl makes, as fast as it can."""
    if shutil.which("curl") is None:
        return None
    config = folder / "requests"
    config.write_text("".join(
        f'url = "{address}/{number}.json"\noutput = /dev/null\n' for number in range(requests)))
    _, cpu = output("curl", "--silent", "--parallel", "--parallel-max", "64",
                    "--config", str(config), quiet=True)
    return requests / cpu


def poll(folder, feeds, seconds):
    with server() as address:
        ours, _ = output(OURS, "bench", "feeds", "--json", "--from", address,
                         "--feeds", str(feeds), "--seconds", str(seconds))
        theirs, _ = output(sys.executable, "-B", str(HERE / "poll_peer.py"), address,
                           str(feeds), str(seconds))
        fastest = curl(folder, address, feeds * seconds)
    print(f"\n{feeds} feeds once a second for {seconds} s")
    print(f"{'':28}{'polls':>8}{'late p99':>10}{'CPU s':>8}{'per CPU s':>11}{'MB':>6}")
    for name, row in (("ours", ours), ("httpx, asyncio", theirs)):
        print(f"{name:28}{row['polls']:8}{row['latenessP99Milliseconds']:7.0f} ms"
              f"{row['cpuSeconds']:8.2f}{row['pollsPerCPUSecond']:11.0f}"
              f"{row['residentMegabytes']:6}")
    rate = ours["pollsPerCPUSecond"]
    print(f"ours to httpx: {rate / theirs['pollsPerCPUSecond']:.1f} (goal 5)")
    if fastest is None:
        print("curl left out: it is not installed")
    else:
        print(f"curl --parallel: {fastest:.0f} per CPU s; curl to ours {fastest / rate:.2f} "
              "(goal at most 1.5)")
    assert ours["failing"] == 0, ours


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--feeds", type=int, default=1_000)
    arguments.add_argument("--seconds", type=int, default=15)
    arguments.add_argument("--only", default="read,poll")
    arguments = arguments.parse_args()
    parts = arguments.only.split(",")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if "read" in parts:
            read(folder)
        if "poll" in parts:
            poll(folder, arguments.feeds, arguments.seconds)


main()

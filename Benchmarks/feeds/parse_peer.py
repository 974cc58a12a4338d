"""Reads the documents of a folder with Python's json and csv and with lxml; prints MB/s of each."""
import csv
import io
import json
import sys
import time
from pathlib import Path

folder = Path(sys.argv[1])
CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"


def geojson(data):
    return [(f["id"], f["properties"]["title"], f["properties"]["time"],
             f["geometry"]["coordinates"]) for f in json.loads(data)["features"]]


def table(data):
    rows = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
    return [(r["id"], r["name"], r["time"], float(r["lat"]), float(r["lon"])) for r in rows]


def cap(data):
    from lxml import etree
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    return [(a.findtext(f"{CAP}identifier"), a.findtext(f"{CAP}sent"),
             a.findtext(f"{CAP}info/{CAP}headline")) for a in root.iter(f"{CAP}alert")]


result = {}
for name, read in (("geojson", geojson), ("csv", table), ("cap", cap)):
    data = (folder / f"feed.{name}").read_bytes()
    try:
        best = 1e9
        for _ in range(3):
            start = time.perf_counter()
            items = read(data)
            best = min(best, time.perf_counter() - start)
        result[f"{name}MegabytesPerSecond"] = round(len(data) / 1e6 / best, 1)
        result[f"{name}Items"] = len(items)
    except ImportError as error:
        result[name] = f"skipped: {error}"
print(json.dumps(result, indent=1))

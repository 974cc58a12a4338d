"""Reads the documents of a folder with Python's json and csv and with lxml; prints MB/s of each."""
import csv
import io
import json
import sys
import time
from pathlib import Path

folder = Path(sys.argv[1])
CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"
# What ours checks of an alert, as far as the documents of this measurement go.
ELEMENTS = {
    "alert": ("identifier sender sent status:Actual|Exercise|System|Test|Draft "
              "msgType:Alert|Update|Cancel|Ack|Error scope:Public|Restricted|Private info"),
    "info": ("language category:Geo|Met|Safety|Security|Rescue|Fire|Health|Env|Transport|Infra|CBRNE"
             "|Other event urgency:Immediate|Expected|Future|Past|Unknown "
             "severity:Extreme|Severe|Moderate|Minor|Unknown "
             "certainty:Observed|Likely|Possible|Unlikely|Unknown expires senderName headline "
             "description instruction parameter area"),
    "parameter": "valueName value",
    "area": "areaDesc polygon",
}


def schema():
    """The elements above as a schema of W3C XML Schema, which libxml2 checks."""
    from lxml import etree

    def element(text):
        name, _, values = text.partition(":")
        if name in ELEMENTS:
            return f'<xs:element ref="c:{name}"/>'
        if values:
            allowed = "".join(f'<xs:enumeration value="{v}"/>' for v in values.split("|"))
            return (f'<xs:element name="{name}"><xs:simpleType><xs:restriction base="xs:string">'
                    f"{allowed}</xs:restriction></xs:simpleType></xs:element>")
        kind = {"sent": "dateTime", "expires": "dateTime", "language": "language"}
        return f'<xs:element name="{name}" type="xs:{kind.get(name, "string")}"/>'

    definitions = "".join(
        f'<xs:element name="{name}"><xs:complexType><xs:sequence>'
        f"{''.join(map(element, text.split()))}</xs:sequence></xs:complexType></xs:element>"
        for name, text in ELEMENTS.items())
    return etree.XMLSchema(etree.fromstring(
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:c="{CAP[1:-1]}" '
        f'targetNamespace="{CAP[1:-1]}" elementFormDefault="qualified">{definitions}</xs:schema>'))


def geojson(data):
    return [(f["id"], f["properties"]["title"], f["properties"]["time"],
             f["geometry"]["coordinates"]) for f in json.loads(data)["features"]]


def table(data):
    rows = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
    return [(r["id"], r["name"], r["time"], float(r["lat"]), float(r["lon"])) for r in rows]


def alerts(data):
    from lxml import etree
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    return root.iter(f"{CAP}alert")


def fields(alert):
    return (alert.findtext(f"{CAP}identifier"), alert.findtext(f"{CAP}sent"),
            alert.findtext(f"{CAP}info/{CAP}headline"))


def cap(data):
    return [fields(alert) for alert in alerts(data)]


def checked(data):
    rules = schema()
    items = []
    for alert in list(alerts(data)):
        rules.assertValid(alert)
        items.append(fields(alert))
    return items


result = {}
for name, file, read in (("geojson", "geojson", geojson), ("csv", "csv", table),
                         ("cap", "cap", cap), ("capChecked", "cap", checked)):
    data = (folder / f"feed.{file}").read_bytes()
    try:
        best = 1e9
        for _ in range(3):
            start = time.process_time()
            items = read(data)
            best = min(best, time.process_time() - start)
        result[f"{name}MegabytesPerSecond"] = round(len(data) / 1e6 / best, 1)
        result[f"{name}Items"] = len(items)
    except ImportError as error:
        result[name] = str(error)
print(json.dumps(result, indent=1))

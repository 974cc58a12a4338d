import Governance
import Simulator
import TextFormats

/// A point of a map.
struct MapPoint {
    let name: String
    let place: Coordinate
    let share: Double
    let count: Int
}

extension Chart {
    /// Points where they lie, coloured by a share from red over yellow to green and sized by count.
    static func map(
        _ id: String, _ title: LocalizedText, _ points: [MapPoint], table: [[String]],
    ) -> Chart {
        let spec: JSON = [
            "$schema": "https://vega.github.io/schema/vega/v5.json",
            "width": 640, "height": 520, "padding": 5,
            "data": [["name": "points", "values": .array(points.map(\.json))]],
            "scales": [
                scale("x", "longitude", range: "width"),
                scale("y", "latitude", range: "height"),
                [
                    "name": "colour", "type": "linear", "domain": [0, 0.5, 1],
                    "range": ["#b2182b", "#fee08b", "#1a7d3c"],
                ],
                [
                    "name": "size", "type": "sqrt", "range": [20, 500], "zero": true,
                    "domain": ["data": "points", "field": "count"],
                ],
            ],
            "axes": [
                ["orient": "bottom", "scale": "x", "format": ".2f", "title": "°E"],
                ["orient": "left", "scale": "y", "format": ".2f", "title": "°N"],
            ],
            "legends": [["fill": "colour", "format": ".0%"]],
            "marks": [
                [
                    "type": "symbol", "from": ["data": "points"],
                    "encode": [
                        "enter": [
                            "x": ["scale": "x", "field": "longitude"],
                            "y": ["scale": "y", "field": "latitude"],
                            "size": ["scale": "size", "field": "count"],
                            "fill": ["scale": "colour", "field": "share"],
                            "stroke": ["value": "#333"], "opacity": ["value": 0.85],
                            "tooltip": ["field": "name"],
                        ]
                    ],
                ]
            ],
        ]
        return Chart(id: id, title: title, spec: spec, rows: table)
    }

    private static func scale(_ name: String, _ field: String, range: String) -> JSON {
        [
            "name": .string(name), "range": .string(range), "zero": false, "nice": true,
            "domain": ["data": "points", "field": .string(field)],
        ]
    }
}

extension MapPoint {
    fileprivate var json: JSON {
        [
            "name": .string("\(name): \(Measure.Unit.share.text(share)), n = \(count)"),
            "longitude": .rounded(place.longitude), "latitude": .rounded(place.latitude),
            "share": .rounded(share), "count": .integer(Int64(count)),
        ]
    }
}

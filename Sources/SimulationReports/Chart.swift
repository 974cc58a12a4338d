public import Governance
public import TextFormats

/// A picture of a result: a Vega specification, and the same numbers as rows to be read.
public struct Chart: Sendable {
    /// The name, also of its file.
    public let id: String
    /// What it shows.
    public let title: LocalizedText
    /// The Vega specification (version 5), with its data in it.
    public let spec: JSON
    /// The same numbers; the first row names the columns.
    public let rows: [[String]]
}

extension Chart {
    /// Bars from left to right, one for each value.
    static func bars(
        _ id: String, _ title: LocalizedText, _ values: [(name: String, value: Double)],
        axis: String, format: String, table: [[String]], maximum: Double? = nil,
    ) -> Chart {
        var domain: JSON = ["data": "table", "field": "value"]
        if let maximum { domain = [0, .number(maximum)] }
        let spec: JSON = [
            "$schema": "https://vega.github.io/schema/vega/v5.json",
            "width": 640, "height": 220, "padding": 5,
            "autosize": ["type": "fit-x", "contains": "padding"],
            "data": [
                [
                    "name": "table",
                    "values": .array(
                        values.map { ["name": .string($0.name), "value": .rounded($0.value)] }),
                ]
            ],
            "scales": [
                [
                    "name": "x", "type": "band", "range": "width", "padding": 0.15,
                    "domain": ["data": "table", "field": "name"],
                ],
                ["name": "y", "range": "height", "nice": true, "zero": true, "domain": domain],
            ],
            "axes": [
                [
                    "orient": "bottom", "scale": "x", "labelOverlap": true,
                    "labelAngle": values.count > 14 ? -45 : 0,
                    "labelAlign": values.count > 14 ? "right" : "center",
                ],
                [
                    "orient": "left", "scale": "y", "title": .string(axis),
                    "format": .string(format), "grid": true,
                ],
            ],
            "marks": [
                [
                    "type": "rect", "from": ["data": "table"],
                    "encode": [
                        "enter": [
                            "x": ["scale": "x", "field": "name"],
                            "width": ["scale": "x", "band": 1],
                            "y": ["scale": "y", "field": "value"],
                            "y2": ["scale": "y", "value": 0],
                            "fill": ["value": "#2a6f97"],
                            "tooltip": ["field": "name"],
                        ]
                    ],
                ]
            ],
        ]
        return Chart(id: id, title: title, spec: spec, rows: table)
    }

    /// One bar a line, the longest names to the left.
    static func lines(
        _ id: String, _ title: LocalizedText, _ values: [(name: String, value: Double)],
        axis: String, format: String, table: [[String]],
    ) -> Chart {
        let spec: JSON = [
            "$schema": "https://vega.github.io/schema/vega/v5.json",
            "width": 640, "height": .integer(Int64(max(1, values.count) * 22)), "padding": 5,
            "autosize": ["type": "fit-x", "contains": "padding"],
            "data": [
                [
                    "name": "table",
                    "values": .array(
                        values.map { ["name": .string($0.name), "value": .rounded($0.value)] }),
                ]
            ],
            "scales": [
                [
                    "name": "y", "type": "band", "range": "height", "padding": 0.2,
                    "domain": ["data": "table", "field": "name"],
                ],
                [
                    "name": "x", "range": "width", "nice": true, "zero": true,
                    "domain": ["data": "table", "field": "value"],
                ],
            ],
            "axes": [
                ["orient": "left", "scale": "y", "labelLimit": 320],
                [
                    "orient": "bottom", "scale": "x", "title": .string(axis),
                    "format": .string(format), "grid": true,
                ],
            ],
            "marks": [
                [
                    "type": "rect", "from": ["data": "table"],
                    "encode": [
                        "enter": [
                            "y": ["scale": "y", "field": "name"],
                            "height": ["scale": "y", "band": 1],
                            "x": ["scale": "x", "value": 0],
                            "x2": ["scale": "x", "field": "value"],
                            "fill": ["value": "#2a6f97"],
                        ]
                    ],
                ]
            ],
        ]
        return Chart(id: id, title: title, spec: spec, rows: table)
    }
}

import Engine

/// Writes figures in the text format that Prometheus reads (version 0.0.4).
struct PrometheusText {
    private(set) var text = ""

    /// A figure that only grows, or one that goes up and down, with a value for each set of labels.
    mutating func add(
        _ name: String, _ kind: Kind, _ help: String, _ values: [(labels: Labels, value: Double)],
    ) {
        guard !values.isEmpty else { return }
        head(name, kind.rawValue, help)
        for (labels, value) in values { line(name, labels, value) }
    }

    /// A figure with one value and no labels.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Int) {
        add(name, kind, help, [([], Double(value))])
    }

    /// A histogram; its ranges are written as Prometheus counts them, each with all below it.
    mutating func add(_ name: String, _ help: String, _ histogram: Histogram) {
        head(name, "histogram", help)
        var total = 0
        for (bound, count) in zip(histogram.bounds, histogram.counts) {
            total += count
            line(name + "_bucket", [("le", Self.number(bound))], Double(total))
        }
        line(name + "_bucket", [("le", "+Inf")], Double(histogram.count))
        line(name + "_sum", [], histogram.sum)
        line(name + "_count", [], Double(histogram.count))
    }

    enum Kind: String {
        case counter, gauge
    }

    typealias Labels = [(name: String, value: String)]

    private mutating func head(_ name: String, _ kind: String, _ help: String) {
        text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind)\n"
    }

    private mutating func line(_ name: String, _ labels: Labels, _ value: Double) {
        let list = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
        text += name + (list.isEmpty ? "" : "{\(list)}") + " \(Self.number(value))\n"
    }

    /// A label's value; a help text may hold quotation marks as they are.
    private static func escaped(_ text: String, quotes: Bool = true) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.append(character)
            }
        }
        return escaped
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }
}

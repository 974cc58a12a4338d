import Governance
import RulesEngine

/// What rules read of feeds, told again from what the decision says that they read.
extension RoutingDecision {
    /// The readings, by the name of the fact; what no rule may read is as if it were fresh.
    var feedReadings: [String: RoutingContext.FeedReading] {
        var parts: [String: [String: String]] = [:]
        for fact in facts {
            let path = fact.name.split(separator: ".", omittingEmptySubsequences: false)
            guard path.count == 3, path[0] == "feeds", let value = fact.value else { continue }
            parts[String(path[1]), default: [:]][String(path[2])] = value
        }
        return parts.mapValues { part in
            RoutingContext.FeedReading(
                part["value"].map(FeedFact.Value.init(written:)) ?? .flag(false),
                ageMinutes: part["ageMinutes"].flatMap(Int.init) ?? 0,
                isStale: part["isStale"] == "true")
        }
    }
}

extension FeedFact.Value {
    /// The value that the Common Expression Language writes so.
    fileprivate init(written text: String) {
        if text == "true" || text == "false" {
            self = .flag(text == "true")
        } else if let number = Int64(text) {
            self = .integer(number)
        } else if let number = Double(text) {
            self = .number(number)
        } else {
            self = .text(Self.unquoted(text))
        }
    }

    /// The text within quotes, with what stands after a backslash taken as it is.
    private static func unquoted(_ text: String) -> String {
        var rest = text.dropFirst().dropLast()
        var plain = ""
        while let character = rest.popFirst() {
            plain.append(character == "\\" ? rest.popFirst() ?? character : character)
        }
        return plain
    }
}

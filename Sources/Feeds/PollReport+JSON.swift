import FeedCore
import Governance
public import TextFormats

extension PollReport {
    /// How many refusals are listed where nothing else is said; all of them are counted.
    public static let maximumListed = 100

    /// The report for programs, with so many refusals at most; with `changes`, each item that
    /// changed is named.
    public func json(changes: Bool = false, listing maximum: Int = maximumListed) -> JSON {
        var object = JSONObject()
        object["added"] = count(outcome.count(of: .added))
        object["updated"] = count(outcome.count(of: .updated))
        object["withdrawn"] = count(outcome.count(of: .withdrawn))
        object["unchanged"] = count(outcome.unchanged)
        object["refused"] = count(refusals.count)
        object["records"] = count(records)
        object["digest"] = .string(digest)
        object["duplicates"] = count(outcome.duplicates)
        object["documentRefused"] = .bool(isDocumentRefused)
        object["quarantined"] = .bool(isQuarantined)
        object["refusals"] = .array(refusals.prefix(maximum).map(\.json))
        object["drift"] = .array(
            drift.map { ["zh": .string($0.chinese), "en": .string($0.english)] })
        object["links"] = .array(links.map(JSON.string))
        if changes { object["changes"] = .array(outcome.changes.map(\.json)) }
        return .object(object)
    }

    private func count(_ number: Int) -> JSON { .integer(Int64(number)) }

    /// The report for people, on a few lines.
    public var text: String {
        var lines = [
            "added \(outcome.count(of: .added)), updated \(outcome.count(of: .updated)), "
                + "withdrawn \(outcome.count(of: .withdrawn)), unchanged \(outcome.unchanged), "
                + "refused \(refusals.count)"
        ]
        lines += refusals.prefix(Self.maximumListed).map { "  refused \($0)" }
        if refusals.count > Self.maximumListed {
            lines.append("  … and \(refusals.count - Self.maximumListed) more")
        }
        lines += drift.map { "  \(isQuarantined ? "kept out" : "note"): \($0.english)" }
        if !links.isEmpty { lines.append("  \(links.count) links to alerts are not followed") }
        return lines.joined(separator: "\n")
    }
}

extension Refusal {
    fileprivate var json: JSON {
        [
            "name": .string(name), "place": .string(place), "code": .string(code.rawValue),
            "reason": ["zh": .string(message.chinese), "en": .string(message.english)],
        ]
    }
}

extension ItemChange {
    fileprivate var json: JSON {
        var object = JSONObject()
        object["change"] = .string(kind.rawValue)
        if isReturn { object["isReturn"] = true }
        for member in item.json { object[member.key] = member.value }
        return .object(object)
    }
}

import GRDB
import Governance

/// The live assignments of each responder.
///
/// They lie in memory and are made from the rows of the open incidents when a log is opened. As a table
/// by responder they were a third of what SQLite did for a report, since each assignment changed
/// a page of its own (measured with batches of 32 reports in pages of 8 KiB).
struct LiveAssignments: Sendable {
    /// Where a live assignment stands; the newest incident comes last, and in it the first assignment.
    struct Place: Hashable, Comparable, Sendable {
        /// The offset of the record that accepted the incident's report.
        let rank: Int64
        /// The number of the assignment within the incident.
        let number: Int

        static func < (left: Place, right: Place) -> Bool {
            (left.rank, right.number) < (right.rank, left.number)
        }
    }

    /// What has become of an assignment.
    struct Change: Hashable, Sendable {
        let responder: Responder.ID
        let place: Place
        let isLive: Bool
    }

    private var places: [Responder.ID: [Place]] = [:]

    /// Nobody has any.
    init() {}

    /// The live assignments that the rows of the open incidents state.
    ///
    /// What cannot be read is left out: dispatch does not depend on it, and `log verify` names it.
    init(_ database: Database) throws {
        let statement = try SQLStatement(
            database, once: "SELECT rank, live FROM incident WHERE is_open = 1 ORDER BY rank")
        try statement.forEachRow { row in
            let rank = row.integer(0)
            for part in row.text(1).split(separator: ",") {
                let words = part.split(separator: " ")
                guard words.count == 2, let number = Int(words[0]),
                    let responder = Responder.ID(String(words[1]))
                else { continue }
                apply(
                    Change(
                        responder: responder, place: Place(rank: rank, number: number),
                        isLive: true))
            }
        }
    }

    /// Takes notice of a change; one that is known already changes nothing.
    mutating func apply(_ change: Change) {
        places[change.responder, default: []].set(change.place, change.isLive)
        if places[change.responder]?.isEmpty ?? false { places[change.responder] = nil }
    }

    /// Where a responder's live assignments stand, those of the newest incidents first.
    func newest(of responder: Responder.ID, limit: Int) -> [Place] {
        (places[responder] ?? []).suffix(limit).reversed()
    }
}

extension [LiveAssignments.Place] {
    /// Puts a place where it belongs, or takes it out; O(log n) and mostly at the end.
    fileprivate mutating func set(_ place: LiveAssignments.Place, _ isLive: Bool) {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < place { low = middle + 1 } else { high = middle }
        }
        let isKnown = low < count && self[low] == place
        if isLive, !isKnown { insert(place, at: low) }
        if !isLive, isKnown { remove(at: low) }
    }
}

extension Incident {
    /// The live assignments as the row of the incident states them: number and responder of each.
    var liveAssignments: String {
        var text = ""
        for assignment in assignments where assignment.state.isLive {
            if !text.isEmpty { text += "," }
            text += String(assignment.number)
            text += " "
            text += assignment.responder.name
        }
        return text
    }
}

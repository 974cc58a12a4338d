/// Puts response times together by group.
struct ResponseTimeGrouping {
    private struct Group {
        var samples: [Duration] = []
        var open = 0
        var missing = 0
    }

    private var groups: [String: Group] = [:]

    /// Adds one incident.
    mutating func add(_ name: String, time: Duration?, isOpen: Bool) {
        if let time {
            groups[name, default: Group()].samples.append(time)
        } else if isOpen {
            groups[name, default: Group()].open += 1
        } else {
            groups[name, default: Group()].missing += 1
        }
    }

    /// The groups by name.
    var finished: [ResponseTimeGroup] {
        groups.sorted { $0.key < $1.key }.map { name, group in
            ResponseTimeGroup(
                group: name, samples: group.samples.sorted(), open: group.open,
                missing: group.missing)
        }
    }
}

import DispatchCore
import EventBus
import Governance

/// The state of every township of the county, and how to undo what could not be kept.
struct CountyState {
    private(set) var townships: [AreaCode: TownshipState] = [:]
    /// The version of each partition in the log.
    private(set) var versions: [AreaCode: Int] = [:]
    private var homes: [Incident.ID: AreaCode] = [:]
    /// Which versions of the county were in force when.
    private(set) var rules = RuleHistory()
    /// What was ordered about who is on duty.
    private(set) var duty = DutyBook()
    /// Whether this is known to be what the log says.
    var isTrusted = true
    /// A change of which only the log can tell whether it was kept.
    var doubtful: PendingChange?

    /// The state before anything has happened.
    init() {}

    /// How one incident and its township stood before a change.
    struct Before {
        let partition: AreaCode
        let id: Incident.ID
        let incident: Incident?
        let lastNumber: Int
        let version: Int
    }

    /// How many records the log has, as far as this is made of it.
    var records: Int64 { versions.values.reduce(0) { $0 + Int64($1) } }

    /// How many incidents are open.
    var openCount: Int { townships.values.reduce(0) { $0 + $1.incidents.count } }

    /// The open incident of this id.
    subscript(id: Incident.ID) -> Incident? {
        homes[id].flatMap { townships[$0]?.incidents[id] }
    }

    /// The partition of an open incident.
    func partition(of id: Incident.ID) -> AreaCode? { homes[id] }

    /// The township, empty if nothing has happened there.
    func township(_ partition: AreaCode) -> TownshipState {
        townships[partition] ?? TownshipState(duty: duty)
    }

    /// Takes an event of the county; of changes of duty every township is told.
    mutating func evolve(_ event: Event) {
        rules.evolve(event)
        switch event.kind {
        case .dutyChanged, .dutyChangeWithdrawn: duty.evolve(event)
        default: return
        }
        // An array of keys, since the dictionary's own would make each change copy a township.
        for partition in Array(townships.keys) { townships[partition]?.duty = duty }
    }

    /// Takes a record that is read back from the log.
    mutating func replay(_ record: Record) {
        versions[record.partition] = record.version
        guard let id = record.event.incident else { return evolve(record.event) }
        townships[record.partition, default: TownshipState(duty: duty)].evolve(record.event)
        remember(id, in: record.partition)
    }

    /// Takes an outcome and tells how things stood before.
    mutating func apply(_ outcome: Outcome, in partition: AreaCode) -> Before {
        let id = outcome.incident.id
        let before = Before(
            partition: partition, id: id, incident: townships[partition]?[id],
            lastNumber: townships[partition]?.lastNumber ?? 0, version: versions[partition] ?? 0)
        townships[partition, default: TownshipState(duty: duty)].apply(outcome)
        versions[partition, default: 0] += outcome.events.count
        remember(id, in: partition)
        return before
    }

    /// Takes a change of versions.
    mutating func take(_ event: Event, of partition: AreaCode) {
        count(1, in: partition)
        evolve(event)
    }

    /// Counts records that change nothing here, or takes them back if negative.
    mutating func count(_ records: Int, in partition: AreaCode) {
        versions[partition, default: 0] += records
    }

    /// Puts things back; called for the latest change first.
    mutating func restore(_ before: Before) {
        townships[before.partition]?.restore(
            before.id, to: before.incident, lastNumber: before.lastNumber)
        versions[before.partition] = before.version
        remember(before.id, in: before.partition)
    }

    /// An incident whose deadline has come, with its partition.
    mutating func nextDue(at now: Instant) -> (AreaCode, Incident.ID)? {
        // An array of keys, since the dictionary's own would make each change copy a township.
        for partition in Array(townships.keys) {
            if let id = townships[partition]?.nextDue(at: now) { return (partition, id) }
        }
        return nil
    }

    private mutating func remember(_ id: Incident.ID, in partition: AreaCode) {
        homes[id] = townships[partition]?.remembers(id) == true ? partition : nil
    }
}

extension CountyState: Codable {
    private enum CodingKeys: CodingKey {
        case townships, versions, rules, duty
    }

    /// Reads what was written; where an incident is at home follows from it.
    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        townships = try values.decode([AreaCode: TownshipState].self, forKey: .townships)
        versions = try values.decode([AreaCode: Int].self, forKey: .versions)
        rules = try values.decode(RuleHistory.self, forKey: .rules)
        duty = try values.decode(DutyBook.self, forKey: .duty)
        for (partition, township) in townships {
            for id in township.incidents.keys { homes[id] = partition }
            for id in township.followed.keys { homes[id] = partition }
        }
    }

    /// Writes everything that does not follow from something else in it.
    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(townships, forKey: .townships)
        try values.encode(versions, forKey: .versions)
        try values.encode(rules, forKey: .rules)
        try values.encode(duty, forKey: .duty)
    }
}

public import DispatchCore
public import EventBus
public import Governance

extension RuleHistory {
    /// The versions of a county as its partition of the log tells them.
    public init(of county: AreaCode, in log: some EventLog) async throws(EventLogError) {
        self.init()
        let filter = RecordFilter(partition: county, includesPersonalData: false)
        var offset = Offset.start
        while true {
            let page = try await log.read(after: offset, limit: 1_000, filter: filter)
            for record in page.records { evolve(record.event) }
            guard page.through > offset else { break }
            offset = page.through
        }
    }
}

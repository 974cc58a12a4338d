public import Engine
public import FeedCore
public import Feeds
public import Governance
public import Logging

/// Opens, updates and closes incidents as the items of feeds ask for, each once, however often its
/// source gives it.
public struct FeedIncidents: Sendable {
    private let engine: Engine
    private let logger: Logger

    /// What items ask for is done by `engine`.
    public init(_ engine: Engine, logger: Logger) {
        self.engine = engine
        self.logger = logger
    }

    /// Takes what a document changed, and gives the incident of each item that has opened one.
    public func take(
        _ report: PollReport, of item: DataItem, knowing memory: FeedMemory,
    ) async -> [String: Incident.ID] {
        var opened: [String: Incident.ID] = [:]
        for change in report.outcome.changes {
            let subject = change.item.about ?? change.item.key
            let incident =
                change.item.incident ?? opened[subject] ?? memory.items[subject]?.incident
            switch (change.kind, change.item.action) {
            case (.refused, _): continue
            case (.withdrawn, _):
                guard let own = memory.items[change.item.key]?.incident else { continue }
                await tell(own, .withdrawn, change.item, of: item)
            case (_, .open)
            where change.item.incident == nil && memory.items[change.item.key]?.incident == nil:
                opened[change.item.key] = await open(change.item, of: item)
            case (.updated, .open), (_, .update):
                if let incident { await tell(incident, .updated, change.item, of: item) }
            case (_, .close):
                if let incident { await tell(incident, .settled, change.item, of: item) }
            case (_, .keep), (_, .open): continue
            }
        }
        return opened
    }

    private func open(_ opened: FeedItem, of item: DataItem) async -> Incident.ID? {
        guard let category = opened.category.flatMap({ ReportCategory.ID($0) }),
            let area = area(opened.area) ?? area(near: opened.coordinate)
        else {
            logger.warning(
                "an item of a feed opens no report: it has no category or place",
                metadata: ["feed": "\(item.id)"])
            return nil
        }
        let now = engine.now
        var generator = SystemRandomNumberGenerator()
        let report = Report(
            id: .make(at: now, using: &generator), category: category, area: area,
            coordinate: opened.coordinate, source: .feed, occurredAt: min(opened.time ?? now, now),
            origin: ReportOrigin(feed: item.id.name, key: opened.key))
        let command = Command(
            incident: .make(at: now, using: &generator), occurredAt: report.occurredAt,
            actor: .system, action: .submit(report), personal: words(of: opened))
        let key = IdempotencyKey(
            key: FeedPoll.reportKey(of: opened, in: item.id),
            fingerprint: [UInt8](repeating: 0, count: 32))
        return await perform(command, key, of: item)
    }

    private func tell(
        _ incident: Incident.ID, _ kind: SourceNote.Kind, _ said: FeedItem, of item: DataItem,
    ) async {
        let command = Command(
            incident: incident, actor: .system,
            action: .hearFromSource(SourceNote(kind, feed: item.id.name)),
            personal: kind == .withdrawn ? nil : words(of: said))
        _ = await perform(command, nil, of: item)
    }

    private func words(of item: FeedItem) -> PersonalData {
        let text = [item.title, item.link].compactMap { $0 }.joined(separator: "\n")
        return PersonalData(text: text.isEmpty ? nil : text)
    }

    /// Carries out a command; what an incident does not take any more is none of the source's fault.
    private func perform(
        _ command: Command, _ key: IdempotencyKey?, of item: DataItem,
    ) async -> Incident.ID? {
        do {
            return try await engine.perform(command, idempotency: key).incident.id
        } catch {
            let isEnded = if case .rejected = error, key == nil { true } else { false }
            logger.log(
                level: isEnded ? .debug : .error, "an item of a feed did nothing",
                metadata: ["feed": "\(item.id)", "error": "\(error)"])
            return nil
        }
    }

    /// The community or grid that a source names, if the county has it.
    private func area(_ code: AreaCode?) -> AreaCode? {
        guard let code, code.level >= .community else { return nil }
        return engine.county.grids[code]?.code
    }

    /// The community whose centre is nearest; nil without a place.
    private func area(near coordinate: Coordinate?) -> AreaCode? {
        guard let coordinate else { return nil }
        let grids = engine.county.grids
        return grids.areas(at: .community).min {
            distance(to: $0, from: coordinate) < distance(to: $1, from: coordinate)
        }?.code
    }

    private func distance(to area: Area, from coordinate: Coordinate) -> Metres {
        let centre = engine.county.grids.centre(of: area.code)
        return centre.map { coordinate.distance(to: $0) } ?? Metres(.infinity)
    }
}

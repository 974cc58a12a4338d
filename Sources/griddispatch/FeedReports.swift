import Engine
import FeedCore
import Feeds
import Governance
import Logging

/// Opens a report for each item that asks for one, once, however often its source gives it.
struct FeedReports: Sendable {
    let engine: Engine
    let logger: Logger

    /// Takes what a document changed.
    func take(_ report: PollReport, of item: DataItem) async {
        for change in report.outcome.changes
        where change.kind == .added && change.item.action == .open && !change.isReturn {
            await open(change.item, of: item)
        }
    }

    private func open(_ opened: FeedItem, of item: DataItem) async {
        guard let category = opened.category.flatMap({ ReportCategory.ID($0) }),
            let area = area(near: opened.coordinate)
        else {
            return logger.warning(
                "an item of a feed opens no report: it has no category or place",
                metadata: ["feed": "\(item.id)", "item": "\(opened.key)"])
        }
        let now = engine.now
        var generator = SystemRandomNumberGenerator()
        let report = Report(
            id: .make(at: now, using: &generator), category: category, area: area,
            coordinate: opened.coordinate, source: .feed, occurredAt: min(opened.time ?? now, now))
        let text = [opened.title, opened.link].compactMap { $0 }.joined(separator: "\n")
        let command = Command(
            incident: .make(at: now, using: &generator), occurredAt: report.occurredAt,
            actor: .system, action: .submit(report), personal: PersonalData(text: text))
        do {
            let key = IdempotencyKey(
                key: FeedPoll.reportKey(of: opened, in: item.id),
                fingerprint: [UInt8](repeating: 0, count: 32))
            _ = try await engine.perform(command, idempotency: key)
        } catch {
            logger.error(
                "an item of a feed was refused as a report",
                metadata: ["feed": "\(item.id)", "item": "\(opened.key)", "error": "\(error)"])
        }
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

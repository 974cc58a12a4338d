import DispatchCore
public import Governance

/// A time that a log recorded: what was reported, what people did about it, and what came of it.
public struct RecordedPast: Sendable {
    /// When the first report came.
    public let start: Instant
    /// From then to just after the last report.
    public let horizon: Duration
    /// The reports as they came, each as the incident that it became.
    public let reports: [ListedReport]
    /// What people did.
    public let conduct: RecordedConduct
    /// The times that people took, for models.
    public let samples: ConductSamples
    /// What came of it, measured as replications are.
    public let measures: RunMeasures
    /// How many incidents are left out because nobody ever filed them, or as exercises.
    public let leftOut: Int
    /// In how many incidents somebody did what no model does, such as putting it aside.
    public let unusual: Int
}

extension RecordedPast {
    /// The reports as demand that begins at `start`.
    ///
    /// Each comes at its time of the day, those of the first recorded day on that of `start`, as a
    /// new incident. What came earlier is left out.
    public func demand(from start: Instant, in zone: CountyTimeZone) -> [ListedReport] {
        let days =
            zone.localTime(at: start).date.daysSinceEpoch
            - zone.localTime(at: self.start).date.daysSinceEpoch
        return reports.compactMap { report in
            var time = zone.localTime(at: self.start + report.after)
            let fraction = Duration.microseconds(
                (self.start + report.after).microsecondsSinceEpoch % 1_000_000)
            time = LocalTime(
                date: CivilDate(daysSinceEpoch: time.date.daysSinceEpoch + days),
                secondOfDay: time.secondOfDay)
            let after = zone.instant(at: time) + fraction - start
            guard after >= .zero else { return nil }
            return ListedReport(
                after: after, category: report.category, area: report.area,
                coordinate: report.coordinate, source: report.source, answers: report.answers,
                text: report.text)
        }
    }
}

/// Reads a recorded time event by event.
public struct RecordedPastReader {
    private struct Open {
        var incident: Incident
        var record: IncidentRecord
    }

    private let county: County
    private var observer: RunObserver
    private var open: [Incident.ID: Open] = [:]
    private var reports: [(at: Instant, report: Report, text: String?, incident: Incident.ID)] = []
    private var conduct = RecordedConduct()
    private var samples = ConductSamples()
    private var leftOut = 0
    private var unusual = 0

    /// A reader of a log of `county`.
    public init(_ county: County) {
        self.county = county
        observer = RunObserver(measuredFrom: Instant(secondsSinceEpoch: .min / 2_000_000), county)
    }

    /// Takes the next event of the log.
    public mutating func take(_ logged: LoggedEvent) {
        let event = logged.event
        guard let id = event.incident else { return }
        var current: Open
        if let known = open[id] {
            current = known
            current.incident.evolve(event)
        } else if let made = Incident.made(by: event) {
            current = Open(
                incident: made, record: IncidentRecord(text: event.personal?.text))
        } else {
            return
        }
        current.record.take(event)
        open[id] = current.incident.stage == .closed ? nil : current
        if !current.incident.report.isExercise {
            observer.observe([event], leaving: current.incident)
        }
        if current.incident.stage == .closed { conclude(current, at: event.recordedAt) }
    }

    /// The recorded time, once the log has ended; nil if nothing was filed in it.
    public mutating func finish() -> RecordedPast? {
        let end = open.values.compactMap(\.record.last).max()
        for current in open.values.sorted(by: { $0.incident.id < $1.incident.id }) {
            if !current.incident.report.isExercise { observer.observeOpen(current.incident) }
            conclude(current, at: end ?? current.incident.acceptedAt)
        }
        let sorted = reports.sorted { ($0.at, $0.incident) < ($1.at, $1.incident) }
        guard let first = sorted.first, let last = sorted.last else { return nil }
        return RecordedPast(
            start: first.at, horizon: last.at - first.at + .seconds(1),
            reports: sorted.map { Self.listed($0.report, $0.incident, $0.text, $0.at - first.at) },
            conduct: conduct, samples: samples, measures: observer.measures, leftOut: leftOut,
            unusual: unusual)
    }

    private static func listed(
        _ report: Report, _ incident: Incident.ID, _ text: String?, _ after: Duration,
    ) -> ListedReport {
        var listed = ListedReport(
            after: after, category: report.category, area: report.area,
            coordinate: report.coordinate, source: report.source, answers: report.answers,
            text: text)
        listed.identity = ListedReport.Identity(
            incident: incident, report: report.id, occurredAt: report.occurredAt)
        return listed
    }

    private mutating func conclude(_ current: Open, at end: Instant) {
        let incident = current.incident
        guard !incident.report.isExercise, current.record.wasFiled else {
            leftOut += 1
            return
        }
        if current.record.isUnusual { unusual += 1 }
        reports.append(
            (incident.acceptedAt, incident.report, current.record.text, incident.id))
        conduct.keep(current.record.room(of: incident), of: incident.id)
        samples.add(current.record.room(of: incident))
        for assignment in incident.assignments {
            let deed = current.record.deed(of: assignment, end: end)
            conduct.keep(deed, of: assignment, in: incident)
            samples.add(deed, of: assignment)
        }
    }
}

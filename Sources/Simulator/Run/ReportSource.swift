import Glibc
import Governance

/// The reports of one replication, one after the other in the order in which they are made.
///
/// Only the next report of each stream is kept, so memory does not grow with the horizon.
struct ReportSource {
    /// A report that is to come.
    struct Coming {
        let at: Instant
        /// Its number within the replication, from 1.
        let serial: UInt64
        let report: Report
        let incident: Incident.ID
        let text: String?
    }

    private struct Stream {
        let demand: DemandStream
        var times: ArrivalTimes
        var next: Instant?
        var generator: SeededGenerator
    }

    /// Along a meridian of the mean sphere.
    private static let metresPerDegree = 111_195.0

    private let county: County
    private let scenario: Scenario
    private let identities: RandomStreams
    private var streams: [Stream]
    private var listed: ArraySlice<ListedReport>
    private var lastSerial: UInt64 = 0

    init(_ scenario: Scenario, county: County, streams randomness: RandomStreams) {
        self.county = county
        self.scenario = scenario
        identities = randomness
        streams = scenario.demand.streams.enumerated().map { position, demand in
            var times = ArrivalTimes(
                demand, from: scenario.start, to: scenario.end, in: county.timeZone,
                using: randomness.generator(.arrivals, UInt64(position)))
            let first = times.next()
            return Stream(
                demand: demand, times: times, next: first,
                generator: randomness.generator(.report, UInt64(position)))
        }
        var listed = scenario.demand.listed
        if scenario.demand.resamples, !listed.isEmpty {
            var generator = randomness.generator(.arrivals, .max)
            listed = listed.map { _ in
                var drawn = listed[Int(generator.uniform() * Double(listed.count))]
                // One that is drawn twice becomes two incidents.
                drawn.identity = nil
                return drawn
            }
        }
        self.listed = listed.sorted { $0.after < $1.after }[...]
    }

    /// The next report, or nil when there is none before the end of the run.
    mutating func next() -> Coming? {
        var earliest: (at: Instant, position: Int)?
        for (position, stream) in streams.enumerated() {
            guard let at = stream.next else { continue }
            if earliest.map({ at < $0.at }) ?? true { earliest = (at, position) }
        }
        if let stated = listed.first, stated.after < scenario.horizon,
            earliest.map({ scenario.start + stated.after <= $0.at }) ?? true
        {
            listed.removeFirst()
            return coming(stated)
        }
        guard let (at, position) = earliest else { return nil }
        streams[position].next = streams[position].times.next()
        return draw(at: at, from: position)
    }

    private mutating func coming(_ stated: ListedReport) -> Coming {
        make(
            at: scenario.start + stated.after, category: stated.category, area: stated.area,
            coordinate: stated.coordinate ?? county.grids.centre(of: stated.area),
            source: stated.source, answers: stated.answers, text: stated.text,
            identity: stated.identity)
    }

    private mutating func draw(at: Instant, from position: Int) -> Coming {
        let demand = streams[position].demand
        let category = demand.categories.pick(streams[position].generator.uniform())
        let area = demand.areas.pick(streams[position].generator.uniform())
        let source = demand.sources.pick(streams[position].generator.uniform())
        var answers: [String: Bool] = [:]
        for question in county[category]?.questions ?? [] {
            let chance = demand.yes[question.name] ?? demand.otherwiseYes
            answers[question.name] = streams[position].generator.happens(chance)
        }
        let (north, east) = (
            streams[position].generator.uniform(), streams[position].generator.uniform()
        )
        let coordinate = county.grids.centre(of: area).flatMap { centre in
            let degrees = 2 * demand.scatter.value / Self.metresPerDegree
            let shrink = cos(centre.latitude / 180 * .pi)
            return Coordinate(
                latitude: centre.latitude + (north - 0.5) * degrees,
                longitude: centre.longitude + (east - 0.5) * degrees / max(shrink, 0.01),
                system: centre.system)
        }
        return make(
            at: at, category: category, area: area, coordinate: coordinate, source: source,
            answers: answers, text: nil)
    }

    private mutating func make(
        at: Instant, category: ReportCategory.ID, area: AreaCode, coordinate: Coordinate?,
        source: Report.Source, answers: [String: Bool], text: String?,
        identity: ListedReport.Identity? = nil,
    ) -> Coming {
        lastSerial += 1
        var generator = identities.generator(.report, .max, lastSerial)
        let report = Report(
            id: identity?.report ?? .make(at: at, using: &generator), category: category,
            area: area, coordinate: coordinate, source: source, answers: answers,
            occurredAt: identity?.occurredAt ?? at, isExercise: scenario.isExercise)
        return Coming(
            at: at, serial: lastSerial, report: report,
            incident: identity?.incident ?? .make(at: at, using: &generator), text: text)
    }
}

public import Governance

/// An invented day in a county: reports that come in, and people who do what they are asked.
///
/// It only says what people would do and when; what becomes of it, the dispatch core decides. The
/// same seed gives the same day for the same answers of the core.
public struct SyntheticDay: Sendable {
    /// How a day goes.
    public struct Parameters: Sendable {
        /// Reports an hour over the whole county, at noon.
        public var reportsPerHour = 40.0
        /// The share of responders who decline.
        public var declines = 0.06
        /// The share of responders who never answer.
        public var silences = 0.05
        /// The middle time from being told to answering.
        public var answer = Duration.seconds(25)
        /// The middle time from answering to leaving.
        public var turnout = Duration.seconds(60)
        /// The speed over the straight line, in metres a second.
        public var speedMetresPerSecond = 5.5
        /// The mean time on scene.
        public var onScene = Duration.minutes(25)

        /// An ordinary day.
        public init() {}
    }

    /// A command and the moment at which somebody gives it.
    public struct Planned: Sendable {
        /// When.
        public let at: Instant
        /// What.
        public let command: Command
    }

    private let county: County
    private let grids: [Area]
    private let parameters: Parameters
    private var generator: SeededGenerator

    /// The day that follows from `seed`.
    public init(county: County, seed: UInt64, parameters: Parameters = Parameters()) {
        self.county = county
        self.parameters = parameters
        grids = county.grids.areas(at: .grid)
        generator = SeededGenerator(seed: seed)
    }

    /// The next report after `now`, by a Poisson process that is quiet at night; nil if the county
    /// has no grids or categories.
    public mutating func nextReport(after now: Instant) -> Planned? {
        guard
            let grid = grids.randomElement(using: &generator),
            let category = county.categories.randomElement(using: &generator)
        else { return nil }
        let hour = county.timeZone.localTime(at: now).hour
        let isNight = hour < 6 || hour >= 22
        let rate = parameters.reportsPerHour * (isNight ? 0.25 : 1)
        let gap = generator.exponential(mean: .seconds(3_600 / max(rate, 0.001)))
        let at = now + gap
        let source: Report.Source = generator.happens(0.8) ? .worker : .resident
        let report = Report(
            id: .make(at: at, using: &generator), category: category.id, area: grid.code,
            coordinate: place(in: grid), source: source, answers: answers(to: category),
            occurredAt: at - .seconds(Int.random(in: 5...90, using: &generator)))
        let command = Command(
            incident: .make(at: at, using: &generator), occurredAt: report.occurredAt,
            actor: .worker("grid-\(grid.code)"), action: .submit(report),
            personal: PersonalData(text: "\(category.title.chinese),请派人到场。"))
        return Planned(at: at, command: command)
    }

    /// What people do because of `event`; `incident` is as it stands after it.
    public mutating func reactions(to event: Event, of incident: Incident) -> [Planned] {
        let now = event.recordedAt
        switch event.kind {
        case .reportAccepted(let report, _, _) where report.source.needsVerification:
            return [room(.file, incident, now + .seconds(90))]
        case .respondersNotified(let numbers, _):
            return numbers.compactMap { answer($0, incident, now) }
        case .assignmentAcknowledged(let number):
            let turnout = generator.lognormal(median: parameters.turnout, spread: 0.5)
            return [responder(number, .depart(number), incident, now + turnout)].compactMap(\.self)
        case .responderEnRoute(let number):
            let travel = travel(number, incident)
            return [
                responder(number, .arrive(number, position: nil), incident, now + travel)
            ].compactMap(\.self)
        case .responderOnScene(let number, _):
            let stay = .minutes(3) + generator.exponential(mean: parameters.onScene)
            return [responder(number, .finish(number), incident, now + stay)].compactMap(\.self)
        case .roleUnfilled(let role, _):
            return [room(.waive(role), incident, now + .minutes(3))]
        case .incidentDisposed, .incidentSelfHandled:
            return [room(.check, incident, now + generator.exponential(mean: .minutes(10)))]
        case .incidentChecked:
            return [room(.close, incident, now + generator.exponential(mean: .minutes(3)))]
        default: return []
        }
    }
}

extension SyntheticDay {
    private mutating func answer(
        _ number: Int, _ incident: Incident, _ now: Instant,
    ) -> Planned? {
        if generator.happens(parameters.silences) { return nil }
        let action: Command.Action =
            generator.happens(parameters.declines)
            ? .decline(number, .busy) : .acknowledge(number)
        let wait = generator.lognormal(median: parameters.answer, spread: 0.6)
        return responder(number, action, incident, now + wait)
    }

    private mutating func travel(_ number: Int, _ incident: Incident) -> Duration {
        let distance = incident.assignments[number - 1].reason.distance?.value ?? 1_500
        let middle = max(distance / parameters.speedMetresPerSecond, 45)
        return generator.lognormal(median: .seconds(middle), spread: 0.25)
    }

    private func responder(
        _ number: Int, _ action: Command.Action, _ incident: Incident, _ at: Instant,
    ) -> Planned? {
        guard incident.assignments.indices.contains(number - 1) else { return nil }
        let id = incident.assignments[number - 1].responder
        return Planned(
            at: at,
            command: Command(
                incident: incident.id, occurredAt: at, actor: .responder(id), action: action))
    }

    private func room(
        _ action: Command.Action, _ incident: Incident, _ at: Instant,
    ) -> Planned {
        Planned(
            at: at,
            command: Command(
                incident: incident.id, occurredAt: at, actor: .operator("demo"), action: action))
    }

    private mutating func answers(to category: ReportCategory) -> [String: Bool] {
        var answers: [String: Bool] = [:]
        for question in category.questions { answers[question.name] = generator.happens(0.15) }
        return answers
    }

    /// A point within some 300 m of the grid's centre.
    private mutating func place(in grid: Area) -> Coordinate? {
        guard let centre = county.grids.centre(of: grid.code) else { return nil }
        return Coordinate(
            latitude: centre.latitude + (generator.uniform() - 0.5) * 0.005,
            longitude: centre.longitude + (generator.uniform() - 0.5) * 0.005,
            system: centre.system)
    }
}

import CEL
import Governance

/// What rules can read, each fact declared once with its type.
///
/// A name that is not declared here is an error when the rules are compiled, never a surprise when
/// they run.
struct Facts: Sendable {
    /// The environment in which conditions are compiled.
    let environment: Environment
    /// The facts one by one.
    let layout: FactLayout
    /// The facts whose values the county states.
    let enumerations: [FactEnumeration]
    /// The county's questions, each with its place among their facts; an answer that was not given
    /// is absent.
    fileprivate let questions: [String: Int]
    /// When the county's offices are open.
    fileprivate let calendar: WorkingCalendar
    /// The items of the county's feeds, in the order of their facts.
    fileprivate let feeds: [FeedFact]

    /// Facts that may tell who somebody is: rules may read them, but their values are not kept.
    static let personal: Set<String> = ["report.text"]

    static let report = RecordType(
        "Report",
        fields: [
            .init("category", .string), .init("source", .string), .init("grid", .string),
            .init("exercise", .bool), .init("text", .string), .init("answers", .record("Answers")),
        ])
    static let place = RecordType(
        "Place", fields: [.init("township", .string), .init("community", .string)])
    static let local = RecordType(
        "LocalTime",
        fields: [
            .init("hour", .int), .init("minuteOfDay", .int), .init("weekday", .int),
            .init("isWorkingTime", .bool),
        ])
    static let history = RecordType(
        "History",
        fields: [
            .init("here7Days", .int), .init("here30Days", .int), .init("sameHere30Days", .int),
            .init("alikeHere30Days", .int), .init("hoursSinceLastHere", .int),
        ])

    /// The facts of a county's reports.
    init(
        _ county: County, feeds: [FeedFact] = [], functions: ExpressionFunctions = .builtIn,
    ) {
        let questions = Set(county.categories.flatMap { $0.questions.map(\.name) }).sorted()
        let feeds = feeds.sorted { $0.name < $1.name }
        let answers = RecordType("Answers", fields: questions.map { .init($0, .bool) })
        let items = feeds.map { feed in
            RecordType(
                "Feed.\(feed.name)",
                fields: [
                    .init("value", feed.kind.type), .init("ageMinutes", .int),
                    .init("isStale", .bool),
                ])
        }
        let all = RecordType(
            "Feeds", fields: zip(feeds, items).map { .init($0.name, .record($1.name)) })
        do {
            environment = try Environment(
                variables: [
                    .init("report", .record("Report")), .init("place", .record("Place")),
                    .init("local", .record("LocalTime")), .init("history", .record("History")),
                    .init("feeds", .record("Feeds")),
                ],
                records: [Self.report, Self.place, Self.local, Self.history, answers, all] + items,
                regexEngine: functions.regexEngine, timeZones: functions.timeZones)
        } catch {
            preconditionFailure("the facts are declared wrongly: \(error)")
        }
        layout = FactLayout(environment)
        enumerations = FactEnumeration.all(of: county)
        calendar = county.calendar
        self.questions = Dictionary(
            uniqueKeysWithValues: questions.enumerated().map { ($1, $0) })
        self.feeds = feeds
    }
}

extension Facts {
    /// One of the facts in a record, nil if it holds none.
    func example(in record: String) -> String? {
        layout.cells.first { $0.name.hasPrefix(record + ".") }?.name
    }
}

/// The facts of one report at one moment.
struct FactValues {
    let row: FactRow
    private let layout: FactLayout

    init(
        _ report: Report, personal: PersonalData?, at time: LocalTime,
        in context: RoutingContext = RoutingContext(), among facts: Facts,
    ) {
        // In the order of the layout: that of the variables and their fields.
        var cells: ContiguousArray<Value?> = []
        cells.reserveCapacity(facts.layout.cells.count)
        cells.append(.string(report.category.name))
        cells.append(.string(report.source.rawValue))
        cells.append(.string(report.area.description))
        cells.append(.bool(report.isExercise))
        cells.append(.string(personal?.text ?? ""))
        let firstAnswer = cells.count
        cells.append(contentsOf: repeatElement(nil, count: facts.questions.count))
        for (question, answer) in report.answers {
            guard let place = facts.questions[question] else { continue }
            cells[firstAnswer + place] = .bool(answer)
        }
        for level in [AreaCode.Level.township, .community] {
            cells.append(.string(report.area.ancestor(at: level)?.description ?? ""))
        }
        cells.append(.int(Int64(time.hour)))
        cells.append(.int(Int64(time.minuteOfDay)))
        cells.append(.int(Int64(time.date.weekday.rawValue)))
        cells.append(.bool(facts.calendar.isWorkingTime(at: time)))
        let history = context.history
        for number in [
            history?.here7Days, history?.here30Days, history?.sameHere30Days,
            history?.alikeHere30Days, history?.hoursSinceLastHere,
        ] { cells.append(number.map { .int(Int64($0)) }) }
        for feed in facts.feeds {
            let reading = context.feeds[feed.name]
            cells.append(reading.flatMap { feed.kind.value(of: $0.value) })
            cells.append(reading.map { .int(Int64($0.ageMinutes)) })
            cells.append(reading.map { .bool($0.isStale) })
        }
        row = FactRow(cells: cells)
        layout = facts.layout
    }

    /// The facts that a decision has kept; others are absent.
    init(kept facts: [RoutingDecision.FactRead], among declared: Facts) {
        layout = declared.layout
        var row = FactRow(layout)
        for fact in facts {
            guard let cell = layout.cell(named: fact.name), let text = fact.value else { continue }
            row.cells[cell] = Value(written: text, of: layout.cells[cell].type)
        }
        self.row = row
    }

    /// The facts as the evaluation of a whole expression takes them.
    var activation: Activation { layout.activation(of: row) }
}

extension WorkingCalendar {
    /// Whether the offices are open at a time of the county's clocks.
    fileprivate func isWorkingTime(at time: LocalTime) -> Bool {
        isWorkingDay(time.date)
            && hours.periods.contains {
                ($0.startMinute..<$0.endMinute).contains(time.minuteOfDay)
            }
    }
}

/// A fact that some rule reads, its name resolved once to a cell.
struct FactPath: Sendable {
    let name: String
    private let cell: Int
    private let isPersonal: Bool

    /// The fact of this dotted name; nil if it names a record and not a fact in it.
    init?(_ name: String, among facts: Facts) {
        guard let cell = facts.layout.cell(named: name) else { return nil }
        self.name = name
        self.cell = cell
        isPersonal = Facts.personal.contains(name)
    }

    /// Whether the report has the fact.
    func isPresent(in values: FactValues) -> Bool { values.row.cells[cell] != nil }

    /// What was read of the fact, a personal one by name only; nil if the report does not have it.
    func reading(in values: FactValues) -> RoutingDecision.FactRead? {
        guard !isPersonal else {
            return RoutingDecision.FactRead(name: name, value: nil)
        }
        return values.row.cells[cell].map {
            RoutingDecision.FactRead(name: name, value: $0.written)
        }
    }
}

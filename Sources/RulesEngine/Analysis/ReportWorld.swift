import CEL
import Governance

/// All reports that a county can take, as a finite number of values per thing that may differ.
///
/// What can differ without end, such as the words of a report, is not part of it.
struct ReportWorld {
    /// One thing in which reports may differ.
    enum Dimension: Hashable {
        case category
        case place
        /// The minute of the week.
        case clock
        case source
        case exercise
        case answer(String)
    }

    /// The minutes of a week, from Monday 00:00.
    static let minutesPerWeek = 7 * 1_440
    /// Monday 5 January 2026: the week in which witnesses happen.
    private static let monday = 20_458

    let county: County
    private let facts: Facts
    private let areas: [AreaCode]
    private let questions: [Set<String>]

    init(_ county: County, _ facts: Facts) {
        self.county = county
        self.facts = facts
        areas = county.grids.areas.map(\.code).filter { $0.level >= .community }
        questions = county.categories.map { Set($0.questions.map(\.name)) }
    }

    /// The areas that a report may name.
    var places: [AreaCode] { areas }

    /// The dimension that a fact belongs to, nil for facts without end.
    static func dimension(of fact: String) -> Dimension? {
        switch fact {
        case "report.category": .category
        case "report.grid", "place.township", "place.community": .place
        case "local.hour", "local.minuteOfDay", "local.weekday": .clock
        case "report.source": .source
        case "report.exercise": .exercise
        default:
            fact.hasPrefix("report.answers.")
                ? .answer(String(fact.dropFirst("report.answers.".count))) : nil
        }
    }

    /// The place in the layout of a fact.
    func cell(of fact: String) -> Int? { facts.layout.cell(named: fact) }

    /// The facts of the environment.
    var layout: FactLayout { facts.layout }

    /// The facts that are known of a value of a dimension, whatever else is so.
    static func facts(of dimension: Dimension) -> [String] {
        switch dimension {
        case .category: ["report.category"]
        case .place: ["report.grid", "place.township", "place.community"]
        case .clock: ["local.hour", "local.minuteOfDay", "local.weekday"]
        case .source: ["report.source"]
        case .exercise: ["report.exercise"]
        case .answer(let question): ["report.answers.\(question)"]
        }
    }

    /// The keys of these facts, fact by fact, for each value of a dimension.
    func keys(of names: [String], _ dimension: Dimension) -> [[CellKey?]] {
        let cells = names.compactMap(cell(of:))
        var keys = [[CellKey?]](repeating: [], count: cells.count)
        for value in 0..<count(of: dimension) {
            let row = row(of: witness([dimension: value]))
            for (position, cell) in cells.enumerated() {
                keys[position].append(row.cells[cell].flatMap(CellKey.init))
            }
        }
        return keys
    }

    /// How many values a dimension has.
    func count(of dimension: Dimension) -> Int {
        switch dimension {
        case .category: county.categories.count
        case .place: areas.count
        case .clock: Self.minutesPerWeek
        case .source: Report.Source.allCases.count
        case .exercise: 2
        case .answer: 3
        }
    }

    /// Whether a category asks the question; an answer to another question is refused.
    func asks(_ question: String, category: Int) -> Bool { questions[category].contains(question) }

    /// The report with these values; what is left out is the first value.
    func witness(_ values: [Dimension: Int], text: String = "") -> Witness {
        let category = county.categories[values[.category] ?? 0].id
        var answers: [String: Bool] = [:]
        for case (.answer(let question), let value) in values where value > 0 {
            answers[question] = value == 2
        }
        let time = Self.time(values[.clock] ?? 0)
        let seconds =
            time.date.daysSinceEpoch * 86_400 + time.secondOfDay
            - county.timeZone.offsetSeconds(
                at: Instant(secondsSinceEpoch: Int64(time.date.daysSinceEpoch * 86_400)))
        return Witness(
            report: Report(
                id: Report.ID(high: 0, low: 0), category: category,
                area: areas[values[.place] ?? 0],
                source: Report.Source.allCases[values[.source] ?? 0], answers: answers,
                occurredAt: Instant(secondsSinceEpoch: Int64(seconds)),
                isExercise: values[.exercise] == 1),
            text: text, time: time)
    }

    /// The wall clock at a minute of the week.
    static func time(_ minute: Int) -> LocalTime {
        LocalTime(
            date: CivilDate(daysSinceEpoch: monday + minute / 1_440),
            secondOfDay: minute % 1_440 * 60)
    }

    /// The facts of a witness, as the engine would have them.
    func row(of witness: Witness) -> FactRow {
        FactValues(
            witness.report, personal: witness.personal, at: witness.time, in: Witness.context,
            among: facts
        ).row
    }

    /// The facts of a witness, as the evaluation of a condition takes them.
    func activation(of witness: Witness) -> Activation {
        facts.layout.activation(of: row(of: witness))
    }

    /// The program of a text, nil if it means nothing by itself.
    func compile(_ text: String) -> Program? {
        try? facts.environment.compile(Source(text), expecting: .bool)
    }
}

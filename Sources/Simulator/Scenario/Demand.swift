public import Governance

/// What is reported, when and where.
public struct Demand: Sendable {
    /// Reports that come by chance.
    public var streams: [DemandStream]
    /// Reports that are stated one by one, as an invented story or a record of what came.
    public var listed: [ListedReport]
    /// Whether each replication draws as many of the listed reports, with putting back, as there are.
    ///
    /// B. Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979,
    /// doi:10.1214/aos/1176344552. Otherwise they come as they are.
    public var resamples: Bool

    /// A demand.
    public init(
        streams: [DemandStream] = [], listed: [ListedReport] = [], resamples: Bool = false,
    ) {
        self.streams = streams
        self.listed = listed
        self.resamples = resamples
    }
}

/// Reports that come by chance, as a Poisson process whose rate changes with time.
public struct DemandStream: Sendable {
    /// A time in which more or fewer reports come than usual.
    public struct Burst: Hashable, Sendable {
        /// Its beginning and end, counted from the start of the run.
        public let span: Range<Duration>
        /// By how much the rate is multiplied.
        public let factor: Double

        /// A burst; `factor` is from 0 on.
        public init(span: Range<Duration>, factor: Double) {
            self.span = span
            self.factor = factor
        }
    }

    /// How many reports an hour come on average before the factors below.
    public var reportsPerHour: Double
    /// A factor for each hour of the local day; 24 numbers.
    public var hourFactors = [Double](repeating: 1, count: 24)
    /// A factor for each weekday from Monday on; 7 numbers.
    public var weekdayFactors = [Double](repeating: 1, count: 7)
    /// Times in which the rate is another.
    public var bursts: [Burst] = []
    /// What is reported.
    public var categories: WeightedChoice<ReportCategory.ID>
    /// Where: grids, or communities of a county without grids.
    public var areas: WeightedChoice<AreaCode>
    /// Who reports.
    public var sources: WeightedChoice<Report.Source>
    /// How likely a question is answered yes, by name.
    public var yes: [String: Double] = [:]
    /// How likely any other question is answered yes.
    public var otherwiseYes = 0.15
    /// How far from the centre of its area a report comes from at most, to each side.
    public var scatter = Metres(250)

    /// A stream with a steady rate.
    public init(
        reportsPerHour: Double, categories: WeightedChoice<ReportCategory.ID>,
        areas: WeightedChoice<AreaCode>, sources: WeightedChoice<Report.Source>,
    ) {
        self.reportsPerHour = reportsPerHour
        self.categories = categories
        self.areas = areas
        self.sources = sources
    }
}

/// A report that is stated, not drawn.
public struct ListedReport: Hashable, Sendable {
    /// When it comes, counted from the start of the run.
    public let after: Duration
    /// What is reported.
    public let category: ReportCategory.ID
    /// Where.
    public let area: AreaCode
    /// The exact place, where it is known.
    public let coordinate: Coordinate?
    /// Who reports.
    public let source: Report.Source
    /// The answers to the category's questions.
    public let answers: [String: Bool]
    /// What is said.
    public let text: String?
    /// Which report of a record it is; nil for one that is invented.
    public var identity: Identity?

    /// What tells a recorded report from all others.
    public struct Identity: Hashable, Sendable {
        /// The incident that it became.
        public let incident: Incident.ID
        /// The report.
        public let report: Report.ID
        /// When it happened, by the reporter's device.
        public let occurredAt: Instant

        /// The identity of a report.
        public init(incident: Incident.ID, report: Report.ID, occurredAt: Instant) {
            self.incident = incident
            self.report = report
            self.occurredAt = occurredAt
        }
    }

    /// A report.
    public init(
        after: Duration, category: ReportCategory.ID, area: AreaCode,
        coordinate: Coordinate? = nil, source: Report.Source = .worker,
        answers: [String: Bool] = [:], text: String? = nil,
    ) {
        self.after = after
        self.category = category
        self.area = area
        self.coordinate = coordinate
        self.source = source
        self.answers = answers
        self.text = text
    }
}

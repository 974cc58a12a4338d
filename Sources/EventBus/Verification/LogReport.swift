public import Governance

/// What a verification has found.
public struct LogReport: Hashable, Sendable {
    /// How many findings are kept; more are only counted.
    public static let maximumFindings = 1_000

    /// The last record of a partition, as the recomputed chain has it.
    ///
    /// Whoever keeps these elsewhere can tell later that nothing before them was changed, not even
    /// with care.
    public struct Head: Hashable, Sendable {
        /// The township or county.
        public let partition: AreaCode
        /// Its version.
        public let version: Int
        /// The hash of its last record.
        public let hash: ChainHash
    }

    /// How many records were looked at.
    public internal(set) var records = 0
    /// How many of them have a personal part that is sealed and can still be read.
    public internal(set) var sealed = 0
    /// How many of them have a personal part that was made unreadable by forgetting.
    public internal(set) var forgotten = 0
    /// Whether personal parts were unsealed too, which needs the county key.
    public internal(set) var checksSeals = false
    /// How many incidents of the read models were compared with what the log makes of them; nil
    /// if they were not.
    public internal(set) var incidents: Int?
    /// The heads, by partition.
    public internal(set) var heads: [Head] = []
    /// What is wrong, in the order of the log, at most ``maximumFindings``.
    public internal(set) var findings: [LogFinding] = []
    /// How many more findings there were.
    public internal(set) var omittedFindings = 0

    /// Whether nothing is wrong.
    public var isSound: Bool { findings.isEmpty }

    mutating func add(_ finding: LogFinding) {
        if findings.count < Self.maximumFindings {
            findings.append(finding)
        } else {
            omittedFindings += 1
        }
    }

    mutating func add(_ problem: LogFinding.Problem, at place: LogFinding.Place, _ detail: String) {
        add(LogFinding(place: place, problem: problem, detail: detail))
    }
}

/// One thing that is not as it was written.
public struct LogFinding: Hashable, Sendable, CustomStringConvertible {
    /// Where it is.
    public enum Place: Hashable, Sendable {
        /// The file as a whole.
        case file
        /// A record.
        case record(Offset, partition: AreaCode?, version: Int)
        /// The head of a partition.
        case partition(Int64)
        /// What is kept of an incident beside the log.
        case incident(String)
        /// A kept answer, by its number.
        case answer(Int64)
    }

    /// What is wrong; the raw values are stable.
    public enum Problem: String, CaseIterable, Sendable {
        /// SQLite itself finds the file damaged.
        case database = "verify.database"
        /// The tables are not those of this version.
        case schema = "verify.schema"
        /// The key given is not the log's, or the text to check it by is damaged.
        case countyKey = "verify.county_key"
        /// A column holds what no record can have.
        case column = "verify.column"
        /// A record is missing, or one is there twice.
        case sequence = "verify.sequence"
        /// A record is not the one of which the hash was taken.
        case hash = "verify.hash"
        /// A partition does not end with its last record.
        case head = "verify.head"
        /// A personal part cannot be unsealed though the incident was not forgotten.
        case seal = "verify.seal"
        /// The key of an incident is damaged or missing.
        case incidentKey = "verify.incident_key"
        /// What is kept of an incident is not what the log makes of it.
        case readModel = "verify.read_model"
        /// A kept answer is not as it was.
        case answer = "verify.answer"
    }

    /// Where it is.
    public let place: Place
    /// What is wrong.
    public let problem: Problem
    /// What exactly, for people.
    public let detail: String

    /// The finding on one line.
    public var description: String { "\(place): \(detail) [\(problem.rawValue)]" }
}

extension LogFinding.Place: CustomStringConvertible {
    /// The place in words.
    public var description: String {
        switch self {
        case .file: "file"
        case .record(let offset, let partition, let version):
            "record \(offset) (partition \(partition?.description ?? "?"), version \(version))"
        case .partition(let number): "partition \(number)"
        case .incident(let id): "incident \(id)"
        case .answer(let number): "answer \(number)"
        }
    }
}

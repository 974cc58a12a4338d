/// How many tests of each file passed, failed and were skipped.
public struct ConformanceReport: Sendable {
    /// The counts of one file.
    public struct Counts: Hashable, Sendable {
        /// How many tests passed.
        public var passed = 0

        /// How many tests failed.
        public var failed = 0

        /// How many tests were not run.
        public var skipped = 0

        /// Makes counts.
        public init(passed: Int = 0, failed: Int = 0, skipped: Int = 0) {
            self.passed = passed
            self.failed = failed
            self.skipped = skipped
        }
    }

    /// A test that failed or was skipped, with the reason.
    public struct Remark: Hashable, Sendable {
        /// The test, as `file/section/name`.
        public let test: String

        /// The expression; empty where the line is not a test.
        public let expression: String

        /// What became of the test.
        public let outcome: ConformanceRunner.Outcome
    }

    /// The counts by file.
    public private(set) var files: [String: Counts] = [:]

    /// The tests that did not pass, in the order in which they were run.
    public private(set) var remarks: [Remark] = []

    /// Makes an empty report.
    public init() {}

    /// The counts of all files together.
    public var total: Counts {
        files.values.reduce(into: Counts()) { total, counts in
            total.passed += counts.passed
            total.failed += counts.failed
            total.skipped += counts.skipped
        }
    }

    /// Adds what became of a line of a test file.
    public mutating func add(_ outcome: ConformanceRunner.Outcome, of test: ConformanceDatum) {
        let file = test["file"]?.string ?? "?"
        let names = ["file", "section", "name"].map { test[$0]?.string ?? "?" }
        let name = names.joined(separator: "/")
        switch outcome {
        case .passed: files[file, default: Counts()].passed += 1
        case .failed: files[file, default: Counts()].failed += 1
        case .skipped: files[file, default: Counts()].skipped += 1
        }
        guard outcome != .passed else { return }
        remarks.append(
            Remark(test: name, expression: test["expr"]?.string ?? "", outcome: outcome))
    }
}

extension ConformanceReport: CustomStringConvertible {
    /// A line for each file and one for the total.
    public var description: String {
        let lines = files.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + [("total", total)]
        let width = lines.map(\.0.count).max() ?? 0
        return lines.map { name, counts in
            let padding = String(repeating: " ", count: width - name.count)
            return "\(name)\(padding)  passed \(counts.passed)  failed \(counts.failed)  "
                + "skipped \(counts.skipped)"
        }.joined(separator: "\n")
    }
}

/// Runs tests of CEL's conformance suite.
public struct ConformanceRunner: Sendable {
    /// What became of a test.
    public enum Outcome: Hashable, Sendable {
        case passed
        /// With what was expected and what came instead, for people.
        case failed(expected: String, got: String)
        /// With the reason; a skipped test never counts as passed.
        case skipped(String)
    }

    private let regexEngine: RegexEngine?
    private let timeZones: TimeZoneProvider?

    /// Makes a runner with what the host brings along for `matches` and for named time zones.
    public init(regexEngine: RegexEngine? = nil, timeZones: TimeZoneProvider? = nil) {
        self.regexEngine = regexEngine
        self.timeZones = timeZones
    }

    /// Why a line of a test file is no test.
    public struct Unreadable: Error, Equatable, Sendable {
        /// The reason for people.
        public let reason: String
    }

    /// Runs one line of a test file.
    ///
    /// - Throws: ``Unreadable`` where the line is no test by the form of the files.
    public func run(_ datum: ConformanceDatum) throws(Unreadable) -> Outcome {
        do throws(ConformanceCase.Refusal) {
            return run(try ConformanceCase(datum))
        } catch {
            switch error {
            case .unsupported(let reason): return .skipped(reason)
            case .unreadable(let reason): throw Unreadable(reason: reason)
            }
        }
    }

    /// Runs a test.
    public func run(_ test: ConformanceCase) -> Outcome {
        let program: Program
        do throws(CELError) {
            let environment = try environment(for: test)
            let source = Source(test.expression, name: "\(test.file)/\(test.section)/\(test.name)")
            let checking: Environment.Checking = test.disablesCheck ? .deferred : .strict
            do throws(CompilationFailure) {
                program = try environment.compile(source, checking: checking)
            } catch {
                if case .error = test.expectation, error.foreseesEvaluation { return .passed }
                if let message = error.neededMessage { return .skipped(message) }
                return .failed(
                    expected: test.expectation.described,
                    got: "an error of the compilation: \(error.rendered)")
            }
        } catch {
            return .failed(
                expected: test.expectation.described, got: "an error of its declarations: \(error)")
        }
        if let wanted = test.deducedType, program.resultType != wanted {
            return .failed(expected: "the type \(wanted)", got: "the type \(program.resultType)")
        }
        return outcome(of: program, test)
    }

    private func environment(for test: ConformanceCase) throws(CELError) -> Environment {
        var libraries = Libraries.all
        if test.disablesMacros { libraries.remove(.macros) }
        return try Environment(
            variables: test.variables, container: test.container, libraries: libraries,
            regexEngine: regexEngine, timeZones: timeZones)
    }

    private func outcome(of program: Program, _ test: ConformanceCase) -> Outcome {
        var activation = program.environment.makeActivation()
        let result: Result<Value, CELError>
        do throws(CELError) {
            for (name, value) in test.bindings { try activation.set(name, to: value) }
            result = .success(try program.evaluate(activation))
        } catch {
            result = .failure(error)
        }
        switch (test.expectation, result) {
        case (.compiles, _), (.error, .failure): return .passed
        case (.value(let wanted), .success(let value)) where wanted == value: return .passed
        case (let wanted, .success(let value)):
            return .failed(expected: wanted.described, got: value.inspected)
        case (let wanted, .failure(let error)):
            if error.code == .unknownRecord || error.code == .unsupported {
                return .skipped(error.message)
            }
            return .failed(expected: wanted.described, got: "the error: \(error)")
        }
    }
}

extension ConformanceCase.Expectation {
    /// The expectation for people.
    fileprivate var described: String {
        switch self {
        case .value(let value): value.inspected
        case .error: "an error"
        case .compiles: "that it compiles"
        }
    }
}

extension CompilationFailure {
    /// What the expression needs of protocol buffers, the only record types of the suite, or of an
    /// extension.
    fileprivate var neededMessage: String? {
        errors.first { $0.code == .unknownRecord || $0.code == .unsupported }?.message
    }

    /// Whether all that is wrong would fail in the evaluation too: values that no function accepts,
    /// a number out of range, a bad literal pattern or time zone, which the compiler finds first.
    fileprivate var foreseesEvaluation: Bool {
        let foreseen: Set<CELError.Code> = [
            .noMatchingSignature, .typeMismatch, .numberOutOfRange, .invalidPattern,
            .invalidTimeZone,
        ]
        return errors.allSatisfy { foreseen.contains($0.code) }
    }
}

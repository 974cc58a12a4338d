/// `getHours` and its like, on timestamps and durations.
enum TimeAccessors {
    /// A part of a timestamp or a duration.
    enum Accessor: Sendable {
        case fullYear, month, dayOfMonth, date, dayOfWeek, dayOfYear
        case hours, minutes, seconds, milliseconds

        /// Whether durations have the part too.
        var appliesToDurations: Bool {
            switch self {
            case .hours, .minutes, .seconds, .milliseconds: true
            default: false
            }
        }
    }

    static let accessors: [String: Accessor] = [
        "getFullYear": .fullYear, "getMonth": .month, "getDayOfMonth": .dayOfMonth,
        "getDate": .date, "getDayOfWeek": .dayOfWeek, "getDayOfYear": .dayOfYear,
        "getHours": .hours, "getMinutes": .minutes, "getSeconds": .seconds,
        "getMilliseconds": .milliseconds,
    ]

    static let names = Set(accessors.keys)

    /// The declarations; a program computes them itself, with its environment's time zones.
    static let functions: [FunctionDeclaration] = accessors.sorted { $0.key < $1.key }.map {
        name, accessor in
        var signatures: [FunctionDeclaration.Signature] = [
            .init(on: .timestamp, returning: .int), .init(on: .timestamp, .string, returning: .int),
        ]
        if accessor.appliesToDurations { signatures.append(.init(on: .duration, returning: .int)) }
        return FunctionDeclaration(name, signatures)
    }

    /// Reads a part of the first argument, in the time zone that the second one names.
    static func read(
        _ accessor: Accessor, named name: String, _ arguments: [Value], in zones: TimeZones,
    ) throws(EvaluationFailure) -> Value {
        switch (arguments[0], arguments.count) {
        case (.timestamp(let timestamp), 1): return .int(read(accessor, of: timestamp, offset: 0))
        case (.timestamp(let timestamp), 2):
            guard case .string(let zone) = arguments[1] else { break }
            guard let offset = zones.offset(of: zone, at: timestamp.seconds) else {
                throw EvaluationFailure(.invalidArgument, "unknown time zone '\(zone)'")
            }
            return .int(read(accessor, of: timestamp, offset: offset))
        case (.duration(let duration), 1):
            if let part = read(accessor, of: duration) { return .int(part) }
        default: break
        }
        throw EvaluationFailure.noMatchingOverload(name, arguments)
    }

    private static func read(
        _ accessor: Accessor, of timestamp: Timestamp, offset: Int64,
    ) -> Int64 {
        let civil = CivilTime(secondsSinceEpoch: timestamp.seconds + offset)
        return switch accessor {
        case .fullYear: civil.year
        case .month: civil.month - 1
        case .dayOfMonth: civil.day - 1
        case .date: civil.day
        case .dayOfWeek: civil.dayOfWeek
        case .dayOfYear: civil.dayOfYear
        case .hours: civil.hour
        case .minutes: civil.minute
        case .seconds: civil.second
        case .milliseconds: Int64(timestamp.nanoseconds / 1_000_000)
        }
    }

    /// The whole duration in a unit, but for milliseconds only those behind the whole seconds.
    private static func read(_ accessor: Accessor, of duration: Timespan) -> Int64? {
        let seconds = duration.nanoseconds / 1_000_000_000
        return switch accessor {
        case .hours: seconds / 3_600
        case .minutes: seconds / 60
        case .seconds: seconds
        case .milliseconds: duration.nanoseconds % 1_000_000_000 / 1_000_000
        default: nil
        }
    }
}

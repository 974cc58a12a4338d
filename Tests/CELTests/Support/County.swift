import CEL

/// A small world of records, as a host of the language would declare it.
enum County {
    static let grid = RecordType(
        "Grid", fields: [.init("township", .string), .init("population", .int)])

    static let report = RecordType(
        "Report",
        fields: [
            .init("category", .string), .init("severity", .int), .init("tags", .list(.string)),
            .init("grid", .record("Grid")), .init("closedAt", .nullable(.timestamp)),
            .init("labels", .map(key: .string, value: .string)),
        ])

    static let environment = makeEnvironment(
        [.init("report", .record("Report")), .init("now", .timestamp), .init("anything", .dyn)],
        records: [report, grid])

    static let gridValue = Value.record(
        Record(grid, values: [.string("芹阳街道"), .int(1_200)]))

    static let reportValue = Value.record(
        Record(
            report,
            values: [
                .string("dispute"), .int(3), .list([.string("elder"), .string("night")]),
                gridValue, nil, .map(MapValue(["source": .string("app")])),
            ]))

    static let values: [String: Value] = [
        "report": reportValue, "now": .timestamp(Timestamp(seconds: 1_700_000_000) ?? .epoch),
    ]

    static var activation: Activation {
        get throws {
            var activation = environment.makeActivation()
            for (name, value) in values { try activation.set(name, to: value) }
            return activation
        }
    }
}

extension Timestamp {
    /// 1970-01-01T00:00:00Z.
    static var epoch: Timestamp {
        guard let epoch = Timestamp(seconds: 0) else { preconditionFailure("the epoch exists") }
        return epoch
    }
}

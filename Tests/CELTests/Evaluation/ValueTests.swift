import CEL
import Testing

struct ValueTests {
    private static let samples: [Value] = [
        .null, .bool(true), .bool(false), .int(1), .uint(1), .double(1), .double(.nan),
        .string("a"), .string("é"), .string("e\u{301}"), .bytes([1]), .list([.int(1)]),
        .list([.uint(1)]), .map(MapValue(["a": .int(1)])), .map(MapValue(["a": .uint(1)])),
        .map(MapValue(["b": .int(1)])), .timestamp(.epoch), .duration(Timespan(nanoseconds: 1)),
        .type(TypeName("int")), .optional(nil), .optional(.int(1)), County.gridValue,
        County.reportValue,
    ]

    @Test func `values of Swift are equal only where they are the same`() {
        for (left, first) in Self.samples.enumerated() {
            for (right, second) in Self.samples.enumerated() {
                #expect((first == second) == (left == right), "\(first) and \(second)")
            }
        }
    }

    @Test func `a map finds equal numbers and keeps its order`() throws {
        var map = MapValue()
        try map.insert(.string("one"), for: .int(1))
        try map.insert(.string("large"), for: .uint(.max))
        try map.insert(.bool(true), for: .bool(false))
        #expect(map[.uint(1)] == .string("one"))
        #expect(map[.double(1)] == .string("one"))
        #expect(map[.double(1.5)] == nil)
        #expect(map[.double(0x1p63)] == nil)
        #expect(map[.null] == nil)
        #expect(map.entries.map(\.key) == [.int(1), .uint(.max), .bool(false)])
        #expect(throws: EvaluationFailure.self) { try map.insert(.null, for: .uint(1)) }
        #expect(throws: EvaluationFailure.self) { try map.insert(.null, for: .double(2)) }
        map["a"] = .int(1)
        map["a"] = .int(2)
        map["a"] = nil
        #expect(map["a"] == .int(2))
        #expect(map.count == 4)
    }

    @Test(
        arguments: [
            (Value.string("a'\n\t\r\\"), "'a\\'\\n\\t\\r\\\\'"),
            (
                .string(String(repeating: "a", count: 100)),
                "'\(String(repeating: "a", count: 60))…'"
            ),
            (.list((0..<20).map { .int($0) }), "[0, 1, 2, 3, 4, 5, 6, 7, …]"),
            (.list([.list((0..<9).map { .int($0) })]), "[[0, 1, 2, 3, …]]"),
            (.map(MapValue(["k": .list([.null])])), "{'k': [null]}"),
            (.optional(.int(1)), "optional.of(1)"), (County.gridValue, "Grid"), (.uint(7), "7u"),
            (.type(TypeName("int")), "int"),
            (.duration(Timespan(nanoseconds: -1)), "duration('-0.000000001s')"),
        ])
    func `values are shown in short`(value: Value, shown: String) {
        #expect(value.inspected == shown)
        #expect(value.description == shown)
    }

    @Test func `times know their bounds`() {
        #expect(Timestamp(seconds: -62_135_596_801) == nil)
        #expect(Timestamp(seconds: 253_402_300_800) == nil)
        #expect(Timestamp(seconds: 0, nanoseconds: 1_000_000_000) == nil)
        #expect(Timestamp(seconds: 0, nanoseconds: -1) == nil)
        #expect(Timespan(seconds: 9_223_372_037) == nil)
        #expect(Timespan(seconds: -2)?.description == "-2s")
        #expect(Timespan(nanoseconds: 1) < Timespan(nanoseconds: 2))
        #expect(Timestamp.epoch.description == "1970-01-01T00:00:00Z")
    }

    @Test func `types are written as the specification writes them`() {
        let types: [ValueType] = [
            .map(key: .string, value: .list(.nullable(.int))), .optional(.type), .parameter("A"),
            .record("Grid"), .null,
        ]
        #expect(
            types.map(\.description) == [
                "map(string, list(wrapper(int)))", "optional_type(type)", "A", "Grid", "null_type",
            ])
    }

    @Test func `a source finds lines and columns by code points`() {
        let source = Source("é\n🐱x", name: "s", firstLine: 3, firstColumn: 5)
        #expect(source.location(of: 2..<3).description == "s:3:6")
        #expect(source.location(of: 7..<8).description == "s:4:2")
        #expect(source.text(in: 3..<7) == "🐱")
        #expect(source.text(in: 7..<99) == "x")
    }
}

import Governance
import GridTesting
import Testing
import TextFormats

@testable import RulesEngine

/// Reports in JSON, as `rules explain` and a back-test read them.
struct WitnessReadingTests {
    private func read(_ text: String) throws -> Witness {
        try JSONFields.decode(try JSON.parse(Array(text.utf8))) {
            Witness(&$0, county: SmallCounty.county, now: SmallCounty.morning)
        }
    }

    @Test func `what is written is read back`() throws {
        let world = ReportWorld(SmallCounty.county, Facts(SmallCounty.county))
        let witness = world.witness(
            [.category: 0, .place: 3, .clock: 3_000, .source: 2, .answer("violence"): 2],
            text: "吵架")
        var writer = JSONWriter()
        writer.value(witness)
        let again = try read(String(decoding: writer.bytes, as: UTF8.self))
        #expect(again.summary == witness.summary)
        #expect(again.time == witness.time)
    }

    @Test func `without a time it is routed when it happened, and without that now`() throws {
        let body = #"{"category": "safety/fire", "grid": "339900101001""#
        let happened = try read(body + #", "occurredAt": "2026-11-18T22:00:00+08:00"}"#)
        #expect(happened.time.hour == 22)
        #expect(try read(body + "}").time.hour == 10)
    }

    @Test(arguments: [
        #"{"category": "safety/fires", "grid": "339900101001"}"#,
        #"{"category": "safety/fire", "grid": "339900199001"}"#,
        #"{"category": "safety/fire", "grid": "339900101001", "answers": {"violence": true}}"#,
        #"{"category": "safety/fire", "grid": "339900101001", "at": "2026-02-30 10:00"}"#,
        #"{"category": "safety/fire", "grid": "339900101001", "at": "tomorrow"}"#,
        #"{"grid": "339900101001"}"#, "[]",
    ])
    func `a report that the county would not take is refused`(text: String) {
        #expect(throws: FieldFaults.self) { try read(text) }
    }
}

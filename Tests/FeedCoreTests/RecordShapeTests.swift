import Governance
import Testing
import TextFormats

@testable import FeedCore

struct RecordShapeTests {
    private func shape(_ count: Int, _ record: JSON) -> RecordShape {
        RecordShape(of: Array(repeating: record, count: count))
    }

    @Test func `the same form is no drift, and neither are new fields and nulls`() {
        let before = RecordShape(of: [["a": 1, "p": ["x": "t"]], ["a": nil, "p": ["x": "u"]]])
        let after = RecordShape(of: [["a": 2.5, "b": 1, "p": ["x": nil]]])
        #expect(after.drift(since: before) == [])
    }

    @Test func `a field that is gone and one of another type are drift`() {
        let drift = shape(3, ["a": "1"]).drift(since: shape(3, ["a": 1, "b": 2])).map(\.english)
        #expect(
            drift == [
                "the field 'a' has become text", "the field 'b' is not in every record any more",
            ])
    }

    @Test func `far fewer records than last time are drift where there were many`() {
        #expect(shape(4, [:]).drift(since: shape(10, [:])).count == 1)
        #expect(shape(5, [:]).drift(since: shape(10, [:])) == [])
        #expect(shape(0, [:]).drift(since: shape(9, ["a": 1])) == [])
    }
}

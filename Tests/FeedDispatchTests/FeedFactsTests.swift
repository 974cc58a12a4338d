import CEL
import FeedCore
import Governance
import RulesEngine
import Testing

@testable import FeedDispatch

/// The one value of a data item that rules read.
struct FeedFactsTests {
    private func value(
        _ expression: String?, _ combination: FactCombination, _ documents: String,
    ) throws -> FeedFact.Value? {
        let text = LocalizedText(chinese: "水位", english: "Level")
        let parts = expression.map { [MappingPart.fact: Source($0)] } ?? [:]
        let item = DataItem(
            id: DataItem.ID(trusted: "level"), meaning: text, owner: text,
            source: SourcePlatform.ID(trusted: "s"), path: "",
            document: FeedDocument(format: .json), interval: .seconds(60),
            freshness: .seconds(60), combination: combination, sensitivity: .public,
            readers: DataItem.Readers(), expressions: [:], mapping: try ItemMapping(parts))
        var memory = FeedMemory()
        let items = try item.document.records(Array(documents.utf8)).records.map {
            DigestedItem(try item.mapping.item(for: $0), digest: "")
        }
        _ = memory.take(items, at: Instant(secondsSinceEpoch: 0))
        return FeedFacts.value(of: item, memory)
    }

    @Test func `it has the type of its expression`() throws {
        let documents = #"[{"id":1,"v":3},{"id":2,"v":7}]"#
        #expect(try value("int(record.v)", .max, documents) == .integer(7))
        #expect(try value("double(record.v)", .min, documents) == .number(3))
        #expect(try value("string(record.v)", .latest, documents) == .text("7"))
        #expect(try value("record.v > 5", .latest, documents) == .flag(true))
    }

    @Test func `where records have no facts it is how many there are`() throws {
        #expect(try value(nil, .latest, #"[{"id":1},{"id":2}]"#) == .integer(2))
        #expect(try value(nil, .latest, "[]") == .integer(0))
    }
}

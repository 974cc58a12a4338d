import CEL
import Governance
import Testing
import TextFormats

@testable import FeedCore

struct ItemMappingTests {
    private func record(_ content: JSON, id: String? = nil) -> FeedRecord {
        var standard = StandardFields()
        standard.id = id
        return FeedRecord(content: content, standard: standard, place: "[0]")
    }

    private let content: JSON = [
        "no": 17, "kind": "暴雨", "level": "红色", "at": "2026-03-01 08:00", "x": 118.404, "y": 29.915,
    ]

    @Test func `each part is what its expression gives`() throws {
        let mapping = try ItemMapping(
            [
                .key: "'w-' + string(record.no)", .title: "record.kind + record.level",
                .when: "time(record.at)", .latitude: "record.y", .longitude: "record.x",
                .category: "'weather'", .opens: "record.level in ['红色', '橙色']",
                .fact: "{'level': record.level}",
            ],
            environment: MappingEnvironment(
                time: FeedTime(
                    zone: CountyTimeZone(name: "Asia/Shanghai", baseOffsetSeconds: 28_800))))
        #expect(
            try mapping.item(for: record(content))
                == FeedItem(
                    key: "w-17", title: "暴雨红色", time: Instant("2026-03-01T00:00:00Z"),
                    coordinate: Coordinate(latitude: 29.915, longitude: 118.404),
                    category: "weather", action: .open, fact: ["level": "红色"]))
    }

    @Test func `a record may say in which community it is, and which incident of ours it is about`()
        throws
    {
        let id = "0190a000-0000-7000-8000-000000000001"
        let mapping = try ItemMapping([
            .area: "record.code", .incident: "record.ours", .updates: "true",
        ])
        let whole = record(["code": "330824115201", "ours": .string(id)], id: "1")
        #expect(
            try mapping.item(for: whole)
                == FeedItem(
                    key: "1", area: AreaCode("330824115201"), action: .update,
                    incident: Incident.ID(id)))
        #expect(
            FeedItem(json: .object(try mapping.item(for: whole).json))
                == (try mapping.item(for: whole)))
        let silent = record(["code": "", "ours": ""], id: "1")
        #expect(try mapping.item(for: silent) == FeedItem(key: "1", action: .update))
        for wrong in [
            record(["code": "3308", "ours": ""], id: "1"),
            record(["code": "", "ours": "17"], id: "1"),
        ] {
            #expect {
                try mapping.item(for: wrong)
            } throws: {
                ($0 as? Refusal)?.code == .mapping
            }
        }
    }

    @Test func `what a source was told itself does nothing, so that nothing goes round`() throws {
        let mapping = try ItemMapping([
            .key: "record.id", .opens: "record.open", .closes: "!record.open",
        ])
        for isOpen in [true, false] {
            var told = record(["id": "1", "open": .bool(isOpen)]).standard
            told.isRelayed = true
            let relayed = FeedRecord(
                content: ["id": "1", "open": .bool(isOpen)], standard: told, place: "[0]")
            #expect(try mapping.item(for: relayed).action == .keep)
        }
    }

    @Test func `closing goes before opening`() throws {
        let mapping = try ItemMapping([.closes: "true", .opens: "true", .updates: "true"])
        #expect(try mapping.item(for: record(content, id: "1")).action == .close)
    }

    @Test func `a record without key is refused`() throws {
        #expect(refusal(of: record(content), by: try ItemMapping())?.code == .noKey)
        let long = String(repeating: "k", count: 1_025)
        #expect(
            refusal(of: record(content, id: long), by: try ItemMapping())?.code == .recordInvalid)
    }

    @Test func `a record that an expression fails on is refused by name`() throws {
        let mapping = try ItemMapping([.title: "record.missing"])
        let refusal = refusal(of: record(content, id: "7"), by: mapping)
        #expect(refusal?.code == .mapping)
        #expect(refusal?.name == "7" && refusal?.key == "7")
    }

    @Test func `a wrong name is an error of the compilation with its place`() {
        let failure = #expect(throws: CompilationFailure.self) {
            try ItemMapping([.key: "item.idd"])
        }
        #expect(failure?.errors.map(\.code) == [.unknownField])
    }

    private func refusal(of record: FeedRecord, by mapping: ItemMapping) -> Refusal? {
        do throws(Refusal) {
            _ = try mapping.item(for: record)
            return nil
        } catch {
            return error
        }
    }

    @Test func `Baidu's coordinates are converted`() throws {
        // The example that the public converters give: GCJ-02 116.404, 39.915.
        let place = try #require(
            SourceSystem.bd09.coordinate(
                latitude: 39.921_336_993_51, longitude: 116.410_369_493_71))
        let expected = try #require(
            SourceSystem.gcj02.coordinate(latitude: 39.915, longitude: 116.404))
        #expect(place.distance(to: expected).value < 0.01)
        #expect(SourceSystem.bd09.coordinate(latitude: 91, longitude: 0) == nil)
    }
}

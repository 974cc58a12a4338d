import Governance
import RulesEngine
import Testing

@testable import CountyFiles

/// A folder that is fine, and what becomes of it.
struct LoadedCountyTests {
    @Test func `areas are read with their names and centres and grids by a count`() throws {
        let centre = Coordinate(latitude: 29.007694, longitude: 118.359492, system: .gcj02)
        let expected = [
            area("330824000000", "开化县", "Kaihua County", at: (29.137336, 118.415495)),
            area("330824115000", "华埠镇", "Huabu Town", at: (29.007694, 118.359492)),
            area("330824115001", "枫树底社区", "Fengshudi Community"),
            area("330824115001001", "第一网格", "Grid 1"),
            area("330824115001002", "第二网格", "Grid 2"),
            area("330824115216", "溪东村", "Xidong Village"),
            area("330824115216007", "村口", "Village gate"),
        ]
        let grids = try MinimalFolder().load().county.grids
        #expect(grids.areas == expected.compactMap(\.self))
        #expect(AreaCode("330824115216007").flatMap(grids.centre) == centre)
    }

    @Test func `roles keep their order and name their substitutes`() throws {
        let county = try MinimalFolder().load().county
        let (police, mediator, supervisor) = (
            Role.ID(trusted: "police"), Role.ID(trusted: "mediator"),
            Role.ID(trusted: "supervisor")
        )
        #expect(
            county.roles == [
                Role(id: police, title: text("片区民警", "Beat police")),
                Role(id: mediator, title: text("老娘舅", "Mediator"), substitutes: [police]),
                Role(id: supervisor, title: text("值班长", "Duty officer")),
            ])
        #expect(county.supervisor == supervisor)
    }

    @Test func `responders have shifts, and are always on duty without any`() throws {
        let roster = try MinimalFolder().load().county.roster
        let night = Shift(
            weekdays: [.monday, .tuesday, .wednesday, .thursday, .friday, .sunday],
            startMinute: 22 * 60, endMinute: 6 * 60)
        #expect(
            roster == [
                Responder(
                    id: Responder.ID(trusted: "duty"), name: text("余丹", "Yu Dan"),
                    roles: [Role.ID(trusted: "supervisor"), Role.ID(trusted: "mediator")],
                    coverage: ["330824000000"].compactMap(AreaCode.init),
                    station: Coordinate(latitude: 29.13, longitude: 118.41, system: .gcj02)),
                Responder(
                    id: Responder.ID(trusted: "huabu-police-1"), name: text("徐平", "Xu Ping"),
                    roles: [Role.ID(trusted: "police")],
                    coverage: ["330824115000"].compactMap(AreaCode.init), shifts: [night]),
            ])
    }

    @Test func `categories carry the questions that they name`() throws {
        let question = Question(
            name: "violence", text: text("有人动手吗", "Is anybody being violent"))
        #expect(
            try MinimalFolder().load().county.categories == [
                ReportCategory(
                    id: ReportCategory.ID(trusted: "dispute/elder-support"),
                    title: text("赡养纠纷", "Elder support"), questions: [question],
                    steps: [text("敲门", "Knock")])
            ])
    }

    @Test func `a category is public only where the county says so`() throws {
        let silent = try MinimalFolder().load().county
        #expect(silent.categories.map(\.isPublic) == [false])
        let said = try MinimalFolder().replacing(
            "- id: dispute/elder-support", with: "- public: true\n    id: dispute/elder-support",
            in: "categories.yaml"
        ).load().county
        #expect(said.categories.map(\.isPublic) == [true])
    }

    @Test func `limits are read in seconds, minutes, hours and days`() throws {
        #expect(
            try MinimalFolder().load().county.standards == [
                ResponseStandard(
                    id: ResponseStandard.ID(trusted: "ordinary"),
                    acknowledge: .wallClock(.seconds(90)), arrive: .wallClock(.seconds(480)),
                    settle: .wallClock(.seconds(7_200)), check: .wallClock(.seconds(86_400)),
                    remind: .wallClock(.seconds(600)))
            ])
    }

    @Test func `a case is a report at a local time and what is expected of it`() throws {
        let loaded = try MinimalFolder().load()
        let date = try #require(CivilDate(year: 2026, month: 3, day: 4))
        let grid = try #require(AreaCode("330824115216007"))
        let report = Report(
            id: Report.ID(high: 0, low: 4),
            category: ReportCategory.ID(trusted: "dispute/elder-support"), area: grid,
            source: .resident, answers: ["violence": true],
            // 22:30 in Shanghai is 14:30 UTC.
            occurredAt: Instant(secondsSinceEpoch: 1_772_634_600), isExercise: true)
        let expected = RoutingCase(
            id: "elder-support", report: report, personal: PersonalData(text: "听到哭声"),
            time: LocalTime(date: date, secondOfDay: (22 * 60 + 30) * 60),
            expected: RoutingCase.Expectation(
                roles: [Role.ID(trusted: "police"), Role.ID(trusted: "mediator")],
                severity: .ordinary, standard: ResponseStandard.ID(trusted: "ordinary"),
                fired: ["roles": ["elder-support"], "severity": []]),
            position: SourcePosition(file: "routing.tests.yaml", line: 2, column: 5))
        #expect(loaded.cases == [expected])
        #expect(loaded.rules.mismatches(of: expected) == [])
    }

    @Test func `byte order marks and line ends of other systems change nothing`() throws {
        let plain = try MinimalFolder().load()
        var other = MinimalFolder()
        other.files = other.files.mapValues {
            "\u{FEFF}" + $0.replacing("\n", with: "\r\n") + "\r\n"
        }
        let loaded = try other.load()
        #expect(loaded.county.grids == plain.county.grids)
        #expect(loaded.county.roster == plain.county.roster)
        #expect(loaded.cases == plain.cases)
        #expect(loaded.version != plain.version)
    }

    @Test func `the version is the digest of names and bytes`() {
        // printf of the framed parts, piped through sha256sum.
        let files: [String: [UInt8]] = ["b": [0xFF], "a": Array("x\n".utf8)]
        #expect(
            "\(CountyFolder.version(of: files))"
                == "b0951e0f2c8821b99c749108d48fb3d8bb989ccc0cb0e34c2a217693c3a25853")
        #expect(
            CountyFolder.version(of: ["ab": []]) != CountyFolder.version(of: ["a": [0x62]]))
    }

    @Test func `files that do not belong to a county are left alone`() throws {
        let plain = try MinimalFolder().load()
        let loaded = try MinimalFolder().with("README.md", "# no YAML: [").load()
        #expect(loaded.version == plain.version)
        #expect(Set(loaded.files.keys) == Set(MinimalFolder().files.keys))
    }

    private func area(
        _ code: String, _ chinese: String, _ english: String, at point: (Double, Double)? = nil,
    ) -> Area? {
        let centre = point.flatMap {
            Coordinate(latitude: $0.0, longitude: $0.1, system: .gcj02)
        }
        return AreaCode(code).map {
            Area(code: $0, name: text(chinese, english), centre: centre)
        }
    }

    private func text(_ chinese: String, _ english: String) -> LocalizedText {
        LocalizedText(chinese: chinese, english: english)
    }
}

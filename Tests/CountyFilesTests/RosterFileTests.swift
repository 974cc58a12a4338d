import CountyFiles
import Foundation
import Governance
import RulesEngine
import Testing

/// Duty in roster.yaml, choice in roles, categories and dispatch.yaml.
struct RosterFileTests {
    /// The shipped county with one file changed.
    private func kaihua(
        _ file: String, _ change: (String) -> String,
    ) throws(CountyFileErrors) -> County {
        var files = Self.files
        files[file] = Array(change(String(decoding: files[file] ?? [], as: UTF8.self)).utf8)
        return try CountyFolder.load(files: files).county
    }

    private static let files: [String: [UInt8]] = {
        let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Rules/kaihua")
        var files: [String: [UInt8]] = [:]
        for name in CountyFolder.fileNames {
            let path = folder.appending(path: name)
            if let data = try? Data(contentsOf: path) { files[name] = [UInt8](data) }
        }
        return files
    }()

    private static let person =
        "id: tongcun-police-1, name: {zh: 张勇, en: Zhang Yong}, roles: [police], "

    private func police(_ fields: String) throws(CountyFileErrors) -> Responder? {
        let county = try kaihua("roster.yaml") {
            $0.replacing(Self.person, with: Self.person + fields + ", ")
        }
        return county[Responder.ID(trusted: "tongcun-police-1")]
    }

    @Test
    func `exceptions are whole days or local times, standby and skills are read`() throws {
        let person = try #require(
            try police(
                """
                exceptions: [{duty: off, from: 2026-10-01, to: 2026-10-07}, \
                {duty: on, from: 2026-10-03 08:00, to: 2026-10-03 12:30}], standby: [night], \
                skills: [first-aid], languages: [quzhou], mode: car
                """))
        func moment(_ text: String) throws -> Instant { try #require(Instant(text)) }
        #expect(
            person.exceptions == [
                DutySpan(
                    .offDuty,
                    during: try moment(
                        "2026-10-01T00:00:00+08:00")..<(try moment("2026-10-08T00:00:00+08:00"))),
                DutySpan(
                    .onDuty,
                    during: try moment(
                        "2026-10-03T08:00:00+08:00")..<(try moment("2026-10-03T12:30:00+08:00"))),
            ])
        #expect(person.standby.map(\.startMinute) == [22 * 60])
        #expect(
            person.skills
                == [Skill(trusted: "first-aid"), Skill(trusted: "language/quzhou")])
        #expect(person.mode == .car)
    }

    @Test
    func `what is wrong is told with its place`() {
        let cases: [(String, String)] = [
            ("exceptions: [{duty: never, from: 2026-10-01, to: 2026-10-02}]", "'never'"),
            ("exceptions: [{duty: off, from: 2026-10-03, to: 2026-10-01}]", "ends before"),
            ("exceptions: [{duty: off, from: 2026-13-03, to: 2026-10-01}]", "'2026-13-03'"),
            ("exceptions: [{duty: off, from: 2026-10-03}]", "'to' is missing"),
            ("standby: [dawn]", "there is no shift 'dawn'"),
            ("mode: boat", "'boat'"), ("skills: [First Aid]", "'First Aid'"),
        ]
        for (fields, words) in cases {
            #expect(throws: CountyFileErrors.self, "\(fields)") {
                do throws(CountyFileErrors) {
                    _ = try self.police(fields)
                } catch {
                    let fault = error.faults.first
                    #expect(fault?.position.file == "roster.yaml")
                    #expect(fault?.position.line == 27, "\(error.faults)")
                    #expect(fault?.message.english.contains(words) == true, "\(error.faults)")
                    throw error
                }
            }
        }
    }

    @Test
    func `a role says how far its ladder goes and how many are asked at once`() throws {
        let line = "{id: police, title: {zh: 片区民警, en: Beat police officer}"
        let county = try kaihua("roles.yaml") {
            $0.replacing(
                line, with: line + ", ladder: [supervisor, role], together: {1: 3, 2: 2}")
        }
        let role = try #require(county[Role.ID(trusted: "police")])
        #expect(role.rungs == [.role, .supervisor])
        #expect(role.together == [.critical: 3, .urgent: 2])
        for wrong in ["ladder: [roof]", "together: {5: 2}", "together: {1: 9}", "ladder: []"] {
            #expect(throws: CountyFileErrors.self, "\(wrong)") {
                try kaihua("roles.yaml") { $0.replacing(line, with: "\(line), \(wrong)") }
            }
        }
    }

    @Test
    func `dispatch.yaml states travel, choice and preemption`() throws {
        let county = try kaihua("dispatch.yaml") { _ in
            """
            travel: {detour: 1.5, least: 30s, unknown: 2000, mode: car, speeds: {car: 36, walk: 4.5}}
            choice: {busy: 2, load: 5min, recent: 30s, days: 3, fair: [4], skill: 20min}
            preemption: {for: [1, 2], from: [3, 4], until: acknowledged, most: 1}
            """
        }
        var policy = DispatchPolicy()
        policy.travel.detour = 1.5
        policy.travel.least = .seconds(30)
        policy.travel.unknownDistance = Metres(2_000)
        policy.travel.mode = .car
        policy.travel.speedsMetresPerSecond[.car] = 10
        policy.travel.speedsMetresPerSecond[.walk] = 1.25
        policy.choice.busy = 2
        policy.choice.load = .minutes(5)
        policy.choice.recent = .seconds(30)
        policy.choice.days = 3
        policy.choice.fairFor = [.low]
        policy.choice.skill = .minutes(20)
        var rule = DispatchPolicy.Preemption()
        rule.severities = [.critical, .urgent]
        rule.until = .acknowledged
        rule.most = 1
        policy.preemption = rule
        #expect(county.policy == policy)
        for wrong in [
            "choice: {days: 99}", "preemption: {for: [1]}", "speed: 3", "choice: {busy: 0}",
        ] {
            #expect(throws: CountyFileErrors.self, "\(wrong)") {
                try kaihua("dispatch.yaml") { _ in wrong }
            }
        }
    }

    @Test
    func `a roster that is written is the same when it is read`() throws {
        let county = try kaihua("roster.yaml") {
            $0.replacing(
                Self.person,
                with: Self.person
                    + "exceptions: [{duty: off, from: 2026-10-01, to: 2026-10-07}], "
                    + "standby: [night], languages: [quzhou], skills: [first-aid], mode: walk, ")
        }
        let again = try kaihua("roster.yaml") { _ in RosterFile.text(of: county) }
        #expect(again.roster.count == county.roster.count)
        for (one, other) in zip(county.roster, again.roster) {
            #expect(other.id == one.id)
            #expect(other.shifts == one.shifts)
            #expect(other.standby == one.standby)
            #expect(other.exceptions == one.exceptions)
            #expect(other.skills == one.skills)
            #expect(other.mode == one.mode)
            #expect(other.coverage == one.coverage)
            let distance = one.station.map { other.station?.distance(to: $0).value ?? .infinity }
            #expect(distance ?? 0 < 1)
        }
    }

    @Test
    func `a calendar becomes the roster of those whom it names`() throws {
        let county = try kaihua("roster.yaml") { $0 }
        let id = Responder.ID(trusted: "tongcun-police-1")
        let calendar = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            DTSTART:20261116T090000
            DTEND:20261116T170000
            RRULE:FREQ=WEEKLY;BYDAY=MO,TU
            END:VEVENT
            END:VCALENDAR
            """
        let duties = try RosterCalendarReader.read(
            Array(calendar.utf8), for: county, standard: id)
        let again = try kaihua("roster.yaml") { _ in RosterFile.text(of: county, with: duties) }
        #expect(
            again[id]?.shifts
                == [Shift(weekdays: [.monday, .tuesday], startMinute: 540, endMinute: 1_020)])
        let other = Responder.ID(trusted: "tongcun-police-2")
        #expect(again[other]?.shifts == county[other]?.shifts)
    }
}

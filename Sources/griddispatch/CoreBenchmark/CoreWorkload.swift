import Governance
import Simulator

/// Reports from a county with so many grids: the same ones on every machine.
///
/// The county keeps its people, categories and limits; its own grids are replaced. Every report comes
/// from a grid worker, so that it is filed and roles are called at once.
struct CoreWorkload {
    /// How many reports there are before they come again as other incidents.
    private static let variety = 4_096
    private static let start = Instant(secondsSinceEpoch: 1_741_658_400)
    private static let personal = PersonalData(
        text: "隔壁老人家里有哭声，敲门没有人应，邻居说昨天晚上和儿子吵过架，请派人来看看。",
        name: "张建国", contact: "13800000000", address: "溪东村12号")

    let county: County
    private let reports: [Report]
    private var count = 0

    /// The reports of a county with so many grids, spread evenly over its communities.
    init(_ county: County, grids: Int) throws {
        let areas = county.grids.areas.filter { $0.code.level < .grid }
        let communities = areas.filter { $0.code.level == .community }
        var codes: [AreaCode] = []
        for number in 0..<grids {
            let community = communities[number % communities.count].code
            let serial = String(number / communities.count + 1_001).dropFirst()
            if let code = AreaCode("\(community)\(serial)") { codes.append(code) }
        }
        let name = LocalizedText(chinese: "网格", english: "Grid")
        self.county = try County(
            version: county.version, timeZone: county.timeZone,
            grids: GridTree(areas: areas + codes.map { Area(code: $0, name: name) }),
            roles: county.roles, supervisor: county.supervisor, roster: county.roster,
            categories: county.categories, standards: county.standards,
            calendar: county.calendar, settings: county.settings, policy: county.policy)
        var generator = SeededGenerator(seed: 20_260_308)
        reports = (0..<Self.variety).map { _ in
            Self.report(from: county, codes, using: &generator)
        }
    }

    private static func report(
        from county: County, _ grids: [AreaCode], using generator: inout SeededGenerator,
    ) -> Report {
        let category = county.categories[
            Int.random(in: county.categories.indices, using: &generator)]
        var answers: [String: Bool] = [:]
        for question in category.questions {
            answers[question.name] = Int.random(in: 0..<100, using: &generator) < 15
        }
        let area = grids[Int.random(in: grids.indices, using: &generator)]
        return Report(
            id: .make(at: start, using: &generator), category: category.id, area: area,
            coordinate: county.grids.centre(of: area.parent ?? area), source: .worker,
            answers: answers, occurredAt: start)
    }

    /// The next reports, each a new incident, with their moments: eight in a second.
    mutating func next(_ wanted: Int) -> [(command: Command, at: Instant)] {
        (0..<wanted).map { _ in
            let report = reports[count % reports.count]
            let now = Self.start + .milliseconds(count * 125)
            count += 1
            let command = Command(
                incident: Incident.ID(
                    high: UInt64(now.microsecondsSinceEpoch / 1_000) << 16 | 0x7000,
                    low: 0x8000_0000_0000_0000 | UInt64(count)),
                occurredAt: report.occurredAt, actor: .worker("grid-worker"),
                action: .submit(report), personal: Self.personal)
            return (command, now)
        }
    }
}

import DispatchCore
import Governance
import RulesEngine

/// The county in which recorded calls are replayed: one community and the units of the record.
///
/// The record tells who was sent and when, so this county requires no roles by rule and has limits
/// so long that no recorded answer comes too late.
struct ReplayCounty {
    /// The role that every unit has.
    static let role = Role.ID(trusted: "unit")
    /// What every recorded call is reported as.
    static let category = ReportCategory.ID(trusted: "recorded")

    /// The community in which every recorded call lies.
    let community: AreaCode
    /// The rules of dispatch, with every crew of `crews` on the roster.
    let dispatcher: Dispatcher
    private let responders: [Crew: Responder.ID]

    /// One of the crews of a unit: a unit that a call names twice has two.
    struct Crew: Hashable {
        let unit: String
        let number: Int
    }

    /// The county of these crews; where they cover the community, the ladder may find them.
    init(crews: [Crew], coversCommunity: Bool = false) {
        let names = crews.indices.map { Responder.ID(trusted: "unit-\($0 + 1)") }
        responders = Dictionary(zip(crews, names)) { first, _ in first }
        let areas = ["990000000000", "990000001000", "990000001001"].compactMap {
            AreaCode($0).map { Area(code: $0, name: Self.text("记录回放", "recorded calls")) }
        }
        let roster = zip(crews, names).map { crew, name in
            Responder(
                id: name, name: Self.text(crew.unit, crew.unit), roles: [Self.role],
                coverage: coversCommunity ? areas.suffix(1).map(\.code) : [])
        }
        guard
            let community = areas.last?.code, let grids = try? GridTree(areas: areas),
            let version = CountyVersion(String(repeating: "0", count: 64)),
            let county = try? County(
                version: version, timeZone: .utc, grids: grids,
                roles: [Role(id: Self.role, title: Self.text("单位", "unit"))],
                supervisor: Self.role, roster: roster,
                categories: [
                    ReportCategory(id: Self.category, title: Self.text("记录", "recorded call"))
                ],
                standards: [Self.standard])
        else { preconditionFailure("the replay county of \(crews.count) crews does not hold") }
        self.community = community
        dispatcher = Dispatcher(county: county, rules: Self.rules(for: county))
    }

    /// The crew's name on the roster; every crew that the county was made with has one.
    func responder(_ crew: Crew) -> Responder.ID {
        guard let id = responders[crew] else {
            preconditionFailure("crew \(crew.number) of unit \(crew.unit) is not on the roster")
        }
        return id
    }

    /// Rules under which one unit is called to every call, the next that is free.
    var rulesThatCall: RuleSet {
        RuleSet.constant(
            roles: [Self.role], severity: .ordinary, standard: Self.standard.id,
            for: dispatcher.county)
    }

    /// Limits that never end within a recording.
    private static let standard: ResponseStandard = {
        let century = ResponseStandard.Limit.wallClock(.hours(24 * 36_525))
        return ResponseStandard(
            id: ResponseStandard.ID(trusted: "unlimited"), acknowledge: century, arrive: century,
            settle: century, check: century, remind: century)
    }()

    /// Rules under which nobody is called but whom the record names.
    private static func rules(for county: County) -> RuleSet {
        RuleSet.constant(roles: [], severity: .ordinary, standard: standard.id, for: county)
    }

    private static func text(_ chinese: String, _ english: String) -> LocalizedText {
        LocalizedText(chinese: chinese, english: english)
    }
}

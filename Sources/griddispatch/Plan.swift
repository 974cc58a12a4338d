import ArgumentParser
import CountyFiles
import DispatchCore
import Governance
import SimulationReports
import Simulator
import TextFormats

/// `griddispatch plan`.
struct Plan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find the smallest roster that meets a target. 配员规划。",
        discussion: """
            Starts from the least number of places from which enough reports could be reached in \
            time, then simulates rosters under the same chance, and confirms the one that is left \
            under other chance. Ends with 0 if one was found and confirmed, otherwise with 2.
            """)

    @Argument(help: "The scenario's folder.")
    var scenario: String

    @Option(
        help: """
            What must be met, such as "p90(last_required_on_scene) <= 8m"; the other moment is \
            first_on_scene.
            """)
    var target: String

    @Option(
        help: """
            What may be varied, separated by commas: roles by name, and 'shifts' and 'stations'.
            """)
    var vary: String

    @OptionGroup var options: ReplicationOptions

    @Option(help: "A value that goes before the scenario's, as path=value; may be repeated.")
    var set: [String] = []

    @Option(help: "Write plan.json and plan.html into this folder.")
    var out: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Print the table in Chinese. 以中文显示。")
    var chinese = false

    private static let words = (shifts: "shifts", stations: "stations")

    func validate() throws {
        guard StaffingTarget(target) != nil else {
            throw ValidationError(
                "'\(target)' is not a target: write it as p90(last_required_on_scene) <= 8m.")
        }
    }

    func run() async throws {
        let loaded = try await options.load(scenario, set: set)
        guard let target = StaffingTarget(target) else { return }
        let search = StaffingSearch(
            title: loaded.title, scenario: loaded.scenario, dispatcher: loaded.dispatcher,
            target: target, vary: try variation(loaded.dispatcher.county),
            workers: options.processors)
        let count = RunningCount("rosters tried 已试名册")
        let plan = await search.run { count.show($0) }
        count.clear()
        if let out { try OutputFolder(path: out).write(plan) }
        print(
            json ? plan.json.text() : plan.text(in: chinese ? .chinese : .english),
            terminator: json ? "\n" : "")
        guard plan.isMet, plan.confirmation.holds else { throw ExitCode(2) }
    }

    /// What `vary` names, in the county's own names of roles or in their plural.
    private func variation(_ county: County) throws -> StaffingSearch.Variation {
        let names = vary.split(separator: ",").map { $0.filter { $0 != " " } }
        var roles: [Role.ID] = []
        for name in names where name != Self.words.shifts && name != Self.words.stations {
            let singular = name.hasSuffix("s") ? String(name.dropLast()) : name
            let role = [name, singular].lazy.compactMap { Role.ID($0) }.first {
                county[$0] != nil
            }
            guard let role else {
                let known = county.roles.map(\.id.name).joined(separator: ", ")
                throw ValidationError(
                    "There is no role '\(name)' to vary: \(known), shifts and stations.")
            }
            if !roles.contains(role) { roles.append(role) }
        }
        guard !roles.isEmpty else {
            throw ValidationError("--vary must name at least one role, such as mediators,stations.")
        }
        return StaffingSearch.Variation(
            roles: roles, movesStations: names.contains(Self.words.stations),
            splitsDay: names.contains(Self.words.shifts))
    }
}

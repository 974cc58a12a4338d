import ArgumentParser
import CountyFiles
import Governance
import RulesEngine

/// `griddispatch rules`.
struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check and test a county's rules. 检查和测试规则。", subcommands: [Check.self, Test.self])

    /// `griddispatch rules check`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read a county's folder and compile its rules.")

        @Argument(help: "The county's folder.")
        var county: String

        func run() throws {
            let loaded = try loadCounty(county)
            let areas = loaded.county.grids
            print(
                """
                \(county): version \(loaded.version.short)
                  \(areas.areas(at: .township).count) townships, \
                \(areas.areas(at: .community).count) communities, \
                \(areas.areas(at: .grid).count) grids
                  \(loaded.county.roles.count) roles, \(loaded.county.roster.count) responders
                  \(loaded.county.categories.count) categories, \
                \(loaded.county.standards.count) standards, \(loaded.cases.count) cases
                """)
        }
    }

    /// `griddispatch rules test`.
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run the cases that stand beside a county's rules.")

        @Argument(help: "The county's folder.")
        var county: String

        func run() throws {
            let loaded = try loadCounty(county)
            var failed = 0
            for routingCase in loaded.cases {
                let mismatches = loaded.rules.mismatches(of: routingCase)
                guard !mismatches.isEmpty else { continue }
                failed += 1
                print("\(routingCase.position): case '\(routingCase.id)'")
                for mismatch in mismatches { print("    \(mismatch)") }
            }
            print("\(loaded.cases.count - failed) passed, \(failed) failed")
            guard failed == 0 else { throw ExitCode.failure }
        }
    }
}

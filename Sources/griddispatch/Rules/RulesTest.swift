import ArgumentParser
import CountyFiles
import Governance
import RulesEngine
import TextFormats

extension Rules {
    /// `griddispatch rules test`.
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run the cases that stand beside a county's rules. 运行规则用例。",
            discussion: """
                Tells where an expectation fails and what the cases have tried: which rules fired, \
                and which conditions were seen both true and false. Ends with 1 if a case fails.
                """)

        @Argument(help: "The county's folder.")
        var county: String

        @Flag(help: "Print one JSON object.")
        var json = false

        @Flag(help: "List the rules and conditions that no case tries.")
        var untried = false

        func run() throws {
            let loaded = try loadCounty(county, asJSON: json)
            let failures = loaded.cases.map { ($0, loaded.rules.mismatches(of: $0)) }
                .filter { !$0.1.isEmpty }
            let coverage = RuleCoverage(of: loaded.rules, by: loaded.cases)
            if json {
                printJSON(loaded, failures, coverage)
            } else {
                printText(loaded, failures, coverage)
            }
            guard failures.isEmpty else { throw ExitCode.failure }
        }

        private func printText(
            _ loaded: LoadedCounty, _ failures: [(RoutingCase, [CaseMismatch])],
            _ coverage: RuleCoverage,
        ) {
            for (routingCase, mismatches) in failures {
                print("\(routingCase.position): case '\(routingCase.id)'")
                for mismatch in mismatches {
                    print("    \(mismatch.what)")
                    print("  - \(mismatch.expected)")
                    print("  + \(mismatch.actual)")
                }
            }
            if untried { printUntried(coverage) }
            print("\(loaded.cases.count - failures.count) passed, \(failures.count) failed")
            print(
                "\(coverage.firedRules) of \(coverage.rules.count) rules fired, "
                    + "\(coverage.coveredParts) of \(coverage.parts) conditions seen true and false"
            )
        }

        private func printUntried(_ coverage: RuleCoverage) {
            for rule in coverage.rules {
                if rule.fired == 0 {
                    print("\(rule.position): no case makes '\(rule.rule)' of '\(rule.table)' fire")
                }
                for part in rule.parts where !part.isCovered {
                    let seen = part.wasTrue ? "only true" : part.wasFalse ? "only false" : "not"
                    print("\(part.position): '\(part.text)' is \(seen) seen")
                }
            }
        }

        private func printJSON(
            _ loaded: LoadedCounty, _ failures: [(RoutingCase, [CaseMismatch])],
            _ coverage: RuleCoverage,
        ) {
            var writer = JSONWriter()
            writer.object { object in
                object.field("version", loaded.version)
                object.field("passed", loaded.cases.count - failures.count)
                object.field("failed", failures.count)
                object.array("failures") { array in
                    for (routingCase, mismatches) in failures {
                        array.object { failure in
                            failure.field("case", routingCase.id)
                            failure.field("line", routingCase.position.line)
                            failure.array("differences") { differences in
                                for mismatch in mismatches {
                                    differences.object {
                                        $0.field("what", mismatch.what)
                                        $0.field("expected", mismatch.expected)
                                        $0.field("actual", mismatch.actual)
                                    }
                                }
                            }
                        }
                    }
                }
                object.field("coverage", coverage)
            }
            print(String(decoding: writer.bytes, as: UTF8.self))
        }
    }
}

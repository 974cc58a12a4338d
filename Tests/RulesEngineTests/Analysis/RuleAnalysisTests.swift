import Governance
import GridTesting
import Testing

@testable import RulesEngine

/// What an analysis finds in a table before it acts.
struct RuleAnalysisTests {
    private func row(_ id: String, _ when: String) -> Tables.Row { (id, when, .severity(.urgent)) }

    @Test(arguments: [
        #"report.category == "dispute/elder-support" && report.category == "safety/fire""#,
        "local.hour < 6 && local.hour > 22", "local.hour >= 24", "local.minuteOfDay < 0", "false",
        #"report.category.startsWith("dispute/") && report.category.endsWith("fire")"#,
        "local.weekday == 8 || local.weekday == 0",
        "report.exercise && !report.exercise", "local.hour == 3 && local.minuteOfDay > 240",
        #"report.category == "safety/fire" && has(report.answers.violence)"#,
    ])
    func `a rule that can never fire is found`(when: String) throws {
        let analysed = try AnalysedTables([row("never", when)])
        #expect(analysed.summary == ["rules.never_fires never"])
        // The witness gets as far as can be, and the engine leaves it to the default.
        let witness = try #require(analysed.finding(.neverFires)?.witness)
        #expect(analysed.rules.route(witness).tables[1].usedDefault)
    }

    @Test func `the part that stops a rule is named`() throws {
        let analysed = try AnalysedTables([
            row("never", #"report.category == "safety/fire" && local.hour > 5 && local.hour < 3"#)
        ])
        let finding = try #require(analysed.finding(.neverFires))
        #expect(
            finding.message.english
                == "rule 'never' can never fire: where all before it holds, 'local.hour < 3' does not"
        )
        #expect(finding.witness?.report.category.name == "safety/fire")
        #expect(finding.witness?.time.hour == 6)
    }

    @Test func `a rule that an earlier one shadows is found, and the earlier one named`() throws {
        let analysed = try AnalysedTables([
            row("wide", #"report.category.startsWith("dispute/")"#), row("other", "local.hour < 6"),
            row("narrow", #"report.category == "dispute/elder-support""#),
        ])
        #expect(analysed.summary == ["rules.shadowed narrow wide"])
        let witness = try #require(analysed.finding(.shadowed)?.witness)
        #expect(analysed.rules.route(witness).tables[1].fired == ["wide"])
    }

    @Test func `rules that shadow one together are found`() throws {
        let analysed = try AnalysedTables([
            row("night", "local.hour < 6 || local.hour >= 22"),
            row("day", "local.hour >= 6 && local.hour < 22"), row("late", "local.hour > 20"),
        ])
        #expect(
            analysed.summary.map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == [
                "rules.shadowed late"
            ])
    }

    @Test func `nothing is shadowed where all that hold are collected`() throws {
        let rows: [Tables.Row] = [
            ("wide", #"report.category.startsWith("dispute/")"#, .roles([.police])),
            ("narrow", #"report.category == "dispute/elder-support""#, .roles([.mediator])),
        ]
        #expect(try AnalysedTables([], roles: rows).finding(.shadowed) == nil)
    }

    @Test func `overlaps of a unique table are found with a report that shows them`() throws {
        let analysed = try AnalysedTables(
            [
                row("night", "local.hour >= 22"), row("late", "local.hour == 23"),
                row("morning", "local.hour < 9"),
            ], hit: .unique)
        #expect(analysed.summary == ["rules.overlap night late"])
        let witness = try #require(analysed.finding(.overlap)?.witness)
        #expect(witness.time.hour == 23)
        #expect(analysed.rules.route(witness).isDegraded)
    }

    @Test func `rules that do not agree where they must are found with a report that shows them`()
        throws
    {
        let analysed = try AnalysedTables(
            [
                row("night", "local.hour >= 22"), row("late", "local.hour == 23"),
                ("midnight", "local.hour == 23", .severity(.critical)),
            ], hit: .any)
        #expect(
            analysed.summary == ["rules.overlap night midnight", "rules.overlap late midnight"])
        let witness = try #require(analysed.finding(.overlap)?.witness)
        #expect(analysed.rules.route(witness).isDegraded)
    }

    @Test func `a rule that fails for some reports is found`() throws {
        let analysed = try AnalysedTables([row("unguarded", "report.answers.violence")])
        #expect(analysed.summary == ["rules.breaks unguarded"])
        let witness = try #require(analysed.finding(.breaks)?.witness)
        #expect(analysed.rules.route(witness).isDegraded)
        let guarded = row("guarded", "has(report.answers.violence) && report.answers.violence")
        #expect(try AnalysedTables([guarded]).summary == [])
    }

    @Test func `how often something was reported here is always known, but not how long ago`()
        throws
    {
        let often = row("often", "history.here7Days >= 2 && history.alikeHere30Days < 9")
        #expect(try AnalysedTables([often]).finding(.breaks) == nil)
        let lately = row("lately", "history.hoursSinceLastHere < 5")
        #expect(try AnalysedTables([lately]).finding(.breaks) != nil)
    }

    @Test(arguments: ["1 / 0 > 1", "report.answers.violence && report.category == 'safety/fire'"])
    func `a rule that fails and never holds is told as one that fails`(when: String) throws {
        let analysed = try AnalysedTables([row("broken", when)])
        #expect(analysed.summary == ["rules.breaks broken"])
    }

    @Test func `reports that no rule catches are told with their categories`() throws {
        let analysed = try AnalysedTables([
            row("disputes", #"report.category.startsWith("dispute/")"#)
        ])
        let gap = try #require(
            analysed.findings.first { $0.kind == .gap && $0.table == "severity" })
        let witness = try #require(gap.witness)
        #expect(!witness.report.category.name.hasPrefix("dispute/"))
        #expect(analysed.rules.route(witness).tables[1].usedDefault)
        let all = try AnalysedTables([row("all", "true")])
        #expect(!all.findings.contains { $0.kind == .gap && $0.table == "severity" })
    }

    @Test func `what depends on words is not decided`() throws {
        let analysed = try AnalysedTables([
            row("long", "report.text.size() > 100 && report.text.size() < 50"),
            row("words", #"report.text.contains("火")"#), row("rest", "true"),
        ])
        #expect(analysed.summary == ["rules.not_decided long"])
        #expect(analysed.finding(.notDecided)?.witness == nil)
        #expect(
            analysed.finding(.notDecided)?.message.english
                == "not decided: whether rule 'long' can fire; it depends on a condition beyond the analysis: report.text.size() > 100"
        )
    }

    @Test func `words that do not matter do not hinder`() throws {
        let analysed = try AnalysedTables([
            row("never", #"local.hour > 30 && report.text.contains("火")"#)
        ])
        #expect(analysed.summary == ["rules.never_fires never"])
    }

    @Test func `conditions on two things at once are evaluated`() throws {
        let analysed = try AnalysedTables([
            row("never", "local.hour + (report.exercise ? 1 : 0) > 24"),
            row("once", "local.hour + (report.exercise ? 1 : 0) == 24"),
        ])
        #expect(analysed.summary == ["rules.never_fires never"])
    }

    @Test func `where a part is beyond the analysis the part that stops a rule is still right`()
        throws
    {
        let analysed = try AnalysedTables([
            row("never", "report.text.size() > 100 && local.hour > 5 && local.hour < 3")
        ])
        #expect(
            analysed.finding(.neverFires)?.message.english
                == "rule 'never' can never fire: where all before it holds, 'local.hour < 3' does not"
        )
    }

    @Test func `every rule that fails is told, however many fail at once`() throws {
        let rows: [Tables.Row] = (0..<20).map {
            ("broken-\($0)", "report.answers.violence", .roles([.police]))
        }
        let analysed = try AnalysedTables([], roles: rows)
        #expect(analysed.summary == rows.map { "rules.breaks \($0.id)" })
        #expect(analysed.findings.allSatisfy { $0.kind != .breaks || $0.witness != nil })
    }
}

import Governance
import GridTesting
import RulesEngine
import Testing

/// Tables whose rules give numbers, such as how many mediators are needed.
struct NumberTableTests {
    private static let rows: [(String, String, Int)] = [
        ("dispute", #"report.category.startsWith("dispute/")"#, 1),
        ("violence", "has(report.answers.violence) && report.answers.violence", 2),
        ("night", "local.hour >= 22", 5), ("morning", "local.hour == 10", 4),
    ]

    private func decide(
        _ hitPolicy: HitPolicy, _ rows: [(String, String, Int)] = Self.rows,
        answers: [String: Bool] = ["violence": true], fallback: Int = 3,
    ) throws -> RoutingDecision {
        let position = SourcePosition(file: "routing.yaml", line: 1, column: 1)
        let numbers = DecisionTableSource(
            id: "mediators", question: .number, hitPolicy: hitPolicy,
            rules: rows.map { id, when, number in
                RuleSource(
                    id: id,
                    condition: SourceText(text: when, file: "routing.yaml", line: 1, column: 1),
                    outcome: .number(number), because: Tables.because, position: position)
            },
            fallback: FallbackSource(
                outcome: .number(fallback), because: Tables.because, position: position),
            position: position)
        let source = RuleSetSource(tables: [
            Tables.table(.roles, .collect, [], .roles([.mediator])),
            Tables.table(.severity, .first, [], .severity(.ordinary)),
            Tables.table(.standard, .first, [], .standard(.ordinary)), numbers,
        ])
        return try RuleSet.compile(source, for: SmallCounty.county).route(
            .example(answers: answers), personal: nil,
            at: SmallCounty.timeZone.localTime(at: SmallCounty.morning))
    }

    @Test(
        arguments: [
            (HitPolicy.collectSum, 7), (.collectMinimum, 1), (.collectMaximum, 4),
            (.collectCount, 3), (.first, 1),
        ])
    func `the rules that hold make one number`(hitPolicy: HitPolicy, number: Int) throws {
        let decision = try decide(hitPolicy)
        #expect(decision.numbers == [.init(name: "mediators", value: number)])
        #expect(decision.roles == [.mediator])
    }

    @Test(
        arguments: [HitPolicy.collectSum, .collectMinimum, .collectMaximum, .collectCount, .first])
    func `where no rule holds the default is the number`(hitPolicy: HitPolicy) throws {
        let none = [("never", "local.hour == 3", 9)]
        #expect(try decide(hitPolicy, none).numbers == [.init(name: "mediators", value: 3)])
    }

    @Test(
        arguments: [
            (HitPolicy.collectSum, 5 + 3), (.collectMinimum, 1), (.collectMaximum, 4),
            (.collectCount, 3),
        ])
    func `the default takes part in the place of a rule that fails`(
        hitPolicy: HitPolicy, number: Int,
    ) throws {
        let rows = [
            Self.rows[0], ("violence", "report.answers.violence", 2), Self.rows[2], Self.rows[3],
        ]
        let decision = try decide(hitPolicy, rows, answers: [:])
        #expect(decision.isDegraded)
        #expect(decision.numbers == [.init(name: "mediators", value: number)])
    }

    @Test func `two rules of a unique table that hold at once are a fault`() throws {
        let decision = try decide(.unique)
        #expect(decision.isDegraded)
        #expect(decision.numbers == [.init(name: "mediators", value: 3)])
    }

    @Test func `numbers cannot be united, and roles cannot be added`() {
        #expect(!HitPolicy.allowed(for: .number).contains(.collect))
        #expect(!HitPolicy.allowed(for: .roles).contains(.collectSum))
        #expect(!HitPolicy.allowed(for: .severity).contains(.collectCount))
    }
}

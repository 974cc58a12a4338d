import Governance
import RulesEngine
import Testing

@testable import CountyFiles

/// Tables of numbers in a county's folder.
struct NumberTableFileTests {
    private func folder(then number: String = "2", hit: String = "collect sum") -> MinimalFolder {
        MinimalFolder().replacing(
            "tables:\n",
            with: """
                tables:
                  - id: mediators
                    question: number
                    hit: \(hit)
                    rules:
                      - id: dispute
                        when: report.category.startsWith("dispute/")
                        then: \(number)
                        because: {zh: 纠纷, en: A dispute}
                    default: {then: 0, because: {zh: 不需要, en: None needed}}

                """, in: "routing.yaml")
    }

    @Test func `a table of numbers stands beside the others`() throws {
        let loaded = try folder().load()
        #expect(loaded.rules.source.numberTables.map(\.id) == ["mediators"])
        #expect(loaded.rules.source.numberTables.first?.rules.first?.outcome == .number(2))
        let routingCase = try #require(loaded.cases.first)
        let decision = loaded.rules.route(
            routingCase.report, personal: routingCase.personal, at: routingCase.time)
        #expect(decision.numbers == [.init(name: "mediators", value: 2)])
    }

    @Test(
        arguments: [
            ("two", "collect sum", "county.bad_value"), ("2000000", "collect sum", "county.bad"),
            ("2", "collect", "county.bad_value"),
        ])
    func `what is no number, or is not made of numbers, is a fault`(
        number: String, hit: String, code: String,
    ) {
        let text = folder(then: number, hit: hit).rendered()
        #expect(text.hasPrefix("routing.yaml:"), "\(text)")
        #expect(text.contains(code), "\(text)")
    }
}

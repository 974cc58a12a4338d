import Governance
import GridTesting
import RulesEngine
import Testing

/// Cases beside the rules: where a decision differs from what they expect.
struct RoutingCaseTests {
    @Test func `a case that expects what is decided has no mismatch`() {
        let expected = RoutingCase.Expectation(
            roles: [.mediator, .police, .communityDirector], severity: .urgent,
            standard: .eightMinutes, fired: ["roles": ["dispute/elder-support"]])
        #expect(SmallCounty.rules.mismatches(of: routingCase(expected)) == [])
    }

    @Test func `a case that expects nothing cannot fail`() {
        #expect(SmallCounty.rules.mismatches(of: routingCase(RoutingCase.Expectation())) == [])
    }

    @Test func `every difference is told, with both sides`() {
        let expected = RoutingCase.Expectation(
            roles: [.police], severity: .low, standard: .ordinary,
            fired: ["severity": [], "nonsense": ["rule"]])
        let mismatches = SmallCounty.rules.mismatches(of: routingCase(expected))
        #expect(
            mismatches.map(\.description) == [
                "roles: expected [police], got [community-director, mediator, police]",
                "severity: expected [4], got [2]",
                "standard: expected [ordinary], got [within-8-minutes]",
                "fired in nonsense: expected [rule], got []",
                "fired in severity: expected [], got [dispute/elder-support]",
            ])
    }

    private func routingCase(_ expected: RoutingCase.Expectation) -> RoutingCase {
        RoutingCase(
            id: "case", report: .example(), personal: nil,
            time: SmallCounty.timeZone.localTime(at: SmallCounty.morning), expected: expected,
            position: SourcePosition(file: "routing.tests.yaml", line: 1, column: 1))
    }
}

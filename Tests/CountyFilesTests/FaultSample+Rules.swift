import CountyFiles

extension FaultSample {
    /// Faults of decision tables and of their cases.
    static let rules = [
        FaultSample(
            .badValue, "hit: unique", to: "hit: loudest", in: "routing.yaml",
            """
            routing.yaml:18:10: error[county.bad_value]: 'loudest' is not one of unique, any, priority, first, collect, collect min, collect max, collect sum, collect count, rule order
            18 |     hit: loudest
               |          ^~~~~~~
            """),
        FaultSample(
            .badValue, "hit: unique", to: "hit: collect", in: "routing.yaml",
            """
            routing.yaml:18:10: error[county.bad_value]: a table of standard cannot use 'collect', but unique, any, priority, first
            18 |     hit: collect
               |          ^~~~~~~
            """),
        FaultSample(
            .badValue, "then: 3", to: "then: 5", in: "routing.yaml",
            """
            routing.yaml:15:21: error[county.bad_value]: '5' is not a whole number from 1 to 4
            15 |     default: {then: 5, because: {zh: 一般, en: Ordinary}}
               |                     ^
            """),
        FaultSample(
            .missingKey, "question: severity", to: "question: standard", in: "routing.yaml",
            """
            routing.yaml:2:3: error[county.missing_key]: no table answers the question 'severity'
            2 |   - id: roles
              |   ^
            routing.yaml:15:21: error[county.unknown_reference]: there is no standard '3'
            15 |     default: {then: 3, because: {zh: 一般, en: Ordinary}}
               |                     ^
            routing.yaml:17:15: error[county.duplicate]: the table 'severity' answers the question 'standard' already
            17 |     question: standard
               |               ^~~~~~~~
            """),
        FaultSample(
            .wrongType, "then: [mediator, police]", to: "then: police", in: "routing.yaml",
            """
            routing.yaml:8:15: error[county.wrong_type]: expected a list, found text
            8 |         then: police
              |               ^~~~~~
            """),
        FaultSample(
            .unknownReference, "violence: true", to: "violance: true", in: "routing.tests.yaml",
            """
            routing.tests.yaml:8:17: error[county.unknown_reference]: the category 'dispute/elder-support' does not ask 'violance'; did you mean 'violence'?
            8 |       answers: {violance: true}
              |                 ^~~~~~~~
            """),
        FaultSample(
            .badValue, "violence: true", to: "violence: yes", in: "routing.tests.yaml",
            """
            routing.tests.yaml:8:27: error[county.bad_value]: 'yes' is neither true nor false
            8 |       answers: {violence: yes}
              |                           ^~~
            """),
        FaultSample(
            .unknownReference, "fired: {roles: [elder-support]",
            to: "fired: {roles: [elder-suport]", in: "routing.tests.yaml",
            """
            routing.tests.yaml:15:23: error[county.unknown_reference]: there is no rule 'roles: elder-suport'; did you mean 'roles: elder-support'?
            15 |       fired: {roles: [elder-suport], severity: []}
               |                       ^~~~~~~~~~~~
            """),
        FaultSample(
            .unknownReference, "{roles: [elder-support], ", to: "{rolls: [elder-support], ",
            in: "routing.tests.yaml",
            """
            routing.tests.yaml:15:15: error[county.unknown_reference]: there is no table 'rolls'; did you mean 'roles'?
            15 |       fired: {rolls: [elder-support], severity: []}
               |               ^~~~~
            """),
        FaultSample(
            .badValue, "2026-03-04", to: "2026-02-30", in: "routing.tests.yaml",
            """
            routing.tests.yaml:6:11: error[county.bad_value]: '2026-02-30 22:30' is not a local time such as 2026-03-04 22:30
            6 |       at: 2026-02-30 22:30
              |           ^~~~~~~~~~~~~~~~
            """),
    ]
}

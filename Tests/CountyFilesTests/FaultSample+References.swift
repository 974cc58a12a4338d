import CountyFiles

extension FaultSample {
    /// Faults of names.
    static let references = [
        FaultSample(
            .duplicate, "id: duty", to: "id: huabu-police-1", in: "roster.yaml",
            """
            roster.yaml:10:9: error[county.duplicate]: the responder 'huabu-police-1' is defined twice; it stands at roster.yaml:5:9 already
            10 |   - id: huabu-police-1
               |         ^~~~~~~~~~~~~~
            """),
        FaultSample(
            .duplicate, "[police]", to: "[police, police]", in: "roles.yaml",
            """
            roles.yaml:4:74: error[county.duplicate]: 'police' stands in this list already
            4 |   - {id: mediator, title: {zh: 老娘舅, en: Mediator}, substitutes: [police, police]}
              |                                                                             ^~~~~~
            """),
        FaultSample(
            .duplicate, "330824115216007", to: "330824115001002", in: "grids.yaml",
            """
            grids.yaml:12:20: error[county.duplicate]: the area '330824115001002' is defined twice; it stands at grids.yaml:8:81 already
            12 |           - {code: 330824115001002, name: {zh: 村口, en: Village gate}}
               |                    ^~~~~~~~~~~~~~~
            grids.yaml:12:20: error[county.bad_value]: the code does not begin like that of 330824115216 around it
            12 |           - {code: 330824115001002, name: {zh: 村口, en: Village gate}}
               |                    ^~~~~~~~~~~~~~~
            routing.tests.yaml:5:13: error[county.unknown_reference]: there is no area '330824115216007'
            5 |       area: 330824115216007
              |             ^~~~~~~~~~~~~~~
            """),
        FaultSample(
            .unknownReference, "[police]", to: "[polcie]", in: "roster.yaml",
            """
            roster.yaml:7:13: error[county.unknown_reference]: there is no role 'polcie'; did you mean 'police'?
            7 |     roles: [polcie]
              |             ^~~~~~
            """),
        FaultSample(
            .unknownReference, "330824115000", to: "330824199000", in: "roster.yaml",
            """
            roster.yaml:8:16: error[county.unknown_reference]: there is no area '330824199000'
            8 |     coverage: [330824199000]
              |                ^~~~~~~~~~~~
            """),
        FaultSample(
            .unknownReference, "[night]", to: "[nigth]", in: "roster.yaml",
            """
            roster.yaml:9:14: error[county.unknown_reference]: there is no shift 'nigth'; did you mean 'night'?
            9 |     shifts: [nigth]
              |              ^~~~~
            """),
        FaultSample(
            .unknownReference, "[violence]", to: "[violense]", in: "categories.yaml",
            """
            categories.yaml:6:17: error[county.unknown_reference]: there is no question 'violense'; did you mean 'violence'?
            6 |     questions: [violense]
              |                 ^~~~~~~~
            """),
        FaultSample(
            .unknownReference, "then: ordinary", to: "then: ordinery", in: "routing.yaml",
            """
            routing.yaml:20:21: error[county.unknown_reference]: there is no standard 'ordinery'; did you mean 'ordinary'?
            20 |     default: {then: ordinery, because: {zh: 一般, en: Ordinary}}
               |                     ^~~~~~~~
            """),
        FaultSample(
            .unknownReference, "supervisor: supervisor", to: "supervisor: chief", in: "roles.yaml",
            """
            roles.yaml:1:13: error[county.unknown_reference]: there is no role 'chief'
            1 | supervisor: chief
              |             ^~~~~
            """),
    ]
}

import CountyFiles

extension FaultSample {
    /// Faults of single values.
    static let values = [
        FaultSample(
            .badValue, "id: mediator", to: "id: Mediator!", in: "roles.yaml",
            """
            roles.yaml:4:10: error[county.bad_value]: 'Mediator!' is not a name: up to 64 of a-z, 0-9, - _ / .
            4 |   - {id: Mediator!, title: {zh: 老娘舅, en: Mediator}, substitutes: [police]}
              |          ^~~~~~~~~
            roster.yaml:12:25: error[county.unknown_reference]: there is no role 'mediator'
            12 |     roles: [supervisor, mediator]
               |                         ^~~~~~~~
            routing.yaml:8:16: error[county.unknown_reference]: there is no role 'mediator'
            8 |         then: [mediator, police]
              |                ^~~~~~~~
            routing.tests.yaml:12:23: error[county.unknown_reference]: there is no role 'mediator'
            12 |       roles: [police, mediator]
               |                       ^~~~~~~~
            """),
        FaultSample(
            .badValue, "330824115000", to: "33082411500", in: "roster.yaml",
            """
            roster.yaml:8:16: error[county.bad_value]: '33082411500' is not an area code: 12 digits, or 15 for a grid
            8 |     coverage: [33082411500]
              |                ^~~~~~~~~~~
            """),
        FaultSample(
            .badValue, "code: 330824115216\n", to: "code: 330824116000\n", in: "grids.yaml",
            """
            grids.yaml:9:15: error[county.bad_value]: '330824116000' is the code of a township; needed is that of a community
            9 |       - code: 330824116000
              |               ^~~~~~~~~~~~
            """),
        FaultSample(
            .badValue, "code: 330824115216\n", to: "code: 330824116216\n", in: "grids.yaml",
            """
            grids.yaml:9:15: error[county.bad_value]: the code does not begin like that of 330824115000 around it
            9 |       - code: 330824116216
              |               ^~~~~~~~~~~~
            """),
        FaultSample(
            .badValue, "grids: 2", to: "grids: 100", in: "grids.yaml",
            """
            grids.yaml:8:81: error[county.bad_value]: '100' is not a whole number from 1 to 99
            8 |       - {code: 330824115001, name: {zh: 枫树底社区, en: Fengshudi Community}, grids: 100}
              |                                                                                      ^~~
            """),
        FaultSample(
            .badValue, "29.007694", to: "290.07694", in: "grids.yaml",
            """
            grids.yaml:6:24: error[county.bad_value]: '290.07694' is not a number of degrees from -90 to 90
            6 |     centre: {latitude: 290.07694, longitude: 118.359492}
              |                        ^~~~~~~~~
            """),
        FaultSample(
            .badValue, "gcj02", to: "bd09", in: "grids.yaml",
            """
            grids.yaml:1:9: error[county.bad_value]: 'bd09' is not one of wgs84, gcj02
            1 | system: bd09
              |         ^~~~
            """),
        FaultSample(
            .badValue, "22:00", to: "22.00", in: "roster.yaml",
            """
            roster.yaml:3:40: error[county.bad_value]: '22.00' is not a time of day: 00:00 to 24:00
            3 |   night: [{days: [mon-fri, sun], from: "22.00", to: "06:00"}]
              |                                        ^~~~~~~
            """),
        FaultSample(
            .badValue, "22:00", to: "06:00", in: "roster.yaml",
            """
            roster.yaml:3:11: error[county.bad_value]: the shift covers no time; 00:00 to 24:00 is a whole day
            3 |   night: [{days: [mon-fri, sun], from: "06:00", to: "06:00"}]
              |           ^
            """),
        FaultSample(
            .badValue, "mon-fri", to: "fri-mon", in: "roster.yaml",
            """
            roster.yaml:3:19: error[county.bad_value]: 'fri-mon' is neither a day (mon … sun) nor a range of days (mon-fri)
            3 |   night: [{days: [fri-mon, sun], from: "22:00", to: "06:00"}]
              |                   ^~~~~~~
            """),
        FaultSample(
            .badValue, "[police]", to: "[]", in: "roster.yaml",
            """
            roster.yaml:7:12: error[county.bad_value]: the list is empty; at least one is needed
            7 |     roles: []
              |            ^
            """),
        FaultSample(
            .badValue, "8min", to: "8 minutes", in: "standards.yaml",
            """
            standards.yaml:2:46: error[county.bad_value]: '8 minutes' is not a time limit: a number and s, min, h, d or a unit such as 工作时, up to 366d
            2 |   - {id: ordinary, acknowledge: 90s, arrive: 8 minutes, settle: 2h, check: 1d, remind: 10min}
              |                                              ^~~~~~~~~
            """),
        FaultSample(
            .badValue, "Asia/Shanghai", to: "Asia/Shangai", in: "county.yaml",
            """
            county.yaml:3:11: error[county.bad_value]: 'Asia/Shangai' is not a time zone of the IANA database, such as Asia/Shanghai
            3 | timeZone: Asia/Shangai
              |           ^~~~~~~~~~~~
            """),
        FaultSample(
            .badValue, "violence: {", to: "vio-lence: {", in: "categories.yaml",
            """
            categories.yaml:2:3: error[county.bad_value]: 'vio-lence' is not the name of a question: a-z, then a-z, 0-9 and _
            2 |   vio-lence: {zh: 有人动手吗, en: Is anybody being violent}
              |   ^~~~~~~~~
            categories.yaml:6:17: error[county.unknown_reference]: there is no question 'violence'
            6 |     questions: [violence]
              |                 ^~~~~~~~
            """),
        FaultSample(
            .badValue, "[police]", to: "[mediator]", in: "roles.yaml",
            """
            roles.yaml:4:65: error[county.bad_value]: the role 'mediator' cannot be its own substitute
            4 |   - {id: mediator, title: {zh: 老娘舅, en: Mediator}, substitutes: [mediator]}
              |                                                                    ^
            """),
        FaultSample(
            .badValue, "听到哭声", to: "\"  \"", in: "routing.tests.yaml",
            """
            routing.tests.yaml:9:13: error[county.bad_value]: the text is empty
            9 |       text: "  "
              |             ^~~~
            """),
        FaultSample(
            .badValue, "shifts: [night]", to: "shifts:", in: "roster.yaml",
            """
            roster.yaml:9:5: error[county.bad_value]: the key 'shifts' has no value; give one or leave the key out
            9 |     shifts:
              |     ^~~~~~
            """),
        FaultSample(
            .badValue, "shifts: [night]", to: "shifts: []", in: "roster.yaml",
            """
            roster.yaml:9:13: error[county.bad_value]: the list is empty; at least one is needed
            9 |     shifts: []
              |             ^
            """),
        FaultSample(
            .badValue, "[mon-fri, sun]", to: "[]", in: "roster.yaml",
            """
            roster.yaml:3:18: error[county.bad_value]: the list is empty; at least one is needed
            3 |   night: [{days: [], from: "22:00", to: "06:00"}]
              |                  ^
            """),
    ]
}

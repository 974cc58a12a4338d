import CountyFiles

extension FaultSample {
    /// Faults of keys, kinds and languages.
    static let keys = [
        FaultSample(
            .duplicate, "en: Mediator}", to: "en: Mediator, zh: 调解员}", in: "roles.yaml",
            """
            roles.yaml:4:28: error[county.duplicate]: the key 'zh' stands more than once in this mapping
            4 |   - {id: mediator, title: {zh: 老娘舅, en: Mediator, zh: 调解员}, substitutes: [police]}
              |                            ^~
            """),
        FaultSample(
            .unknownKey, "substitutes:", to: "substitute:", in: "roles.yaml",
            """
            roles.yaml:4:52: error[county.unknown_key]: unknown key 'substitute'; did you mean 'substitutes'?
            4 |   - {id: mediator, title: {zh: 老娘舅, en: Mediator}, substitute: [police]}
              |                                                       ^~~~~~~~~~
            """),
        FaultSample(
            .unknownKey, "substitutes: [police]", to: "colour: red", in: "roles.yaml",
            """
            roles.yaml:4:52: error[county.unknown_key]: unknown key 'colour'; known are 'id', 'title', 'substitutes', 'ladder', 'together'
            4 |   - {id: mediator, title: {zh: 老娘舅, en: Mediator}, colour: red}
              |                                                       ^~~~~~
            """),
        FaultSample(
            .unknownKey, "en: Mediator}", to: "en: Mediator, fr: Médiateur}", in: "roles.yaml",
            """
            roles.yaml:4:51: error[county.unknown_key]: a text has the languages 'zh' and 'en' only
            4 |   - {id: mediator, title: {zh: 老娘舅, en: Mediator, fr: Médiateur}, substitutes: [police]}
              |                                                      ^~
            """),
        FaultSample(
            .missingKey, "timeZone: Asia/Shanghai", to: "", in: "county.yaml",
            """
            county.yaml:1:1: error[county.missing_key]: the key 'timeZone' is missing
            1 | code: 330824000000
              | ^
            """),
        FaultSample(
            .missingKey, "timeZone: Asia/Shanghai", to: "timeZone: ~", in: "county.yaml",
            """
            county.yaml:1:1: error[county.missing_key]: the key 'timeZone' is missing
            1 | code: 330824000000
              | ^
            """),
        FaultSample(
            .missingKey, "settle: 2h, check: 1d, ", to: "", in: "standards.yaml",
            """
            standards.yaml:2:5: error[county.missing_key]: the keys 'settle', 'check' are missing
            2 |   - {id: ordinary, acknowledge: 90s, arrive: 8min, remind: 10min}
              |     ^
            """),
        FaultSample(
            .wrongType, "substitutes: [police]", to: "substitutes: police", in: "roles.yaml",
            """
            roles.yaml:4:65: error[county.wrong_type]: expected a list, found text
            4 |   - {id: mediator, title: {zh: 老娘舅, en: Mediator}, substitutes: police}
              |                                                                    ^~~~~~
            """),
        FaultSample(
            .wrongType, "{zh: 开化县, en: Kaihua County}", to: "开化县", in: "county.yaml",
            """
            county.yaml:2:7: error[county.wrong_type]: expected a mapping, found text
            2 | name: 开化县
              |       ^~~~~~
            """),
        FaultSample(
            .wrongType, "Asia/Shanghai", to: "[Asia/Shanghai]", in: "county.yaml",
            """
            county.yaml:3:11: error[county.wrong_type]: expected text, found a list
            3 | timeZone: [Asia/Shanghai]
              |           ^
            """),
        FaultSample(
            .wrongType, "timeZone: Asia/Shanghai", to: "timeZone: Asia/Shanghai\n[a]: b",
            in: "county.yaml",
            """
            county.yaml:4:1: error[county.wrong_type]: expected a word as the key, found a list
            4 | [a]: b
              | ^
            """),
        FaultSample(
            .missingTranslation, "{zh: 老娘舅, en: Mediator}", to: "{zh: 老娘舅}", in: "roles.yaml",
            """
            roles.yaml:4:27: error[county.missing_translation]: the text lacks the language 'en'
            4 |   - {id: mediator, title: {zh: 老娘舅}, substitutes: [police]}
              |                           ^
            """),
        FaultSample(
            .missingTranslation, "{zh: 老娘舅, en: Mediator}", to: "{zh: \"\", en: Mediator}",
            in: "roles.yaml",
            """
            roles.yaml:4:27: error[county.missing_translation]: the text lacks the language 'zh'
            4 |   - {id: mediator, title: {zh: "", en: Mediator}, substitutes: [police]}
              |                           ^
            """),
    ]
}

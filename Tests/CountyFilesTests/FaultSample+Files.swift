import CountyFiles

extension FaultSample {
    /// Faults of whole files.
    static let files = [
        FaultSample(
            .unreadable, MinimalFolder().with("roles.yaml", nil),
            """
            roles.yaml:1:1: error[county.unreadable]: the folder lacks this file
            """),
        FaultSample(
            .wrongType, MinimalFolder().with("roles.yaml", "# nothing\n"),
            """
            roles.yaml:1:1: error[county.wrong_type]: the file is empty; expected a mapping
            1 | # nothing
              | ^
            """),
        FaultSample(
            .yamlSyntax, "en: Beat police}}", to: "en: Beat police}", in: "roles.yaml",
            """
            roles.yaml:4:3: error[county.yaml_syntax]: this is not YAML: did not find expected ',' or '}' (while parsing a flow mapping, line 3)
            4 |   - {id: mediator, title: {zh: 老娘舅, en: Mediator}, substitutes: [police]}
              |   ^
            """),
        FaultSample(
            .yamlSyntax, MinimalFolder().with("county.yaml", "code: 330824000000\n\tname: x\n"),
            """
            county.yaml:2:1: error[county.yaml_syntax]: this is not YAML: found a tab character that violates indentation (while scanning a plain scalar, line 1)
            2 | 	name: x
              | ^
            """),
        FaultSample(
            .yamlSyntax, "老娘舅", to: "老\u{1}舅", in: "roles.yaml",
            """
            roles.yaml:4:33: error[county.yaml_syntax]: this is not YAML: control characters are not allowed
            4 |   - {id: mediator, title: {zh: 老�舅, en: Mediator}, substitutes: [police]}
              |                                  ^
            """),
        FaultSample(
            .yamlSyntax, MinimalFolder().with("county.yaml", "code: 1\n---\ncode: 2\n"),
            """
            county.yaml:2:1: error[county.yaml_syntax]: this is not YAML: but found another document (expected a single document in the stream, line 1)
            2 | ---
              | ^
            """),
        FaultSample(
            .yamlSyntax, "title: {zh: 值班长, en: Duty officer}", to: "title: *t", in: "roles.yaml",
            """
            roles.yaml:5:29: error[county.yaml_syntax]: this is not YAML: found undefined alias
            5 |   - {id: supervisor, title: *t}
              |                             ^
            """),
        FaultSample(
            .alias, MinimalFolder().with("county.yaml", "code: &c 330824000000\nname: *c\n"),
            """
            county.yaml:2:7: error[county.alias]: the alias '*c' is not allowed; write the value out
            2 | name: *c
              |       ^~
            """),
        FaultSample(
            .tooDeep,
            MinimalFolder().with(
                "roles.yaml",
                "roles: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"),
            """
            roles.yaml:1:39: error[county.too_deep]: values are nested more than 32 levels deep
            1 | roles: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
              |                                       ^
            """),
    ]
}

import ArgumentParser

/// `griddispatch cel`.
struct Expressions: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cel",
        abstract: "Try the expressions that rules are written in. 试算规则表达式。",
        subcommands: [EvaluateExpression.self, CheckConformance.self])
}

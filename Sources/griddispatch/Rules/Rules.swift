import ArgumentParser

/// `griddispatch rules`.
struct Rules: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check, test, explain and back-test a county's rules. 检查、测试、解释和回测规则。",
        subcommands: [Check.self, Test.self, Explain.self, Backtest.self, Import.self])
}

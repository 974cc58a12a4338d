import ArgumentParser

/// The command line of the product.
@main
struct GridDispatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "griddispatch",
        abstract: "Incident dispatch for community grid governance.",
        discussion: "社区网格治理事件派遣系统。",
        version: "0.1.0",
        subcommands: [
            Serve.self, Demo.self, Rules.self, Expressions.self, Replay.self, Simulate.self,
            Compare.self, Plan.self, Log.self, Stats.self, Calendar.self, Roster.self, Feeds.self,
            Notify.self, Bench.self,
        ])
}

import ArgumentParser

/// `griddispatch simulate`.
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Simulate what would happen. 模拟推演。", subcommands: [Queue.self])
}

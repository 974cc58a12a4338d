/// How a writer works.
struct WriterOptions {
    var keys: KeyRing
    var answerRetention: Duration
    /// Everything, except where a benchmark measures what a part costs.
    var costs = WriterCosts.all
}

/// The parts of writing a record whose cost can be measured by leaving them out.
///
/// Only the benchmark does so, in a file of its own that is deleted afterwards.
struct WriterCosts: OptionSet, Sendable {
    let rawValue: Int

    /// The hash chain.
    static let chain = WriterCosts(rawValue: 1)
    /// The sealing of personal data.
    static let sealing = WriterCosts(rawValue: 2)
    /// Everything that a real log does.
    static let all: WriterCosts = [.chain, .sealing]
}

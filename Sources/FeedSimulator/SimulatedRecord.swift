import Governance

/// One record of a simulated source, before it is written in the form of its feed.
struct SimulatedRecord: Hashable {
    /// The number of the record within its data item.
    let number: Int
    /// When it came up.
    let time: Instant
    /// Where it is, in WGS-84.
    let coordinate: Coordinate
    /// Whether it has been dealt with.
    let isDone: Bool
    /// A value that rules may read.
    let value: Int
}

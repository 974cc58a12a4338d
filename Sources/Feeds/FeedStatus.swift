public import FeedCore
import Governance

/// How one data item is doing, for pages and metrics.
public struct FeedStatus: Hashable, Sendable {
    /// The data item.
    public let id: DataItem.ID
    /// When it was asked, how that ended, and when it is asked next.
    public let health: FeedHealth
    /// How old its data is, held against its promise.
    public let freshness: FeedHealth.Freshness
    /// How many items the source gives.
    public let items: Int
    /// How many of them have opened an incident.
    public let incidents: Int
    /// What the last document changed and what of it was refused; nil before the first.
    public let lastReport: PollReport?
}

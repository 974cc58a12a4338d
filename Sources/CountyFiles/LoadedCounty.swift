public import Deliveries
public import FeedCore
public import Governance
public import RulesEngine

/// A county's folder, read and checked as a whole.
public struct LoadedCounty: Sendable {
    /// The county.
    public let county: County
    /// The decision tables, compiled.
    public let rules: RuleSet
    /// The cases beside the rules.
    public let cases: [RoutingCase]
    /// What is taken from other systems; empty for a folder without `feeds.yaml`.
    public let feeds: FeedCatalogue
    /// Who is told what over which channel; nobody for a folder without `channels.yaml`.
    public let notifications: NotificationPlan
    /// The files as they were read, by name.
    public let files: [String: [UInt8]]

    /// The version: the digest of the files.
    public var version: CountyVersion { county.version }
}

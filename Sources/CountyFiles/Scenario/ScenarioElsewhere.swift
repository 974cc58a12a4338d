/// What a scenario only points at: whoever runs it gets that beforehand.
public struct ScenarioElsewhere: Hashable, Sendable {
    /// The database of a log whose reports come once more.
    public var log: String?
    /// Who knows how long ways take.
    public var roads: RoadServer?

    /// A server that answers as OSRM's table service does.
    ///
    /// Source: https://project-osrm.org/docs/v5.24.0/api/#table-service.
    public struct RoadServer: Hashable, Sendable {
        /// Its address, before `/table`, without a slash at its end.
        public let url: String
        /// How people travel, as the server names it.
        public let profile: String
    }
}

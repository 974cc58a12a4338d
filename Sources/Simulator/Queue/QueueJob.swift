/// A piece of work that waits for one of several equal servers.
public struct QueueJob: Hashable, Sendable {
    /// The name that its source gives it.
    public let name: String
    /// When it comes, counted from an origin of the source's choice.
    public let arrival: Duration
    /// How long a server works on it; never negative.
    public let service: Duration
    /// How urgent it is: greater numbers go first.
    public let priority: Int

    /// A job.
    public init(name: String, arrival: Duration, service: Duration, priority: Int) {
        self.name = name
        self.arrival = arrival
        self.service = service
        self.priority = priority
    }
}

/// In which order waiting jobs are taken.
public enum QueueDiscipline: String, CaseIterable, Sendable {
    /// First come, first served; of those that come at once, the one that stands first.
    case fifo
    /// The most urgent first; among equals the one that came first, then by name.
    case priority
}

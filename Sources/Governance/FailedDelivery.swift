/// A message that reached nobody, as the operators are told of it.
public struct FailedDelivery: Hashable, Sendable {
    /// The channel's short name.
    public let channel: String
    /// The incident that the message was about, if it was about one.
    public let incident: Incident.ID?
    /// Why, in words that hold nothing personal.
    public let reason: String
    /// How often it was tried.
    public let attempts: Int
    /// How many others on the same channel reached nobody since the operators were last told.
    public let others: Int

    /// A message that reached nobody.
    public init(
        channel: String, incident: Incident.ID?, reason: String, attempts: Int, others: Int = 0,
    ) {
        self.channel = channel
        self.incident = incident
        self.reason = reason
        self.attempts = attempts
        self.others = others
    }
}

/// What the system that an incident came from said when it was told of the incident's progress.
public struct SourceAnswer: Hashable, Sendable {
    /// The incident.
    public let incident: Incident.ID
    /// The channel over which the source was told.
    public let channel: String
    /// The status that the source was told.
    public let status: String
    /// Whether the source took it.
    public let isTaken: Bool
    /// Its answer, or why there was none, in a few words that hold nothing personal.
    public let answer: String

    /// An answer.
    public init(
        incident: Incident.ID, channel: String, status: String, isTaken: Bool, answer: String,
    ) {
        self.incident = incident
        self.channel = channel
        self.status = status
        self.isTaken = isTaken
        self.answer = answer
    }
}

public import Governance

/// What is said to a recipient: no more than they need to know.
///
/// There is nothing personal in it: no name, contact, address or free words of a report. Whoever
/// may know more follows the link and is shown it there.
public struct NotificationMessage: Hashable, Sendable {
    /// The idempotency key: the delivery's identifier as text.
    public let id: String
    /// To whom.
    public let recipient: Recipient
    /// What it is about, on one line.
    public let title: LocalizedText
    /// What happened, in a sentence.
    public let body: LocalizedText
    /// The page that shows more; nil if the county states no address.
    public let link: String?
    /// How severe the incident is, if that is known.
    public let severity: Severity?
    /// When it happened.
    public let occurredAt: Instant
    /// Whether an earlier attempt may have arrived already.
    public let mayBeRepeated: Bool
    /// The status of Open311, for a source.
    public let status: String
    /// The event for machines: a CloudEvent as JSON.
    public let event: [UInt8]

    /// A message.
    public init(
        id: String, recipient: Recipient, title: LocalizedText, body: LocalizedText,
        link: String? = nil, severity: Severity? = nil, occurredAt: Instant,
        mayBeRepeated: Bool = false, status: String = "open", event: [UInt8] = [],
    ) {
        self.id = id
        self.recipient = recipient
        self.title = title
        self.body = body
        self.link = link
        self.severity = severity
        self.occurredAt = occurredAt
        self.mayBeRepeated = mayBeRepeated
        self.status = status
        self.event = event
    }

    /// The title and the sentence, in Chinese and English, for channels that show text.
    ///
    /// A message that may have come before says so, since such channels know no idempotency key.
    public var text: String {
        var lines = ["【\(title.chinese)】\(body.chinese)", "\(title.english): \(body.english)"]
        if mayBeRepeated { lines.append("（可能重复 may be a repeat）") }
        if let link { lines.append(link) }
        return lines.joined(separator: "\n")
    }
}

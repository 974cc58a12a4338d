public import Deliveries
public import EventBus
public import Governance

/// Writes what a recipient is told of an event: what, how severe, where, and nothing personal.
public struct NotificationWriter: Sendable {
    private let county: County
    private let site: String?

    /// A writer for a county whose pages are found under `site`.
    public init(county: County, site: String?) {
        self.county = county
        self.site = site
    }

    /// The message of a delivery about the event of `record`.
    public func message(
        for delivery: Delivery, about record: Record, of incident: Incident?,
    ) -> NotificationMessage {
        let event = record.event
        let sentence = sentence(for: event, to: delivery.recipient, of: incident)
        let subject = incident.map(subject) ?? LocalizedText(chinese: "", english: "")
        let source = "/counties/\(county.grids.county.code)"
        return NotificationMessage(
            id: delivery.id.description, recipient: delivery.recipient,
            title: title(delivery.topic, subject),
            body: sentence,
            link: link(for: delivery), severity: incident?.decision?.severity,
            occurredAt: event.occurredAt, mayBeRepeated: delivery.isInDoubt,
            status: delivery.topic.status ?? "open",
            event: record.withoutPersonalData.cloudEvent(source: source))
    }

    /// A message that says that it is a trial.
    public func trial(for recipient: Recipient, id: String, at now: Instant) -> NotificationMessage
    {
        let event =
            #"{"specversion":"1.0","id":"\#(id)","source":"/counties/\#(county.grids.county.code)","#
            + #""type":"griddispatch.trial","time":"\#(now)"}"#
        return NotificationMessage(
            id: id, recipient: recipient,
            title: LocalizedText(chinese: "测试", english: "Trial"),
            body: LocalizedText(
                chinese: "这是一条测试消息，不是事件。", english: "This is a trial message, no incident."),
            link: site, occurredAt: now, event: Array(event.utf8))
    }

    /// What happened; who is asked to come is named to responders only, to all others by role.
    private func sentence(
        for event: Event, to recipient: Recipient, of incident: Incident?,
    ) -> LocalizedText {
        let numbers = event.kind.assignmentNumbers
        if case .responder = recipient {
            return EventWords(county: county, incident: incident).sentence(for: event)
        }
        guard !numbers.isEmpty else {
            return EventWords(county: county, incident: incident).sentence(for: event)
        }
        let roles = (incident?.assignments ?? []).filter { numbers.contains($0.number) }
            .map {
                county[$0.role]?.title
                    ?? LocalizedText(chinese: $0.role.name, english: $0.role.name)
            }
        return LocalizedText(
            chinese: roles.map(\.chinese).joined(separator: "、"),
            english: roles.map(\.english).joined(separator: ", "))
    }

    private func title(_ topic: NotificationTopic, _ subject: LocalizedText) -> LocalizedText {
        LocalizedText(
            chinese: join(topic.words.chinese, subject.chinese, "·"),
            english: join(topic.words.english, subject.english, " - "))
    }

    /// What it is, how severe, and where, down to the grid.
    private func subject(_ incident: Incident) -> LocalizedText {
        let category = county[incident.report.category]?.title
        let name = incident.report.category.name
        let area = incident.report.area
        let severity = incident.decision?.severity.words
        return LocalizedText(
            chinese: [
                severity?.chinese, category?.chinese ?? name,
                county.grids.placeName(of: area, in: .chinese), "第 \(incident.number) 号",
            ].compactMap(\.self).joined(separator: "，"),
            english: [
                severity?.english, category?.english ?? name,
                county.grids.placeName(of: area, in: .english), "no. \(incident.number)",
            ].compactMap(\.self).joined(separator: ", "))
    }

    private func link(for delivery: Delivery) -> String? {
        guard let site else { return nil }
        switch delivery.recipient {
        case .responder(let id) where delivery.topic == .requested:
            return "\(site)/duty?responder=\(id)"
        case .responder, .everybody, .contact, .source: return "\(site)/desk"
        }
    }

    private func join(_ first: String, _ second: String, _ separator: String) -> String {
        [first, second].filter { !$0.isEmpty }.joined(separator: separator)
    }
}

import DispatchCore
import Engine
import EventBus
import Governance
import TextFormats

/// What is shown of incidents, open or closed, as JSON: from the read models and the log.
struct IncidentDocuments: Sendable {
    let log: any EventLog
    let readModels: any ReadModels
    let engine: Engine

    func exists(_ id: Incident.ID) async throws(EventLogError) -> Bool {
        try await readModels.incident(id) != nil
    }

    /// The incident's history in order, told in both languages; optionally only what came after a
    /// version.
    func timeline(
        of id: Incident.ID, after version: Int = 0,
    ) async throws(EventLogError) -> [JSON] {
        var incident: Incident?
        var items: [JSON] = []
        for record in try await log.records(of: id) {
            if incident == nil {
                incident = Incident.made(by: record.event)
            } else {
                incident?.evolve(record.event)
            }
            guard (incident?.version ?? 0) > version else { continue }
            items.append(.object(item(record, incident)))
        }
        return items
    }

    /// What the first report said about people, or nil if it was forgotten or said nothing.
    func personal(of id: Incident.ID) async throws(EventLogError) -> PersonalData? {
        try await log.records(of: id).first?.event.personal
    }

    /// What the last record of a mediation said about people, or nil if there is none.
    func agreement(of id: Incident.ID) async throws(EventLogError) -> PersonalData? {
        let records = try await log.records(of: id)
        let last = records.last { record in
            if case .mediationRecorded = record.event.kind { true } else { false }
        }
        return last?.event.personal
    }

    /// The photos of an incident, in the order of the steps that they show.
    func attachments(of id: Incident.ID) async throws(EventLogError) -> [Attachment] {
        try await log.records(of: id).flatMap { $0.event.personal?.attachments ?? [] }
    }

    private func item(_ record: Record, _ incident: Incident?) -> JSONObject {
        let event = record.event
        let words = EventWords(county: engine.county, incident: incident).sentence(for: event)
        var item = JSONObject()
        item["offset"] = .integer(record.offset.value)
        item["type"] = .string(event.kind.type)
        item["occurredAt"] = .string(event.occurredAt.description)
        item["recordedAt"] = .string(event.recordedAt.description)
        item["actor"] = .string(event.actor.description)
        item["text"] = ["zh": .string(words.chinese), "en": .string(words.english)]
        if let note = event.personal?.text { item["note"] = .string(note) }
        if let photos = event.personal?.attachments, !photos.isEmpty {
            item["attachments"] = .array(photos.map { .string("\($0.id)") })
        }
        return item
    }
}

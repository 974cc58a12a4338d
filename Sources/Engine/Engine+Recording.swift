import EventBus
public import Governance

/// Facts of the county that no command decides, such as what became of a message.
extension Engine {
    /// Puts a fact on record in the county's own history; returns once it is durable.
    ///
    /// - Returns: Whether it was kept.
    public func record(_ kind: Event.Kind) async -> Bool {
        await withCheckedContinuation { continuation in
            let note = CountyNote(kind: kind) { continuation.resume(returning: $0) }
            do {
                try mailbox.put(.note(note))
            } catch {
                continuation.resume(returning: false)
            }
        }
    }

    /// Adds facts to what a batch keeps, behind what the county's history holds by then.
    func add(_ notes: [CountyNote], to batch: inout Batch, _ state: inout CountyState) {
        guard !notes.isEmpty else { return }
        let now = batch.now
        let partition = county.grids.county.code
        let events = notes.map { note in
            Event(
                subject: .county, occurredAt: now, recordedAt: now, actor: .system,
                kind: note.kind)
        }
        let request = AppendRequest(
            partition: partition, expectedVersion: state.versions[partition] ?? 0, events: events)
        batch.add(notes, as: request)
        state.count(notes.count, in: partition)
    }
}

/// A fact that waits to be kept.
struct CountyNote: Sendable {
    let kind: Event.Kind
    let answer: @Sendable (Bool) -> Void
}

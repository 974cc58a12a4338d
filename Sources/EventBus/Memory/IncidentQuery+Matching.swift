import Governance

extension IncidentQuery {
    /// Whether the query wants an incident that stands behind its cursor.
    func wants(_ entry: MemoryLogState.Entry) -> Bool {
        let incident = entry.incident
        if let isOpen, incident.isOpen != isOpen { return false }
        if let isExercise, incident.report.isExercise != isExercise { return false }
        if !stages.isEmpty, !stages.contains(incident.stage) { return false }
        if !severities.isEmpty {
            guard let severity = incident.decision?.severity else { return false }
            guard severities.contains(severity) else { return false }
        }
        if let category, !category.contains(incident.report.category) { return false }
        if let area, !area.contains(incident.report.area) { return false }
        if let from, incident.acceptedAt < from { return false }
        if let to, incident.acceptedAt >= to { return false }
        if let wantedIDs, !wantedIDs.contains(incident.id) { return false }
        if let cursor, entry.stored.accepted.value >= cursor.rank { return false }
        return true
    }
}

extension ReportCategory.ID {
    fileprivate func contains(_ other: ReportCategory.ID) -> Bool {
        other == self || other.name.hasPrefix(name + "/")
    }
}

import Governance

extension CountySettings {
    /// The settings in county.yaml; what is left out is ordinary.
    init(_ root: Fields, _ reading: inout Reading) {
        self.init()
        readDuplicates(root["duplicates"], &reading)
        readBoundary(root["boundary"], &reading)
        readPositions(root["positions"], &reading)
        readFollowUp(root["followUp"], &reading)
    }

    private mutating func readBoundary(_ node: YAMLNode?, _ reading: inout Reading) {
        let fields = reading.fields(node, required: ["distance"], optional: ["answer"])
        guard let metres = reading.number(fields?["distance"], in: 0...2_000) else { return }
        boundary = Boundary(distance: Metres(metres), answer: reading.limit(fields?["answer"]))
    }

    private mutating func readPositions(_ node: YAMLNode?, _ reading: inout Reading) {
        let fields = reading.fields(node, required: ["distance"], optional: [])
        guard let metres = reading.number(fields?["distance"], in: 0...1_000_000) else { return }
        positions.distance = Metres(metres)
    }

    private mutating func readFollowUp(_ node: YAMLNode?, _ reading: inout Reading) {
        let keys = ["appeal", "mediation", "warn"]
        guard let fields = reading.fields(node, required: [], optional: keys) else { return }
        if let appeal = reading.duration(fields["appeal"]) { followUp.appeal = appeal }
        if let mediation = reading.duration(fields["mediation"]) { followUp.mediation = mediation }
        if let warn = reading.duration(fields["warn"]) { followUp.warn = warn }
    }

    private mutating func readDuplicates(_ node: YAMLNode?, _ reading: inout Reading) {
        let keys = ["distance", "within", "text"]
        guard let fields = reading.fields(node, required: [], optional: keys) else { return }
        if let metres = reading.number(fields["distance"], in: 0...10_000) {
            duplicates.distance = Metres(metres)
        }
        if let within = reading.duration(fields["within"]) { duplicates.within = within }
        if let text = reading.number(fields["text"], in: 0...1) { duplicates.text = text }
    }
}

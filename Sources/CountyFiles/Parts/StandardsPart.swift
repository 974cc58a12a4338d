import Governance

/// standards.yaml: the time limits; the first standard holds for what no rule has decided about.
struct StandardsPart {
    private(set) var standards: [ResponseStandard] = []

    init(_ root: YAMLNode?, _ reading: inout Reading) {
        let fields = reading.fields(root, required: ["standards"])
        let list = reading.filled(fields?["standards"])
        for node in reading.mainList(list, defining: .standard) {
            if let standard = Self.standard(node, &reading) { standards.append(standard) }
        }
    }

    private static func standard(
        _ node: YAMLNode, _ reading: inout Reading,
    ) -> ResponseStandard? {
        let limits = ["acknowledge", "arrive", "settle", "check", "remind"]
        guard let fields = reading.fields(node, required: ["id"] + limits) else { return nil }
        let id: ResponseStandard.ID? = reading.definition(fields["id"], .standard)
        let acknowledge = reading.limit(fields["acknowledge"])
        let arrive = reading.limit(fields["arrive"])
        let settle = reading.limit(fields["settle"])
        let check = reading.limit(fields["check"])
        let remind = reading.limit(fields["remind"])
        guard let id, let acknowledge, let arrive, let settle, let check, let remind else {
            return nil
        }
        return ResponseStandard(
            id: id, acknowledge: acknowledge, arrive: arrive, settle: settle, check: check,
            remind: remind)
    }
}

import Governance

/// standards.yaml: the time limits; the first standard holds for what no rule has decided about.
struct StandardsPart {
    private(set) var standards: [ResponseStandard] = []

    init(_ root: YAMLNode?, hasCalendar: Bool, _ reading: inout Reading) {
        let fields = reading.fields(root, required: ["standards"])
        let list = reading.filled(fields?["standards"])
        for node in reading.mainList(list, defining: .standard) {
            guard let standard = Self.standard(node, &reading) else { continue }
            standards.append(standard)
            if standard.needsCalendar, !hasCalendar {
                reading.add(
                    .missingKey, at: node.place,
                    "limits in 工作时 or 工作日 need the county's calendar.yaml",
                    "以工作时或工作日计的时限需要本县的 calendar.yaml")
            }
        }
    }

    private static func standard(
        _ node: YAMLNode, _ reading: inout Reading,
    ) -> ResponseStandard? {
        let limits = ["acknowledge", "arrive", "settle", "check", "remind"]
        guard
            let fields = reading.fields(node, required: ["id"] + limits, optional: ["warn"])
        else { return nil }
        let id: ResponseStandard.ID? = reading.definition(fields["id"], .standard)
        let acknowledge = reading.limit(fields["acknowledge"])
        let arrive = reading.limit(fields["arrive"])
        let settle = reading.limit(fields["settle"])
        let check = reading.limit(fields["check"])
        let remind = reading.limit(fields["remind"])
        let warn = reading.duration(fields["warn"])
        guard let id, let acknowledge, let arrive, let settle, let check, let remind else {
            return nil
        }
        return ResponseStandard(
            id: id, acknowledge: acknowledge, arrive: arrive, settle: settle, check: check,
            remind: remind, warn: warn)
    }
}

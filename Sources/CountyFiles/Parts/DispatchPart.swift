import Governance

/// dispatch.yaml: the choice of people, their travel, and when somebody is called away.
///
/// All of it may be left out.
struct DispatchPart {
    private(set) var policy = DispatchPolicy()

    init(_ root: YAMLNode?, _ reading: inout Reading) {
        let parts = ["travel", "choice", "preemption"]
        guard let fields = reading.fields(root, required: [], optional: parts) else { return }
        readTravel(fields["travel"], &reading)
        readChoice(fields["choice"], &reading)
        readPreemption(fields["preemption"], &reading)
    }

    /// Speeds are in kilometres an hour, distances in metres.
    private mutating func readTravel(_ node: YAMLNode?, _ reading: inout Reading) {
        let names = ["detour", "least", "unknown", "mode", "speeds"]
        guard let fields = reading.fields(node, required: [], optional: names) else { return }
        if let detour = reading.number(fields["detour"], in: 1...10) {
            policy.travel.detour = detour
        }
        if let least = reading.duration(fields["least"]) { policy.travel.least = least }
        if let distance = reading.number(fields["unknown"], in: 0...1_000_000) {
            policy.travel.unknownDistance = Metres(distance)
        }
        if let mode = reading.choice(fields["mode"], of: TravelMode.self) {
            policy.travel.mode = mode
        }
        let modes = TravelMode.allCases.map(\.rawValue)
        guard let speeds = reading.fields(fields["speeds"], required: [], optional: modes) else {
            return
        }
        for mode in TravelMode.allCases {
            if let speed = reading.number(speeds[mode.rawValue], in: 1...300) {
                policy.travel.speedsMetresPerSecond[mode] = speed / 3.6
            }
        }
    }

    private mutating func readChoice(_ node: YAMLNode?, _ reading: inout Reading) {
        let names = ["busy", "load", "recent", "days", "fair", "skill"]
        guard let fields = reading.fields(node, required: [], optional: names) else { return }
        if let busy = reading.integer(fields["busy"], in: 1...1_000) { policy.choice.busy = busy }
        if let load = reading.duration(fields["load"]) { policy.choice.load = load }
        if let recent = reading.duration(fields["recent"]) { policy.choice.recent = recent }
        if let skill = reading.duration(fields["skill"]) { policy.choice.skill = skill }
        let days = 0...DispatchPolicy.Choice.maximumDays
        if let days = reading.integer(fields["days"], in: days) { policy.choice.days = days }
        if let fair = reading.severities(fields["fair"]) { policy.choice.fairFor = fair }
    }

    private mutating func readPreemption(_ node: YAMLNode?, _ reading: inout Reading) {
        guard
            let fields = reading.fields(
                node, required: ["for", "from"], optional: ["until", "most"])
        else { return }
        var rule = DispatchPolicy.Preemption()
        if let severities = reading.severities(fields["for"]) { rule.severities = severities }
        if let from = reading.severities(fields["from"]) { rule.from = from }
        if let until = reading.choice(fields["until"], of: Reach.self) { rule.until = until.state }
        if let most = reading.integer(fields["most"], in: 1...16) { rule.most = most }
        policy.preemption = rule
    }

    /// How far somebody may have come and still be called away.
    private enum Reach: String, CaseIterable {
        case requested, acknowledged
        case enRoute = "en-route"
        case onScene = "on-scene"

        var state: Assignment.State {
            switch self {
            case .requested: .requested
            case .acknowledged: .acknowledged
            case .enRoute: .enRoute
            case .onScene: .onScene
            }
        }
    }
}

extension Reading {
    /// A list of severities, 1 to 4.
    fileprivate mutating func severities(_ node: YAMLNode?) -> Set<Severity>? {
        guard let items = list(node) else { return nil }
        return Set(items.compactMap { integer($0, in: 1...4).flatMap(Severity.init) })
    }
}

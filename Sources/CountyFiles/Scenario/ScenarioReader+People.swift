import Governance
import Simulator

/// How people behave and who of them is there.
extension ScenarioReader {
    private static let habits = ["notification", "answer", "turnout", "declines", "silences"]

    mutating func people(_ node: YAMLNode?) -> PeopleModel? {
        let fields = reading.fields(
            node, required: ["onScene"],
            optional: Self.habits + [
                "roles", "onSceneBy", "whenBusy", "verification", "check", "closing",
                "whenUnfilled", "without", "only", "atMost",
            ])
        guard let fields else { return nil }
        var people = Self.usual
        if let time = reading.distribution(fields["onScene"]) { people.usualOnScene = time }
        read(fields, &people.usual)
        for (key, value) in reading.mapping(fields["roles"]) ?? [] {
            guard let role = role(key) else { continue }
            var behaviour = people.usual
            if let fields = reading.fields(value, required: [], optional: Self.habits) {
                read(fields, &behaviour)
            }
            people.byRole[role] = behaviour
        }
        people.onScene = (reading.list(fields["onSceneBy"]) ?? []).compactMap { onScene($0) }
        if let node = fields["whenBusy"] {
            people.whenBusy =
                reading.choice(node, of: PeopleModel.WhenBusy.self) ?? people.whenBusy
        }
        if let node = fields["verification"], let time = reading.distribution(node) {
            people.verification = time
        }
        if let node = fields["check"], let time = reading.distribution(node) {
            people.check = time
        }
        if let node = fields["closing"], let time = reading.distribution(node) {
            people.closing = time
        }
        if let node = fields["whenUnfilled"], let policy = whenUnfilled(node) {
            people.whenUnfilled = policy
        }
        return people
    }

    /// What holds where a scenario says nothing.
    private static let usual = PeopleModel(
        usual: PeopleModel.Behaviour(
            notification: .constant(.seconds(2)),
            answer: .lognormal(median: .seconds(25), spread: 0.6),
            turnout: .lognormal(median: .seconds(60), spread: 0.5)),
        onScene: .exponential(mean: .minutes(25)),
        verification: .lognormal(median: .seconds(90), spread: 0.4),
        check: .exponential(mean: .minutes(10)), closing: .exponential(mean: .minutes(3)),
        whenUnfilled: .waive(after: .constant(.minutes(3))))

    private mutating func read(_ fields: Fields, _ behaviour: inout PeopleModel.Behaviour) {
        if let time = reading.distribution(fields["notification"]) {
            behaviour.notification = time
        }
        if let time = reading.distribution(fields["answer"]) { behaviour.answer = time }
        if let time = reading.distribution(fields["turnout"]) { behaviour.turnout = time }
        if let chance = reading.number(fields["declines"], in: 0...1) {
            behaviour.declines = chance
        }
        if let chance = reading.number(fields["silences"], in: 0...1) {
            behaviour.silences = chance
        }
    }

    private mutating func onScene(_ node: YAMLNode) -> PeopleModel.OnSceneTime? {
        let fields = reading.fields(node, required: ["time"], optional: ["category", "role"])
        guard let fields, let time = reading.distribution(fields["time"]) else { return nil }
        let category = reading.text(fields["category"])
        if let category, let node = fields["category"],
            !reading.names.names(of: .category).contains(where: {
                $0 == category || $0.hasPrefix(category + "/")
            })
        {
            reading.names.use(.category, category, at: node.place)
        }
        return PeopleModel.OnSceneTime(
            category: category, role: fields["role"].flatMap { role($0) }, time: time)
    }

    private mutating func whenUnfilled(_ node: YAMLNode) -> PeopleModel.WhenUnfilled? {
        guard let fields = reading.fields(node, required: [], optional: ["waive", "wait"]) else {
            return nil
        }
        switch (fields["waive"], fields["wait"]) {
        case (let after?, nil): return reading.distribution(after).map { .waive(after: $0) }
        case (nil, let atMost?): return reading.distribution(atMost).map { .wait(atMost: $0) }
        default:
            reading.addBad(
                node, "give either 'waive', after how long, or 'wait', at most how long",
                "应填写 waive(多久后免派)或 wait(最多等待多久)之一")
            return nil
        }
    }

    mutating func role(_ node: YAMLNode) -> Role.ID? {
        guard let id: Role.ID = reading.identifier(node) else { return nil }
        reading.names.use(.role, id.name, at: node.place)
        return id
    }

    /// The county's roster without the people that the scenario takes away.
    mutating func roster(_ node: YAMLNode?, _ county: County) -> [Responder] {
        // What else is wrong in this part has been said by whoever reads it as a whole.
        guard let node, case .mapping(let pairs) = node.content else { return county.roster }
        var roster = county.roster
        for (key, value) in pairs {
            guard case .scalar(let name, _) = key.content else { continue }
            switch name {
            case "without":
                let names = Set((reading.list(value) ?? []).compactMap { responder($0) })
                roster.removeAll { names.contains($0.id) }
            case "only":
                let names = Set((reading.list(value) ?? []).compactMap { responder($0) })
                roster.removeAll { !names.contains($0.id) }
            case "atMost":
                for (key, value) in reading.mapping(value) ?? [] {
                    guard let role = role(key),
                        let most = reading.integer(value, in: 0...1_000_000)
                    else { continue }
                    roster = roster.withAtMost(most, of: role)
                }
            default: continue
            }
        }
        return roster
    }

    private mutating func responder(_ node: YAMLNode) -> Responder.ID? {
        guard let id: Responder.ID = reading.identifier(node) else { return nil }
        reading.names.use(.responder, id.name, at: node.place)
        return id
    }
}

extension [Responder] {
    /// The roster in which at most so many people per township have `role` first.
    fileprivate func withAtMost(_ most: Int, of role: Role.ID) -> [Responder] {
        var counts: [AreaCode?: Int] = [:]
        return filter { responder in
            guard responder.roles.first == role else { return true }
            let township = responder.coverage.first?.ancestor(at: .township)
            counts[township, default: 0] += 1
            return counts[township, default: 0] <= most
        }
    }
}

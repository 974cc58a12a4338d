import Governance

/// Questions about the roster: whether those whom the rules call can come.
extension RuleAnalyst {
    /// Faster than anybody drives to an incident, and in a straight line: 60 km/h.
    ///
    /// A limit that is too short even so cannot be kept.
    private static let metresPerSecond = 60_000.0 / 3_600

    /// Puts all questions about the roles that the rules call.
    mutating func examineRoster() {
        guard let table = tables.first(where: { $0.source.question == .roles }) else { return }
        let coverage = RosterCoverage(rules.county, places: search.world.places)
        for role in rules.county.roles.map(\.id) {
            guard let called = called(role, table) else { continue }
            examineCoverage(of: role, called, coverage, table)
            examineDuty(of: role, called, coverage, table)
            examineLimits(of: role, called, coverage, table)
        }
    }

    /// A rule, or the default, calls the role; nil if none ever does.
    private func called(_ role: Role.ID, _ table: Table) -> RuleFormula? {
        calling(table) { $0.calls(role) }
    }

    /// A rule of the table, or its default, calls for something; nil if none ever does.
    private func calling(_ table: Table, _ calls: (RoutingOutcome) -> Bool) -> RuleFormula? {
        let isFirst = table.source.hitPolicy == .first
        let isCalling = table.source.rules.map { calls($0.outcome) }
        let fallbackCalls = calls(table.source.fallback.outcome)
        guard fallbackCalls || isCalling.contains(true) else { return nil }
        let last = fallbackCalls ? isCalling.count - 1 : isCalling.lastIndex(of: true) ?? -1
        return .calls(
            CallingRules(
                rules: isCalling.indices.prefix(last + 1).filter {
                    isFirst || fallbackCalls || isCalling[$0]
                }.map { (table.nodes[$0], isCalling[$0]) },
                isFirst: isFirst, fallbackCalls: fallbackCalls))
    }

    /// Whether the engine's decision calls for something.
    private func decides(
        _ table: Table, _ witness: Witness, _ calls: (RoutingOutcome) -> Bool,
    ) -> Bool {
        let outcome = outcome(of: table, witness)
        return outcome.fired.contains { id in
            table.places[id].map { calls(table.source.rules[$0].outcome) } ?? false
        } || (outcome.usedDefault && calls(table.source.fallback.outcome))
    }

    /// Asks about the roster; what the budget does not reach is told.
    private mutating func findOnRoster(
        _ parts: [RuleFormula], _ table: Table,
        allowed: [ReportWorld.Dimension: (Int) -> Bool], confirm: (Witness) -> Bool,
    ) -> Witness? {
        switch find(parts, allowed: allowed, confirm: confirm) {
        case .found(let witness): return witness
        case .impossible, .undecided(.atom): return nil
        case .undecided(let openness):
            addUndecided(
                table, [],
                LocalizedText(
                    chinese: "规则所呼叫的角色是否有人", english: "whether those whom the rules call can come"),
                openness)
            return nil
        }
    }

    private mutating func examineCoverage(
        of role: Role.ID, _ called: RuleFormula, _ coverage: RosterCoverage, _ table: Table,
    ) {
        let substitutes = rules.county[role]?.substitutes ?? []
        let without = coverage.places(without: [role])
        guard !without.isEmpty else { return }
        let helpless = coverage.places(without: [role] + substitutes)
        let kind = helpless.isEmpty ? RuleFinding.Kind.roleSubstituted : .roleUncovered
        let places = helpless.isEmpty ? without : helpless
        guard let witness = witness(called, role, table, in: places) else { return }
        let place = placeName(witness.report.area)
        add(
            kind, table, [],
            "role '\(role)' is called where nobody has it"
                + (helpless.isEmpty ? ", only substitutes" : " and nobody may stand in")
                + ": \(places.count) of \(coverage.places.count) places, such as \(place.english)",
            "角色“\(role)”被呼叫之处无人担任" + (helpless.isEmpty ? "，只有替补" : "，也无人替补")
                + "：\(coverage.places.count) 处中的 \(places.count) 处，如\(place.chinese)",
            witness)
    }

    private mutating func examineDuty(
        of role: Role.ID, _ called: RuleFormula, _ coverage: RosterCoverage, _ table: Table,
    ) {
        let eligible = [role] + (rules.county[role]?.substitutes ?? [])
        for group in coverage.groups(for: eligible) where !group.people.isEmpty {
            let minutes = coverage.minutesOffDuty(group.people)
            guard !minutes.isEmpty else { continue }
            let places = Set(group.places)
            let witness = findOnRoster(
                [called], table,
                allowed: [.place: { places.contains($0) }, .clock: { minutes.contains($0) }]
            ) { [self] in decides(table, $0) { $0.calls(role) } }
            guard let witness else { continue }
            let place = placeName(witness.report.area)
            let hours = (minutes.count + 59) / 60
            add(
                .roleOffDuty, table, [],
                "nobody who could come as '\(role)' is on duty for \(hours) hours a week in \(group.places.count) places, such as \(place.english)",
                "每周有 \(hours) 小时无可担任“\(role)”的人员值班，涉及 \(group.places.count) 处，如\(place.chinese)",
                witness)
            // One example tells the county to look; the roster has the rest.
            return
        }
    }

    private mutating func examineLimits(
        of role: Role.ID, _ called: RuleFormula, _ coverage: RosterCoverage, _ table: Table,
    ) {
        guard let standards = tables.first(where: { $0.source.question == .standard }) else {
            return
        }
        var short: [(standard: ResponseStandard.ID, places: Int, witness: Witness)] = []
        for standard in rules.county.standards {
            guard case .wallClock(let limit) = standard.arrive,
                let applies = calling(standards, { $0 == .standard(standard.id) })
            else { continue }
            let reach = Metres(limit.inSeconds * Self.metresPerSecond)
            let far = Set(coverage.places(of: role, fartherThan: reach))
            guard !far.isEmpty else { continue }
            let witness = findOnRoster(
                [called, applies], table, allowed: [.place: { far.contains($0) }]
            ) { [self] witness in
                decides(table, witness) { $0.calls(role) }
                    && decides(standards, witness) { $0 == .standard(standard.id) }
            }
            guard let witness else { continue }
            short.append((standard.id, far.count, witness))
        }
        guard let worst = short.max(by: { $0.places < $1.places }) else { return }
        let names = short.map(\.standard.name).joined(separator: ", ")
        let place = placeName(worst.witness.report.area)
        add(
            .limitTooShort, table, [],
            "'\(role)' cannot arrive within the limit of \(names) even at 60 km/h in a straight line, in up to \(worst.places) places, such as \(place.english)",
            "即使以每小时60公里直线行驶，“\(role)”也无法在 \(names) 规定时限内到场，最多涉及 \(worst.places) 处，如\(place.chinese)",
            worst.witness)
    }

    private mutating func witness(
        _ called: RuleFormula, _ role: Role.ID, _ table: Table, in places: [Int],
    ) -> Witness? {
        let places = Set(places)
        return findOnRoster([called], table, allowed: [.place: { places.contains($0) }]) {
            [self] in decides(table, $0) { $0.calls(role) }
        }
    }

    private func placeName(_ area: AreaCode) -> LocalizedText {
        LocalizedText(
            chinese: rules.county.grids.placeName(of: area, in: .chinese),
            english: rules.county.grids.placeName(of: area, in: .english))
    }
}

extension RoutingOutcome {
    /// Whether the role is among those that must come.
    fileprivate func calls(_ role: Role.ID) -> Bool {
        if case .roles(let roles) = self { roles.contains(role) } else { false }
    }
}

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
        let rules = table.source.rules
        var ways: [RuleFormula] = []
        for (index, rule) in rules.enumerated() where rule.outcome.calls(role) {
            let earlier =
                table.source.hitPolicy == .first
                ? (0..<index).map { RuleFormula.rule(table.tree($0), .fails) } : []
            ways.append(.all([.rule(table.tree(index), .holds)] + earlier))
        }
        if table.source.fallback.outcome.calls(role) {
            ways.append(.all(rules.indices.map { .rule(table.tree($0), .fails) }))
        }
        return ways.isEmpty ? nil : .any(ways)
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
        guard let witness = witness(called, role, in: places) else { return }
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
            let result = find(
                called,
                allowed: [.place: { places.contains($0) }, .clock: { minutes.contains($0) }]
            ) { [self] in rules.route($0).roles.contains(role) }
            guard case .found(let witness) = result else { continue }
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
                let applies = applies(standard.id, standards)
            else { continue }
            let reach = Metres(limit.inSeconds * Self.metresPerSecond)
            let far = Set(coverage.places(of: role, fartherThan: reach))
            guard !far.isEmpty else { continue }
            let result = find(
                .all([called, applies]), allowed: [.place: { far.contains($0) }]
            ) { [self] witness in
                let decision = rules.route(witness)
                return decision.roles.contains(role) && decision.standard == standard.id
            }
            guard case .found(let witness) = result else { continue }
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

    /// The standard applies; nil if no rule and no default ever says so.
    private func applies(_ standard: ResponseStandard.ID, _ table: Table) -> RuleFormula? {
        var ways: [RuleFormula] = []
        for (index, rule) in table.source.rules.enumerated()
        where rule.outcome == .standard(standard) {
            let earlier =
                table.source.hitPolicy == .first
                ? (0..<index).map { RuleFormula.rule(table.tree($0), .fails) } : []
            ways.append(.all([.rule(table.tree(index), .holds)] + earlier))
        }
        if table.source.fallback.outcome == .standard(standard) {
            ways.append(
                .all(table.source.rules.indices.map { .rule(table.tree($0), .fails) }))
        }
        return ways.isEmpty ? nil : .any(ways)
    }

    private mutating func witness(
        _ called: RuleFormula, _ role: Role.ID, in places: [Int],
    ) -> Witness? {
        let places = Set(places)
        let result = find(called, allowed: [.place: { places.contains($0) }]) { [self] in
            rules.route($0).roles.contains(role)
        }
        guard case .found(let witness) = result else { return nil }
        return witness
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

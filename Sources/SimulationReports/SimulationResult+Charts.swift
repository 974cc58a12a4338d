import DispatchCore
import Governance
import Simulator

/// The pictures of a result.
extension SimulationResult {
    /// All of them, in the order of the report.
    public var charts: [Chart] {
        [distribution, byHour, map, last, utilisation, escalation, rules]
    }

    /// The width of a bar of the distribution.
    private static let bin = Duration.seconds(60)
    /// The most bars; longer times are in the last.
    private static let mostBins = 60

    private var distribution: Chart {
        let title = LocalizedText(
            chinese: "到齐用时分布", english: "Time until the last required role is on scene")
        var values: [(name: String, value: Double)] = []
        var rows = [["min", "n", "≤"]]
        if let samples = pooled.samples[1].sorted() {
            var before = 0.0
            for index in 1...Self.mostBins where before < 1 {
                let isLast = index == Self.mostBins
                let share = isLast ? 1 : samples.share(within: Self.bin * index)
                let count = ((share - before) * Double(samples.count)).rounded()
                let name = isLast ? "\(index - 1)+" : "\(index)"
                values.append((name, count))
                rows.append([name, "\(Int(count))", Measure.Unit.share.text(share)])
                before = share
            }
        }
        return .bars(
            "distribution", title, values, axis: "n", format: "d", table: rows)
    }

    private var byHour: Chart {
        let title = LocalizedText(
            chinese: "各时段到齐及时率", english: "Share in time by hour of the report")
        let shares = pooled.inTimeByHour.enumerated()
        return .bars(
            "in-time-by-hour", title, shares.map { ("\($0)", $1.value ?? 0) }, axis: "",
            format: ".0%",
            table: [["h", "n", "%"]]
                + shares.map { ["\($0)", "\($1.whole)", Self.text($1)] },
            maximum: 1)
    }

    private var map: Chart {
        let title = LocalizedText(
            chinese: "各村社到齐及时率", english: "Share in time by community")
        let shares = pooled.inTimeByCommunity.sorted { $0.key < $1.key }
        let points = shares.compactMap { area, share -> MapPoint? in
            guard let place = county.grids.centre(of: area), let value = share.value else {
                return nil
            }
            return MapPoint(
                name: county.grids.placeName(of: area, in: .chinese), place: place, share: value,
                count: share.whole)
        }
        let rows = shares.map { area, share in
            [
                county.grids.placeName(of: area, in: .chinese), "\(share.whole)",
                Self.text(share),
            ]
        }
        return .map("in-time-map", title, points, table: [["", "n", "%"]] + rows)
    }

    private var last: Chart {
        counts(
            "last-role",
            LocalizedText(chinese: "最后到达的角色", english: "Which role was the last to arrive"),
            pooled.lastRoles.map { (name(of: $0), $1) })
    }

    private var utilisation: Chart {
        let title = LocalizedText(
            chinese: "各角色忙碌率", english: "Share of their time on duty that people are at work")
        let values = county.roles.compactMap { role in
            pooled.utilisation(of: role.id).map { (name: name(of: role.id), value: $0) }
        }
        return .lines(
            "utilisation", title, values, axis: "", format: ".0%",
            table: [["", "%"]] + values.map { [$0.name, Measure.Unit.share.text($0.value)] })
    }

    private var escalation: Chart {
        let measures = pooled
        var values: [(String, Int)] = [
            ("谢绝 declined", measures.declined), ("未响应 not answered", measures.timedOut),
            ("无人可派 nobody left", measures.unfilled), ("免派 waived", measures.waived),
        ]
        let rungs: [(SelectionReason.Rung, String)] = [
            (.role, "本角色 the role itself"), (.substitute, "替补 substitute"),
            (.neighbour, "邻近 neighbour"), (.supervisor, "值班长 supervisor"),
            (.chosen, "指定 chosen by the room"),
        ]
        values += rungs.map { ($1, measures.rungs[$0] ?? 0) }
        return counts(
            "escalation",
            LocalizedText(chinese: "派员与递补", english: "Who was called, and who did not come"),
            values, isSorted: false)
    }

    private var rules: Chart {
        counts(
            "rules", LocalizedText(chinese: "触发的规则", english: "Rules that fired"),
            pooled.rules.map { ($0, $1) })
    }

    private func counts(
        _ id: String, _ title: LocalizedText, _ counts: [(String, Int)], isSorted: Bool = true,
    ) -> Chart {
        let sorted = isSorted ? counts.sorted { ($1.1, $0.0) < ($0.1, $1.0) } : counts
        let perRun = Double(max(1, replications.count))
        return .lines(
            id, title, sorted.prefix(40).map { ($0.0, Double($0.1) / perRun) },
            axis: "每次重复 per replication", format: "~s",
            table: [["", "n"]]
                + sorted.map { [$0.0, Measure.Unit.count.text(Double($0.1) / perRun)] })
    }

    private func name(of role: Role.ID) -> String {
        guard let title = county[role]?.title else { return role.name }
        return "\(title.chinese) \(title.english)"
    }

    private static func text(_ share: RunMeasures.Share) -> String {
        share.value.map(Measure.Unit.share.text) ?? ""
    }
}

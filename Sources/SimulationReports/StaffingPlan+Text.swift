public import Governance
import Simulator
public import TextFormats

extension StaffingPlan {
    /// What was found, for people.
    public func text(in language: Language) -> String {
        let isChinese = language == .chinese
        var lines = [title.text(in: language) + (isChinese ? "：" : ": ") + target.description]
        for (role, bound) in bounds.sorted(by: { $0.key < $1.key }) {
            lines.append(sentence(name(of: role, in: language), bound: bound, in: language))
        }
        lines += TextColumns.text(table(in: language)).split(separator: "\n").map(String.init)
        lines.append(verdict(in: language))
        lines.append(isChinese ? "站位：" : "Where people stand:")
        lines += postRows(in: language).map { "  " + $0.joined(separator: "  ") }
        lines.append(
            isChinese
                ? "成本与及时率（\(trials.count) 个名册中不被更省者超过的）："
                : "Cost against compliance (of \(trials.count) rosters those that none cheaper "
                    + "beats):")
        lines += TextColumns.text(curveTable(in: language)).split(separator: "\n").map { "  \($0)" }
        return lines.joined(separator: "\n") + "\n"
    }

    private func sentence(_ role: String, bound: Int?, in language: Language) -> String {
        guard let bound else {
            return language == .chinese
                ? "\(role)：无论多少人，从任何村社出发都够不到足够多的上报；目标须靠别的办法。"
                : "\(role): no number of people reaches enough reports in time from any community; "
                    + "only other changes could."
        }
        return language == .chinese
            ? "\(role)：至少要有 \(bound) 个站位(覆盖下界)。"
            : "\(role): at least \(bound) places are needed (coverage bound)."
    }

    /// What can be said of the roster that was found.
    func verdict(in language: Language) -> String {
        let unit = Measure.Unit.share
        let sure =
            confirmation.estimate?.interval.map {
                "\(unit.text($0.lowerBound)) … \(unit.text($0.upperBound))"
            } ?? "–"
        let isChinese = language == .chinese
        guard isMet else {
            return isChinese
                ? "没有找到达标的名册；最接近的为 \(best.count) 人。仅增加这些角色不足以达标。"
                : "No roster was found that meets the target; the nearest has \(best.count) people. "
                    + "More people of these roles alone do not do it."
        }
        let people = isChinese ? "\(best.count) 人" : "\(best.count) people"
        guard confirmation.isSure else {
            return isChinese
                ? "找到的最小名册：\(people)。换一组随机数复验，及时率区间 \(sure) 未能完全达标：还不能确定。"
                : "The smallest roster found: \(people). Under other chance its compliance is "
                    + "\(sure) (95%), which does not lie wholly within the target: not sure yet."
        }
        return isChinese
            ? "找到的最小名册：\(people)。换一组随机数复验，及时率 95% 区间 \(sure)，达标。"
            : "The smallest roster found: \(people). Under other chance its compliance is \(sure) "
                + "(95%), within the target."
    }

    /// The present roster, the one that was found and its confirmation.
    func table(in language: Language) -> [[String]] {
        let isChinese = language == .chinese
        let names =
            isChinese
            ? ["现有名册", "找到的名册", "换随机数复验"] : ["the present roster", "the roster found", "confirmed"]
        return [heading(in: language)]
            + zip(names, [present, best, confirmation]).map { [$0] + row($1) }
    }

    /// The curve of cost against compliance.
    func curveTable(in language: Language) -> [[String]] {
        [heading(in: language)] + curve.map { [self.people(of: $0)] + row($0) }
    }

    private func heading(in language: Language) -> [String] {
        language == .chinese
            ? ["", "人数", "每日在岗小时", "p\(target.percent)", "及时率", "95%"]
            : ["", "people", "hours a day", "p\(target.percent)", "in time", "95%"]
    }

    private func row(_ trial: Trial) -> [String] {
        let unit = Measure.Unit.share
        let interval = trial.estimate?.interval.map {
            "\(unit.text($0.lowerBound)) … \(unit.text($0.upperBound))"
        }
        return [
            "\(trial.count)", "\(trial.hours)",
            trial.seconds.isFinite ? Measure.Unit.seconds.text(trial.seconds) : "∞",
            unit.text(trial.compliance), interval ?? "",
        ]
    }

    /// How many people of which role in which part of the day.
    private func people(of trial: Trial) -> String {
        trial.people.sorted { $0.key < $1.key }.map { role, watches in
            let parts = StaffedRoster.Watch.allCases.compactMap { watch in
                watches[watch].map { watch == .always ? "\($0)" : "\(watch.rawValue) \($0)" }
            }
            return "\(role) \(parts.joined(separator: " + "))"
        }.joined(separator: ", ")
    }

    /// How many people of which role stand where.
    func postRows(in language: Language) -> [[String]] {
        Dictionary(grouping: posts, by: \.self).sorted { left, right in
            (left.key.role, left.key.community, left.key.watch.rawValue)
                < (right.key.role, right.key.community, right.key.watch.rawValue)
        }.map { post, same in
            [
                name(of: post.role, in: language),
                county.grids.placeName(of: post.community, in: language),
                watch(post.watch, in: language), "\(same.count)",
            ]
        }
    }

    private func watch(_ watch: StaffedRoster.Watch, in language: Language) -> String {
        let isChinese = language == .chinese
        return switch watch {
        case .always: isChinese ? "全天" : "day and night"
        case .early: "06:00–14:00"
        case .late: "14:00–22:00"
        case .night: "22:00–06:00"
        }
    }

    func name(of role: Role.ID, in language: Language) -> String {
        county[role]?.title.text(in: language) ?? role.name
    }
}

extension StaffingPlan {
    /// What was found, for programs; times in seconds, shares from 0 to 1.
    public var json: JSON {
        var places = JSONObject()
        for (role, bound) in bounds.sorted(by: { $0.key < $1.key }) {
            places[role.name] = bound.map { .integer(Int64($0)) } ?? .null
        }
        return [
            "title": title.json, "county": .string("\(county.version)"),
            "target": .string(target.description), "seed": .string("\(seed)"),
            "met": .bool(isMet), "sure": .bool(isMet && confirmation.isSure),
            "bounds": .object(places), "present": present.json, "best": best.json,
            "confirmation": confirmation.json,
            "posts": .array(
                posts.map {
                    [
                        "role": .string($0.role.name), "community": .string("\($0.community)"),
                        "watch": .string($0.watch.rawValue),
                    ]
                }),
            "trials": .array(trials.map(\.json)), "curve": .array(curve.map(\.json)),
        ]
    }
}

extension StaffingPlan.Trial {
    fileprivate var json: JSON {
        var roles = JSONObject()
        for (role, watches) in people.sorted(by: { $0.key < $1.key }) {
            var counts = JSONObject()
            for watch in StaffedRoster.Watch.allCases {
                counts[watch.rawValue] = watches[watch].map { .integer(Int64($0)) }
            }
            roles[role.name] = .object(counts)
        }
        return [
            "people": .object(roles), "count": .integer(Int64(count)),
            "hours": .integer(Int64(hours)), "seconds": .rounded(seconds),
            "compliance": .rounded(compliance), "holds": .bool(holds),
            "low": .rounded(estimate?.interval?.lowerBound),
            "high": .rounded(estimate?.interval?.upperBound),
        ]
    }
}

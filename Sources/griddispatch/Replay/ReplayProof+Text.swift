import DispatchCore
import Governance
import Simulator
import TextFormats

extension ReplayProof {
    /// What was shown, for people.
    func text(in language: Language) -> String {
        let isChinese = language == .chinese
        var lines = [
            isChinese
                ? "\(events) 条事件：按 \(commands) 条指令（其中上报 \(reports) 件）和 \(deadlines) 次期限"
                    + "重新决定，\(sameEvents) 条完全相同。"
                : "\(events) events: decided again from \(commands) commands (\(reports) of them "
                    + "reports) and \(deadlines) deadlines, \(sameEvents) are the same."
        ]
        lines.append(
            (isChinese ? "规则版本：" : "Versions of the county: ")
                + versions.map(\.short).joined(separator: ", "))
        for (reason, count) in given.sorted(by: { $0.key.code < $1.key.code }) {
            lines.append(reason.sentence(count, in: language))
        }
        for difference in differences { lines.append(difference.text(in: language)) }
        if differenceCount > differences.count {
            lines.append("… \(differenceCount - differences.count)")
        }
        lines.append(verdict(in: language))
        return lines.joined(separator: "\n")
    }

    private func verdict(in language: Language) -> String {
        let isChinese = language == .chinese
        if isWhole {
            return isChinese
                ? "重放与日志逐条一致。给定的是时刻、上报以及人员与值班员的操作，其余全部重新得出。"
                : "The replay is the log, event for event. Given were the moments, the reports and "
                    + "what people and operators did; all else was decided anew."
        }
        if differenceCount > 0 {
            return isChinese
                ? "重放与日志不同：\(differenceCount) 处。"
                : "The replay is NOT the log: \(differenceCount) differences."
        }
        return isChinese
            ? "没有发现不同，但有些决定未能重新作出。"
            : "No difference was found, but some decisions could not be made again."
    }

    /// What was shown, for programs.
    var json: JSON {
        [
            "whole": .bool(isWhole), "events": .integer(Int64(events)),
            "same": .integer(Int64(sameEvents)), "commands": .integer(Int64(commands)),
            "reports": .integer(Int64(reports)), "deadlines": .integer(Int64(deadlines)),
            "versions": .array(versions.map { .string("\($0)") }),
            "given": .array(
                given.sorted { $0.key.code < $1.key.code }.map {
                    ["why": .string($0.key.code), "decisions": .integer(Int64($0.value))]
                }),
            "differences": .integer(Int64(differenceCount)),
            "first": .array(differences.map(\.json)),
        ]
    }
}

extension ReplayProof.Given {
    /// A stable name.
    var code: String {
        switch self {
        case .version(let version): "version_not_given:\(version)"
        case .noVersion: "no_version"
        case .forgottenWords: "forgotten_words"
        case .type(let type): "type:\(type)"
        }
    }

    fileprivate func sentence(_ count: Int, in language: Language) -> String {
        let isChinese = language == .chinese
        switch self {
        case .version(let version):
            return isChinese
                ? "\(count) 个决定按日志照录：没有给出版本 \(version.short) 的县文件夹，请用 --under 指明。"
                : "\(count) decisions taken as they are: name the folder of version "
                    + "\(version.short) with --under."
        case .noVersion:
            return isChinese
                ? "\(count) 个决定按日志照录：此前没有任何规则版本生效。"
                : "\(count) decisions taken as they are: no version of the county was in force yet."
        case .forgottenWords:
            return isChinese
                ? "\(count) 个决定按日志照录：规则读过的文字已被遗忘。"
                : "\(count) decisions taken as they are: rules read words that have been forgotten."
        case .type(let type):
            return isChinese
                ? "\(count) 个决定按日志照录：事件类型 \(type) 不说明由何引起。"
                : "\(count) decisions taken as they are: an event \(type) does not tell what "
                    + "brought it about."
        }
    }
}

extension ReplayProof.Difference {
    fileprivate func text(in language: Language) -> String {
        let isChinese = language == .chinese
        let nothing = isChinese ? "无" : "nothing"
        let decided =
            rejection.map { (isChinese ? "拒绝 " : "refused, ") + $0.code }
            ?? self.decided.map(Self.text) ?? nothing
        return """
            \(isChinese ? "第 \(offset) 条" : "record \(offset)"), \(partition), \(at), \
            \(incident.map { "\($0)" } ?? "")
              \(isChinese ? "日志" : "the log  "): \(recorded.map(Self.text) ?? nothing)
              \(isChinese ? "重放" : "the replay"): \(decided)
            """
    }

    private static func text(_ event: Event) -> String {
        var writer = JSONWriter()
        writer.value(event.kind)
        let data = String(decoding: writer.bytes, as: UTF8.self)
        return "\(event.kind.type) \(event.actor) \(data)"
    }

    fileprivate var json: JSON {
        [
            "offset": .integer(offset), "partition": .string("\(partition)"),
            "incident": incident.map { .string("\($0)") } ?? .null, "at": .string("\(at)"),
            "version": .string("\(version)"),
            "recorded": recorded.map { .string(Self.text($0)) } ?? .null,
            "decided": decided.map { .string(Self.text($0)) } ?? .null,
            "rejection": rejection.map { .string($0.code) } ?? .null,
        ]
    }
}

import CountyFiles
import DispatchCore
import Engine
import Governance
import HTTPTypes
import RulesEngine
import TextFormats

extension Problem {
    /// The problem that an unmade change of versions is.
    init(_ error: RuleVersionError) {
        switch error {
        case .refused(.engine(let error)): self.init(error)
        case .refused(.obstacles(let obstacles)): self.init(obstacles)
        case .broken(let faults): self.init(broken: faults)
        case .archive(let failure):
            self.init(
                .serviceUnavailable, "rules.archive", "无法存档此版本，未启用",
                "The version could not be archived and was not put into force",
                detail: LocalizedText(chinese: "\(failure)", english: "\(failure)"))
        case .busy:
            self.init(
                .conflict, "rules.busy", "正在进行另一项更改，请稍后重试",
                "Another change is being made; try again shortly")
            headers[.retryAfter] = "1"
        default: self.init(choice: error)
        }
    }

    /// The problem of a version that cannot be chosen.
    private init(choice error: RuleVersionError) {
        let (status, code, chinese, english): (HTTPResponse.Status, String, String, String) =
            switch error {
            case .noCandidates:
                (
                    .notFound, "rules.no_candidates", "服务器启动时未指定候选文件夹（--candidates）",
                    "The server was started without a folder of candidates (--candidates)"
                )
            case .unknownCandidate(let name):
                (
                    .notFound, "rules.unknown_candidate", "没有候选版本“\(name)”",
                    "There is no candidate '\(name)'"
                )
            case .unknownVersion(let version):
                (
                    .notFound, "rules.unknown_version", "存档中没有版本 \(version)",
                    "The archive has no version \(version)"
                )
            case .changedMeanwhile(let live):
                (
                    .conflict, "rules.changed", "当前生效的已是版本 \(live.short)",
                    "Version \(live.short) is in force meanwhile"
                )
            case .inForce(let version):
                (
                    .conflict, "rules.in_force", "版本 \(version.short) 已生效，无需试运行",
                    "Version \(version.short) is in force already"
                )
            case .noShadow:
                (.conflict, "rules.no_shadow", "没有正在试运行的版本", "No version runs in shadow")
            default:
                (
                    .conflict, "rules.nothing_before", "没有可回滚的版本",
                    "There is no version to go back to"
                )
            }
        self.init(status, code, chinese, english)
    }

    /// The problem of a version that is not sound: every fault with file, line and column.
    private init(broken faults: [CountyFileFault]) {
        self.init(
            .unprocessableContent, "rules.broken", "此版本有误，未启用；原版本继续生效",
            "The version has faults and was not put into force; the former one goes on")
        members = [("faults", .array(faults.map(Self.member)))]
    }

    private static func member(_ fault: CountyFileFault) -> JSON {
        var object = JSONObject()
        object["code"] = .string(fault.code)
        object["file"] = .string(fault.position.file)
        object["line"] = .integer(Int64(fault.position.line))
        object["column"] = .integer(Int64(fault.position.column))
        object["message"] = .string(fault.message.english)
        object["messageZh"] = .string(fault.message.chinese)
        object["excerpt"] = fault.excerpt.map { .string($0) }
        return .object(object)
    }

    /// The problem of a version that cannot take over while the system runs.
    private init(_ obstacles: [TakeoverObstacle]) {
        self.init(
            .conflict, "rules.cannot_take_over", "此版本不能在运行中启用；原版本继续生效",
            "The version cannot take over while the system runs; the former one goes on")
        fields = obstacles.map {
            Field(pointer: "", code: $0.code, message: $0.words)
        }
    }
}

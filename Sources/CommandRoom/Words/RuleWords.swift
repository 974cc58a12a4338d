import DispatchCore
import Governance

extension RulesChange {
    /// The change as one sentence in each language.
    var sentence: LocalizedText {
        let version = version.short
        let (chinese, english) =
            switch step {
            case .reloaded:
                ("重新读取规则，版本 \(version) 生效", "Read again: version \(version) is in force")
            case .activated: ("启用规则版本 \(version)", "Version \(version) was put into force")
            case .rolledBack: ("回滚到规则版本 \(version)", "Rolled back to version \(version)")
            case .shadowStarted: ("规则版本 \(version) 开始试运行", "Version \(version) runs in shadow")
            case .shadowStopped:
                ("规则版本 \(version) 停止试运行", "Version \(version) no longer runs in shadow")
            }
        guard !reason.isEmpty else { return LocalizedText(chinese: chinese, english: english) }
        return LocalizedText(
            chinese: "\(chinese)：\(reason)", english: "\(english): \(reason)")
    }
}

extension TakeoverObstacle {
    /// The stable name of the obstacle.
    var code: String {
        switch self {
        case .otherCounty: "rules.other_county"
        case .otherTimeZone: "rules.other_time_zone"
        case .lacks(.area, _): "rules.lacks_area"
        case .lacks(.category, _): "rules.lacks_category"
        case .lacks(.standard, _): "rules.lacks_standard"
        case .lacks(.role, _): "rules.lacks_role"
        case .lacks(.responder, _): "rules.lacks_responder"
        }
    }

    /// What stands in the way, naming it.
    var words: LocalizedText {
        switch self {
        case .otherCounty(let code):
            LocalizedText(
                chinese: "这是另一个县（\(code)）的文件夹",
                english: "This is the folder of another county, \(code)")
        case .otherTimeZone(let name):
            LocalizedText(
                chinese: "时区改为 \(name)，须停机后更换", english: "The time zone \(name) needs a restart")
        case .lacks(let need, let incident):
            LocalizedText(
                chinese: "未结事件 \(incident) 仍需要\(need.words.chinese)",
                english: "The open incident \(incident) still needs \(need.words.english)")
        }
    }
}

extension TakeoverObstacle.Need {
    /// What is needed, by its name in the county's folder.
    fileprivate var words: LocalizedText {
        let (chinese, english, name) =
            switch self {
            case .area(let code): ("区域", "the area", code.description)
            case .category(let id): ("类别", "the category", id.name)
            case .standard(let id): ("时限标准", "the standard", id.name)
            case .role(let id): ("角色", "the role", id.name)
            case .responder(let id): ("人员", "the responder", id.name)
            }
        return LocalizedText(chinese: "\(chinese)“\(name)”", english: "\(english) '\(name)'")
    }
}

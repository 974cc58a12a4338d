import DispatchCore
import Governance
import HTTPTypes

extension DutyRefusal {
    /// The status that answers a refused change of duty.
    var status: HTTPResponse.Status {
        switch self {
        case .notAllowed: .forbidden
        case .unknown: .notFound
        case .exists, .tooMany: .conflict
        case .timeMissing, .timeOutOfRange, .partnerMissing, .partnerNotWanted, .noRoleInCommon,
            .nothingToHandOver:
            .unprocessableContent
        }
    }

    /// The field that is to blame.
    var pointer: String? {
        switch self {
        case .timeMissing, .timeOutOfRange, .nothingToHandOver: "/to"
        case .partnerMissing, .partnerNotWanted, .noRoleInCommon: "/partner"
        case .notAllowed, .unknown, .exists, .tooMany: nil
        }
    }

    /// What is wrong and what to do about it.
    var sentence: (String, String) {
        switch self {
        case .notAllowed:
            (
                "只能为自己签到、签退；其他变更由值班长或值班员办理",
                "You may sign yourself on and off; all else is for supervisors and operators"
            )
        case .timeMissing: ("请写明起止时间", "State from when and until when")
        case .timeOutOfRange:
            (
                "时间不合适：开始须早于结束，结束须在现在之后、一年之内",
                "The time is wrong: it must end after it begins, after now and within a year"
            )
        case .partnerMissing: ("请写明由谁接班（须是另一人）", "State who takes over, another person")
        case .partnerNotWanted: ("只有换班才写接班人", "Only a swap has somebody who takes over")
        case .noRoleInCommon:
            ("两人没有共同的角色，不能换班", "The two have no role in common and cannot swap")
        case .nothingToHandOver:
            (
                "这段时间没有可交接的班次，或班次太多",
                "There is no duty to hand over in that time, or too much of it"
            )
        case .exists: ("此编号已用于另一变更", "Another change has this id")
        case .unknown: ("没有这个变更，或已结束", "There is no such change, or it is over")
        case .tooMany: ("待生效的变更过多", "Too many changes are in force or to come")
        }
    }
}

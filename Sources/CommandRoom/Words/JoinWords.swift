import DispatchCore
import Governance

extension JoinObstacle {
    /// Why it cannot be joined and what to do, in Chinese and English.
    var sentence: (String, String) {
        switch self {
        case .unknown:
            ("本乡镇没有这个未结事件", "The township has no such open incident")
        case .itself: ("不能与自己合并", "It is the same incident")
        case .exercise:
            ("演练不能与真实事件合并", "An exercise and a real incident are not joined")
        case .notFiled:
            (
                "对方尚未立案；请先立案，或反过来合并",
                "The other is not filed yet: file it, or join it to this one instead"
            )
        case .lessSevere:
            (
                "对方紧急程度较低；请反过来合并",
                "The other is less urgent: join it to this one instead"
            )
        case .rolesLacking:
            (
                "对方已不能增派此事件须到的人；请先返工或反过来合并",
                "The other can no longer call everybody whom this one needs: have it done again, "
                    + "or join it to this one instead"
            )
        case .tooMany: ("并入的事件已太多", "Too many are joined to the other already")
        case .hasJoined:
            ("有事件并入此事件；请先拆分", "Others are joined to this incident: part them first")
        case .mediated:
            (
                "此事件有调解约定要跟踪；请反过来合并",
                "What was promised here is followed up: join the other to this one instead"
            )
        }
    }
}

extension MediationFault {
    /// What is wrong with the record, in Chinese and English.
    var sentence: (String, String) {
        switch self {
        case .parties:
            (
                "当事人应为 2 到 \(Mediation.maximumParties) 方",
                "There must be 2 to \(Mediation.maximumParties) parties"
            )
        case .acts:
            (
                "约定最多 \(Mediation.maximumActs) 项",
                "There may be at most \(Mediation.maximumActs) acts"
            )
        case .promises:
            ("未达成协议，不能有履约事项", "Nothing can be promised where the parties did not agree")
        }
    }
}

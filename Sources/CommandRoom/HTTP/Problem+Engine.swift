import DispatchCore
import Engine
import EventBus
import Governance
import HTTPTypes

extension Problem {
    /// The problem that a refused command is.
    init(_ error: EngineError) {
        switch error {
        case .rejected(let rejection): self.init(rejection)
        case .keyReused:
            self.init(
                .unprocessableContent, "idempotency.key_reused", "幂等键已用于另一请求",
                "The idempotency key was used for another request")
        case .overloaded:
            self.init(
                .serviceUnavailable, "engine.overloaded", "请求过多,请稍后重试",
                "Too many requests wait; try again shortly")
            headers[.retryAfter] = "1"
        case .stopping:
            self.init(
                .serviceUnavailable, "engine.stopping", "服务正在停止", "The server is stopping")
            headers[.retryAfter] = "5"
        case .logUnavailable(let error) where error.leavesDoubt:
            self.init(
                error, "不确定是否已保存;请用同一幂等键重发,不会重复受理",
                "It is not known whether it was saved; send it again with the same idempotency key, "
                    + "which is safe")
        case .logUnavailable(let error):
            self.init(
                error, "暂时无法保存,未受理,请重试",
                "It could not be saved and was not accepted; try again")
        }
    }

    /// The problem that a failing log is to somebody who wanted nothing kept.
    init(_ error: EventLogError) {
        self.init(error, "日志暂时不可用,请稍后重试", "The log is not available at present; try again")
    }

    private init(_ error: EventLogError, _ chinese: String, _ english: String) {
        self.init(
            .serviceUnavailable, error.code.rawValue, chinese, english,
            detail: LocalizedText(chinese: error.code.chinese, english: error.message))
        headers[.retryAfter] = "5"
    }

    /// The problem that a refusal of the core is.
    init(_ rejection: Rejection) {
        let words = rejection.words
        self.init(rejection.status, rejection.code, words.chinese, words.english)
        guard let pointer = rejection.pointer else { return }
        fields = [Field(pointer: pointer, code: rejection.code, message: words)]
    }
}

extension EventLogError.Code {
    /// What is the matter and what to do about it.
    fileprivate var chinese: String {
        switch self {
        case .diskFull: "磁盘已满;腾出空间后自动恢复"
        case .readOnly: "数据文件或所在文件夹不可写;请检查权限"
        case .locked: "另一进程正在使用数据文件;请先停止该进程"
        case .corrupt: "数据文件已损坏或不完整;请用备份恢复"
        case .newerVersion: "数据文件由更新的版本写成;请升级程序"
        case .keyMissing: "缺少县密钥"
        case .keyWrong: "县密钥与数据文件不符"
        case .io: "操作系统报告读写错误;请检查磁盘"
        case .closed: "日志已关闭"
        case .overloaded: "等待写入的请求过多;请稍后重试"
        case .invalidRequest: "内容超出日志所能容纳的范围"
        }
    }
}

extension Rejection {
    var status: HTTPResponse.Status {
        switch self {
        case .unknownIncident, .unknownAssignment, .unknownAct: .notFound
        case .changed: .preconditionFailed
        case .notYourAssignment, .notAllowed: .forbidden
        case .unknownCategory, .unknownArea, .unknownQuestion, .unknownRole, .unknownResponder,
            .roleNotRequired, .reasonMissing, .momentOutOfRange, .rolesMissing,
            .mediationForbidden, .photoMissing:
            .unprocessableContent
        case .incidentExists, .stageForbids, .assignmentForbids, .alreadyPassed, .alreadyAsked,
            .ladderEnded, .deadlineNotOpen, .tooOften, .joinForbidden, .offDuty:
            .conflict
        case .dutyRefused(let refusal): refusal.status
        }
    }

    /// The field of the request that is to blame, as a JSON Pointer.
    var pointer: String? {
        switch self {
        case .unknownCategory: "/category"
        case .unknownArea: "/grid"
        case .unknownQuestion(let name): "/answers/\(name)"
        case .unknownRole, .roleNotRequired: "/role"
        case .unknownResponder: "/responder"
        case .reasonMissing: "/text"
        case .rolesMissing: "/roles"
        case .deadlineNotOpen: "/kind"
        case .joinForbidden: "/into"
        case .photoMissing: "/attachments"
        case .mediationForbidden(let fault): "/\(fault == .promises ? "acts" : fault.rawValue)"
        case .offDuty: "/responder"
        case .dutyRefused(let refusal): refusal.pointer
        default: nil
        }
    }

    var words: LocalizedText {
        let (chinese, english) = sentence
        return LocalizedText(chinese: chinese, english: english)
    }

    private var sentence: (String, String) {
        switch self {
        case .unknownIncident(let id): ("没有事件 \(id)", "There is no incident \(id)")
        case .incidentExists(let id): ("事件 \(id) 已存在", "Incident \(id) exists already")
        case .unknownCategory(let id):
            ("本县没有类别“\(id)”", "The county has no category '\(id)'")
        case .unknownArea(let code):
            (
                "\(code) 不是本县的社区(村)或网格",
                "\(code) is not a community or grid of this county"
            )
        case .unknownQuestion(let name):
            ("该类别没有问题“\(name)”", "The category asks no question '\(name)'")
        case .unknownRole(let id): ("没有角色“\(id)”", "There is no role '\(id)'")
        case .unknownResponder(let id): ("名册中没有“\(id)”", "The roster has no '\(id)'")
        case .unknownAssignment(let number):
            ("该事件没有第 \(number) 号任务", "The incident has no assignment \(number)")
        case .notYourAssignment(let number):
            ("第 \(number) 号任务不是你的", "Assignment \(number) is somebody else's")
        case .changed(let expected, let actual):
            (
                "事件已被他人更改:你看到的是版本 \(expected),现在是 \(actual)",
                "The incident has changed: you saw version \(expected), it is now \(actual)"
            )
        case .stageForbids(let stage):
            (
                "事件现处于“\(stage.words.chinese)”,不能这样做",
                "The incident is '\(stage.words.english)', which does not allow this"
            )
        case .assignmentForbids(let state):
            (
                "任务现为“\(state.words.chinese)”,不能这样做",
                "The assignment is '\(state.words.english)', which does not allow this"
            )
        case .alreadyPassed(let state):
            (
                "任务已是“\(state.words.chinese)”,此步已过;若补记,请写明当时的时间 occurredAt",
                "The assignment is '\(state.words.english)' already; to record the step after all, "
                    + "say when it was taken (occurredAt)"
            )
        case .alreadyAsked(let id):
            ("“\(id)”已在此事件中", "'\(id)' is already asked in this incident")
        case .roleNotRequired(let id):
            ("此事件不要求“\(id)”到场", "The incident does not require '\(id)'")
        case .ladderEnded(let id):
            ("“\(id)”已无人可派", "Nobody is left to ask for '\(id)'")
        case .notAllowed:
            ("你无权这样做", "This is not for you to do")
        case .reasonMissing:
            ("请写明理由", "Say why")
        case .momentOutOfRange:
            (
                "时间不合适：须在现在和原期限之后，且在一年之内",
                "The moment must be after now and after the present limit, within a year"
            )
        case .deadlineNotOpen(let kind):
            (
                "此事件没有“\(kind.words.chinese)”的期限",
                "The incident has no limit '\(kind.words.english)'"
            )
        case .rolesMissing:
            ("请指明由哪些角色返工", "Say which roles must come again")
        case .tooOften:
            ("此事件已多次这样做，不能再做", "This was done too often to this incident")
        case .joinForbidden(let obstacle): obstacle.sentence
        case .mediationForbidden(let fault): fault.sentence
        case .photoMissing: ("此类事件这一步要有照片", "This step needs a photo")
        case .unknownAct(let number):
            ("没有第 \(number) 项约定", "The mediation has no act \(number)")
        case .offDuty(let id):
            (
                "“\(id)”不在岗；确需派遣请用“指定”并写明理由",
                "'\(id)' is off duty; to ask them all the same, override with a reason"
            )
        case .dutyRefused(let refusal): refusal.sentence
        }
    }
}

extension Incident.Stage {
    var words: LocalizedText {
        switch self {
        case .reported: LocalizedText(chinese: "待核实", english: "to be verified")
        case .dispatching: LocalizedText(chinese: "派遣中", english: "dispatching")
        case .disposing: LocalizedText(chinese: "处置中", english: "being handled")
        case .disposed: LocalizedText(chinese: "待核查", english: "to be checked")
        case .checked: LocalizedText(chinese: "已核查", english: "checked")
        case .suspended: LocalizedText(chinese: "挂账", english: "put aside")
        case .rejected: LocalizedText(chinese: "不予立案", english: "not filed")
        case .closed: LocalizedText(chinese: "已结案", english: "closed")
        case .joined: LocalizedText(chinese: "已合并", english: "joined to another")
        }
    }
}

extension Assignment.State {
    var words: LocalizedText {
        switch self {
        case .requested: LocalizedText(chinese: "已指派", english: "requested")
        case .notified: LocalizedText(chinese: "已通知", english: "notified")
        case .acknowledged: LocalizedText(chinese: "已接单", english: "acknowledged")
        case .enRoute: LocalizedText(chinese: "已出发", english: "en route")
        case .onScene: LocalizedText(chinese: "已到达", english: "on scene")
        case .done: LocalizedText(chinese: "已办结", english: "done")
        case .declined: LocalizedText(chinese: "已谢绝", english: "declined")
        case .timedOut: LocalizedText(chinese: "未响应", english: "did not answer")
        case .released: LocalizedText(chinese: "已解除", english: "released")
        }
    }
}

import DispatchCore
import Engine
import EventBus
import Governance
import HTTPTypes
import Hummingbird
import TextFormats

/// An error as RFC 9457 has it, in both languages, with a stable code and every wrong field named.
struct Problem: Error {
    /// One wrong field of a request.
    struct Field {
        /// JSON Pointer (RFC 6901) into the body.
        let pointer: String
        let code: String
        let message: LocalizedText
    }

    let status: HTTPResponse.Status
    let code: String
    let title: LocalizedText
    var detail: LocalizedText?
    var fields: [Field] = []
    /// Further members, already in JSON.
    var members: [(String, JSON)] = []
    var headers: HTTPFields = [:]

    init(
        _ status: HTTPResponse.Status, _ code: String, _ chinese: String, _ english: String,
        detail: LocalizedText? = nil,
    ) {
        self.status = status
        self.code = code
        title = LocalizedText(chinese: chinese, english: english)
        self.detail = detail
    }
}

extension Problem {
    static func notFound(_ path: String) -> Problem {
        Problem(
            .notFound, "path.unknown", "没有这个地址", "There is nothing at this address",
            detail: LocalizedText(chinese: path, english: path))
    }

    static func methodNotAllowed(_ method: HTTPRequest.Method, allow: String) -> Problem {
        var problem = Problem(
            .methodNotAllowed, "method.not_allowed", "此地址不支持这种请求方法",
            "This address does not take this method",
            detail: LocalizedText(
                chinese: "不支持 \(method.rawValue),可用:\(allow)",
                english: "\(method.rawValue) is not taken here; use \(allow)"))
        problem.headers[.allow] = allow
        return problem
    }

    static func noIncident(_ id: String) -> Problem {
        Problem(
            .notFound, "incident.unknown", "没有这个事件", "There is no such incident",
            detail: LocalizedText(chinese: "编号 \(id)", english: "id \(id)"))
    }

    static func wrongField(
        _ pointer: String, _ code: String, _ chinese: String, _ english: String,
    ) -> Problem {
        var problem = Problem(
            .unprocessableContent, "request.invalid", "内容有误", "The request has wrong fields")
        problem.fields = [
            Field(
                pointer: pointer, code: code,
                message: LocalizedText(chinese: chinese, english: english))
        ]
        return problem
    }
}

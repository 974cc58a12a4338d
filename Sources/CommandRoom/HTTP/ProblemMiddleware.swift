import Engine
import EventBus
import Governance
import HTTPTypes
import Hummingbird
import Logging
import TextFormats

/// Turns whatever a handler throws into a problem document.
struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
    @concurrent
    func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response,
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let problem as Problem {
            return problem.response
        } catch let error as EngineError {
            return Problem(error).response
        } catch let error as EventLogError {
            return Problem(error).response
        } catch let error as JSONError {
            return Problem(error).response
        } catch let error as any HTTPResponseError {
            return Problem(error.status, path: request.uri.path).response
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            context.logger.error("a request failed", metadata: ["error": "\(error)"])
            return Problem(
                .internalServerError, "server.fault", "服务器出错", "The server has a fault"
            ).response
        }
    }
}

extension Problem {
    /// The problem of a body that is no JSON, or more of it than is taken.
    init(_ error: JSONError) {
        let code = error.code.rawValue
        switch error.code {
        case .documentTooLarge, .tooManyValues, .stringTooLong:
            self.init(
                .contentTooLarge, code, "请求内容过多,超出上限", "The body holds more than is taken")
        case .tooDeep:
            self.init(
                .badRequest, code, "请求内容嵌套过深", "The body is nested deeper than is taken")
        default:
            self.init(.badRequest, code, "请求内容不是有效的 JSON", "The body is not valid JSON")
        }
        fields = [
            Field(
                pointer: error.pointer, code: error.code.rawValue,
                message: LocalizedText(
                    chinese: "第 \(error.position.line) 行第 \(error.position.column) 列:"
                        + error.chineseMessage,
                    english: "line \(error.position.line), column \(error.position.column): "
                        + error.message))
        ]
    }

    /// The problem that the server framework found.
    init(_ status: HTTPResponse.Status, path: String) {
        switch status {
        case .notFound: self = .notFound(path)
        case .contentTooLarge: self = .bodyTooLarge
        default:
            self.init(
                status, "http.\(status.code)", "请求无法处理", "The request cannot be served")
        }
    }

    static var bodyTooLarge: Problem {
        Problem(
            .contentTooLarge, "body.too_large", "请求内容超过 64 KiB",
            "The body is larger than 64 KiB")
    }
}

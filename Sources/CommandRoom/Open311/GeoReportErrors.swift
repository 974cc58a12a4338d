import EventBus
import Governance
import Hummingbird
import TextFormats

/// Says what is wrong as Open311 GeoReport v2 has it, in the form that was asked for.
struct GeoReportErrors: RouterMiddleware {
    @concurrent
    func handle(
        _ request: Request, context: CommandRoomContext,
        next: @concurrent (Request, CommandRoomContext) async throws -> Response,
    ) async throws -> Response {
        let format = GeoReportFormat.split(request.uri.path).format
        do {
            return try await next(request, context)
        } catch let problem as Problem {
            return Self.response(problem, format)
        } catch let error as EventLogError {
            return Self.response(Problem(error), format)
        }
    }

    private static func response(_ problem: Problem, _ format: GeoReportFormat) -> Response {
        let parts =
            [problem.title, problem.detail].compactMap(\.self)
            + problem.fields.map { field in
                LocalizedText(
                    chinese: "\(field.pointer) \(field.message.chinese)",
                    english: "\(field.pointer): \(field.message.english)")
            }
        let description =
            parts.map(\.english).joined(separator: "; ") + " "
            + parts.map(\.chinese).joined(separator: "；")
        var response = format.response(
            [["code": .integer(Int64(problem.status.code)), "description": .string(description)]],
            named: "errors", status: problem.status)
        response.headers.append(contentsOf: problem.headers)
        return response
    }
}

extension Problem {
    /// A question that GeoReport v2 does not allow, which it answers with 400.
    static func badGeoReport(_ name: String, _ chinese: String, _ english: String) -> Problem {
        var problem = Problem(.badRequest, "open311.query", "查询有误", "The query is wrong")
        problem.fields = [
            Field(
                pointer: name, code: "open311.query",
                message: LocalizedText(chinese: chinese, english: english))
        ]
        return problem
    }

    /// No such thing is shown to the public, whether it is there or not.
    static func noPublic(_ kind: LocalizedText, _ name: String) -> Problem {
        Problem(
            .notFound, "open311.unknown", "没有公开的这一\(kind.chinese)",
            "There is no such public \(kind.english)",
            detail: LocalizedText(chinese: name, english: name))
    }
}

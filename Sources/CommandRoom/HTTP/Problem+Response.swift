import Governance
import HTTPTypes
import Hummingbird
import NIOCore
import TextFormats

extension Problem {
    /// The answer that carries the problem.
    var response: Response {
        var writer = JSONWriter()
        writer.object { object in
            object.field("type", "urn:griddispatch:problem:\(code)")
            object.field("title", title.english)
            object.field("titleZh", title.chinese)
            object.field("status", status.code)
            object.field("code", code)
            object.field("detail", detail?.english)
            object.field("detailZh", detail?.chinese)
            if !fields.isEmpty {
                object.array("errors") { array in
                    for field in fields { array.object(field.write) }
                }
            }
            for (name, value) in members { object.field(name, value) }
        }
        var response = Response.json(writer.bytes, status: status)
        response.headers[.contentType] = "application/problem+json"
        response.headers.append(contentsOf: headers)
        return response
    }
}

extension Problem.Field {
    fileprivate func write(_ object: inout JSONObjectWriter) {
        object.field("pointer", pointer)
        object.field("code", code)
        object.field("message", message.english)
        object.field("messageZh", message.chinese)
    }
}

extension Response {
    /// An answer of JSON that is already encoded.
    static func json(
        _ bytes: [UInt8], status: HTTPResponse.Status = .ok, headers: HTTPFields = [:],
    ) -> Response {
        var fields = headers
        fields[.contentType] = "application/json; charset=utf-8"
        fields[.cacheControl] = "no-store"
        return Response(
            status: status, headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// An answer of one JSON object.
    static func json(
        status: HTTPResponse.Status = .ok, _ body: (inout JSONObjectWriter) -> Void,
    ) -> Response {
        var writer = JSONWriter()
        writer.object(body)
        return json(writer.bytes, status: status)
    }
}

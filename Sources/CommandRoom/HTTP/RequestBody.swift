import Governance
import HTTPTypes
import Hummingbird
import NIOCore
import TextFormats

extension Request {
    /// The body as bytes, whatever it is.
    ///
    /// - Throws: ``Problem`` if it is larger than `limit`, or encoded.
    func bytes(atMost limit: Int) async throws -> ByteBuffer {
        try requirePlainBody()
        if let length = headers[.contentLength].flatMap(Int.init), length > limit {
            throw Problem.bodyTooLarge
        }
        var body = ByteBuffer()
        for try await var chunk in self.body {
            guard body.readableBytes + chunk.readableBytes <= limit else {
                throw Problem.bodyTooLarge
            }
            body.writeBuffer(&chunk)
        }
        return body
    }

    /// The body as bytes, at most ``CommandRoomContext/maximumBodySize``.
    ///
    /// - Throws: ``Problem`` if it is larger, encoded, or not declared as JSON.
    func jsonBytes() async throws -> ByteBuffer {
        try requirePlainBody()
        let isJSON = headers[.contentType]?.isJSONType ?? false
        if let length = headers[.contentLength].flatMap(Int.init),
            length > CommandRoomContext.maximumBodySize
        {
            throw Problem.bodyTooLarge
        }
        var body = ByteBuffer()
        for try await var chunk in self.body {
            guard body.readableBytes + chunk.readableBytes <= CommandRoomContext.maximumBodySize
            else { throw Problem.bodyTooLarge }
            // Most bodies come in one piece, which is then taken as it is.
            if body.readableBytes == 0 { body = chunk } else { body.writeBuffer(&chunk) }
        }
        // An empty body needs no type: a command without particulars may come as a bare POST.
        guard isJSON || body.readableBytes == 0 else {
            throw Problem(
                .unsupportedMediaType, "body.media_type", "请求内容应为 application/json",
                "The body must be application/json")
        }
        return body
    }
}

extension Request {
    /// Refuses a body that would have to be decoded before it can be read.
    ///
    /// - Throws: ``Problem`` with the encodings that are taken, also as a header (RFC 9110, 15.5.16).
    func requirePlainBody() throws(Problem) {
        guard let encoding = headers[.contentEncoding], !encoding.isEmpty,
            encoding.lowercased() != "identity"
        else { return }
        var problem = Problem(
            .unsupportedMediaType, "body.encoding", "请求内容不接受这种编码",
            "The body is in an encoding that is not taken",
            detail: LocalizedText(
                chinese: "只接受 identity（不压缩）；请去掉 Content-Encoding 并原样发送",
                english: "only identity is taken: send it as it is, without Content-Encoding"))
        problem.headers[.acceptEncoding] = "identity"
        throw problem
    }
}

extension ByteBuffer {
    /// The body as a value that `decode` makes of its fields; an empty body has none.
    func decoded<Value>(
        _ decode: (inout JSONFields) -> Value?,
    ) throws -> Value {
        let limits = JSONLimits(
            bytes: CommandRoomContext.maximumBodySize, depth: 16, values: 2_000,
            stringBytes: 32_768)
        let json =
            readableBytes == 0
            ? JSON.object(JSONObject())
            : try withUnsafeReadableBytes { try JSON.parse($0, limits: limits) }
        do {
            return try JSONFields.decode(json, decode)
        } catch {
            throw Problem(error)
        }
    }
}

extension Problem {
    /// The problem of a body with wrong fields; names every one.
    init(_ error: FieldFaults) {
        self.init(
            .unprocessableContent, "request.invalid", "内容有误,未受理",
            "Some fields are wrong; nothing was accepted")
        fields = error.faults.map {
            Field(
                pointer: $0.pointer, code: $0.code.rawValue,
                message: LocalizedText(chinese: $0.chineseMessage, english: $0.message))
        }
    }
}

extension String {
    /// Whether a content type is that of JSON, whatever its parameters.
    fileprivate var isJSONType: Bool {
        let json = "application/json".utf8
        let type = utf8.prefix { $0 != UInt8(ascii: ";") }.drop { $0 == UInt8(ascii: " ") }
        return type.count >= json.count
            && zip(type, json).allSatisfy { $0.lowercasedASCII == $1 }
            && type.dropFirst(json.count).allSatisfy { $0 == UInt8(ascii: " ") }
    }
}

extension UInt8 {
    fileprivate var lowercasedASCII: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}

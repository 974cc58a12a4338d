import HTTPTypes
import Hummingbird
import NIOCore
import TextFormats

/// A form in which Open311 GeoReport v2 answers, by the ending of the address.
enum GeoReportFormat: String, CaseIterable {
    case json, xml

    /// The format that an address ends with, and what stands before the ending; XML, which the
    /// specification requires, where there is no ending that is known.
    static func split(_ text: String) -> (name: String, format: GeoReportFormat) {
        for format in allCases where text.hasSuffix(".\(format.rawValue)") {
            return (String(text.dropLast(format.rawValue.count + 1)), format)
        }
        return (text, .xml)
    }

    private var mediaType: String {
        switch self {
        case .json: "application/json; charset=utf-8"
        case .xml: "text/xml; charset=utf-8"
        }
    }

    /// An answer of `document`, which XML calls `name`.
    func response(
        _ document: JSON, named name: String, status: HTTPResponse.Status = .ok,
    ) -> Response {
        let bytes: [UInt8]
        switch self {
        case .json: bytes = document.encoded()
        case .xml:
            bytes = Array(#"<?xml version="1.0" encoding="utf-8"?>"#.utf8) + document.xml(name)
        }
        return Response(
            status: status, headers: [.contentType: mediaType, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension JSON {
    /// The value as an element.
    ///
    /// Members are elements of their names, and so is what a list holds, each in the singular.
    /// Nothing becomes an empty element.
    fileprivate func xml(_ name: String) -> [UInt8] {
        let tag = Array(name.utf8)
        var bytes = Array("<".utf8) + tag + Array(">".utf8)
        switch self {
        case .null: break
        case .bool(let flag): bytes += Array("\(flag)".utf8)
        case .integer(let integer): bytes += Array("\(integer)".utf8)
        case .number(let number): bytes += Array("\(number)".utf8)
        case .string(let text): bytes += Self.escaped(text)
        case .array(let elements):
            let single = name == "service_requests" ? "request" : String(name.dropLast())
            for element in elements { bytes += element.xml(single) }
        case .object(let object):
            for member in object { bytes += member.value.xml(member.key) }
        }
        return bytes + Array("</".utf8) + tag + Array(">".utf8)
    }

    /// The text as it stands between tags; what XML 1.0 has no place for becomes U+FFFD.
    private static func escaped(_ text: String) -> [UInt8] {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\t", "\n", " "..."\u{D7FF}", "\u{E000}"..."\u{FFFD}",
                "\u{10000}"..."\u{10FFFF}":
                escaped.unicodeScalars.append(scalar)
            default: escaped += "\u{FFFD}"
            }
        }
        return Array(escaped.utf8)
    }
}

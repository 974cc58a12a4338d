import HTTPTypes
import Testing
import TextFormats

/// What came back for a request.
struct Answer {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    /// The body, null if it is empty or no JSON.
    let json: JSON
    let bytes: [UInt8]

    /// Checks that this is a problem document in both languages, with this status and code.
    func expectProblem(
        _ status: HTTPResponse.Status, _ code: String,
        sourceLocation: SourceLocation = #_sourceLocation,
    ) {
        let stated = Stated(
            status: self.status, type: headers[.contentType], urn: json["type"]?.stringValue,
            code: json["code"]?.stringValue, member: json["status"]?.integerValue)
        let expected = Stated(
            status: status, type: "application/problem+json",
            urn: "urn:griddispatch:problem:\(code)", code: code, member: Int64(status.code))
        #expect(stated == expected, "\(json)", sourceLocation: sourceLocation)
        #expect(json["title"]?.stringValue?.isEmpty == false, sourceLocation: sourceLocation)
        #expect(json["titleZh"]?.stringValue?.isEmpty == false, sourceLocation: sourceLocation)
    }

    /// The named faults as `pointer code`, each of which must speak both languages.
    var faults: [String] {
        (json["errors"]?.arrayValue ?? []).map { fault in
            let isTold =
                fault["message"]?.stringValue?.isEmpty == false
                && fault["messageZh"]?.stringValue?.isEmpty == false
            let pointer = fault["pointer"]?.stringValue ?? ""
            let code = fault["code"]?.stringValue ?? ""
            return "\(pointer) \(code)" + (isTold ? "" : " without words")
        }
    }

    private struct Stated: Equatable {
        let status: HTTPResponse.Status
        let type: String?
        let urn: String?
        let code: String?
        let member: Int64?
    }
}

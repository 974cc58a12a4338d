/// The beginning of a body whose connection was lost, and how the rest of it is asked for.
///
/// Only what is known to be a part of the same bytes is joined (RFC 9110 §14, §13.1.5): the server
/// says that it knows ranges, and the version has a strong tag.
struct PartialBody: Sendable, Hashable {
    /// What has come, over all attempts.
    let bytes: [UInt8]
    private let tag: String
    /// How many more attempts may follow the next one.
    let attemptsLeft: Int

    /// What can be resumed of an answer that broke off; nil if nothing can.
    init?(
        _ collector: ResponseCollector, after earlier: PartialBody?, of request: HTTPRequest,
        method: HTTPMethod,
    ) {
        let attempts = earlier?.attemptsLeft ?? request.resumptions
        let bytes = (collector.status == 206 ? earlier?.bytes ?? [] : []) + collector.body
        guard attempts > 0, method == .get, request.headers["range"] == nil, !bytes.isEmpty,
            collector.status == 200 || earlier?.continues(collector.headers) == true,
            collector.headers["content-encoding"] == nil,
            collector.status == 206 || collector.headers["accept-ranges"]?.lowercased() == "bytes",
            let tag = collector.headers["etag"], tag.hasPrefix("\"")
        else { return nil }
        self.bytes = bytes
        self.tag = tag
        attemptsLeft = attempts - 1
    }

    /// The fields that ask for the rest, or for all of it if it is another version by now.
    var fields: [HTTPHeaders.Field] {
        [
            HTTPHeaders.Field(name: "Range", value: "bytes=\(bytes.count)-"),
            HTTPHeaders.Field(name: "If-Range", value: tag),
        ]
    }

    /// Whether an answer of status 206 goes on where the bytes end.
    func continues(_ headers: HTTPHeaders) -> Bool {
        headers["content-range"]?.lowercased().hasPrefix("bytes \(bytes.count)-") == true
            && headers["etag"] == tag && headers["content-encoding"] == nil
    }
}

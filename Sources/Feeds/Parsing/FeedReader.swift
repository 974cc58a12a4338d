public import FeedCore
import Governance
import Gzip

/// Reads the records of what a source sent: decompresses, decodes and parses it within limits.
public struct FeedReader: Sendable {
    private let document: FeedDocument

    /// A reader of the documents of a source.
    public init(_ document: FeedDocument) {
        self.document = document
    }

    /// The records of `bytes`, which may be compressed with gzip.
    ///
    /// What cannot be read at all gives one refusal and no record.
    public func records(_ bytes: [UInt8], charset: String? = nil) -> ParsedFeed {
        do throws(Refusal) {
            let plain = try inflated(bytes)
            guard plain.count <= document.limits.bytes else {
                throw Refusal.tooLarge(document.limits.bytes)
            }
            let text = try TextDecoder.utf8(
                plain, format: document.format, charset: charset, limits: document.limits)
            return try records(text: text)
        } catch {
            var feed = ParsedFeed()
            feed.refusals = [error]
            return feed
        }
    }

    private func records(text: [UInt8]) throws(Refusal) -> ParsedFeed {
        let isMarkup = text.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "<")
        guard document.format.isXML || document.format == .open311 && isMarkup else {
            return document.records(text)
        }
        let root = try ExpatReader.read(text, limits: document.limits)
        return document.records(root, source: text)
    }

    private func inflated(_ bytes: [UInt8]) throws(Refusal) -> [UInt8] {
        guard bytes.starts(with: [0x1F, 0x8B]) else { return bytes }
        var text: [UInt8] = []
        do {
            let inflater = try GzipInflater()
            try bytes.withUnsafeBytes { input in
                try inflater.inflate(input) { piece in
                    guard text.count + piece.count <= document.limits.bytes else {
                        throw Refusal.tooLarge(document.limits.bytes)
                    }
                    text.append(contentsOf: piece)
                }
            }
            try inflater.finish()
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(
                .compression, name: "document", place: "/",
                LocalizedText(
                    chinese: "gzip 压缩数据损坏或不完整",
                    english: "the gzip data is damaged or cut short"))
        }
        return text
    }
}

import Crypto
public import FeedCore
import Foundation
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
        var feed = read(bytes, charset: charset)
        feed.digest = SHA256.hash(data: bytes).hex
        return feed
    }

    private func read(_ bytes: [UInt8], charset: String?) -> ParsedFeed {
        do throws(Refusal) {
            let plain = try inflated(bytes)
            guard plain.count <= document.limits.bytes else {
                throw Refusal.tooLarge(document.limits.bytes)
            }
            let text = try TextDecoder.utf8(
                plain, format: document.format, charset: charset, limits: document.limits)
            var feed = try records(text: text)
            readEmbedded(of: &feed)
            return feed
        } catch {
            return ParsedFeed(refused: error)
        }
    }

    /// Adds the records of documents within the document; one that cannot be read is refused.
    private func readEmbedded(of feed: inout ParsedFeed) {
        for embedded in feed.embedded {
            guard let data = Data(base64Encoded: embedded.text, options: .ignoreUnknownCharacters)
            else {
                feed.refusals.append(
                    Refusal(
                        .recordMalformed, place: embedded.place,
                        LocalizedText(chinese: "不是有效的 Base64", english: "this is not Base64")))
                continue
            }
            do throws(Refusal) {
                let plain = try inflated([UInt8](data))
                let text = try TextDecoder.utf8(
                    plain, format: document.format, charset: nil, limits: document.limits)
                feed.append(try records(text: text).asPart(named: embedded.place))
            } catch {
                feed.refusals.append(error.ofPart(named: embedded.place))
            }
        }
        feed.embedded = []
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

import Foundation
import Governance
import Testing

@testable import EventBus

/// Photos sealed in a file of their own.
struct AttachmentStoreTests {
    private let photo = Array("a photo that nobody reads off the disk".utf8)

    private func withStore<Value>(
        _ body: (AttachmentStore, MemoryEventLog, String) async throws -> Value,
    ) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let log = MemoryEventLog()
        let path = folder.appending(path: "photos").path
        let store = try await AttachmentStore(path: path, log: log)
        let value = try await body(store, log, path)
        try store.close()
        return value
    }

    @Test func `a photo is read back with its key alone`() async throws {
        try await withStore { store, _, path in
            let kept = try await store.keep(photo, type: .png, at: Sample.start)
            #expect(try await store.bytes(of: kept) == photo)
            let other = try #require(
                Attachment(id: kept.id, key: Array(repeating: 1, count: 32), type: .png))
            #expect(try await store.bytes(of: other) == nil)
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(bytes.range(of: Data(photo)) == nil)
        }
    }

    @Test func `what the log forgets is gone, also what it forgot meanwhile`() async throws {
        try await withStore { store, log, path in
            let one = try await store.keep(photo, type: .png, at: Sample.start)
            let two = try await store.keep(photo, type: .png, at: Sample.start)
            try await store.claim([one], for: Sample.id(1))
            try await store.claim([two], for: Sample.id(2))
            // What belongs to an incident stays its own.
            try await store.claim([two], for: Sample.id(1))
            try await log.forget(Sample.id(1))
            #expect(try await store.bytes(of: one) == nil)
            #expect(try await store.bytes(of: two) == photo)
            #expect(try await !store.contains([one, two]))
            try store.close()
            let blind = MemoryEventLog()
            try await blind.forget(Sample.id(1))
            try await blind.forget(Sample.id(2))
            let again = try await AttachmentStore(path: path, log: blind)
            #expect(try await again.bytes(of: two) == nil)
            try again.close()
        }
    }

    @Test func `what no step claims is deleted after a day`() async throws {
        try await withStore { store, _, _ in
            let idle = try await store.keep(photo, type: .png, at: Sample.start)
            let used = try await store.keep(photo, type: .png, at: Sample.start)
            try await store.claim([used], for: Sample.id(1))
            _ = try await store.keep(photo, type: .png, at: Sample.start + .hours(25))
            #expect(try await store.bytes(of: idle) == nil)
            #expect(try await store.bytes(of: used) == photo)
        }
    }

    @Test func `a reference is read back, and nothing else is one`() throws {
        let attachment = try #require(
            Attachment(id: .init(high: 1, low: 2), key: Array(0..<32), type: .webp))
        #expect(Attachment(attachment.description) == attachment)
        let text = attachment.description
        for odd in [
            "", "x", text + ".", String(text.dropLast()), text.replacing(".", with: ""),
            text.replacing("1f.", with: "1."), text.replacing("00", with: "0g"),
        ] {
            #expect(Attachment(odd) == nil, "\(odd)")
        }
        #expect(Attachment(id: attachment.id, key: [1], type: .webp) == nil)
    }

    @Test(
        arguments: [
            ([0xFF, 0xD8, 0xFF, 0xDB], "jpeg"), ([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10], "png"),
            (Array("RIFF1234WEBP".utf8), "webp"), (Array("RIFF1234WAVE".utf8), nil),
            (Array("GIF89a".utf8), nil), ([], nil),
        ] as [([UInt8], String?)])
    func `a picture is known by its first bytes`(bytes: [UInt8], type: String?) {
        #expect(Attachment.MediaType(firstBytesOf: bytes)?.rawValue == type)
    }
}

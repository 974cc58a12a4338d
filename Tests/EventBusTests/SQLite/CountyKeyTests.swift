import EventBus
import Foundation
import Testing

struct CountyKeyTests {
    @Test
    func `a key is read from hex and from Base64`() throws {
        let bytes = (0..<32).map { UInt8($0 * 7) }
        let key = try #require(CountyKey(bytes: bytes))
        #expect(CountyKey(text: key.hexText)?.hexText == key.hexText)
        #expect(CountyKey(text: " " + key.hexText.uppercased() + "\n")?.hexText == key.hexText)
        #expect(CountyKey(text: Data(bytes).base64EncodedString())?.hexText == key.hexText)
    }

    @Test
    func `what is no key is none`() {
        let hex = String(repeating: "ab", count: 32)
        for text in ["", "ab", hex + "a", hex.dropLast() + "g", "q" + hex, "AAAA"] {
            #expect(CountyKey(text: text) == nil, "\(text)")
        }
        #expect(CountyKey(bytes: []) == nil)
        #expect(CountyKey(bytes: Array(repeating: 0, count: 33)) == nil)
    }

    @Test
    func `a key file is made once, for its owner alone, and read back`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("key")
        #expect(await failureCode { _ = try CountyKey.read(from: path) } == .keyMissing)
        let key = try CountyKey.create(at: path)
        #expect(try CountyKey.read(from: path).hexText == key.hexText)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(await failureCode { _ = try CountyKey.create(at: path) } == .io)
        try Data("no key".utf8).write(to: URL(fileURLWithPath: path))
        #expect(await failureCode { _ = try CountyKey.read(from: path) } == .keyWrong)
    }

    @Test
    func `two random keys differ`() {
        #expect(CountyKey.random().hexText != CountyKey.random().hexText)
    }
}

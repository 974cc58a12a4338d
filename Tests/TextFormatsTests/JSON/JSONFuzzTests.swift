import Testing
import TextFormats

struct JSONFuzzTests {
    @Test(arguments: UInt64(0)..<20)
    func `random values survive writing and reading`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let json = generator.json()
            let bytes = json.encoded()
            let again = try JSON.parse(bytes)
            #expect(again == json)
            #expect(again.encoded() == bytes)
            #expect(try JSON.parse(json.encoded(pretty: true)) == json)
        }
    }

    @Test(arguments: UInt64(0)..<20)
    func `broken documents are refused or mean one thing`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var (taken, refused) = (0, 0)
        for _ in 0..<1_000 {
            let bytes = generator.mutated(generator.json().encoded())
            do throws(JSONError) {
                let json = try JSON.parse(bytes)
                taken += 1
                let again = try JSON.parse(json.encoded())
                #expect(again == json)
                #expect(again.encoded() == json.encoded())
            } catch {
                refused += 1
                #expect((0...bytes.count).contains(error.offset))
            }
        }
        // Without both, the mutations would test nothing.
        #expect(taken > 0 && refused > 0)
    }

    @Test(arguments: UInt64(0)..<4)
    func `random bytes never stop the parser`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let count = Int.random(in: 0...64, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            _ = try? JSON.parse(bytes)
        }
    }

    @Test func `every beginning of a document is refused without reading past its end`() {
        let bytes = Array(#"{"a":[1.5e3,"\u00e9\n网",true,null,{"b":-0}],"c":"d"}"#.utf8)
        for count in 0..<bytes.count {
            // A copy of the exact size, so that a memory checker sees a byte too much.
            let error = #expect(throws: JSONError.self) { try JSON.parse(Array(bytes[..<count])) }
            #expect(error?.code == .unexpectedEnd)
            #expect(error?.offset == count)
        }
    }
}

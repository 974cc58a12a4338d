import Governance
import GridTesting
import Testing

struct AreaCodeTests {
    @Test(arguments: [
        ("339900000000", AreaCode.Level.county), ("339900101000", .township),
        ("339900101001", .community), ("339900101001001", .grid), ("339900101001999", .grid),
        ("110101000000", .county),
    ])
    func `zeros tell the level`(text: String, level: AreaCode.Level) throws {
        let code = try #require(AreaCode(text))
        #expect(code.level == level)
        #expect(code.description == text)
    }

    @Test(arguments: [
        "", "33990000000", "3399000000000", "33990010100100", "3399001010010011",
        "039900000000", "339900000001", "339900000000001", "339900101000001", "33990010100x",
        "+39900101001", "-39900101001", "３39900101001", "339900 01001", "339900101001 ",
    ])
    func `what is not a code is refused`(text: String) {
        #expect(AreaCode(text) == nil)
    }

    @Test func `fifteen digits without a serial number are the community`() {
        #expect(AreaCode("339900101001000") == .qiaotou)
    }

    @Test func `every area knows those around it`() {
        #expect(AreaCode.qiaotouFirst.parent == .qiaotou)
        #expect(AreaCode.qiaotou.parent == .dongxi)
        #expect(AreaCode.dongxi.parent == .qingxi)
        #expect(AreaCode.qingxi.parent == nil)
        let around = AreaCode.Level.allCases.map { AreaCode.qiaotouFirst.ancestor(at: $0) }
        #expect(around == [.qingxi, .dongxi, .qiaotou, .qiaotouFirst])
        #expect(AreaCode.qiaotou.ancestor(at: .grid) == nil)
        #expect(AreaCode.qingxi.ancestor(at: .township) == nil)
    }

    @Test func `an area contains itself and what lies in it`() {
        #expect(AreaCode.dongxi.contains(.dongxi))
        #expect(AreaCode.dongxi.contains(.qiaotouFirst))
        #expect(!AreaCode.qiaotouFirst.contains(.dongxi))
        #expect(!AreaCode.xiling.contains(.qiaotouFirst))
    }

    @Test func `sorting puts an area directly before what it contains`() {
        let codes: [AreaCode] = [.lingxia, .xiling, .qiaotouFirst, .xibian, .qiaotou, .dongxi]
        #expect(
            codes.sorted() == [.dongxi, .qiaotou, .qiaotouFirst, .xibian, .xiling, .lingxia])
    }

    @Test func `wider levels come first`() {
        #expect(AreaCode.Level.allCases.sorted() == [.county, .township, .community, .grid])
    }
}

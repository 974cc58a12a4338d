import Governance
import GridTesting
import Testing

struct GridTreeTests {
    let tree = SmallCounty.county.grids

    func area(_ code: AreaCode) -> Area {
        Area(code: code, name: LocalizedText(chinese: "\(code)", english: "\(code)"))
    }

    @Test func `areas in any order make the same tree`() throws {
        #expect(try GridTree(areas: SmallCounty.areas.reversed()) == tree)
        #expect(tree.county.code == .qingxi)
        #expect(tree.areas.map(\.code) == SmallCounty.areas.map(\.code).sorted())
    }

    @Test func `the first thing that does not fit is named`() {
        let (county, town, village) = (area(.qingxi), area(.dongxi), area(.qiaotou))
        #expect(throws: GridTree.Fault.duplicate(.dongxi)) {
            try GridTree(areas: [county, town, town])
        }
        #expect(throws: GridTree.Fault.orphan(.qiaotou)) {
            try GridTree(areas: [county, village])
        }
        #expect(throws: GridTree.Fault.orphan(.dongxi)) {
            try GridTree(areas: [town, village])
        }
        #expect(throws: GridTree.Fault.notOneCounty(count: 0)) { try GridTree(areas: []) }
        #expect(throws: GridTree.Fault.notOneCounty(count: 2)) {
            let other = try #require(AreaCode("339800000000"))
            return try GridTree(areas: [county, area(other)])
        }
    }

    @Test func `areas are found by code, parent and level`() throws {
        #expect(tree[.qiaotou]?.name.english == "Qiaotou")
        #expect(tree[try #require(AreaCode("339900109000"))] == nil)
        #expect(tree.children(of: .dongxi).map(\.code) == [.qiaotou, .xibian])
        #expect(tree.children(of: .qiaotouFirst) == [])
        #expect(tree.areas(at: .township).map(\.code) == [.dongxi, .xiling])
        #expect(tree.areas(at: .grid).count == 6)
    }

    @Test func `a place is named from wide to narrow in Chinese and the other way in English`() {
        let chain = tree.chain(from: .qiaotouFirst).map(\.code)
        #expect(chain == [.qiaotouFirst, .qiaotou, .dongxi, .qingxi])
        #expect(tree.placeName(of: .qiaotouFirst, in: .chinese) == "东溪镇桥头社区第一网格")
        #expect(tree.placeName(of: .qiaotouFirst, in: .english) == "Grid 1, Qiaotou, Dongxi")
        #expect(tree.placeName(of: .qingxi, in: .chinese) == "清溪县")
        #expect(tree.placeName(of: .qingxi, in: .english) == "Qingxi")
    }

    @Test func `the nearest stated centre is taken`() {
        #expect(tree.centre(of: .qiaotouFirst) == SmallCounty.place(north: 0))
        #expect(tree.centre(of: .xibian) == SmallCounty.place(north: 3_000))
        #expect(tree.centre(of: .dongxi) == nil)
    }
}

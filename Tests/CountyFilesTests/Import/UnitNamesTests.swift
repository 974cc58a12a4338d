import Testing

@testable import CountyFiles

/// Cells that name several units.
struct UnitNamesTests {
    private let units = UnitNames(
        separators: ["、", "，", "；", "\n", " "], joins: ["以及", "及", "和"],
        joinedStarts: ["各", "所属"], idle: ["等"], endings: ["。", "等单位", "等"],
        spelledOut: ["及各供油、供气管理部门": ["各供油管理部门", "各供气管理部门"]])

    @Test(arguments: [
        ("甲中心、各产权单位", ["甲中心", "各产权单位"]), ("甲中心\n乙中心", ["甲中心", "乙中心"]),
        ("甲中心\r\n乙中心", ["甲中心", "乙中心"]), ("甲中心、及各产权单位", ["甲中心", "各产权单位"]),
        ("甲中心及各产权单位", ["甲中心", "各产权单位"]), ("和平街道、甲中心", ["和平街道", "甲中心"]),
        ("甲中心以及所属街办", ["甲中心", "所属街办"]), ("甲中心、、 甲中心，", ["甲中心"]),
        ("燃气公司（新奥、华润）、乙中心", ["燃气公司（新奥、华润）", "乙中心"]), ("甲中心、等", ["甲中心"]),
        ("甲中心及各供油、供气管理部门、乙", ["甲中心", "各供油管理部门", "各供气管理部门", "乙"]),
        ("甲中心。", ["甲中心"]), ("甲中心、乙中心等单位", ["甲中心", "乙中心"]), ("1、甲中心\n2、乙中心", ["甲中心", "乙中心"]),
        ("甲\u{200B}中心、甲中心\u{FEFF}", ["甲中心"]),
        ("", []), (" 、\n", []), ("等", []), ("（甲、乙", ["（甲、乙"]),
    ])
    func `a cell names its units`(cell: String, names: [String]) throws {
        #expect(try units.names(in: cell) == names)
    }

    @Test func `a cell that is too long is refused whole, not cut`() {
        let cell = (0..<600).map { "第\($0)号管理所" }.joined(separator: "、")
        #expect(throws: UnitNames.Failure.tooLong) { try units.names(in: cell) }
    }

    @Test func `no name is lost, joined or invented`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var generator = SeededGenerator(seed: seed)
        let pool = ["市容中心", "各产权单位", "所属街办", "供电公司（甲）", "和平街道", "水务局"]
        for _ in 0..<2_000 {
            let names = Array(
                pool.shuffled(using: &generator).prefix(Int.random(in: 1...5, using: &generator)))
            let cell = names.dropFirst().reduce(names[0]) { cell, name in
                let separators = ["、", "，", "\n", "； ", "、、"]
                let joins = name.hasPrefix("各") ? ["及", "、及", "以及"] : []
                return cell + ((separators + joins).randomElement(using: &generator) ?? "、") + name
            }
            #expect(try units.names(in: cell) == names, "seed \(seed): \(cell)")
        }
    }
}

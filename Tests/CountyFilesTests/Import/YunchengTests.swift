import Foundation
import Governance
import Testing

@testable import CountyFiles

/// A city's real standard, read without changing it.
struct YunchengTests {
    private static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "../../..").standardizedFileURL
    private static let data = root.appending(path: "../shared/data/rules-cn").standardizedFileURL
    private static let isPresent = FileManager.default.fileExists(
        atPath: data.appending(path: "yuncheng_components_full.csv").path)

    private func read(_ file: String) throws -> ImportedTable {
        let mapping = try TableMapping.load(
            Self.root.appending(path: "Rules/yuncheng/mapping.yaml").path)
        return try ImportedTable.load(Self.data.appending(path: file).path, by: mapping)
    }

    @Test(.enabled(if: isPresent)) func `every limit of the short edition is understood`() throws {
        let table = try read("yuncheng_components.csv")
        #expect(table.rules.count == 375)
        #expect(table.roles.count == 92)
        #expect(table.limits.count == 375)
        #expect(table.refusals.isEmpty)
        let units = Dictionary(grouping: table.limits, by: \.limit.unit).mapValues(\.count)
        #expect(units == [.workDay: 326, .workHour: 29, .urgentHour: 20])
    }

    @Test(.enabled(if: isPresent)) func `each sub-category goes to all its units`() throws {
        let roles = Dictionary(
            uniqueKeysWithValues: try read("yuncheng_components.csv").roles.map {
                ($0.category, $0.units)
            })
        #expect(roles["公用设施/上水井盖"] == ["运城市城市节约用水中心", "各产权单位"])
        #expect(
            roles["公用设施/沟槽盖板"] == [
                "运城市园林绿化服务中心", "运城市市容环卫中心", "运城市排水服务中心", "运城市市政公用服务中心", "各产权单位",
            ])
        #expect(roles["市容环境设施/烟头收集器或灭烟处"] == ["运城市市容环卫中心", "运城市园林绿化服务中心"])
        #expect(
            roles["其他部件/车辆加油（气、电）站"] == [
                "运城市城市集中供热供气服务中心", "各供油管理部门", "各供气管理部门", "各供电管理部门", "各产权单位",
            ])
    }

    @Test(.enabled(if: isPresent)) func `the full edition loads with the same mapping`() throws {
        let table = try read("yuncheng_components_full.csv")
        #expect(table.rules.count == 279)
        #expect(table.limits.count == 278)
        #expect(table.refusals.map(\.text) == ["种植季节15工作日"])
        #expect(table.refusals.map(\.column) == ["time_limit"])
    }
}

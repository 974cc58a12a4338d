import Foundation
import Simulator
import Testing

@testable import RecordedCalls

struct MappingReaderTests {
    private static let good = """
        source: {zh: 甲, en: A}
        columns: {call: Call, unit: Unit}
        stamps:
          received: {column: Received, milestone: accepted}
          there: {column: There, milestone: onScene}
        dates: [yyyy-MM-dd HH:mm]
        intervals:
          received_to_there: [received, there]
        response:
          interval: [received, there]
          withinSeconds: [300]
        """

    private func errors(_ text: String) -> [String] {
        do {
            _ = try MappingReader.read(text, file: "m.yaml")
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    private func errors(_ old: String, _ new: String) -> [String] {
        errors(Self.good.replacing(old, with: new))
    }

    @Test func `a mapping needs no more than call, stamps, dates, intervals and response`() throws {
        let mapping = try MappingReader.read(Self.good, file: "m.yaml")
        #expect(mapping.groups == [])
        #expect(mapping.plan.busy == nil)
        #expect(mapping.plan.open == nil)
        #expect(mapping.plan.limits == [.seconds(300)])
        #expect(mapping.stamps.map(\.column) == [["Received"], ["There"]])
    }

    @Test(arguments: ["sf-fire", "vabeach-ems"])
    func `the shipped mappings hold`(name: String) throws {
        let text = try String(contentsOfFile: RecordedFiles.mapping(name), encoding: .utf8)
        #expect(errors(text) == [])
    }

    @Test func `everything wrong is told at once, in the order of the file`() {
        let text = Self.good.replacing("milestone: onScene", with: "milestone: arrived")
            .replacing("yyyy-MM-dd", with: "yyyy-MM").replacing("[300]", with: "[5 min]")
            .replacing("unit: Unit", with: "units: Unit")
        #expect(
            errors(text) == [
                "m.yaml:2:30: columns has no key 'units'; did you mean unit? [mapping.unknown_key]",
                "m.yaml:5:37: there is no milestone 'arrived': there are accepted, filed, notified, "
                    + "acknowledged, enRoute, onScene, done [mapping.unknown_name]",
                "m.yaml:6:9: 'yyyy-MM HH:mm': year, month and day must all be there "
                    + "[mapping.date_pattern]",
                "m.yaml:8:33: there is no stamp 'there': there are received "
                    + "[mapping.unknown_name]",
                "m.yaml:10:24: there is no stamp 'there': there are received "
                    + "[mapping.unknown_name]",
                "m.yaml:11:19: a limit is a whole number of seconds, a year at most "
                    + "[mapping.wrong_kind]",
            ])
    }

    @Test func `what is missing is named`() {
        #expect(
            errors("source: {zh: 甲}") == [
                "m.yaml:1:1: the mapping lacks the key 'columns' [mapping.missing_key]",
                "m.yaml:1:1: the mapping lacks the key 'stamps' [mapping.missing_key]",
                "m.yaml:1:1: the mapping lacks the key 'dates' [mapping.missing_key]",
                "m.yaml:1:1: the mapping lacks the key 'intervals' [mapping.missing_key]",
                "m.yaml:1:1: the mapping lacks the key 'response' [mapping.missing_key]",
                "m.yaml:1:9: source lacks the key 'en' [mapping.missing_key]",
            ])
        #expect(
            errors("[yyyy-MM-dd HH:mm]", "[]") == [
                "m.yaml:6:8: at least one form is needed [mapping.missing_key]"
            ])
    }

    @Test func `what stands twice is named`() {
        #expect(
            errors("milestone: onScene", "milestone: accepted") == [
                "m.yaml:5:10: two stamps are 'accepted' [mapping.twice]"
            ])
        #expect(
            errors("[300]", "[300, 300]") == ["m.yaml:11:24: 300 is there already [mapping.twice]"])
        #expect(
            errors(Self.good + "\ngroups: [A, [A, B]]") == [
                "m.yaml:12:13: 'A' is there already [mapping.twice]"
            ])
        #expect(
            errors("unit: Unit", "call: Unit") == [
                "m.yaml:2:11: stated twice: 'call' [mapping.twice]"
            ])
    }

    @Test func `a value of another kind is told what it should be`() {
        #expect(
            errors("[received, there]\nresponse", "received\nresponse") == [
                "m.yaml:8:22: a list is needed here, as [one, two] [mapping.wrong_kind]",
                "m.yaml:8:22: an interval is a list of two stamps: [start, end] "
                    + "[mapping.wrong_kind]",
            ])
        #expect(
            errors("- a") == [
                "m.yaml:1:1: the mapping must be keys with values [mapping.wrong_kind]"
            ])
        #expect(
            errors("call: Call", "call: []") == [
                "m.yaml:2:17: the name of a column is needed here [mapping.wrong_kind]"
            ])
    }

    @Test func `text that is no YAML is refused at its place`() {
        #expect(errors("") == ["m.yaml: the mapping is empty [mapping.yaml]"])
        #expect(
            errors("source: [") == [
                "m.yaml:2:1: did not find expected node content [mapping.yaml]"
            ])
    }

    @Test func `size, length and depth are bounded`() {
        let long = (1...65).map { "\($0)" }.joined(separator: ", ")
        #expect(
            errors("[300]", "[\(long)]") == [
                "m.yaml:11:18: at most 64 are allowed here [mapping.too_many]"
            ])
        #expect(
            errors(String(repeating: "#", count: 65_537)) == [
                "m.yaml: a mapping has at most 65536 bytes [input.too_large]"
            ])
        let deep = errors(String(repeating: "[", count: 60_000))
        #expect(deep.count == 1 && deep[0].contains("[mapping.yaml]"))
    }
}

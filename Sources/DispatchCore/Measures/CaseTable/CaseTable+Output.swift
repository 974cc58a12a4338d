public import Governance
public import TextFormats

extension CaseTable {
    /// Writes the table as one object; equal tables give equal bytes.
    public func write(to writer: inout JSONWriter, county: County) {
        writer.object { object in
            object.field("table", "gbt")
            object.field("by", grouping.rawValue)
            object.field("asOf", asOf)
            object.object("periods") { object in
                for column in Column.allCases {
                    guard let period = periods[column] else { continue }
                    object.object(column.rawValue) {
                        $0.field("from", period.from)
                        $0.field("to", period.to)
                    }
                }
            }
            object.array("columns") { array in
                for column in CaseColumn.allCases {
                    let (title, definition) = column.words
                    array.object { $0.define(column.rawValue, title, definition) }
                }
            }
            object.array("rates") { array in
                for rate in CaseRate.all {
                    array.object { $0.define(rate.id, rate.title, rate.definition) }
                }
            }
            object.object("total") { object in
                for column in Column.allCases {
                    object.object(column.rawValue, total(column).write)
                }
            }
            object.array("rows") { array in
                for (key, counts) in sortedRows {
                    array.object { object in
                        object.field("group", key)
                        object.field("title", grouping.title(of: key, in: county))
                        for column in Column.allCases {
                            object.object(
                                column.rawValue, (counts[column] ?? CaseCounts()).write)
                        }
                    }
                }
            }
        }
    }

    /// The table as a spreadsheet reads it, in one language; rates are percentages.
    public func csv(_ language: Language, county: County) -> [UInt8] {
        var writer = CSVWriter(byteOrderMark: true)
        let names = Self.csvNames
        writer.record(
            names.prefix(2).map { $0.text(in: language) }
                + CaseColumn.allCases.map { $0.words.title.text(in: language) }
                + CaseRate.all.map { $0.title.text(in: language) + " %" })
        let total = Dictionary(uniqueKeysWithValues: Column.allCases.map { ($0, self.total($0)) })
        let rows = sortedRows.map { key, counts in
            (grouping.title(of: key, in: county)?.text(in: language) ?? key, counts)
        }
        for (name, counts) in rows + [(names[2].text(in: language), total)] {
            for column in Column.allCases {
                let counts = counts[column] ?? CaseCounts()
                writer.record(
                    [name, column.title.text(in: language)]
                        + CaseColumn.allCases.map { "\(counts[$0])" }
                        + CaseRate.all.map { counts.percent($0) ?? "" })
            }
        }
        return writer.bytes
    }

    private static let csvNames = [
        LocalizedText(chinese: "分组", english: "group"),
        LocalizedText(chinese: "时段", english: "period"),
        LocalizedText(chinese: "合计", english: "total"),
    ]

    /// The rows by key.
    public var sortedRows: [(key: String, counts: [Column: CaseCounts])] {
        rows.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension CaseTable.Column {
    /// What people call the period.
    public var title: LocalizedText {
        switch self {
        case .present: LocalizedText(chinese: "本期", english: "present")
        case .previous: LocalizedText(chinese: "上期(环比)", english: "previous period")
        case .yearBefore: LocalizedText(chinese: "去年同期(同比)", english: "a year earlier")
        }
    }
}

extension CaseCounts {
    /// A rate as a percentage with two decimal places, for example `93.72`; nil of none.
    public func percent(_ rate: CaseRate) -> String? {
        basisPoints(rate).map { points in
            "\(points / 100).\(points % 100 < 10 ? "0" : "")\(points % 100)"
        }
    }

    fileprivate func write(to object: inout JSONObjectWriter) {
        object.object("counts") { object in
            for column in CaseColumn.allCases { object.field(column.rawValue, self[column]) }
        }
        object.object("rates") { object in
            for rate in CaseRate.all {
                object.field(rate.id, basisPoints(rate).map { Double($0) / 100 })
            }
        }
    }
}

extension JSONObjectWriter {
    fileprivate mutating func define(
        _ id: String, _ title: LocalizedText, _ definition: LocalizedText,
    ) {
        field("id", id)
        field("title", title)
        field("definition", definition)
    }
}

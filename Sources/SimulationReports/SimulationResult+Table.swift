public import Governance
import Simulator

extension SimulationResult {
    /// The figures for people, one a line, with their confidence intervals.
    public func table(in language: Language) -> String {
        let heading =
            language == .chinese
            ? "\(title.chinese)：重复 \(replications.count) 次，种子 \(scenario.seed)，95% 置信区间\n"
            : "\(title.english): \(replications.count) replications, seed \(scenario.seed), "
                + "95% confidence intervals\n"
        let rows = figures.compactMap { figure -> [String]? in
            guard let overall = figure.overall else { return nil }
            let unit = figure.measure.unit
            let interval = figure.estimate?.interval.map {
                "\(unit.text($0.lowerBound)) … \(unit.text($0.upperBound))"
            }
            return [
                figure.measure.title.text(in: language), unit.text(overall), interval ?? "",
            ]
        }
        return heading + TextColumns.text(rows)
    }
}

extension Measure.Unit {
    /// A value as people read it.
    func text(_ value: Double) -> String {
        switch self {
        case .seconds:
            let seconds = Int(abs(value).rounded())
            let sign = value < 0 && seconds > 0 ? "-" : ""
            let minutes = seconds / 60 % 60
            let rest = seconds % 60
            let tail = "\(minutes < 10 ? "0" : "")\(minutes):\(rest < 10 ? "0" : "")\(rest)"
            return seconds < 3_600
                ? "\(sign)\(minutes):\(rest < 10 ? "0" : "")\(rest)"
                : "\(sign)\(seconds / 3_600):\(tail)"
        case .share: return "\((value * 1_000).rounded() / 10)%"
        case .count: return "\((value * 10).rounded() / 10)"
        }
    }
}

/// Rows of cells laid out in columns: the first to the left, all others to the right.
enum TextColumns {
    static func text(_ rows: [[String]]) -> String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { column < $0.count ? width(of: $0[column]) : 0 }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - width(of: cell))
                return column == 0 ? cell + space : space + cell
            }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }

    /// How many columns of a terminal a text takes: ideographs and full-width forms take two (the
    /// main blocks of UAX #11 with East Asian Width W or F).
    private static func width(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { width, scalar in
            switch scalar.value {
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
                0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
                width + 2
            default: width + 1
            }
        }
    }
}

import Governance

@testable import RulesEngine

/// Tables that are hard to analyse, of any size.
enum LargeTables {
    /// Rules of which each holds at one minute of the day that is its own.
    static func minutes(_ count: Int) -> [Tables.Row] {
        (0..<count).map { row($0, "local.minuteOfDay == \($0 * 1_439 / max(1, count))") }
    }

    /// Rules that hold from one time of the day to another; later ones reach beyond earlier ones.
    static func spans(_ count: Int) -> [Tables.Row] {
        (0..<count).map { number in
            let start = number * 7 % 1_200
            return row(
                number,
                "local.minuteOfDay >= \(start) && local.minuteOfDay < \(start + 30 + number % 40)")
        }
    }

    /// Rules that hold at one minute of the week, known only by reckoning with two facts.
    static func sums(_ count: Int) -> [Tables.Row] {
        (0..<count).map {
            row($0, "local.weekday * 1440 + local.minuteOfDay == \(1_440 + $0 * 17 % 10_080)")
        }
    }

    /// Rules that reckon with the clock, the place and the source at once.
    static func mixtures(_ count: Int) -> [Tables.Row] {
        (0..<count).map {
            row(
                $0,
                "local.minuteOfDay + report.grid.size() + report.source.size() * 3 == \($0 * 5)"
                    + " || (report.exercise && local.weekday + report.category.size() == \($0 % 31))"
            )
        }
    }

    /// Rules that any report makes hold.
    static func always(_ count: Int) -> [Tables.Row] { (0..<count).map { row($0, "true") } }

    private static func row(_ number: Int, _ when: String) -> Tables.Row {
        ("rule-\(number)", when, .severity(.urgent))
    }
}

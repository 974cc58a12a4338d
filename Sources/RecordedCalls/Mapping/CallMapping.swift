import DispatchCore
import Governance
import Simulator

/// How a source of recorded calls is to be read and what is to be measured of it.
struct CallMapping: Sendable {
    /// Names of which the first that a file has is meant.
    typealias ColumnNames = [String]

    /// The names of the columns that say which row it is.
    struct Columns: Sendable {
        /// The call.
        let call: ColumnNames
        /// The unit, if rows are of units.
        let unit: ColumnNames?
        /// What tells two rows apart that are otherwise equal, if anything does.
        let row: ColumnNames?
    }

    /// A stamp of the source and where it stands.
    struct Stamp: Sendable {
        let stamp: ReplayPlan.Stamp
        let column: ColumnNames
    }

    /// The limit that the source states for each row.
    struct Due: Sendable {
        /// Where the limit stands.
        let column: ColumnNames
        /// The stamp that must not be after it.
        let stamp: Milestone
        /// Where the source says whether it was in time, and what it says then.
        let flag: (column: ColumnNames, inTime: String)?
    }

    /// The file that the mapping was read from, for messages.
    let file: String
    /// What the source is called.
    let source: LocalizedText
    /// Which row it is.
    let columns: Columns
    /// The stamps, in the source's order.
    let stamps: [Stamp]
    /// How dates are written; the first that fits is meant.
    let dates: [DatePattern]
    /// What stands, beside nothing at all, where there is no stamp.
    let empty: Set<String>
    /// The columns by which calls are grouped.
    let groups: [ColumnNames]
    /// The limit of each row, where the source states one.
    let due: Due?
    /// What is measured.
    let plan: ReplayPlan
}

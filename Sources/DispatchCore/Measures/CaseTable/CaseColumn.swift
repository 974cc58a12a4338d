public import Governance

/// A count of the monthly tables of digital city management.
///
/// The names are those of GB/T 30428 and of the practice built on it.
public enum CaseColumn: String, CaseIterable, Sendable {
    /// 上报数, 有效上报数, 受理数, 不予立案数, 自行处置数.
    case reported, valid, accepted, rejected, selfHandled
    /// 立案数, 按时立案数, 派遣数, 准确派遣数.
    case filed, filedInTime, dispatched, dispatchedRight
    /// 应处置数, 处置数, 按期处置数, 超期未处置数.
    case dueToDispose, disposed, disposedInTime, overdue
    /// 应结案数, 结案数, 按期结案数.
    case dueToClose, closed, closedInTime
    /// 返工数, 延期数, 回访数, 满意数.
    case reworked, extended, calledBack, satisfied

    /// The name and what exactly is counted.
    public var words: (title: LocalizedText, definition: LocalizedText) {
        switch self {
        case .reported:
            Self.words(
                "上报数", "reported",
                "时段内受理的上报",
                "reports accepted in the period")
        case .valid:
            Self.words(
                "有效上报数", "valid reports",
                "上报数中未作废、核实不为不属实的",
                "of the reported, those neither voided nor found untrue")
        case .accepted:
            Self.words(
                "受理数", "taken on",
                "上报数中未作废的",
                "of the reported, those not voided")
        case .rejected:
            Self.words(
                "不予立案数", "rejected",
                "受理数中不予立案的",
                "of those taken on, those not filed")
        case .selfHandled:
            Self.words(
                "自行处置数", "self-handled",
                "受理数中网格员自行处置的",
                "of those taken on, those settled on the spot")
        case .filed:
            Self.words(
                "立案数", "filed",
                "受理数中已立案的",
                "of those taken on, those filed")
        case .filedInTime:
            Self.words(
                "按时立案数", "filed in time",
                "立案数中在立案时限内的",
                "of the filed, within the filing limit")
        case .dispatched:
            Self.words(
                "派遣数", "dispatched",
                "立案数中已派遣的",
                "of the filed, with somebody asked")
        case .dispatchedRight:
            Self.words(
                "准确派遣数", "rightly dispatched",
                "派遣数中未回退的",
                "of the dispatched, never returned")
        default: lateWords
        }
    }

    /// The words of what is counted by its limit.
    private var lateWords: (title: LocalizedText, definition: LocalizedText) {
        switch self {
        case .dueToDispose:
            Self.words(
                "应处置数", "due to be disposed",
                "处置时限落在时段内的案件",
                "cases whose settling limit lies in the period")
        case .disposed:
            Self.words(
                "处置数", "disposed",
                "应处置数中已处置的",
                "of those due, disposed")
        case .disposedInTime:
            Self.words(
                "按期处置数", "disposed in time",
                "应处置数中在时限内处置的",
                "of those due, within the limit")
        case .overdue:
            Self.words(
                "超期未处置数", "overdue",
                "应处置数中仍未处置的",
                "of those due, not disposed yet")
        case .dueToClose:
            Self.words(
                "应结案数", "due to be closed",
                "最后一个时限(处置、核查、结案)落在时段内的案件",
                "cases whose last limit (settling, checking, closing) lies in the period")
        case .closed:
            Self.words(
                "结案数", "closed",
                "应结案数中已结案的",
                "of those due, closed")
        case .closedInTime:
            Self.words(
                "按期结案数", "closed in time",
                "应结案数中处置、核查、结案均在时限内的",
                "of those due, closed with every limit kept")
        case .reworked:
            Self.words(
                "返工数", "reworked",
                "处置数中返工过的",
                "of the disposed, sent back for rework")
        case .extended:
            Self.words(
                "延期数", "extended",
                "应处置数中延期过的",
                "of those due to be disposed, extended")
        case .calledBack:
            Self.words(
                "回访数", "called back",
                "应结案数中回访接通的",
                "of those due to be closed, reporter reached")
        default:
            Self.words(
                "满意数", "satisfied",
                "回访数中满意的",
                "of the called back, content")
        }
    }

    private static func words(
        _ chinese: String, _ english: String, _ chineseDefinition: String,
        _ englishDefinition: String,
    ) -> (title: LocalizedText, definition: LocalizedText) {
        (
            LocalizedText(chinese: chinese, english: english),
            LocalizedText(chinese: chineseDefinition, english: englishDefinition)
        )
    }
}

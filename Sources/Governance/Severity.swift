/// How urgent an incident is; 1 is the most urgent.
public enum Severity: Int, CaseIterable, Sendable, Comparable, Codable {
    /// 特急: life or safety at stake now.
    case critical = 1
    /// 紧急: must be met within minutes.
    case urgent = 2
    /// 一般: an ordinary matter.
    case ordinary = 3
    /// 低: can wait for the next round.
    case low = 4

    /// The more urgent comes first.
    public static func < (left: Severity, right: Severity) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// A change of the versions of the county that are worked with, made while the system runs.
public struct RulesChange: Hashable, Sendable {
    /// What was done.
    public enum Step: String, CaseIterable, Sendable, Codable {
        /// The served folder was read again and its version came into force.
        case reloaded
        /// A candidate or an earlier version came into force.
        case activated
        /// 回滚: the version before the one in force came into force again.
        case rolledBack
        /// 试运行: a version began to run beside the one in force, deciding nothing.
        case shadowStarted
        /// A version stopped to run beside the one in force.
        case shadowStopped

        /// Whether a version comes into force by it.
        public var isActivation: Bool {
            switch self {
            case .reloaded, .activated, .rolledBack: true
            case .shadowStarted, .shadowStopped: false
            }
        }
    }

    /// The longest reason, in characters.
    public static let maximumReason = 1_000

    /// What was done.
    public let step: Step
    /// The version that came into force, or that runs or ran beside it.
    public let version: CountyVersion
    /// Why, in the words of whoever did it; kept in the clear.
    public let reason: String

    /// A change.
    public init(_ step: Step, of version: CountyVersion, because reason: String) {
        self.step = step
        self.version = version
        self.reason = reason
    }
}

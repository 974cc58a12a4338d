public import EventBus

/// Whether the engine can carry out commands.
public enum EngineHealth: Sendable {
    /// The log is being read back.
    case starting
    /// Commands are carried out.
    case serving
    /// The log could not keep the last batch; the next command tries again.
    case logFailing(EventLogError)
    /// The engine has finished.
    case stopped

    /// Whether a command may be expected to succeed.
    public var isServing: Bool {
        guard case .serving = self else { return false }
        return true
    }
}

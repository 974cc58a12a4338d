public import DispatchCore
public import EventBus

/// Why a command was not carried out.
///
/// Nothing was kept of the command, except where the log's failure leaves doubt about that
/// (``EventLogError/leavesDoubt``): then only sending it again, under the same idempotency key, tells.
public enum EngineError: Error, Sendable {
    /// The core refused it.
    case rejected(Rejection)
    /// The idempotency key was used before, for another request.
    case keyReused
    /// Too many commands wait already; try again shortly.
    case overloaded
    /// The log cannot keep anything at present.
    case logUnavailable(EventLogError)
    /// The engine is finishing what it accepted and takes nothing more.
    case stopping
}

public import DispatchCore
public import EventBus
public import Governance
public import Logging
import RulesEngine
import Synchronization

/// Live dispatch: commands come in, the core decides, the log keeps, and only then an answer goes out.
///
/// Commands that wait together are decided together and kept in one transaction. When the log cannot
/// keep them, the state is put back as it was and everyone is told; nothing is half done.
public final class Engine: Sendable {
    /// What the engine needs to know beside its parts.
    public struct Limits: Sendable {
        /// How many commands may wait; one more is refused.
        public var waitingCommands = 8_192
        /// How many commands are decided and kept together at most.
        public var batch = 512
        /// After how much work of a processor no further command is decided with the others, so that
        /// what is urgent need not wait for rules that cost much.
        public var batchWork = Duration.milliseconds(250)
        var shadow = ShadowRunner.Limits()

        /// The ordinary limits.
        public init() {}
    }

    /// The answer to a command that was carried out.
    public struct Answer: Sendable {
        /// The incident as the command left it, with its document.
        public let document: IncidentDocument
        /// Whether the command had been carried out before, under the same idempotency key.
        public private(set) var isRepeated = false

        /// The incident as the command left it.
        public var incident: Incident { document.incident }

        init(_ document: IncidentDocument) {
            self.document = document
        }

        /// The same answer to the same command, come again.
        var repeated: Answer {
            var answer = self
            answer.isRepeated = true
            return answer
        }
    }

    /// The version that decides; only the loop puts another one in its place.
    let edition: Mutex<CountyEdition>
    let log: any EventLog
    let clock: any EngineClock
    let limits: Limits
    let stateSnapshot: StateSnapshot?
    /// The version of the served folder when it was last read, if it is the one that began.
    let servedFolder: CountyVersion?
    let logger: Logger
    let mailbox: Mailbox<Message>
    let shadow: ShadowRunner
    let hasInbox: Bool
    let metrics = EngineMetrics()
    let feedValues = Mutex(FeedValues())
    private let currentHealth = Mutex(EngineHealth.starting)

    /// What can be put into the mailbox.
    enum Message: Sendable {
        case command(PendingCommand)
        case note(CountyNote)
        case inspection(@Sendable (borrowing CountyState) -> Void)
        case change(PendingChange)
        case duty(PendingDuty)
    }

    /// The product's own channel, as it goes on record: the responder's page and the live stream.
    ///
    /// A request is in both as soon as it is in the log, so there is nothing to send: that the
    /// responders were told is kept in the same transaction.
    public static let inbox = "inbox"

    /// An engine that dispatches `dispatcher`'s county on `log`; nothing happens before ``run()``.
    ///
    /// Without an inbox, responders count as told when somebody says so. `servedFolder` is the
    /// version of the served folder as it was read for this start, nil if that is not known.
    public init(
        dispatcher: Dispatcher, log: any EventLog, clock: any EngineClock, hasInbox: Bool = true,
        limits: Limits = Limits(), snapshot: StateSnapshot? = nil,
        servedFolder: CountyVersion? = nil, logger: Logger,
    ) {
        self.servedFolder = servedFolder
        stateSnapshot = snapshot
        self.hasInbox = hasInbox
        edition = Mutex(CountyEdition(dispatcher))
        self.log = log
        self.clock = clock
        self.limits = limits
        self.logger = logger
        mailbox = Mailbox(capacity: limits.waitingCommands)
        shadow = ShadowRunner(limits: limits.shadow)
    }

    /// What the engine has done since it began.
    public var figuresOfWork: EngineFigures { metrics.current }

    /// Whether the engine can carry out commands now.
    public var health: EngineHealth { currentHealth.withLock { $0 } }

    /// The version that decides now.
    public var dispatcher: Dispatcher { edition.withLock { $0 }.dispatcher }

    /// The county that is dispatched.
    public var county: County { edition.withLock { $0 }.dispatcher.county }

    /// The present moment of the engine's clock.
    public var now: Instant { clock.now }

    /// How fast the engine's clock runs beside the wall clock.
    public var speed: Double { clock.speed }

    /// Carries out a command; returns once its events are durable.
    ///
    /// - Throws: ``EngineError``; the command has then changed nothing, unless the error leaves doubt.
    public func perform(
        _ command: Command, idempotency: IdempotencyKey? = nil,
    ) async throws(EngineError) -> Answer {
        let result: Result<Answer, EngineError> = await withCheckedContinuation { continuation in
            let pending = PendingCommand(command: command, idempotency: idempotency) {
                continuation.resume(returning: $0)
            }
            do throws(Mailbox<Message>.Refusal) {
                try mailbox.put(.command(pending))
            } catch {
                continuation.resume(
                    returning: .failure(error == .full ? .overloaded : .stopping))
            }
        }
        return try result.get()
    }

    /// The open incident of this id as it stands now, or nil if there is none.
    public func openIncident(_ id: Incident.ID) async -> Incident? {
        await inspect { $0[id] }
    }

    /// Live assignments of each responder who has any, in the whole county; nil if that cannot be
    /// told now.
    public func loads() async -> [Responder.ID: Int]? {
        await inspect { state in
            state.townships.values.reduce(into: [:]) { $0.merge($1.loads, uniquingKeysWith: +) }
        }
    }

    /// How many incidents are open; nil if that cannot be told now.
    public func openCount() async -> Int? {
        await inspect { $0.townships.values.reduce(0) { $0 + $1.incidents.count } }
    }

    /// Reads something off the state between two batches; nil when the engine has stopped or too
    /// much waits already.
    func inspect<Value: Sendable>(
        isUrgent: Bool = false, _ read: @escaping @Sendable (borrowing CountyState) -> Value?,
    ) async -> Value? {
        await withCheckedContinuation { continuation in
            do {
                try mailbox.put(
                    .inspection { continuation.resume(returning: read($0)) }, isUrgent: isUrgent)
            } catch {
                continuation.resume(returning: nil)
            }
        }
    }

    func note(_ health: EngineHealth) {
        currentHealth.withLock { $0 = health }
    }

    /// Takes nothing more, finishes what was accepted, and lets ``run()`` return.
    public func stop() {
        mailbox.close()
    }
}

/// A command that waits, with the way back to whoever asked.
///
/// A class only because it is handed on several times.
final class PendingCommand: Sendable {
    let command: Command
    let idempotency: IdempotencyKey?
    let answer: @Sendable (Result<Engine.Answer, EngineError>) -> Void

    init(
        command: Command, idempotency: IdempotencyKey?,
        answer: @escaping @Sendable (Result<Engine.Answer, EngineError>) -> Void,
    ) {
        self.command = command
        self.idempotency = idempotency
        self.answer = answer
    }
}

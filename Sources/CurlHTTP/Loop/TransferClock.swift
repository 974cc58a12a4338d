/// The time of one exchange: which limit runs now, when it ends, and what it means if it does.
///
/// A plain value. It is told what happened and when; it never looks at a clock itself.
struct TransferClock: Sendable, Equatable {
    typealias Instant = SuspendingClock.Instant

    /// What the exchange waits for.
    enum Phase: Sendable, Equatable {
        case turn
        case connection
        case firstByte
        case rest(windowEnd: Instant, bytesAtStart: Int)
    }

    let limits: HTTPLimits
    let submitted: Instant
    private(set) var phase = Phase.turn
    private(set) var waited = Duration.zero
    private(set) var started: Instant
    private(set) var connected: Instant
    private(set) var answered: Instant

    init(limits: HTTPLimits, submitted: Instant) {
        self.limits = limits
        self.submitted = submitted
        started = submitted
        connected = submitted
        answered = submitted
    }

    /// When somebody has to look again.
    var deadline: Instant {
        let whole = submitted + limits.whole
        return switch phase {
        case .turn: whole
        case .connection: min(whole, started + limits.connect)
        case .firstByte: min(whole, connected + limits.firstByte)
        case .rest(let windowEnd, _): min(whole, windowEnd)
        }
    }

    /// When somebody has to look again even if the exchange moves on to a later phase meanwhile.
    func lookAgain(after now: Instant) -> Instant {
        switch phase {
        case .turn, .rest: deadline
        case .connection: min(deadline, now + min(limits.firstByte, limits.pace.window))
        case .firstByte: min(deadline, now + limits.pace.window)
        }
    }

    /// A connection is being looked for, the first time or after a redirect.
    mutating func hopStarted(at now: Instant) {
        if phase == .turn { waited = submitted.duration(to: now) }
        phase = .connection
        started = now
        connected = now
        answered = now
    }

    /// A connection is ready and the request goes out.
    mutating func connectionReady(at now: Instant) {
        phase = .firstByte
        connected = now
        answered = now
    }

    /// A line of the answer's header, or a part of its body, came.
    mutating func answerCame(at now: @autoclosure () -> Instant) {
        if case .rest = phase { return }
        let now = now()
        answered = now
        phase = .rest(windowEnd: now + limits.pace.window, bytesAtStart: 0)
    }

    /// Judges a deadline that has passed; nil means that the exchange may go on.
    ///
    /// - Parameters:
    ///   - now: At or after `deadline`.
    ///   - bytes: Header and body bytes of this hop that have come so far.
    /// - Returns: The limit that was passed, if one was.
    mutating func expired(at now: Instant, bytes: Int) -> HTTPFailure.Code? {
        if now >= submitted + limits.whole {
            return phase == .turn ? .timeoutWaiting : .timeoutWhole
        }
        switch phase {
        case .turn: return nil
        case .connection: return now >= started + limits.connect ? .timeoutConnect : nil
        case .firstByte: return now >= connected + limits.firstByte ? .timeoutFirstByte : nil
        case .rest(let windowEnd, let before):
            guard now >= windowEnd else { return nil }
            guard isFastEnough(bytes - before) else { return .tooSlow }
            phase = .rest(windowEnd: now + limits.pace.window, bytesAtStart: bytes)
            return nil
        }
    }

    private func isFastEnough(_ bytes: Int) -> Bool {
        let seconds = limits.pace.window / .seconds(1)
        return Double(bytes) >= Double(limits.pace.bytesPerSecond) * seconds
    }
}

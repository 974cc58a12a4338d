import CCurl

/// The event loop: everything that libcurl does for one client happens in `run()`, on one thread.
///
/// Not `Sendable`, and made on the thread that runs it; nothing in it leaves that thread but what
/// the mailbox carries.
final class TransferLoop {
    typealias Instant = TransferClock.Instant

    private let mailbox: Mailbox
    private let configuration: HTTPClient.Configuration
    private let multi: UnsafeMutableRawPointer
    private var queue: AdmissionQueue
    private var waiting: [Mailbox.ID: Mailbox.Submission] = [:]
    private var active: [Mailbox.ID: Transfer] = [:]
    /// No deadline of any exchange is earlier than this.
    private var nextLook = Instant.now + .seconds(1)

    /// The longest time that the loop sleeps when nothing is asked of it.
    private static let idle = Duration.seconds(60)

    init(
        mailbox: Mailbox, configuration: HTTPClient.Configuration, multi: UnsafeMutableRawPointer,
    ) {
        self.mailbox = mailbox
        self.configuration = configuration
        self.multi = multi
        queue = AdmissionQueue(
            maximumActive: configuration.maximumConcurrent,
            maximumPerOrigin: configuration.maximumPerOrigin)
        ccurl_multi_set_long(
            multi, CURLMOPT_MAXCONNECTS,
            configuration.maximumIdleConnections + configuration.maximumConcurrent)
    }

    /// Runs until the mailbox drains and nothing is left to do.
    func run() {
        while turn() {}
        mailbox.forgetHandle()
        curl_multi_cleanup(multi)
        mailbox.stop()
    }

    private func turn() -> Bool {
        let (orders, phase) = mailbox.takeOrders()
        for order in orders { follow(order) }
        if case .draining(let end) = phase, !drain(until: end) { return false }
        startThoseWhoMay()
        perform()
        startThoseWhoMay()
        let now = Instant.now
        if now >= nextLook { judgeDeadlines(at: now) }
        curl_multi_poll(multi, nil, 0, milliseconds(from: now), nil)
        return true
    }

    private func milliseconds(from now: Instant) -> Int32 {
        let sleep = max(.zero, min(now.duration(to: nextLook), TransferLoop.idle))
        return Int32(clamping: sleep.millisecondsRoundedUp)
    }

    // MARK: Orders

    private func follow(_ order: Mailbox.Order) {
        switch order {
        case .submit(let submission):
            waiting[submission.id] = submission
            queue.join(submission.id, origin: submission.hop.target.origin)
            nextLook = min(nextLook, submission.submitted + submission.request.limits.whole)
        case .cancel(let id):
            abandon(id, .cancelled)
        }
    }

    /// Whether there is still something to do for a client that is shutting down.
    private func drain(until end: Instant) -> Bool {
        for id in waiting.keys { abandon(id, .shutDown) }
        if Instant.now >= end {
            for id in active.keys { abandon(id, .shutDown) }
        }
        nextLook = min(nextLook, end)
        return !active.isEmpty
    }

    private func startThoseWhoMay() {
        while let id = queue.startNext() {
            guard let submission = waiting.removeValue(forKey: id) else {
                preconditionFailure("the queue started \(id), which does not wait")
            }
            guard let transfer = Transfer(submission, configuration) else {
                queue.finish(origin: submission.hop.target.origin)
                answer(submission, .failure(.noMemory))
                continue
            }
            active[id] = transfer
            begin(transfer, submission.hop)
        }
    }

    // MARK: Transfers

    private func begin(_ transfer: Transfer, _ hop: Hop) {
        let now = Instant.now
        do {
            try transfer.prepare(hop, at: now)
        } catch {
            return end(transfer, .failure(error))
        }
        guard curl_multi_add_handle(multi, transfer.easy) == CURLM_OK else {
            return end(transfer, .failure(.noMemory))
        }
        nextLook = min(nextLook, transfer.clock.lookAgain(after: now))
    }

    private func perform() {
        var running: Int32 = 0
        let code = curl_multi_perform(multi, &running)
        guard code == CURLM_OK else {
            for id in active.keys { abandon(id, .multi(code)) }
            return
        }
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE,
                let transfer = Transfer.of(message.pointee.easy_handle)
            else { continue }
            conclude(transfer, ccurl_message_code(message))
        }
    }

    private func conclude(_ transfer: Transfer, _ code: CURLcode) {
        curl_multi_remove_handle(multi, transfer.easy)
        switch transfer.outcome(code, at: .now) {
        case .next(let hop): begin(transfer, hop)
        case .answer(let response): end(transfer, .success(response))
        case .failure(let failure): end(transfer, .failure(failure))
        }
    }

    private func judgeDeadlines(at now: Instant) {
        nextLook = now + TransferLoop.idle
        for submission in waiting.values {
            let end = submission.submitted + submission.request.limits.whole
            if now < end {
                nextLook = min(nextLook, end)
            } else {
                abandon(submission.id, .waitedTooLong(submission))
            }
        }
        for transfer in active.values {
            if let failure = transfer.expired(at: now) {
                abandon(transfer.submission.id, failure)
            } else {
                nextLook = min(nextLook, transfer.clock.lookAgain(after: now))
            }
        }
    }

    // MARK: Ends

    /// Ends a request before its time, wherever it is; nothing happens if it is over.
    private func abandon(_ id: Mailbox.ID, _ failure: HTTPFailure) {
        if let submission = waiting.removeValue(forKey: id) {
            queue.leave(id, origin: submission.hop.target.origin)
            answer(submission, .failure(failure))
        } else if let transfer = active[id] {
            curl_multi_remove_handle(multi, transfer.easy)
            end(transfer, .failure(failure))
        }
    }

    private func end(_ transfer: Transfer, _ result: Result<HTTPResponse, HTTPFailure>) {
        active[transfer.submission.id] = nil
        queue.finish(origin: transfer.submission.hop.target.origin)
        answer(transfer.submission, result)
    }

    private func answer(
        _ submission: Mailbox.Submission, _ result: Result<HTTPResponse, HTTPFailure>,
    ) {
        mailbox.release()
        submission.continuation.resume(returning: result)
    }
}

extension Duration {
    /// Whole milliseconds, never less than the duration itself.
    var millisecondsRoundedUp: Int {
        let (seconds, attoseconds) = components
        let attosecondsPerMillisecond: Int64 = 1_000_000_000_000_000
        let rest = (attoseconds + attosecondsPerMillisecond - 1) / attosecondsPerMillisecond
        return Int(seconds) * 1000 + Int(rest)
    }
}

public import Governance

/// Changes of duty.
extension Dispatcher {
    /// How far ahead a change may reach, and how long it may last.
    static let farthestDuty = Duration.hours(366 * 24)

    /// What a command about the roster makes of the county: its events, none where all is so already.
    ///
    /// Supervisors and operators may order anything; everybody may sign themselves on and off.
    /// - Throws: ``Rejection`` if it is refused.
    public func decide(
        _ command: RosterCommand, in book: DutyBook, at now: Instant,
    ) throws(Rejection) -> [Event] {
        let kind: Event.Kind
        switch command.action {
        case .withdraw:
            guard let change = book[command.change] else { throw .dutyRefused(.unknown) }
            try admit(command.actor, nil)
            guard change.end ?? now > now else { return [] }
            kind = .dutyChangeWithdrawn(change.id)
        case .order(let order):
            guard county[order.responder] != nil else {
                throw .unknownResponder(order.responder)
            }
            try admit(command.actor, order)
            if let known = book[command.change] {
                guard known.isMade(by: order) else { throw .dutyRefused(.exists) }
                return []
            }
            let change = DutyChange(
                id: command.change, kind: order.kind, reason: order.reason,
                entries: try entries(of: order, book, now))
            try requireRoom(in: book, at: now)
            kind = .dutyChanged(change)
        }
        return [
            Event(
                subject: .county, occurredAt: command.occurredAt ?? now, recordedAt: now,
                actor: command.actor, kind: kind)
        ]
    }

    private func admit(_ actor: Actor, _ order: DutyOrder?) throws(Rejection) {
        switch actor {
        case .operator, .system: return
        case .worker: throw .dutyRefused(.notAllowed)
        case .responder(let id):
            if county[id]?.roles.contains(county.supervisor) == true { return }
            let isOwn = order?.responder == id
            guard isOwn, order?.kind == .signOn || order?.kind == .signOff else {
                throw .dutyRefused(.notAllowed)
            }
        }
    }

    private func requireRoom(in book: DutyBook, at now: Instant) throws(Rejection) {
        let open = book.changes.count { $0.end ?? now > now }
        guard open < DutyBook.maximumChanges else { throw .dutyRefused(.tooMany) }
    }

    private func entries(
        of order: DutyOrder, _ book: DutyBook, _ now: Instant,
    ) throws(Rejection) -> [DutyChange.Entry] {
        let time = try time(of: order, book, now)
        guard order.kind == .swap else {
            guard order.partner == nil, order.inReturn == nil else {
                throw .dutyRefused(.partnerNotWanted)
            }
            return [DutyChange.Entry(order.responder, DutySpan(order.kind.status, during: time))]
        }
        guard let partner = order.partner, partner != order.responder else {
            throw .dutyRefused(.partnerMissing)
        }
        guard county[partner] != nil else { throw .unknownResponder(partner) }
        var entries = try handOver(from: order.responder, to: partner, time, book)
        if let back = order.inReturn {
            try require(back, now)
            entries += try handOver(from: partner, to: order.responder, back, book)
        }
        guard entries.count <= DutyChange.maximumEntries else {
            throw .dutyRefused(.nothingToHandOver)
        }
        return entries
    }

    /// The first is off duty, and the other on duty wherever the first would have been.
    private func handOver(
        from id: Responder.ID, to otherID: Responder.ID, _ time: Range<Instant>, _ book: DutyBook,
    ) throws(Rejection) -> [DutyChange.Entry] {
        guard let responder = county[id], let other = county[otherID] else { return [] }
        guard responder.roles.contains(where: other.roles.contains) else {
            throw .dutyRefused(.noRoleInCommon)
        }
        let plan = DutyPlan(of: responder, in: book, zone: county.timeZone)
        let stretches = plan.stretches(in: time).filter { $0.status != .offDuty }
        guard !stretches.isEmpty else { throw .dutyRefused(.nothingToHandOver) }
        return [DutyChange.Entry(id, DutySpan(.offDuty, during: time))]
            + stretches.map { DutyChange.Entry(otherID, $0) }
    }

    private func time(
        of order: DutyOrder, _ book: DutyBook, _ now: Instant,
    ) throws(Rejection) -> Range<Instant> {
        let from = order.from ?? now
        let until: Instant
        if let stated = order.until {
            until = stated
        } else {
            guard order.kind == .signOn || order.kind == .signOff,
                let responder = county[order.responder]
            else { throw .dutyRefused(.timeMissing) }
            let plan = DutyPlan(of: responder, in: book, zone: county.timeZone)
            until = plan.nextChange(after: from)
        }
        guard from < until else { throw .dutyRefused(.timeOutOfRange) }
        try require(from..<until, now)
        return from..<until
    }

    private func require(_ time: Range<Instant>, _ now: Instant) throws(Rejection) {
        guard !time.isEmpty, time.upperBound > now, time.upperBound - now <= Self.farthestDuty,
            now - time.lowerBound <= Self.farthestDuty
        else { throw .dutyRefused(.timeOutOfRange) }
    }
}

extension DutyChange {
    /// Whether the order made this change; its times may have been reckoned from then.
    fileprivate func isMade(by order: DutyOrder) -> Bool {
        kind == order.kind && reason == order.reason
            && entries.first.map { $0.responder == order.responder } ?? true
    }
}

extension DutyChange.Kind {
    /// The duty that follows from it.
    fileprivate var status: DutyStatus {
        switch self {
        case .leave, .signOff, .swap: .offDuty
        case .extra, .signOn: .onDuty
        case .standby: .standby
        }
    }
}

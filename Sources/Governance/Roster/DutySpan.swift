/// Whether somebody may be called at a moment.
public enum DutyStatus: String, CaseIterable, Sendable, Codable {
    /// 值班: is called like everybody on duty.
    case onDuty
    /// 备勤: is called once nobody on duty is left on the rung.
    case standby
    /// 不在岗: is never called.
    case offDuty
}

/// A stretch of time with one duty, in which the weekly patterns do not count.
public struct DutySpan: Hashable, Sendable, Codable {
    /// The duty.
    public let status: DutyStatus
    /// When it begins and ends; the end is not part of it.
    public let time: Range<Instant>

    /// A stretch of one duty.
    public init(_ status: DutyStatus, during time: Range<Instant>) {
        self.status = status
        self.time = time
    }
}

/// Why a change of duty was refused.
public enum DutyRefusal: Hashable, Sendable {
    /// Whoever wants it may sign only themselves on and off.
    case notAllowed
    /// The change needs a beginning and an end.
    case timeMissing
    /// The time is empty, over already, or reaches farther than a year.
    case timeOutOfRange
    /// A swap needs somebody else to take over, who is another person.
    case partnerMissing
    /// Only a swap has somebody to take over and duty in return.
    case partnerNotWanted
    /// The two have no role in common.
    case noRoleInCommon
    /// There is no duty in that time to hand over, or more stretches of it than one change holds.
    case nothingToHandOver
    /// Another change has this id.
    case exists
    /// There is no such change, or it is over.
    case unknown
    /// So many changes are in force or to come that no more are taken.
    case tooMany

    /// The stable code.
    public var code: String {
        switch self {
        case .notAllowed: "duty.not_allowed"
        case .timeMissing: "duty.time_missing"
        case .timeOutOfRange: "duty.time_out_of_range"
        case .partnerMissing: "duty.partner_missing"
        case .partnerNotWanted: "duty.partner_not_wanted"
        case .noRoleInCommon: "duty.no_role_in_common"
        case .nothingToHandOver: "duty.nothing_to_hand_over"
        case .exists: "duty.exists"
        case .unknown: "duty.unknown"
        case .tooMany: "duty.too_many"
        }
    }
}

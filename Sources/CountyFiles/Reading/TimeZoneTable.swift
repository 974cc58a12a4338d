import Foundation
import Governance

extension CountyTimeZone {
    /// The zone of this IANA name with its changes from 1970 to 2100, or nil if there is none.
    ///
    /// Later changes are not known to anybody; a zone keeps its last offset after 2100.
    init?(named name: String) {
        // Foundation also takes offsets such as "GMT+8", which are not names of zones.
        guard name == "UTC" || name.contains("/") else { return nil }
        guard let zone = TimeZone(identifier: name) else { return nil }
        let epoch = Date(timeIntervalSince1970: 0)
        let end = Date(timeIntervalSince1970: 4_102_444_800)
        var transitions: [Transition] = []
        var latest = epoch
        while let next = zone.nextDaylightSavingTimeTransition(after: latest), next < end,
            next > latest
        {
            transitions.append(
                Transition(
                    start: Instant(secondsSinceEpoch: Int64(next.timeIntervalSince1970)),
                    offsetSeconds: zone.secondsFromGMT(for: next)))
            latest = next
        }
        self.init(
            name: name, baseOffsetSeconds: zone.secondsFromGMT(for: epoch),
            transitions: transitions)
    }
}

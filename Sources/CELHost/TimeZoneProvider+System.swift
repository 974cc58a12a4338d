public import CEL
import Foundation

extension TimeZoneProvider {
    /// The zones of the IANA database that the system has.
    public static let system = TimeZoneProvider { zone, secondsSinceEpoch in
        // Foundation also reads abbreviations such as "EST" and "GMT+8", which are no IANA names.
        guard zone.contains("/") || zone == "GMT", let zone = TimeZone(identifier: zone) else {
            return nil
        }
        let moment = Date(timeIntervalSince1970: TimeInterval(secondsSinceEpoch))
        return Int64(zone.secondsFromGMT(for: moment))
    }
}

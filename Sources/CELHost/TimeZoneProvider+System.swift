public import CEL
import Foundation

extension TimeZoneProvider {
    /// The zones of the IANA database that the system has.
    public static let system = TimeZoneProvider { zone, secondsSinceEpoch in
        if let offset = fixedOffsets[zone] { return offset }
        guard zone.contains("/") || namesWithoutSlash.contains(zone),
            let zone = TimeZone(identifier: zone)
        else { return nil }
        let moment = Date(timeIntervalSince1970: TimeInterval(secondsSinceEpoch))
        return Int64(zone.secondsFromGMT(for: moment))
    }

    /// The zones that are an offset in seconds and nothing else.
    ///
    /// Newer databases link them to a city, and Foundation may read them as abbreviations of a zone
    /// with summer time.
    private static let fixedOffsets: [String: Int64] = [
        "EST": -5 * 3_600, "MST": -7 * 3_600, "HST": -10 * 3_600,
    ]

    /// The other names of the database that have no slash.
    ///
    /// Most are in its file `backward`. Foundation also reads abbreviations, such as "JST" and
    /// "GMT+8", which are no names.
    private static let namesWithoutSlash: Set = [
        "CET", "CST6CDT", "Cuba", "EET", "EST5EDT", "Egypt", "Eire", "GB", "GB-Eire", "GMT",
        "GMT+0", "GMT-0", "GMT0", "Greenwich", "Hongkong", "Iceland", "Iran", "Israel", "Jamaica",
        "Japan", "Kwajalein", "Libya", "MET", "MST7MDT", "NZ", "NZ-CHAT", "Navajo", "PRC",
        "PST8PDT", "Poland", "Portugal", "ROC", "ROK", "Singapore", "Turkey", "UCT", "Universal",
        "W-SU", "WET", "Zulu",
    ]
}

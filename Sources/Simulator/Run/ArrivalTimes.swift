import Glibc
import Governance

/// The moments at which the reports of one stream come.
///
/// A Poisson process of rate 1 is laid over the stream's cumulated rate, so that with another rate
/// the same chance gives the same sequence, stretched (E. Çinlar, "Introduction to Stochastic
/// Processes", 1975, §4.7). The rate is constant between full local hours and the ends of bursts.
struct ArrivalTimes {
    private let stream: DemandStream
    private let start: Instant
    private let end: Instant
    private let zone: CountyTimeZone
    private var generator: SeededGenerator
    private var now: Instant
    private var segmentEnd: Instant
    private var ratePerMicrosecond = 0.0

    init(
        _ stream: DemandStream, from start: Instant, to end: Instant, in zone: CountyTimeZone,
        using generator: SeededGenerator,
    ) {
        self.stream = stream
        self.start = start
        self.end = end
        self.zone = zone
        self.generator = generator
        now = start
        segmentEnd = start
    }

    /// The next moment, or nil when the run has ended.
    mutating func next() -> Instant? {
        var owed = -log(1 - generator.uniform())
        while now < end {
            if now >= segmentEnd { enterSegment() }
            let left = Double(segmentEnd.microsecondsSinceEpoch - now.microsecondsSinceEpoch)
            let covered = left * ratePerMicrosecond
            guard owed >= covered else {
                let gap = Int64(owed / ratePerMicrosecond)
                now = Instant(microsecondsSinceEpoch: now.microsecondsSinceEpoch + gap)
                return now < end ? now : nil
            }
            owed -= covered
            now = segmentEnd
        }
        return nil
    }

    private mutating func enterSegment() {
        let local = zone.localTime(at: now)
        let hour = Int64(3_600_000_000)
        let intoHour =
            Int64(local.secondOfDay % 3_600) * 1_000_000 + now.microsecondsSinceEpoch % 1_000_000
        var last = now.microsecondsSinceEpoch + hour - intoHour
        let elapsed = now - start
        var factor = stream.hourFactors[local.hour]
        factor *= stream.weekdayFactors[local.date.weekday.rawValue - 1]
        for burst in stream.bursts {
            if burst.span.contains(elapsed) { factor *= burst.factor }
            for edge in [burst.span.lowerBound, burst.span.upperBound] where edge > elapsed {
                last = min(last, (start + edge).microsecondsSinceEpoch)
            }
        }
        segmentEnd = min(Instant(microsecondsSinceEpoch: last), end)
        ratePerMicrosecond = stream.reportsPerHour * factor / 3_600e6
    }
}

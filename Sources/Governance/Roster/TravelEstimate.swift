/// How somebody travels to an incident.
public enum TravelMode: String, CaseIterable, Sendable {
    /// 步行: on foot.
    case walk
    /// 自行车: by bicycle.
    case bicycle
    /// 电动车: by moped or electric bicycle.
    case moped
    /// 汽车: by car.
    case car
}

/// How long people are thought to take to a place: a straight line, made longer by the detours of
/// roads, at the speed of how they travel.
public struct TravelEstimate: Hashable, Sendable {
    /// How much longer the way is than the straight line.
    public var detour = 1.3
    /// The least time that any way takes, with finding one's keys.
    public var least = Duration.seconds(45)
    /// How far away somebody is taken to be of whom nobody knows where they start from.
    public var unknownDistance = Metres(1_500)
    /// How those travel of whom the roster does not say it.
    public var mode = TravelMode.moped
    /// The speed of each way of travelling.
    public var speedsMetresPerSecond: [TravelMode: Double] = [
        .walk: 1.4, .bicycle: 4.2, .moped: 5.5, .car: 8.3,
    ]

    /// The estimate that a county has unless it states another.
    public init() {}

    /// The time over a distance, to the second; at most a day.
    public func time(over distance: Metres?, by mode: TravelMode? = nil) -> Duration {
        time(over: distance, atMetresPerSecond: speedMetresPerSecond(by: mode))
    }

    /// The time over a distance at a speed, to the second; at most a day.
    public func time(over distance: Metres?, atMetresPerSecond speed: Double) -> Duration {
        let seconds = Self.seconds(
            over: distance ?? unknownDistance, detour: detour, speedMetresPerSecond: speed)
        return max(least, .seconds(Int(min(seconds, 86_400).rounded())))
    }

    /// The speed of a way of travelling; nil for that of those of whom the roster does not say it.
    public func speedMetresPerSecond(by mode: TravelMode?) -> Double {
        speedsMetresPerSecond[mode ?? self.mode] ?? 5.5
    }

    /// The one formula of travel: distance times detour over speed, in seconds.
    public static func seconds(
        over distance: Metres, detour: Double, speedMetresPerSecond: Double,
    ) -> Double {
        distance.value * detour / speedMetresPerSecond
    }
}

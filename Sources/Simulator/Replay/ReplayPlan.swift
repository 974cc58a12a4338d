public import DispatchCore

/// What is to be measured in a replay, under the names that the record's source gives it.
public struct ReplayPlan: Hashable, Sendable {
    /// A milestone under the source's name.
    public struct Stamp: Hashable, Sendable {
        /// The name, for example `received`.
        public let name: String
        /// What the core calls it.
        public let milestone: Milestone

        /// A named milestone.
        public init(name: String, milestone: Milestone) {
            self.name = name
            self.milestone = milestone
        }
    }

    /// An interval under the source's name.
    public struct Interval: Hashable, Sendable {
        /// The name, for example `dispatch_to_enroute`.
        public let name: String
        /// What is measured.
        public let interval: ResponseInterval

        /// A named interval.
        public init(name: String, interval: ResponseInterval) {
            self.name = name
            self.interval = interval
        }
    }

    /// The stamps of the record, in the source's order.
    public let stamps: [Stamp]
    /// The intervals that are measured run by run.
    public let intervals: [Interval]
    /// The interval during which a run keeps its unit busy, if that is to be added up.
    public let busy: ResponseInterval?
    /// The interval that is measured call by call, from the earliest start to the earliest end.
    public let response: ResponseInterval
    /// The limits for which the share of calls within them is told.
    public let limits: [Duration]
    /// The interval during which a call is open, from the earliest start to the latest end, if
    /// open calls are to be counted.
    public let open: ResponseInterval?

    /// A plan.
    public init(
        stamps: [Stamp], intervals: [Interval], busy: ResponseInterval?,
        response: ResponseInterval, limits: [Duration], open: ResponseInterval?,
    ) {
        self.stamps = stamps
        self.intervals = intervals
        self.busy = busy
        self.response = response
        self.limits = limits
        self.open = open
    }
}

/// What a county decides for itself about the handling of incidents, beside its rules and limits.
public struct CountySettings: Hashable, Sendable {
    /// When two incidents are likely the same matter.
    public struct Duplicates: Hashable, Sendable {
        /// How far apart at most.
        public var distance = Metres(150)
        /// How long after each other at most.
        public var within = Duration.hours(24)
        /// How alike the words must be where the categories are not, from 0 to 1.
        public var text = 0.5

        /// The ordinary settings.
        public init() {}
    }

    /// What is done about a report near the line between two areas.
    public struct Boundary: Hashable, Sendable {
        /// How near to the line.
        public var distance: Metres
        /// By when somebody must answer whose it is; nil tells both sides and asks nobody.
        public var answer: ResponseStandard.Limit?

        /// Within `distance` of a line both sides are told, or asked with an answer due in time.
        public init(distance: Metres, answer: ResponseStandard.Limit? = nil) {
            self.distance = distance
            self.answer = answer
        }
    }

    /// Which positions of reports are believed.
    public struct Positions: Hashable, Sendable {
        /// How far outside the least rectangle around all that the county states of its places.
        ///
        /// Wide unless it is stated, since many a county states few of its places.
        public var distance = Metres(50_000)

        /// The ordinary settings.
        public init() {}
    }

    /// How long a closed incident is followed up.
    public struct FollowUp: Hashable, Sendable {
        /// How long somebody may appeal against a result; nil for not at all.
        public var appeal: Duration?
        /// How long it is watched whether a mediated matter recurs.
        public var mediation = Duration.hours(90 * 24)
        /// How long before a promised act or a visit it is brought to mind.
        public var warn = Duration.hours(24)

        /// The ordinary settings.
        public init() {}
    }

    /// When two incidents are likely the same matter.
    public var duplicates = Duplicates()
    /// What is done about a report near a line; nil for nothing.
    public var boundary: Boundary?
    /// Which positions of reports are believed.
    public var positions = Positions()
    /// How long a closed incident is followed up.
    public var followUp = FollowUp()

    /// The ordinary settings.
    public init() {}
}

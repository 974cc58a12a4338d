public import Governance

/// How responders and the command room behave.
public struct PeopleModel: Sendable {
    /// What those do who have no behaviour of their own.
    public var usual: Behaviour
    /// The behaviour of those with a role; of several roles the called one counts.
    public var byRole: [Role.ID: Behaviour] = [:]
    /// How long somebody stays on scene: the first that fits, else ``usualOnScene``.
    public var onScene: [OnSceneTime] = []
    /// How long somebody stays on scene otherwise.
    public var usualOnScene: Distribution
    /// What somebody does who is called while at work.
    public var whenBusy = WhenBusy.queue
    /// How long the command room takes to file a report that must be verified.
    public var verification: Distribution
    /// How long it takes to check a disposed incident.
    public var check: Distribution
    /// How long it then takes to close it.
    public var closing: Distribution
    /// What the command room does about a role that nobody fills.
    public var whenUnfilled: WhenUnfilled

    /// People who differ in nothing but chance.
    public init(
        usual: Behaviour, onScene: Distribution, verification: Distribution, check: Distribution,
        closing: Distribution, whenUnfilled: WhenUnfilled,
    ) {
        self.usual = usual
        usualOnScene = onScene
        self.verification = verification
        self.check = check
        self.closing = closing
        self.whenUnfilled = whenUnfilled
    }

    /// How somebody answers and sets out.
    public struct Behaviour: Hashable, Sendable {
        /// From being chosen to being told.
        public var notification: Distribution
        /// From being told to the answer.
        public var answer: Distribution
        /// From the answer to leaving.
        public var turnout: Distribution
        /// How likely somebody says no.
        public var declines: Double
        /// How likely somebody says nothing.
        public var silences: Double

        /// A behaviour; chances are from 0 to 1.
        public init(
            notification: Distribution, answer: Distribution, turnout: Distribution,
            declines: Double = 0, silences: Double = 0,
        ) {
            self.notification = notification
            self.answer = answer
            self.turnout = turnout
            self.declines = declines
            self.silences = silences
        }
    }

    /// How long somebody of a role stays at incidents of a category.
    public struct OnSceneTime: Hashable, Sendable {
        /// The category, or the beginning of its name up to a slash; nil is every category.
        public let category: String?
        /// The role; nil is every role.
        public let role: Role.ID?
        /// How long.
        public let time: Distribution

        /// A time for a category, a role, or both.
        public init(category: String?, role: Role.ID?, time: Distribution) {
            self.category = category
            self.role = role
            self.time = time
        }

        func fits(_ other: ReportCategory.ID, _ otherRole: Role.ID) -> Bool {
            if let role, role != otherRole { return false }
            guard let category else { return true }
            return other.name == category || other.name.hasPrefix(category + "/")
        }
    }

    /// What somebody does who is called while at work.
    public enum WhenBusy: String, CaseIterable, Sendable {
        /// They come as soon as they are done, in the order in which they were called.
        case queue
        /// They say no at once.
        case decline
    }

    /// What the command room does about a role that nobody fills.
    public enum WhenUnfilled: Hashable, Sendable {
        /// Waives it after a time.
        case waive(after: Distribution)
        /// Calls the first who becomes free, in the order of the incidents, and waives the role
        /// after a time.
        case wait(atMost: Distribution)
    }

    func behaviour(of role: Role.ID) -> Behaviour { byRole[role] ?? usual }

    func onSceneTime(_ category: ReportCategory.ID, _ role: Role.ID) -> Distribution {
        onScene.first { $0.fits(category, role) }?.time ?? usualOnScene
    }
}

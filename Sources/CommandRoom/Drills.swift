public import Governance
public import TextFormats

/// Where drills are held: started, watched and controlled from a command room.
///
/// A drill is dispatch of its own, on a log and at an address of its own, so that nothing of it
/// reaches the real incidents, their statistics or anybody's phone.
public protocol DrillHall: Sendable {
    /// The scenarios that can be drilled, by name.
    var scenarios: [DrillScenario] { get }
    /// The drills of this run, the latest first.
    func drills() async -> [DrillStatus]
    /// Begins a drill; it is listed at once.
    func start(_ order: DrillOrder) async throws(DrillRefusal) -> DrillStatus
    /// Has a drill do something; returns how it is doing then.
    func control(_ id: String, _ control: DrillControl) async throws(DrillRefusal) -> DrillStatus
}

/// A scenario that can be drilled.
public struct DrillScenario: Hashable, Sendable {
    /// The name of its folder.
    public let name: String
    /// What people call it.
    public let title: LocalizedText

    /// A scenario.
    public init(name: String, title: LocalizedText) {
        self.name = name
        self.title = title
    }
}

/// What somebody wants a drill to be.
public struct DrillOrder: Hashable, Sendable {
    /// The name of the scenario.
    public var scenario: String
    /// How much faster than life.
    public var speed: Double
    /// Roles that are played by hand; nobody is simulated in them.
    public var byHand: [String]
    /// Whether the command room's own decisions are made by hand.
    public var roomIsByHand: Bool

    /// The speeds at which a drill can be held.
    public static let speeds = 0.1...3_600.0

    /// An order.
    public init(
        scenario: String, speed: Double, byHand: [String] = [], roomIsByHand: Bool = false,
    ) {
        self.scenario = scenario
        self.speed = speed
        self.byHand = byHand
        self.roomIsByHand = roomIsByHand
    }
}

/// What can be done with a drill.
public enum DrillControl: Hashable, Sendable {
    /// Let its clock stand still.
    case pause
    /// Let it go on.
    case resume
    /// Let it run at another speed, within ``DrillOrder/speeds``.
    case setSpeed(Double)
    /// End it, and score it.
    case stop
}

/// How a drill is doing.
public struct DrillStatus: Sendable {
    /// Where a drill is in its life.
    public enum State: String, Sendable {
        /// It is being made ready.
        case starting
        /// It runs.
        case running
        /// Its clock stands still.
        case paused
        /// It has ended and is being compared with the simulator.
        case scoring
        /// It has ended, with a score.
        case ended
        /// It could not be held.
        case failed
    }

    /// Its identifier.
    public let id: String
    /// The scenario.
    public let scenario: DrillScenario
    /// Where it is in its life.
    public var state: State
    /// Where its own command room is; nil while there is none.
    public var address: String?
    /// What its clock shows, and how fast it runs.
    public var now: Instant
    /// How fast its clock runs.
    public var speed: Double
    /// How many reports have come so far.
    public var reports = 0
    /// The score as `DrillScore` writes it; null before it is there.
    public var score = JSON.null
    /// Why it failed, if it did.
    public var failure: LocalizedText?

    /// A drill that has not begun.
    public init(id: String, scenario: DrillScenario, now: Instant, speed: Double) {
        self.id = id
        self.scenario = scenario
        self.now = now
        self.speed = speed
        state = .starting
    }
}

/// Why something about a drill was refused.
public enum DrillRefusal: Error, Hashable, Sendable {
    /// There is no scenario of this name.
    case unknownScenario(String)
    /// The scenario cannot be read; the text says why.
    case brokenScenario(String)
    /// The scenario's county has no such role.
    case unknownRole(String)
    /// There is no drill of this name.
    case unknownDrill(String)
    /// It has ended.
    case ended
    /// So many drills are held already.
    case tooMany(Int)
}

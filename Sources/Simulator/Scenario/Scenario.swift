public import Governance

/// A world to be simulated, beside the county and its rules.
public struct Scenario: Sendable {
    /// When the run begins.
    public var start: Instant
    /// For how long reports come; the run goes on until everybody is done.
    public var horizon: Duration
    /// What is reported before this much has passed is not measured.
    public var warmUp: Duration
    /// What chance follows from.
    public var seed: UInt64
    /// How many times the world is run.
    public var replications: Int
    /// What is reported.
    public var demand: Demand
    /// How people behave.
    public var people: PeopleModel
    /// How they travel.
    public var travel: TravelModel
    /// What does not work, and when.
    public var faults: [Fault]
    /// Whether reports are marked as an exercise.
    public var isExercise: Bool
    /// What people did who were recorded, which goes before how they behave.
    public var conduct = RecordedConduct()

    /// A scenario.
    public init(
        start: Instant, horizon: Duration, warmUp: Duration = .zero, seed: UInt64 = 1,
        replications: Int = 20, demand: Demand, people: PeopleModel,
        travel: TravelModel = TravelModel(), faults: [Fault] = [], isExercise: Bool = false,
    ) {
        self.start = start
        self.horizon = horizon
        self.warmUp = warmUp
        self.seed = seed
        self.replications = replications
        self.demand = demand
        self.people = people
        self.travel = travel
        self.faults = faults
        self.isExercise = isExercise
    }

    /// When reports no longer come.
    public var end: Instant { start + horizon }

    /// When measuring begins.
    public var measuredFrom: Instant { start + warmUp }
}

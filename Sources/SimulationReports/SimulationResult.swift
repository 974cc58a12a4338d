public import Governance
public import Simulator

/// What the replications of a scenario came to, measure by measure.
public struct SimulationResult: Sendable {
    /// One measure over all replications.
    public struct Figure: Sendable {
        /// What is measured.
        public let measure: Measure
        /// The value of each replication; nil where nothing was measured.
        public let values: [Double?]
        /// The mean over replications and how sure it is; nil where nothing was measured at all.
        public let estimate: Estimate?
        /// The figure of all replications' samples together; for a count, the mean of the counts.
        public let overall: Double?
    }

    /// What people call the scenario.
    public let title: LocalizedText
    /// The scenario.
    public let scenario: Scenario
    /// The county.
    public let county: County
    /// The measures of each replication.
    public let replications: [RunMeasures]
    /// The measures of all replications together.
    public let pooled: RunMeasures
    /// The figures, the one that matters most first.
    public let figures: [Figure]

    /// The result of replications that have been run.
    public init(
        title: LocalizedText, scenario: Scenario, county: County, replications: [RunMeasures],
    ) {
        self.title = title
        self.scenario = scenario
        self.county = county
        self.replications = replications
        var pooled = RunMeasures()
        for measures in replications { pooled.add(measures) }
        self.pooled = pooled
        figures = Measure.all(for: county).map { measure in
            let values = replications.map(measure.value(of:))
            let estimate = Estimate(values.compactMap(\.self))
            return Figure(
                measure: measure, values: values, estimate: estimate,
                overall: measure.isPooled ? measure.value(of: pooled) : estimate?.mean)
        }
    }
}

import CEL

/// The work that an analysis may still do, counted in steps and not by the clock, so that the same
/// rules are always told the same.
///
/// One step is about the look at what one condition comes to for 64 kinds of reports; everything
/// that takes time is counted, also what makes ready for the questions. What is left when nothing is
/// left to spend is not decided.
final class AnalysisBudget {
    /// What the analysis of a whole county may take; measured, see docs/performance.md.
    static let standard = 1_500_000_000

    /// What making up a report and its facts costs.
    private static let report = 1_000
    /// What an evaluation costs beside its units.
    private static let evaluation = 200
    /// What a unit of the expression language costs; see `EvaluationContext.charge`.
    private static let unit = 10
    /// What compiling a part of a condition costs, and each byte of it.
    private static let compilation = (whole: 10_000, byte: 400)

    /// What all questions together may still take.
    private(set) var left: Int
    /// What the question that is asked may still take.
    private(set) var leftForQuestion = 0
    private let mostForQuestion: Int

    /// A budget of which a single question may take a thirty-second part.
    init(_ steps: Int = AnalysisBudget.standard) {
        left = steps
        mostForQuestion = max(1, steps / 32)
    }

    /// What is kept for later parts of the analysis.
    private var reserve = 0

    /// Begins with another part of the analysis, of which so many are left with it: it may take its
    /// share of what is left, so that one costly table hides nothing that another would show.
    func beginPart(of partsLeft: Int) {
        let all = left + reserve
        left = all / partsLeft
        reserve = all - left
    }

    /// Whether nothing is left for any question.
    var isSpent: Bool { left <= 0 }

    /// Whether the question that is asked may go on.
    var allowsMore: Bool { leftForQuestion > 0 }

    /// Begins with another question.
    func beginQuestion() { leftForQuestion = min(mostForQuestion, left) }

    /// Counts steps.
    func spend(_ steps: Int) {
        left -= steps
        leftForQuestion -= steps
    }

    /// Counts evaluations of conditions that cost so many units together.
    func spend(evaluating units: Int, times count: Int = 1) {
        spend(count * Self.evaluation + units * Self.unit)
    }

    /// Counts the making of a report with its facts.
    func spendOnReport() { spend(Self.report) }

    /// Counts the compilation of a text.
    func spend(compiling bytes: Int) {
        spend(Self.compilation.whole + bytes * Self.compilation.byte)
    }

    /// What a condition comes to for these facts.
    func outcome(of program: Program, _ activation: Activation) -> Outcomes {
        var units = 0
        let outcome = program.outcome(activation, spent: &units)
        spend(evaluating: units)
        return outcome
    }
}

public import CountyFiles
import Dispatch
public import DispatchCore
public import Governance
public import Logging

/// The versions of a county: reads candidates, checks them, keeps them and puts them into force.
///
/// One change is made at a time. A version is kept in the archive before it is put on record, so
/// that the log never names one whose sentences are lost.
public actor RuleVersions {
    /// Where versions come from and where they are kept.
    public struct Places: Sendable {
        /// The folder that is served; read again by ``RuleVersions/reload(by:because:)``.
        public var served: String
        /// Where candidates lie; nil if requests may name none.
        public var candidates: CandidateFolders?
        /// Where versions are kept.
        public var archive: CountyArchive

        /// These places.
        public init(served: String, candidates: CandidateFolders?, archive: CountyArchive) {
            self.served = served
            self.candidates = candidates
            self.archive = archive
        }
    }

    /// Which version is meant.
    public enum Choice: Hashable, Sendable {
        /// The folder of this name among the candidates.
        case candidate(String)
        /// A version of the archive.
        case archived(CountyVersion)
    }

    /// What came of a change.
    public struct Change: Sendable {
        /// The versions as they are now.
        public let history: RuleHistory
        /// Whether anything has changed.
        public fileprivate(set) var isChange: Bool
        /// Files of the new version that are taken up only when the server starts again.
        public let afterRestart: [String]
    }

    private let engine: Engine
    private let places: Places
    private let logger: Logger
    private var isBusy = false
    /// Whether the change that is made is still being looked at, which may take long.
    private var isAnalysing = false
    private var isRollingBack = false
    /// Versions that were found good, so that they need not be analysed again.
    private var sound: Set<CountyVersion> = []
    private let initial: LoadedCounty
    private var inForce: LoadedCounty
    private var explainers: [(version: CountyVersion, explained: Explained)] = []
    private var readings: [CountyVersion: Task<Explained?, Never>] = [:]
    /// Reading and compiling takes long; it must not take a thread on which requests are answered.
    private let worker = DispatchQueue(label: "griddispatch.rules", qos: .utility)
    /// Nothing else waits for an analysis.
    private let analyst = DispatchQueue(label: "griddispatch.rules.analyst", qos: .utility)

    /// How many versions are held ready to explain decisions.
    private static let maximumExplainers = 4

    /// The versions of the county that `engine` dispatches, which began with `initial`.
    public init(_ initial: LoadedCounty, of engine: Engine, in places: Places, logger: Logger) {
        (self.initial, inForce) = (initial, initial)
        self.engine = engine
        self.places = places
        self.logger = logger
    }

    /// Keeps the version that the server begins with, and goes on with the one in shadow, as
    /// `history` tells; called before the engine runs.
    ///
    /// An archive that cannot be written does not keep anybody from being helped; it is told loudly.
    public func begin(after history: RuleHistory) {
        do throws(CountyArchive.Failure) {
            try places.archive.keep(initial, sparing: history.lasting)
        } catch {
            logger.error(
                "the version in force could not be archived", metadata: ["error": "\(error)"])
        }
        guard let shadow = history.shadow?.version, shadow != initial.version else { return }
        do {
            guard let county = try places.archive.load(shadow) else {
                return logger.error(
                    "the version in shadow is not in the archive; it runs no longer",
                    metadata: ["version": "\(shadow)", "archive": "\(places.archive.folder)"])
            }
            engine.resumeShadow(Dispatcher(county: county.county, rules: county.rules))
        } catch {
            logger.error(
                "the version in shadow could not be read back", metadata: ["error": "\(error)"])
        }
    }

    /// Reads the served folder again and puts it into force.
    public func reload(
        by actor: Actor, because reason: String,
    ) async throws(RuleVersionError) -> Change {
        try await alone { [self] () async throws(RuleVersionError) in
            let path = places.served
            let county = try await read { () throws(CountyFileErrors) in
                try CountyFolder.load(path)
            }
            return try await putInForce(county, .reloaded, by: actor, because: reason)
        }
    }

    /// Puts a candidate, or a version of the archive, into force.
    public func activate(
        _ choice: Choice, by actor: Actor, because reason: String,
    ) async throws(RuleVersionError) -> Change {
        try await alone { [self] () async throws(RuleVersionError) in
            let county = try await county(choice)
            return try await putInForce(county, .activated, by: actor, because: reason)
        }
    }

    /// Puts the version into force that was so before the present one.
    ///
    /// Whoever says which version they saw in force may ask twice: the second time another one is.
    public func rollBack(
        from seen: CountyVersion?, by actor: Actor, because reason: String,
    ) async throws(RuleVersionError) -> Change {
        try await alone(aheadOfAnalysis: true) { [self] () async throws(RuleVersionError) in
            let history = try await history()
            if let seen, let live = history.live?.version, live != seen {
                throw .changedMeanwhile(live)
            }
            guard let former = history.former else { throw .nothingBefore }
            let county = try await county(.archived(former))
            // It has decided before: to go back to it must not depend on checks that take long.
            sound.insert(former)
            return try await putInForce(county, .rolledBack, by: actor, because: reason)
        }
    }

    /// Runs a candidate, or a version of the archive, beside the one in force from now on.
    public func startShadow(
        _ choice: Choice, by actor: Actor, because reason: String,
    ) async throws(RuleVersionError) -> Change {
        try await alone { [self] () async throws(RuleVersionError) in
            let county = try await county(choice)
            guard county.version != engine.county.version else { throw .inForce(county.version) }
            try await keep(county)
            return try await carryOut(
                RulesChange(.shadowStarted, of: county.version, because: reason), county, by: actor)
        }
    }

    /// Ends what runs beside the version in force.
    public func stopShadow(
        by actor: Actor, because reason: String,
    ) async throws(RuleVersionError) -> Change {
        try await alone { [self] () async throws(RuleVersionError) in
            guard let shadow = try await history().shadow else { throw .noShadow }
            return try await carryOut(
                RulesChange(.shadowStopped, of: shadow.version, because: reason), nil, by: actor)
        }
    }

    /// The names of the candidates; nil if the server has no folder of them.
    public nonisolated var candidates: [String]? { places.candidates?.names }

    /// The versions that are kept.
    public nonisolated var archived: [CountyVersion] { places.archive.versions }

    /// What explains the decisions of a version; nil if the version is not known any more.
    public func explained(_ version: CountyVersion) async -> Explained? {
        if let known = explainers.first(where: { $0.version == version }) { return known.explained }
        // Whoever asks while it is being read waits for the same reading.
        let reading = readings[version] ?? Task { await explainer(of: version) }
        readings[version] = reading
        defer { readings[version] = nil }
        return await reading.value
    }

    private func explainer(of version: CountyVersion) async -> Explained? {
        let (archive, live, initial) = (places.archive, engine.dispatcher, initial)
        let made: Result<Explained?, any Error> = await on(worker) {
            if live.county.version == version {
                return .success(Explained(live.county, live.rules))
            }
            if initial.version == version {
                return .success(Explained(initial.county, initial.rules))
            }
            return Result { try archive.load(version).map { Explained($0.county, $0.rules) } }
        }
        switch made {
        case .success(let explained?):
            explainers.append((version, explained))
            explainers = explainers.suffix(Self.maximumExplainers)
            return explained
        case .success(nil): return nil
        case .failure(let error):
            logger.error(
                "a version could not be read back, so its decisions are told without sentences",
                metadata: ["version": "\(version)", "error": "\(error)"])
            return nil
        }
    }
}

/// The steps of a change.
extension RuleVersions {
    /// Makes a change while nobody else does; going back is not held up by an analysis.
    private func alone<Value: Sendable>(
        aheadOfAnalysis isUrgent: Bool = false,
        _ change: () async throws(RuleVersionError) -> Value,
    ) async throws(RuleVersionError) -> Value {
        if isUrgent, isBusy, isAnalysing, !isRollingBack {
            isRollingBack = true
            defer { isRollingBack = false }
            return try await change()
        }
        guard !isBusy, !isRollingBack else { throw .busy }
        isBusy = true
        defer { isBusy = false }
        return try await change()
    }

    private func history() async throws(RuleVersionError) -> RuleHistory {
        guard let history = await engine.ruleHistory() else {
            throw .refused(.engine(engine.health.isServing ? .overloaded : .stopping))
        }
        return history
    }

    /// The version that is meant, read and compiled.
    private func county(_ choice: Choice) async throws(RuleVersionError) -> LoadedCounty {
        switch choice {
        case .candidate(let name):
            guard let candidates = places.candidates else { throw .noCandidates }
            let county = try await read { () throws(CountyFileErrors) in
                try candidates.load(name)
            }
            guard let county else { throw .unknownCandidate(name) }
            return county
        case .archived(let version):
            if initial.version == version { return initial }
            let archive = places.archive
            let county = try await read { try archive.load(version) }
            guard let county else { throw .unknownVersion(version) }
            return county
        }
    }

    /// Checks a version, keeps it, and has the engine take it over.
    private func putInForce(
        _ county: LoadedCounty, _ step: RulesChange.Step, by actor: Actor, because reason: String,
    ) async throws(RuleVersionError) -> Change {
        let former = engine.county.version
        let isChange = county.version != former
        let history = try await history()
        // That the folder now holds what is in force goes on record, too: a restart compares.
        guard isChange || (step == .reloaded && history.folder != county.version) else {
            return Change(history: history, isChange: false, afterRestart: [])
        }
        try await keep(county)
        guard engine.county.version == former, !isRollingBack || step == .rolledBack else {
            throw .changedMeanwhile(engine.county.version)
        }
        var change = try await carryOut(
            RulesChange(step, of: county.version, because: reason), county, by: actor)
        change.isChange = isChange
        inForce = county
        return change
    }

    private func carryOut(
        _ change: RulesChange, _ county: LoadedCounty?, by actor: Actor,
    ) async throws(RuleVersionError) -> Change {
        do throws(ChangeRefusal) {
            let history = try await engine.carryOut(
                change, bringing: county.map { Dispatcher(county: $0.county, rules: $0.rules) },
                by: actor)
            // Polls and channels were set up when the server began.
            let late = CountyFolder.filesReadAtStart.filter { name in
                change.step.isActivation && county?.files[name] != initial.files[name]
            }
            return Change(history: history, isChange: true, afterRestart: late)
        } catch {
            throw .refused(error)
        }
    }

    /// Makes sure that a version is sound and in the archive.
    func keep(_ county: LoadedCounty) async throws(RuleVersionError) {
        if !sound.contains(county.version) {
            isAnalysing = true
            let faults = await on(analyst) { county.faultsBeforeActivation() }
            isAnalysing = false
            guard faults.isEmpty else {
                throw .broken(Array(faults.prefix(CountyFileErrors.maximumFaults)))
            }
            sound.insert(county.version)
        }
        let precious = try await history().lasting
        // What decides now must be there as well before something else does: it may be that it could
        // not be kept when it came, or that somebody took it away.
        let versions = [inForce, county]
        let archive = places.archive
        let failure: CountyArchive.Failure? = await on(worker) {
            do throws(CountyArchive.Failure) {
                for version in versions { try archive.keep(version, sparing: precious) }
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw .archive(failure) }
    }

    /// Reads a version away from the threads on which requests are answered.
    private func read<Value: Sendable>(
        _ load: @escaping @Sendable () throws -> Value,
    ) async throws(RuleVersionError) -> Value {
        let result = await on(worker) { Result { try load() } }
        switch result {
        case .success(let value): return value
        case .failure(let errors as CountyFileErrors): throw .broken(errors.faults)
        case .failure(let failure as CountyArchive.Failure): throw .archive(failure)
        case .failure(let error):
            throw .archive(.system(path: places.archive.folder, reason: "\(error)"))
        }
    }

    private func on<Value: Sendable>(
        _ queue: DispatchQueue, _ work: @escaping @Sendable () -> Value,
    ) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
    }
}

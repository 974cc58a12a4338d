import CountyFiles
import DispatchCore
import Engine
import Governance
import HTTPTypes
import Hummingbird
import RulesEngine
import Synchronization
import TextFormats

/// The versions of the county: which is in force, since when, by whom, and how it is changed.
struct RuleRoutes {
    let engine: Engine
    let versions: RuleVersions
    private let repeats = RepeatedChanges()

    /// How many terms are shown, the latest first.
    private static let maximumTerms = 100

    init(engine: Engine, versions: RuleVersions) {
        self.engine = engine
        self.versions = versions
    }

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.get("rules", use: overview)
        router.post("rules/reload") { request, context in
            try await change(request, RuleRequest.Reload.init) {
                wish, actor throws(RuleVersionError) in
                try await versions.reload(by: actor, because: wish.reason)
            }
        }
        router.post("rules/activate") { request, context in
            try await change(request, RuleRequest.Choose.init) {
                wish, actor throws(RuleVersionError) in
                try await versions.activate(wish.choice, by: actor, because: wish.reason)
            }
        }
        router.post("rules/rollback") { request, context in
            try await change(request, RuleRequest.RollBack.init) {
                wish, actor throws(RuleVersionError) in
                try await versions.rollBack(from: wish.from, by: actor, because: wish.reason)
            }
        }
        router.get("rules/shadow", use: shadow)
        router.post("rules/shadow") { request, context in
            try await change(request, RuleRequest.Choose.init) {
                wish, actor throws(RuleVersionError) in
                try await versions.startShadow(wish.choice, by: actor, because: wish.reason)
            }
        }
        router.post("rules/shadow/stop") { request, context in
            try await change(request, RuleRequest.Reload.init) {
                wish, actor throws(RuleVersionError) in
                try await versions.stopShadow(by: actor, because: wish.reason)
            }
        }
    }

    @Sendable
    private func overview(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        guard let history = await engine.ruleHistory() else { throw Problem(.overloaded) }
        return .json { write(history, to: &$0) }
    }

    /// What the version in shadow would have decided, with the words that a table of it needs.
    @Sendable
    private func shadow(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        guard let report = engine.shadowReport else {
            return .json { $0.field("running", false) }
        }
        return .json { object in
            object.field("running", true)
            object.field("since", report.since)
            object.field("halted", report.isHalted)
            object.field("waiting", report.waiting)
            object.field("dropped", report.dropped)
            object.field("slow", report.slow)
            object.field("comparison", report.comparison)
            object.array("sections") { array in
                for section in report.comparison.sections {
                    array.object { write(section, to: &$0) }
                }
            }
        }
    }

    private func write(_ section: BacktestSection, to object: inout JSONObjectWriter) {
        object.field("heading", section.heading)
        object.array("rows") { array in
            for row in section.rows {
                array.object {
                    $0.field("name", row.name)
                    $0.field("tally", row.tally)
                }
            }
        }
    }

    /// Reads what is wished, does it, and answers the versions as they are then.
    private func change<Wish>(
        _ request: Request, _ decode: (inout JSONFields) -> Wish?,
        _ perform: (Wish, Actor) async throws(RuleVersionError) -> RuleVersions.Change,
    ) async throws -> Response {
        let body = try await request.jsonBytes()
        let wish = try body.decoded(decode)
        let actor = try request.actor(default: .operator("desk"))
        guard case .operator = actor else {
            throw Problem(
                .forbidden, "rules.not_allowed", "只有指挥室可以更换规则版本",
                "Only the command room may change versions")
        }
        let key = try request.idempotencyKey(body: body)
        if let key, let change = try repeats.change(under: key) {
            var response = answer(change)
            response.headers[.idempotencyReplayed] = "true"
            return response
        }
        do throws(RuleVersionError) {
            let change = try await perform(wish, actor)
            if let key { repeats.note(change, under: key) }
            return answer(change)
        } catch {
            throw Problem(error)
        }
    }

    private func answer(_ change: RuleVersions.Change) -> Response {
        .json { object in
            object.field("changed", change.isChange)
            object.field("afterRestart", change.afterRestart)
            write(change.history, to: &object)
        }
    }

    private func write(_ history: RuleHistory, to object: inout JSONObjectWriter) {
        if let live = history.live { object.object("live", live.write) }
        object.field("former", history.former)
        if let shadow = history.shadow { object.object("shadow", shadow.write) }
        object.array("terms") { array in
            for term in history.terms.suffix(Self.maximumTerms).reversed() {
                array.object(term.write)
            }
        }
        object.field("archived", versions.archived)
        object.field("candidates", versions.candidates)
    }
}

/// The latest changes that came under an idempotency key, so that whoever did not get the answer may
/// ask again; they are known until the server ends.
private final class RepeatedChanges: Sendable {
    private static let most = 100

    private let known = Mutex<[(key: IdempotencyKey, change: RuleVersions.Change)]>([])

    /// What came of the request before; nil if it was none.
    func change(under key: IdempotencyKey) throws(Problem) -> RuleVersions.Change? {
        let before = known.withLock { $0.last { $0.key.key == key.key } }
        guard let before else { return nil }
        guard before.key == key else { throw Problem(EngineError.keyReused) }
        return before.change
    }

    func note(_ change: RuleVersions.Change, under key: IdempotencyKey) {
        known.withLock { $0 = ($0 + [(key, change)]).suffix(Self.most) }
    }
}

/// What the bodies of requests about versions say.
enum RuleRequest {
    /// The served folder is read again.
    struct Reload {
        let reason: String

        init?(_ fields: inout JSONFields) {
            reason = fields.changeReason(.optional) ?? ""
        }
    }

    /// One version is chosen.
    struct Choose {
        let choice: RuleVersions.Choice
        let reason: String

        init?(_ fields: inout JSONFields) {
            let candidate = fields.value(
                "candidate", .optional, expecting: "the name of a candidate's folder",
                chinese: "候选文件夹名称"
            ) { CandidateFolders.isName($0) ? $0 : nil }
            let version = fields.version("version")
            let reason = fields.changeReason()
            guard let reason else { return nil }
            switch (candidate, version) {
            case (let candidate?, nil): choice = .candidate(candidate)
            case (nil, let version?): choice = .archived(version)
            default:
                fields.refuse(
                    "version", message: "Give either 'candidate' or 'version'.",
                    chineseMessage: "须给出“candidate”或“version”之一，且只能有一个。")
                return nil
            }
            self.reason = reason
        }
    }

    /// Back to the version before.
    struct RollBack {
        let from: CountyVersion?
        let reason: String

        init?(_ fields: inout JSONFields) {
            from = fields.version("from")
            guard let reason = fields.changeReason() else { return nil }
            self.reason = reason
        }
    }
}

extension JSONFields {
    /// Why versions are changed.
    fileprivate mutating func changeReason(_ presence: Presence = .required) -> String? {
        string(
            "reason", presence, minimumLength: presence == .required ? 1 : 0,
            maximumLength: RulesChange.maximumReason)
    }

    /// A version that may be given.
    fileprivate mutating func version(_ name: String) -> CountyVersion? {
        value(
            name, .optional, expecting: "64 lower-case hex digits", chinese: " 64 位小写十六进制数"
        ) { CountyVersion($0) }
    }
}

extension RuleHistory.Term {
    /// Writes the version, since when, by whom and why.
    func write(to object: inout JSONObjectWriter) {
        object.field("version", version)
        object.field("since", since)
        object.field("actor", actor.description)
        object.field("step", step?.rawValue ?? "started")
        object.field("reason", reason)
    }
}

import DispatchCore
import EventBus
import Governance
import Synchronization

@testable import Engine

/// What a command will be answered.
final class Reply: Sendable {
    typealias Value = Result<Engine.Answer, EngineError>

    private struct State {
        var value: Value?
        var waiting: CheckedContinuation<Value, Never>?
    }

    private let state = Mutex(State())

    /// Whether the answer has come.
    var isThere: Bool { state.withLock { $0.value != nil } }

    /// The answer.
    var value: Value {
        get async {
            await withCheckedContinuation { continuation in
                let value = state.withLock { state in
                    if state.value == nil { state.waiting = continuation }
                    return state.value
                }
                if let value { continuation.resume(returning: value) }
            }
        }
    }

    /// The answer as a test compares it.
    var outcome: Outcome {
        get async { Outcome(await value) }
    }

    /// What came of it, in words that can be compared.
    enum Outcome: Hashable {
        case done(Incident)
        case repeated(Incident)
        case failed(String)

        init(_ value: Value) {
            switch value {
            case .success(let answer):
                self = answer.isRepeated ? .repeated(answer.incident) : .done(answer.incident)
            case .failure(.rejected(let rejection)): self = .failed(rejection.code)
            case .failure(.logUnavailable(let error)): self = .failed(error.code.rawValue)
            case .failure(.keyReused): self = .failed("key reused")
            case .failure(.overloaded): self = .failed("overloaded")
            case .failure(.stopping): self = .failed("stopping")
            }
        }
    }

    func resolve(_ value: Value) {
        let waiting = state.withLock { state in
            precondition(state.value == nil, "a command is answered twice")
            state.value = value
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(returning: value)
    }
}

extension Engine {
    /// Puts a command into the mailbox at once, in the order of the calls; the answer comes later.
    func send(_ command: Command, key: IdempotencyKey? = nil) -> Reply {
        let reply = Reply()
        let pending = PendingCommand(command: command, idempotency: key, answer: reply.resolve)
        do throws(Mailbox<Message>.Refusal) {
            try mailbox.put(.command(pending))
        } catch {
            reply.resolve(.failure(error == .full ? .overloaded : .stopping))
        }
        return reply
    }
}

extension IdempotencyKey {
    /// A key with the fingerprint of one request.
    static func example(_ key: String, request: UInt8 = 1) -> IdempotencyKey {
        IdempotencyKey(key: key, fingerprint: Array(repeating: request, count: 32))
    }
}

import Governance
import Testing

@testable import EventBus

struct KeyRingTests {
    private func body(recordedAt: Int64 = 2) -> RecordBody {
        RecordBody(
            subject: Sample.id(1), occurredAt: 1, recordedAt: recordedAt, type: "type".utf8,
            actor: "system".utf8, cause: [UInt8]?.none, data: { $0 += [1, 2, 3] })
    }

    /// What `key` makes of a text in the body.
    private func sealed(_ key: IncidentKey) throws -> [UInt8] {
        var body = body()
        key.seal([7, 8, 9], into: &body)
        return Array(body.bytes[try #require(body.personal)])
    }

    private func opened(_ sealed: [UInt8], _ key: IncidentKey?, _ body: RecordBody) -> [UInt8]? {
        sealed.withUnsafeBytes { key?.open($0, boundTo: body) }
    }

    @Test
    func `what was sealed opens with the same key in the same record only`() throws {
        let key = IncidentKey.random()
        let sealed = try sealed(key)
        #expect(opened(sealed, key, body()) == [7, 8, 9])
        var ended = body()
        ended.endWithoutPersonalPart()
        #expect(opened(sealed, key, ended) == [7, 8, 9])
        #expect(opened(sealed, .random(), body()) == nil)
        #expect(opened(sealed, key, body(recordedAt: 3)) == nil)
    }

    @Test
    func `a wrapped key opens for its incident and county only`() throws {
        let county = try CountyKey.sample
        let key = IncidentKey.random()
        let wrapped = key.wrapped(for: Sample.id(1), with: county)
        #expect(wrapped.count == IncidentKey.wrappedByteCount)
        func unwrapped(_ id: Incident.ID, _ county: CountyKey) -> IncidentKey? {
            wrapped.withUnsafeBytes { IncidentKey(unwrapping: $0, of: id, with: county) }
        }
        let again = try #require(unwrapped(Sample.id(1), county))
        #expect(opened(try sealed(key), again, body()) == [7, 8, 9])
        #expect(unwrapped(Sample.id(2), county) == nil)
        #expect(try unwrapped(Sample.id(1), .other) == nil)
    }

    @Test
    func `the ring keeps the first key of an incident until it is forgotten`() throws {
        let ring = KeyRing(county: try .sample)
        let (first, second) = (IncidentKey.random(), IncidentKey.random())
        let sealed = try sealed(first)
        #expect(ring[Sample.id(1)] == nil)
        ring.insert([Sample.id(1): first])
        ring.insert([Sample.id(1): second])
        #expect(opened(sealed, ring[Sample.id(1)], body()) == [7, 8, 9])
        ring.remove(Sample.id(1))
        #expect(ring[Sample.id(1)] == nil)
    }

    @Test
    func `only the first event of an incident gets a new key from its caller`() throws {
        let ring = KeyRing(county: try .sample)
        func personal(_ event: Event) throws -> PreparedEvent.Personal {
            try PreparedEvent(event, cause: nil, limits: LogLimits(), keys: ring).personal
        }
        guard case .sealedWithNewKey = try personal(Sample.accepted(1)) else {
            Issue.record("it has no key")
            return
        }
        let later = Sample.event(1, .assignmentDone(1), text: "好了")
        guard case .open = try personal(later) else {
            Issue.record("it was sealed with a key that nobody keeps")
            return
        }
        ring.insert([Sample.id(1): .random()])
        guard case .sealed = try personal(later) else {
            Issue.record("it was not sealed with the key that is kept")
            return
        }
        guard case .none = try personal(Sample.event(1, .incidentClosed)) else {
            Issue.record("there was nothing to seal")
            return
        }
    }
}

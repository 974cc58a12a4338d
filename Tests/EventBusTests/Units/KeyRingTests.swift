import Governance
import Testing

@testable import EventBus

struct KeyRingTests {
    private func body() -> RecordBody {
        RecordBody(
            subject: Sample.id(1), occurredAt: 1, recordedAt: 2, type: "type".utf8,
            actor: "system".utf8, cause: [UInt8]?.none, data: { $0 += [1, 2, 3] })
    }

    @Test
    func `what was sealed opens with the same key in the same record only`() throws {
        let key = IncidentKey.random()
        let sealed = key.seal([7, 8, 9], boundTo: body())
        func opened(_ key: IncidentKey, _ body: RecordBody) -> [UInt8]? {
            sealed.withUnsafeBytes { key.open($0, boundTo: body) }
        }
        #expect(opened(key, body()) == [7, 8, 9])
        var ended = body()
        ended.end(sealed: sealed)
        #expect(opened(key, ended) == [7, 8, 9])
        #expect(opened(.random(), body()) == nil)
        let other = RecordBody(
            subject: Sample.id(1), occurredAt: 1, recordedAt: 3, type: "type".utf8,
            actor: "system".utf8, cause: [UInt8]?.none, data: { $0 += [1, 2, 3] })
        #expect(opened(key, other) == nil)
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
        let sealed = key.seal([1], boundTo: body())
        #expect(sealed.withUnsafeBytes { again.open($0, boundTo: body()) } == [1])
        #expect(unwrapped(Sample.id(2), county) == nil)
        #expect(try unwrapped(Sample.id(1), .other) == nil)
    }

    @Test
    func `the ring keeps the first key of an incident until it is forgotten`() throws {
        let ring = KeyRing(county: try .sample)
        let (first, second) = (IncidentKey.random(), IncidentKey.random())
        let sealed = first.seal([1], boundTo: body())
        func opens(_ key: IncidentKey?) -> Bool {
            sealed.withUnsafeBytes { key?.open($0, boundTo: body()) } == [1]
        }
        #expect(ring[Sample.id(1)] == nil)
        ring.insert([Sample.id(1): first])
        ring.insert([Sample.id(1): second])
        #expect(opens(ring[Sample.id(1)]))
        ring.remove(Sample.id(1))
        #expect(ring[Sample.id(1)] == nil)
    }

    @Test
    func `only the first event of an incident gets a new key from its caller`() throws {
        let ring = KeyRing(county: try .sample)
        let first = try PreparedEvent(Sample.accepted(1), cause: nil, keys: ring)
        guard case .sealedWithNewKey = first.personal else {
            Issue.record("\(first.personal)")
            return
        }
        let later = Sample.event(1, .assignmentDone(1), text: "好了")
        guard case .open = try PreparedEvent(later, cause: nil, keys: ring).personal else {
            Issue.record("it was sealed with a key that nobody keeps")
            return
        }
        ring.insert([Sample.id(1): .random()])
        guard case .sealed = try PreparedEvent(later, cause: nil, keys: ring).personal else {
            Issue.record("it was not sealed with the key that is kept")
            return
        }
        let bare = Sample.event(1, .incidentClosed)
        guard case .none = try PreparedEvent(bare, cause: nil, keys: ring).personal else {
            Issue.record("there was nothing to seal")
            return
        }
    }
}

import Governance
import Testing

@testable import EventBus

struct RecordBodyTests {
    private func body(
        subject: Incident.ID? = Sample.id(1), type: String = "type", actor: String = "system",
        cause: String? = "cause", data: String = "{}", personal: String? = "sealed",
    ) -> RecordBody {
        var body = RecordBody(
            subject: subject, occurredAt: -6, recordedAt: 7, type: type.utf8, actor: actor.utf8,
            cause: cause?.utf8, data: { $0.append(contentsOf: data.utf8) })
        if let personal {
            body.endWithPersonalPart { $0.append(contentsOf: personal.utf8) }
        } else {
            body.endWithoutPersonalPart()
        }
        return body
    }

    private func place(offset: Int64 = 1, partition: Int64 = 5, version: Int64 = 2) -> RecordPlace {
        RecordPlace(
            offset: Offset(offset), id: Record.ID(high: 3, low: 4), partition: partition,
            version: version)
    }

    @Test
    func `records that could be taken for one another have different forms`() {
        let bodies = [
            body(), body(subject: nil), body(subject: Incident.ID(high: 0, low: 0)),
            body(type: "typ", actor: "esystem"), body(type: "types", actor: "ystem"),
            body(cause: nil), body(cause: ""), body(data: "{}sealed", personal: nil),
            body(data: "{}sealed", personal: ""), body(personal: nil),
            body(cause: "cause{}", data: ""),
        ]
        #expect(Set(bodies.map(\.bytes)).count == bodies.count)
        #expect(Set(bodies.map { place().hash(of: $0, after: .genesis) }).count == bodies.count)
    }

    @Test
    func `the same record elsewhere has another hash`() {
        let hashes = [
            place(), place(offset: 2), place(partition: 6), place(version: 3),
        ].map { $0.hash(of: body(), after: .genesis) }
        let after = place().hash(of: body(), after: hashes[0])
        #expect(Set(hashes + [after]).count == 5)
    }

    @Test
    func `a body without its end is the body before it`() {
        var bare = body(personal: "sealed").withoutEnd
        #expect(bare == body(personal: nil).withoutEnd)
        bare.endWithPersonalPart { $0.append(contentsOf: "sealed".utf8) }
        #expect(bare == body())
    }
}

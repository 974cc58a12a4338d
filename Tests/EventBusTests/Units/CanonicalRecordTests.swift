@testable import EventBus
import Governance
import Testing

struct CanonicalRecordTests {
    private func record(
        version: Int64 = 2, subject: Incident.ID? = Sample.id(1), type: String = "type",
        actor: String = "system", cause: String? = "cause", data: String = "{}",
        personal: String? = "sealed",
    ) -> CanonicalRecord {
        var record = CanonicalRecord()
        record.begin(
            CanonicalRecord.Header(
                offset: Offset(1), id: Record.ID(high: 3, low: 4), partition: 5, version: version,
                subject: subject, occurredAt: -6, recordedAt: 7), after: .genesis)
        record.append(type: type.utf8)
        record.append(actor: actor.utf8)
        record.append(cause: cause?.utf8)
        record.append(data: data.utf8)
        record.append(personal: personal?.utf8)
        return record
    }

    @Test
    func `columns that could be taken for one another make different forms`() {
        let forms = [
            record(), record(version: 3), record(subject: nil),
            record(subject: Incident.ID(high: 0, low: 0)), record(type: "typ", actor: "esystem"),
            record(type: "types", actor: "ystem"), record(cause: nil), record(cause: ""),
            record(data: "{}sealed", personal: nil), record(data: "{}sealed", personal: ""),
            record(personal: nil), record(cause: "cause{}", data: ""),
        ]
        #expect(Set(forms.map(\.bytes)).count == forms.count)
        #expect(Set(forms.map(\.hash)).count == forms.count)
    }

    @Test
    func `a form is built anew in the same buffer`() {
        var used = record(data: String(repeating: "x", count: 10_000))
        used.begin(
            CanonicalRecord.Header(
                offset: Offset(1), id: Record.ID(high: 3, low: 4), partition: 5, version: 2,
                subject: Sample.id(1), occurredAt: -6, recordedAt: 7), after: .genesis)
        used.append(type: "type".utf8)
        used.append(actor: "system".utf8)
        used.append(cause: "cause".utf8)
        used.append(data: "{}".utf8)
        used.append(personal: "sealed".utf8)
        #expect(used.bytes == record().bytes)
    }

    @Test
    func `the hash of nothing known is SHA-256`() {
        // FIPS 180-4: the digest of no bytes.
        let hash = [UInt8]().withUnsafeBytes { ChainHash(hashing: $0) }
        #expect(
            hash.description
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }
}

import EventBus
import Governance
import Testing

struct CloudEventTests {
    private func record(_ event: Event) -> Record {
        Record(
            offset: Offset(7), id: Record.ID(high: 0x0190_0000_0000_7000, low: 1 << 63),
            partition: Sample.huabu, version: 3, event: event, cause: "request", hash: .genesis)
    }

    @Test
    func `a record becomes a CloudEvent without personal data`() {
        let event = Sample.event(1, .assignmentDone(2), text: "调解成功")
        #expect(
            String(decoding: record(event).cloudEvent(source: "/counties/330824"), as: UTF8.self)
                == """
                {"specversion":"1.0","id":"01900000-0000-7000-8000-000000000000",\
                "source":"/counties/330824","type":"griddispatch.assignment.done",\
                "subject":"incidents/01900000-0001-7000-8000-000000000000",\
                "time":"2026-11-18T11:07:41Z","recordedtime":"2026-11-18T11:07:41Z",\
                "sequence":"7","partitionkey":"330824102000",\
                "datacontenttype":"application/json","data":{"number":2}}
                """)
    }

    @Test
    func `an event of the county has no subject`() {
        let event = Event(
            subject: .county, occurredAt: Sample.start, recordedAt: Sample.start, actor: .system,
            kind: .incidentClosed)
        let text = String(decoding: record(event).cloudEvent(source: "/c"), as: UTF8.self)
        #expect(!text.contains("subject"))
    }
}

import Governance
import Testing

@testable import FeedCore

struct FeedTimeTests {
    @Test(arguments: [
        ("2026-03-01T08:00:00+08:00", "2026-03-01T00:00:00Z"),
        (" 2026-03-01T00:00:00Z ", "2026-03-01T00:00:00Z"),
        ("Sun, 29 Dec 2019 12:00:00 GMT", "2019-12-29T12:00:00Z"),
        ("29 Dec 19 12:00 EST", "2019-12-29T17:00:00Z"),
        ("Fri, 04 Feb 2011 20:32:08 +0130", "2011-02-04T19:02:08Z"),
        ("2026-03-01 08:00", "2026-03-01T00:00:00Z"),
        ("2026/03/01 08:00:30.25", "2026-03-01T00:00:30Z"),
        ("2026年03月01日08时00分", "2026-03-01T00:00:00Z"),
        ("20260301080000", "2026-03-01T00:00:00Z"),
        ("2026-03-01", "2026-02-28T16:00:00Z"),
    ])
    func `a moment is read as sources write it`(text: String, moment: String) {
        #expect(
            FeedTime(zone: CountyTimeZone(name: "Asia/Shanghai", baseOffsetSeconds: 28_800))
                .instant(text)?.description == moment)
    }

    @Test(arguments: [
        "", "soon", "2026-02-30", "29 Foo 2019 12:00:00 GMT", "29 Dec 2019 12:00:00 NOWHERE",
        "29 Dec 2019 25:00:00 GMT", "2026-03-01 24:00", "12:00", "2026-3-1",
    ])
    func `what is no moment is not read`(text: String) {
        #expect(FeedTime().instant(text) == nil)
    }

    @Test func `a number is seconds or milliseconds`() {
        let moment = Instant(secondsSinceEpoch: 1_478_198_296)
        #expect(FeedTime().instant(epoch: 1_478_198_296) == moment)
        #expect(FeedTime().instant(epoch: 1_478_198_296_000) == moment)
        #expect(FeedTime().instant(epoch: .infinity) == nil)
        #expect(FeedTime().instant(epoch: .nan) == nil)
    }
}

import FeedCore
import Testing

struct FeedFormatTests {
    @Test func `CAP is XML and CSV is not`() {
        #expect(FeedFormat.cap.isXML)
        #expect(!FeedFormat.csv.isXML)
    }
}

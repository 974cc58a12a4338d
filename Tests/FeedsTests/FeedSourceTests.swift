import Testing

@testable import Feeds

struct FeedSourceTests {
    @Test(arguments: [
        ("text/xml; charset=GB18030", "GB18030"), ("text/csv;charset=\"utf-8\"", "utf-8"),
        ("application/json", nil), ("text/csv; charset=", nil), (nil, nil),
    ])
    func `the charset is taken from the media type`(mediaType: String?, charset: String?) {
        #expect(FeedSource.charset(of: mediaType) == charset)
    }
}

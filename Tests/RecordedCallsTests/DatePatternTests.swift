import Governance
import Testing

@testable import RecordedCalls

struct DatePatternTests {
    private func parsed(_ text: String, as pattern: String) throws -> String? {
        try DatePattern(pattern).parse(Array(text.utf8))?.description
    }

    @Test(arguments: [
        ("MM/dd/yyyy hh:mm:ss a", "04/07/2020 12:01:25 AM", "2020-04-07T00:01:25Z"),
        ("MM/dd/yyyy hh:mm:ss a", "04/07/2020 12:01:25 pm", "2020-04-07T12:01:25Z"),
        ("MM/dd/yyyy hh:mm:ss a", "12/31/2016 11:59:59 PM", "2016-12-31T23:59:59Z"),
        ("M/d/yy H:mm", "1/1/17 0:57", "2017-01-01T00:57:00Z"),
        ("M/d/yy H:mm", "12/31/68 23:59", "2068-12-31T23:59:00Z"),
        ("M/d/yy H:mm", "1/1/69 0:00", "1969-01-01T00:00:00Z"),
        ("yyyy-MM-dd'T'HH:mm:ss", "2023-01-05T10:11:12", "2023-01-05T10:11:12Z"),
        ("yyyy-MM-dd'T'HH:mm:ss.S", "2023-01-05T10:11:12.987", "2023-01-05T10:11:12Z"),
        ("d 'o''clock' M yyyy", "29 o'clock 2 2020", "2020-02-29T00:00:00Z"),
        ("yyyyMMdd", "20200407", "2020-04-07T00:00:00Z"),
    ])
    func `a date of the form is read`(pattern: String, text: String, expected: String) throws {
        #expect(try parsed(text, as: pattern) == expected)
    }

    @Test(arguments: [
        ("MM/dd/yyyy hh:mm:ss a", "4/7/2020 12:01:25 AM"),
        ("MM/dd/yyyy hh:mm:ss a", "04/07/2020 00:01:25 AM"),
        ("MM/dd/yyyy hh:mm:ss a", "04/07/2020 13:01:25 PM"),
        ("MM/dd/yyyy hh:mm:ss a", "04/07/2020 12:01:25 XM"),
        ("MM/dd/yyyy hh:mm:ss a", "04/07/2020 12:01:25 A"),
        ("MM/dd/yyyy hh:mm:ss a", "04/07/2020 12:01:25 AM "),
        ("MM/dd/yyyy hh:mm:ss a", "02/30/2020 12:01:25 AM"),
        ("MM/dd/yyyy hh:mm:ss a", "13/01/2020 12:01:25 AM"),
        ("M/d/yy H:mm", "1/1/2017 0:57"), ("M/d/yy H:mm", "1/1/17 24:00"),
        ("M/d/yy H:mm", "1/1/17 0:60"), ("M/d/yy H:mm", ""), ("M/d/yy H:mm", "1/1/17 0:5"),
        ("yyyy-MM-dd HH:mm:ss", "2020-04-07 10:11:60"),
        ("yyyy-MM-dd HH:mm:ss", "2020-04-07T10:11:12"),
        ("yyyy-MM-dd", "２０２０-04-07"),
    ])
    func `anything else is no date`(pattern: String, text: String) throws {
        #expect(try parsed(text, as: pattern) == nil)
    }

    @Test(arguments: [
        ("MM/dd", "year, month and day must all be there"),
        ("yyyy-MM-dd HH:mm a", "h and a need each other"),
        ("yyyy-MM-dd hh:mm", "h and a need each other"),
        ("yyyy-MM-dd HH hh a", "H and h exclude each other"),
        ("yyyy-MM-dd dd", "a part of the date stands twice"),
        ("yyyy-MM-dd'T", "a quote is not closed"),
        (
            "yyyy-MM-ddTHH:mm",
            "'T' is not known; write yyyy yy MM M dd d HH H hh h mm m ss s S a, and other letters "
                + "in quotes"
        ),
        (String(repeating: " ", count: 65), "a date form has at most 64 characters"),
    ])
    func `a form that cannot be understood is refused`(pattern: String, message: String) {
        #expect(throws: DatePattern.Fault(message: message)) { try DatePattern(pattern) }
    }
}

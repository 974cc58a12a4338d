import EventBus
import Testing

struct OffsetTests {
    @Test
    func `an offset is read from its digits and nothing else`() {
        for value in [0, 1, 42, Int64.max] {
            #expect(Offset(String(value)) == Offset(value))
        }
        for text in ["", "-1", "+1", "1.0", " 1", "1 ", "0x1", "一", "9223372036854775808"] {
            #expect(Offset(text) == nil, "\(text)")
        }
    }
}

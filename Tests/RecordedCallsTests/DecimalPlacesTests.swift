import Foundation
import Testing

@testable import RecordedCalls

struct DecimalPlacesTests {
    @Test(arguments: [
        (0.0625, 3, 0.062), (0.1875, 3, 0.188), (2.5, 0, 2), (3.5, 0, 4), (77.4214999, 3, 77.421),
        // 1.0005 lies below its decimal text in binary and 2.0005 above it.
        (1.0005, 3, 1.0), (2.0005, 3, 2.001), (0, 3, 0), (218, 3, 218), (-0.0625, 3, -0.062),
        (1e-30, 6, 0), (2.0 / 3.0, 6, 0.666667), (1e300, 3, 1e300),
    ])
    func `the exact binary value is rounded half to even`(
        value: Double, places: Int, expected: Double,
    ) {
        #expect(value.rounded(toPlaces: places) == expected)
    }

    @Test func `rounding agrees with the C library`() {
        for numerator in stride(from: 1, to: 100_000, by: 37) {
            let value = Double(numerator) / Double(numerator % 997 + 1)
            #expect(value.rounded(toPlaces: 3) == Double(String(format: "%.3f", value)))
        }
    }
}

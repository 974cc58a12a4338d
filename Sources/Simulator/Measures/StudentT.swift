import Glibc

/// Student's t distribution.
enum StudentT {
    /// The value that a t deviate of so many degrees of freedom exceeds in magnitude with
    /// probability `1 - confidence`; `degrees` is at least 1, `confidence` between 0 and 1.
    static func quantile(confidence: Double, degrees: Int) -> Double {
        var (low, high) = (0.0, 1.0)
        while coverage(high, degrees) < confidence { high *= 2 }
        for _ in 0..<100 {
            let middle = (low + high) / 2
            if coverage(middle, degrees) < confidence { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The probability that a t deviate is at most `t` in magnitude.
    ///
    /// M. Abramowitz, I. Stegun, "Handbook of Mathematical Functions", 26.7.3 and 26.7.4.
    static func coverage(_ t: Double, _ degrees: Int) -> Double {
        let angle = atan(t / Double(degrees).squareRoot())
        let (sine, cosine) = (sin(angle), cos(angle))
        if degrees == 1 { return 2 * angle / .pi }
        var term = degrees % 2 == 0 ? 1 : cosine
        var sum = term
        var index = degrees % 2 == 0 ? 1 : 2
        while index < degrees - 2 {
            term *= cosine * cosine * Double(index) / Double(index + 1)
            sum += term
            index += 2
        }
        guard degrees % 2 == 1 else { return sine * sum }
        return 2 / .pi * (angle + sine * sum)
    }
}

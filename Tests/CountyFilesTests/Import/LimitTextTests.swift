import Governance
import Testing

@testable import CountyFiles

/// Time limits as people write them.
struct LimitTextTests {
    static let words = LimitWords(
        units: [
            .init(word: "紧急工作时", unit: .urgentHour, perUnit: 1),
            .init(word: "紧急工作日", unit: .urgentDay, perUnit: 1),
            .init(word: "工作时", unit: .workHour, perUnit: 1),
            .init(word: "小时", unit: .workHour, perUnit: 1),
            .init(word: "时", unit: .workHour, perUnit: 1),
            .init(word: "工作日", unit: .workDay, perUnit: 1),
            .init(word: "天", unit: .workDay, perUnit: 1),
            .init(word: "日", unit: .workDay, perUnit: 1),
            .init(word: "分钟", unit: .urgentHour, perUnit: 60),
        ], idle: ["以内", "内", "不超过", "≤"], counters: ["个"])

    private func limit(_ text: String) throws(LimitText.Refusal) -> WorkingDuration {
        try LimitText(words: Self.words).limit(in: text)
    }

    @Test(arguments: [
        ("2紧急工作时", 2, WorkingDuration.Unit.urgentHour), ("1紧急工作日", 1, .urgentDay),
        ("4小时", 4, .workHour), ("2天", 2, .workDay), ("0.5工作日", 0.5, .workDay),
        ("1/2工作日", 0.5, .workDay), ("24紧急工作时", 24, .urgentHour), ("1个工作日", 1, .workDay),
        ("２ 天", 2, .workDay), ("２．５工作时", 2.5, .workHour), ("两天", 2, .workDay),
        ("三十天", 30, .workDay), ("十五个工作日", 15, .workDay), ("一百零三日", 103, .workDay),
        ("半天", 0.5, .workDay), ("半个工作日", 0.5, .workDay), ("一个半工作日", 1.5, .workDay),
        ("两天半", 2.5, .workDay), ("30分钟", 0.5, .urgentHour), ("3天内", 3, .workDay),
        ("不超过 3 天 以内", 3, .workDay), ("≤4小时", 4, .workHour), ("12\n小时", 12, .workHour),
    ])
    func `an amount and a unit are a limit`(
        text: String, amount: Double, unit: WorkingDuration.Unit,
    ) throws {
        #expect(try limit(text) == WorkingDuration(amount, unit))
    }

    @Test(arguments: [
        ("", LimitText.Refusal.empty), ("  　", .empty), ("立即", .noAmount), ("及时", .noAmount),
        ("工作日", .noAmount), ("5", .noUnit), ("2-3天", .severalAmounts),
        ("2天/5天", .severalAmounts), ("2 0天", .severalAmounts), ("２　０天", .severalAmounts),
        ("2~3个工作日", .severalAmounts), ("0天", .notPositive),
        ("0.0工作日", .notPositive), ("999999天", .tooLarge),
        ("种植季节15工作日", .unknownWord("种植季节", suggestion: nil)),
        ("3工做日", .unknownWord("工做日", suggestion: "工作日")),
        ("2天后", .unknownWord("后", suggestion: nil)),
        ("-2天", .unknownWord("-", suggestion: nil)), ("二三天", .malformedNumber("二三")),
        ("1/0天", .malformedNumber("1/0")),
        (String(repeating: "2", count: 65), .tooLong),
    ])
    func `anything else is refused with the reason`(text: String, refusal: LimitText.Refusal) {
        #expect(throws: refusal) { try limit(text) }
    }

    @Test func `a limit that is written in any way is read back`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let amount = Int.random(in: 1...8_784, using: &generator)
            let word = try #require(Self.words.units.randomElement(using: &generator))
            let digits = String(amount)
            let written = [digits, Self.wide(digits), Self.chinese(amount)]
                .randomElement(using: &generator)
            let space = ["", " ", "\n", "　"].randomElement(using: &generator)
            let idle = ["", "内", "以内"].randomElement(using: &generator)
            let counter =
                word.word.hasPrefix("工") ? ["", "个"].randomElement(using: &generator) : ""
            let text = [written, space, counter, word.word, idle].map { $0 ?? "" }.joined()
            let expected = WorkingDuration(Double(amount) / word.perUnit, word.unit)
            #expect(try limit(text) == expected, "seed \(seed): \(text)")
        }
    }

    @Test func `whatever is written, it is a positive limit or refused`() {
        let seed = UInt64.random(in: 0 ... .max)
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("0123456789.０９/-~至半一二两三十百千零个工作日时天小紧急内 \n　（）分钟立即")
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...12, using: &generator)
            let text = String(
                (0..<count).compactMap { _ in alphabet.randomElement(using: &generator) })
            guard let limit = try? limit(text) else { continue }
            let isSound = limit.amount > 0 && limit.amount <= WorkingDuration.maximumAmount
            #expect(isSound, "seed \(seed): \(text)")
        }
    }

    private static func wide(_ digits: String) -> String {
        String(
            String.UnicodeScalarView(
                digits.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
    }

    /// The number below ten thousand as people read it out.
    private static func chinese(_ number: Int) -> String {
        let digits = Array("零一二三四五六七八九")
        let places = ["千", "百", "十", ""]
        var text = ""
        var skipped = false
        for (place, divisor) in [1_000, 100, 10, 1].enumerated() {
            let digit = number / divisor % 10
            if digit == 0 {
                skipped = true
                continue
            }
            if skipped, !text.isEmpty { text += "零" }
            text += String(digits[digit]) + places[place]
            skipped = false
        }
        return text
    }
}

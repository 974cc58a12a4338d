import Testing

@testable import EventBus

struct SearchTextTests {
    @Test
    func `text is cut into pairs, and every character begins a word`() {
        let cases = [
            ("", ""),
            ("哭", "哭"),
            ("哭声", "哭声 声"),
            ("听见哭声。", "听见 见哭 哭声 声"),
            ("听见，哭声", "听见 见 哭声 声"),
            ("3号楼2单元", "3 号楼 楼 2 单元 元"),
            ("３号楼", "3 号楼 楼"),
            ("Wi-Fi 坏了", "wi fi 坏了 了"),
            ("  a  b\n", "a b"),
            ("𠀀𠀁三", "𠀀𠀁 𠀁三 三"),
            ("カタカナ", "カタ タカ カナ ナ"),
            ("!?…“”", ""),
        ]
        for (text, words) in cases { #expect(SearchText.indexed(text) == words, "\(text)") }
    }

    @Test(arguments: [
        ("听见哭声，门锁着（3号楼）！", "听见哭声,门锁着(3号楼)!"), ("电压２２０Ｖ～３８０Ｖ", "电压220V~380V"),
        ("他说：“快来”……", "他说:\"快来\"..."), ("A－1、B－2；C／3", "a-1､B-2;c/3"),
        ("水￥３．５　吨", "水¥3.5 吨"), ("「一」｢二｣", "｢一｣「二」"), ("名￣字´", "名 字 "),
    ])
    func `punctuation and letters are the same in full and in half width`(
        _ full: String, _ half: String,
    ) {
        #expect(SearchText.indexed(full) == SearchText.indexed(half))
        #expect(SearchText.match(full)?.isEmpty == false)
    }

    @Test
    func `a question is phrases that must all be there`() {
        let cases: [(String, String?)] = [
            ("", nil),
            (" \t", nil),
            ("*", nil),
            ("\"", nil),
            ("哭", "\"哭\" *"),
            ("哭声", "\"哭声\""),
            ("听见哭", "\"听见 见哭\""),
            ("3号", "\"3 号\" *"),
            ("3号楼", "\"3 号楼\""),
            ("楼3", "\"楼 3\""),
            ("楼道3", "\"楼道 道 3\""),
            ("哭声 老人", "\"哭声\" AND \"老人\""),
            ("body: NEAR(a b)", "\"body\" AND \"near a\" AND \"b\""),
            ("a\"b", "\"a b\""),
            ("- ^ + ( )", nil),
        ]
        for (question, match) in cases {
            #expect(SearchText.match(question) == match, "\(question)")
        }
    }

    @Test
    func `a question is cut at its bounds`() {
        let words = (0..<100).map { "w\($0)" }.joined(separator: " ")
        #expect(SearchText.match(words)?.split(separator: "AND").count == 16)
        let long = String(repeating: "长", count: 10_000)
        #expect(SearchText.match(long)?.split(separator: " ").count == 255)
        #expect(SearchText.indexed(String(repeating: "字", count: 70_000)).utf8.count < 470_000)
    }
}

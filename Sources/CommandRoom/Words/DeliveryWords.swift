import Governance

/// What became of messages to the outside, told in one sentence in each language.
enum DeliveryWords {
    static func sentence(for kind: Event.Kind) -> LocalizedText {
        switch kind {
        case .deliveryGivenUp(let failed): givenUp(failed)
        case .sourceInformed(let answer): informed(answer)
        default: LocalizedText(chinese: "", english: "")
        }
    }

    private static func givenUp(_ failed: FailedDelivery) -> LocalizedText {
        guard failed.incident != nil else {
            return LocalizedText(
                chinese: "通道 \(failed.channel) 又有 \(failed.others) 条通知未送达",
                english: "\(failed.others) more messages over \(failed.channel) reached nobody")
        }
        let others = failed.others
        return LocalizedText(
            chinese: "通知未送达：通道 \(failed.channel)，\(failed.reason)"
                + (others > 0 ? "（此前另有 \(others) 条）" : ""),
            english: "A message over \(failed.channel) reached nobody: \(failed.reason)"
                + (others > 0 ? " (and \(others) others before)" : ""))
    }

    private static func informed(_ answer: SourceAnswer) -> LocalizedText {
        guard answer.isTaken else {
            return LocalizedText(
                chinese: "回写来源系统未成功（\(answer.channel)）：\(answer.answer)",
                english: "The source (\(answer.channel)) could not be told: \(answer.answer)")
        }
        return LocalizedText(
            chinese: "已回写来源系统（\(answer.channel)）：\(answer.status)",
            english: "The source (\(answer.channel)) was told: \(answer.status)")
    }
}

import Deliveries
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

    /// How a message about an incident came to its end, or where it stands.
    static func sentence(
        for delivery: Delivery, over channel: Channel?, in county: County,
    ) -> LocalizedText {
        let name = channel?.title
        let way = LocalizedText(
            chinese: name?.chinese ?? delivery.channel.name,
            english: name?.english ?? delivery.channel.name)
        let state = delivery.state.words
        let whom = whom(delivery.recipient, in: county)
        let note = delivery.state == .givenUp ? delivery.note.map { ": \($0)" } ?? "" : ""
        return LocalizedText(
            chinese: "通知（\(delivery.topic.words.chinese)）经\(way.chinese)致\(whom.chinese)："
                + state.chinese + note,
            english: "\(delivery.topic.words.english) over \(way.english) to \(whom.english): "
                + state.english + note)
    }

    private static func whom(_ recipient: Recipient, in county: County) -> LocalizedText {
        switch recipient {
        case .everybody: LocalizedText(chinese: "全体", english: "everybody")
        case .responder(let id):
            county[id]?.name ?? LocalizedText(chinese: id.name, english: id.name)
        case .contact(let name): LocalizedText(chinese: name, english: name)
        case .source(let feed, _):
            LocalizedText(chinese: "来源 \(feed)", english: "the source \(feed)")
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

extension Delivery.State {
    /// The word for how far a message has come.
    var words: LocalizedText {
        switch self {
        case .waiting: LocalizedText(chinese: "待发", english: "waits")
        case .sending: LocalizedText(chinese: "发送中", english: "is being sent")
        case .delivered: LocalizedText(chinese: "已送达", english: "delivered")
        case .obsolete: LocalizedText(chinese: "不必再发", english: "not needed any more")
        case .givenUp: LocalizedText(chinese: "未送达", english: "reached nobody")
        }
    }
}

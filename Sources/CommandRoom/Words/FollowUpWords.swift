import Governance

/// What was found about whose a matter is, by mediation, and after the closing, in both languages.
struct FollowUpWords {
    let county: County

    func sentence(for kind: Event.Kind) -> LocalizedText {
        switch kind {
        case .boundaryNoted(let areas, let informed, let answerBy):
            boundary(areas, informed, answerBy)
        case .boundaryAnswered(let area, let isByDefault): answered(area, isByDefault)
        case .mediationRecorded(let result, let parties, let acts, _):
            mediation(result, parties, acts)
        case .actSettled(let number, true):
            text("第 \(number) 项：已落实", "Act \(number): done, all is well")
        case .actSettled(let number, false):
            text("第 \(number) 项：未落实", "Act \(number): not done, or trouble was found")
        case .actNear(let number): text("第 \(number) 项将到期", "Act \(number) is due soon")
        case .actMissed(let number, _): text("第 \(number) 项已逾期", "Act \(number) is overdue")
        case .followUpBegun(let until, let appealBy): begun(until, appealBy)
        case .followUpEnded(true):
            text("跟踪期满：已息事稳定", "Followed up to the end: settled and stable")
        case .followUpEnded(false):
            text("跟踪期满：未能稳定", "Followed up to the end: not stable")
        case .followUpEnded(nil): text("跟踪期满", "Followed up to the end")
        case .matterRecurred:
            text("同一地点又有类似上报", "A like matter was reported at the same place")
        default: text("", "")
        }
    }

    private func boundary(
        _ areas: [AreaCode], _ informed: [Responder.ID], _ answerBy: Instant?,
    ) -> LocalizedText {
        let places = names(areas)
        if let answerBy {
            let by = county.timeZone.minute(of: answerBy)
            return text(
                "靠近交界，是否属于\(places.chinese)？请于 \(by) 前答复",
                "Near a line: does it belong to \(places.english)? To be answered by \(by)")
        }
        let people = informed.map { county[$0]?.name ?? text($0.name, $0.name) }
        return text(
            "靠近交界（\(places.chinese)），知会："
                + people.map(\.chinese).joined(separator: "、"),
            "Near the line with \(places.english); told: "
                + people.map(\.english).joined(separator: ", "))
    }

    private func answered(_ area: AreaCode, _ isByDefault: Bool) -> LocalizedText {
        let place = names([area])
        guard isByDefault else {
            return text("归属：\(place.chinese)", "It belongs to \(place.english)")
        }
        return text(
            "无人答复归属，仍按上报：\(place.chinese)",
            "Nobody said whose it is; it stays with \(place.english)")
    }

    private func mediation(
        _ result: Mediation.Result, _ parties: Int, _ acts: [Mediation.Appointment],
    ) -> LocalizedText {
        guard result == .agreed else {
            return text(
                "调解：\(parties) 方未达成协议", "Mediated: \(parties) parties, no agreement")
        }
        let promises = acts.count { $0.kind == .promise }
        let visits = acts.count - promises
        return text(
            "调解：\(parties) 方达成协议，履约 \(promises) 项，回访 \(visits) 次",
            "Mediated: \(parties) parties agreed; promised acts \(promises), visits \(visits)")
    }

    private func begun(_ until: Instant, _ appealBy: Instant?) -> LocalizedText {
        let end = county.timeZone.minute(of: until)
        guard let appealBy else {
            return text("跟踪至 \(end)", "Followed up until \(end)")
        }
        let appeal = county.timeZone.minute(of: appealBy)
        return text(
            "跟踪至 \(end)，\(appeal) 前可申诉",
            "Followed up until \(end); an appeal is possible until \(appeal)")
    }

    private func names(_ areas: [AreaCode]) -> LocalizedText {
        text(
            areas.map { county.grids.placeName(of: $0, in: .chinese) }.joined(separator: "、"),
            areas.map { county.grids.placeName(of: $0, in: .english) }.joined(separator: "; "))
    }

    private func text(_ chinese: String, _ english: String) -> LocalizedText {
        LocalizedText(chinese: chinese, english: english)
    }
}

extension CountyTimeZone {
    /// A moment on the county's clock, to the minute.
    func minute(of instant: Instant) -> String {
        let whole = instant.text(offsetSeconds: offsetSeconds(at: instant))
        return whole.prefix(16).split(separator: "T").joined(separator: " ")
    }
}

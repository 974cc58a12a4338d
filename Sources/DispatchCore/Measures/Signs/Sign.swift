public import Governance

/// Something that may mean that a form was filled in and the work not done.
///
/// It is a question for the supervisor of a post, never a verdict, and never about residents: signs
/// are put together by post and township, with the incidents behind them, and name nobody.
public enum Sign: String, CaseIterable, Sendable {
    /// Many were closed one directly after the other by the same hand.
    case closedInBurst
    /// An arrival was confirmed far from the place.
    case arrivedFarAway
    /// What was settled on the spot was checked by whoever settled it.
    case checkedByOneself
    /// The work was done as soon as somebody had arrived.
    case doneOnArrival
    /// The same matter came up again at the same place after closing.
    case recurred

    /// How many closings make a burst.
    public static let burstCount = 5
    /// Within what time they make one.
    public static let burstSpan = Duration.minutes(2)
    /// From how far away an arrival is asked about; a telephone in a valley may be wrong by less.
    public static let farAway = Metres(500)
    /// How short a stay is asked about.
    public static let shortStay = Duration.seconds(60)
    /// Within what time after closing a matter has come up again.
    public static let recurrenceSpan = Duration.hours(90 * 24)
    /// How near to each other two reports with a position are of the same place.
    public static let samePlace = Metres(100)

    /// The sign in a few words.
    public var title: LocalizedText {
        switch self {
        case .closedInBurst: LocalizedText(chinese: "集中结案", english: "closed in bursts")
        case .arrivedFarAway: LocalizedText(chinese: "异地到达", english: "arrived far away")
        case .checkedByOneself: LocalizedText(chinese: "自办自核", english: "checked by oneself")
        case .doneOnArrival: LocalizedText(chinese: "到即办结", english: "done on arrival")
        case .recurred: LocalizedText(chinese: "结案后复发", english: "recurred after closing")
        }
    }

    /// What a supervisor may ask, with the definition of the sign in it.
    public var question: LocalizedText {
        switch self {
        case .closedInBurst:
            LocalizedText(
                chinese: "2 分钟内由同一人结案 5 件及以上:是集中补录,还是没有逐件核查?",
                english: """
                    Five or more were closed by one hand within 2 minutes: entered later in one go, or \
                    not looked at one by one?
                    """)
        case .arrivedFarAway:
            LocalizedText(
                chinese: "确认到达时的位置离事发地 500 米以上:是定位偏差、约在别处,还是没有到场?",
                english: """
                    Arrival was confirmed more than 500 m from the place: a wrong position, met \
                    elsewhere, or not there?
                    """)
        case .checkedByOneself:
            LocalizedText(
                chinese: "自行处置后由本人核查:有没有别人看过结果?",
                english: "Settled and checked by the same hand: has anybody else looked?")
        case .doneOnArrival:
            LocalizedText(
                chinese: "到达后 1 分钟内办结:是到场前已处理,还是事后一并点击?",
                english: """
                    Done within a minute of arriving: settled before, or both pressed afterwards?
                    """)
        case .recurred:
            LocalizedText(
                chinese: "结案后 90 天内同一地点又报同类事件:上次的结果稳住了吗?",
                english: """
                    The same kind of matter at the same place within 90 days of closing: did the \
                    last result hold?
                    """)
        }
    }
}

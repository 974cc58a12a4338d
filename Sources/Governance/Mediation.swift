/// 调解: what came of a mediation, and what was promised with it.
///
/// Who the parties are and what the words say is personal data beside the events.
public struct Mediation: Hashable, Sendable, Codable {
    /// How many acts may be followed up.
    public static let maximumActs = 32
    /// How many parties there may be.
    public static let maximumParties = 64

    /// What came of it.
    public enum Result: String, CaseIterable, Sendable, Codable {
        /// 达成协议: the parties agreed.
        case agreed
        /// 未达成: they did not.
        case failed
    }

    /// Something that is followed up at a stated time.
    public struct Act: Hashable, Sendable, Codable {
        /// What it is.
        public enum Kind: String, CaseIterable, Sendable, Codable {
            /// 履约: an act that a party promised.
            case promise
            /// 回访: a visit that looks how things are.
            case visit
        }

        /// How it went.
        public enum State: String, CaseIterable, Sendable, Codable {
            /// Nobody has said yet.
            case open
            /// The act was done; the visit found all well.
            case kept
            /// The act was not done; the visit found trouble.
            case broken
        }

        /// 1 for the first of the mediation, and so on.
        public let number: Int
        /// What it is.
        public let kind: Kind
        /// How it went.
        public var state = State.open
        /// When it is due, and when it is brought up.
        public var deadline: Incident.Deadline

        /// An act that is to come.
        public init(number: Int, _ appointment: Appointment, warnAt: Instant?) {
            self.number = number
            kind = appointment.kind
            deadline = Incident.Deadline(
                kind: kind == .promise ? .promise : .visit, due: appointment.due, warnAt: warnAt)
        }
    }

    /// An act and when it is due, as the record of the mediation states it.
    public struct Appointment: Hashable, Sendable, Codable {
        /// What it is.
        public let kind: Act.Kind
        /// By when.
        public let due: Instant

        /// An act that is due then.
        public init(_ kind: Act.Kind, due: Instant) {
            self.kind = kind
            self.due = due
        }
    }

    /// A later report of a like matter at the same place.
    public struct Recurrence: Hashable, Sendable, Codable {
        /// The incident that was made of it.
        public let incident: Incident.ID
        /// When the report was accepted.
        public let at: Instant

        /// A recurrence in that incident.
        public init(incident: Incident.ID, at: Instant) {
            self.incident = incident
            self.at = at
        }
    }

    /// What came of it.
    public let result: Result
    /// How many parties there were.
    public let parties: Int
    /// When it was.
    public let at: Instant
    /// 1 for the incident's first mediation, and so on.
    public let number: Int
    /// What is followed up, in the order of the record.
    public var acts: [Act]
    /// Later reports of a like matter at the same place, in order.
    public var recurrences: [Recurrence] = []
    /// 已息事: at the end of the following up, whether everything promised was done and nothing
    /// recurred; nil before that.
    public var isStable: Bool?

    /// A mediation as it was recorded.
    public init(result: Result, parties: Int, at: Instant, number: Int, acts: [Act]) {
        self.result = result
        self.parties = parties
        self.at = at
        self.number = number
        self.acts = acts
    }

    /// The acts about which nobody has said how they went.
    public var openActs: [Act] { acts.filter { $0.state == .open } }

    /// How many like matters were reported at the same place within so many days after it.
    public func recurrences(withinDays days: Int) -> Int {
        recurrences.count { $0.at - at <= .hours(24 * days) }
    }
}

extension Incident {
    /// 跟踪: what a closed incident is remembered for.
    public struct FollowUp: Hashable, Sendable, Codable {
        /// Until when.
        public let until: Instant
        /// Until when somebody may appeal against the result; nil for not at all.
        public let appealBy: Instant?

        /// A following up that begins with the closing.
        public init(until: Instant, appealBy: Instant?) {
            self.until = until
            self.appealBy = appealBy
        }
    }

    /// 交界: areas that may own the matter as well as the one that was reported.
    public struct Boundary: Hashable, Sendable, Codable {
        /// The other areas, the nearest line first.
        public let areas: [AreaCode]
        /// Those who are told on both sides; nobody where they are asked instead.
        public let informed: [Responder.ID]
        /// Whose it is, once that was answered.
        public var owner: AreaCode?
        /// Whether nobody answered in time, so that it stayed where it was reported.
        public var isByDefault = false

        /// A doubt that nobody has answered.
        public init(areas: [AreaCode], informed: [Responder.ID] = []) {
            self.areas = areas
            self.informed = informed
        }
    }
}

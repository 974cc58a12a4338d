public import Governance

/// How alike two incidents are, and whether they are likely the same matter.
///
/// They are if they are near in place and in time, and their categories or their words are alike.
public struct Likeness: Hashable, Sendable {
    /// What is compared of an incident.
    public struct Subject: Hashable, Sendable {
        let category: ReportCategory.ID
        let area: AreaCode
        let place: Coordinate?
        let acceptedAt: Instant
        let words: Set<String>

        /// What is compared; `words` are those of the search index, none where nothing is known.
        public init(
            category: ReportCategory.ID, area: AreaCode, place: Coordinate?, acceptedAt: Instant,
            words: Set<String> = [],
        ) {
            self.category = category
            self.area = area
            self.place = place
            self.acceptedAt = acceptedAt
            self.words = words
        }

        /// What is compared of an incident, without words.
        public init(_ incident: Incident) {
            self.init(
                category: incident.report.category, area: incident.report.area,
                place: incident.report.coordinate, acceptedAt: incident.acceptedAt)
        }

        /// The same with these words.
        public func with(_ words: Set<String>?) -> Self {
            Self(
                category: category, area: area, place: place, acceptedAt: acceptedAt,
                words: words ?? [])
        }
    }

    /// How two categories are related.
    public enum Category: String, Hashable, Sendable {
        /// The same.
        case same
        /// Of one family: their names begin alike.
        case alike
        /// Of different families.
        case other
    }

    /// How far apart; nil where a place is not known.
    public let distance: Metres?
    /// Whether both are in the same narrowest area.
    public let isInSameArea: Bool
    /// How long after each other they were accepted.
    public let apart: Duration
    /// How the categories are related.
    public let category: Category
    /// How alike the words are, 0 to 1; nil where one has none.
    public let text: Double?

    /// How alike `one` and `other` are.
    public init(_ one: Subject, _ other: Subject) {
        distance = one.place.flatMap { place in other.place.map { place.distance(to: $0) } }
        isInSameArea = one.area == other.area
        let apart = one.acceptedAt - other.acceptedAt
        self.apart = apart < .zero ? .zero - apart : apart
        if one.category == other.category {
            category = .same
        } else {
            category = one.category.family == other.category.family ? .alike : .other
        }
        text = Self.overlap(one.words, other.words)
    }

    /// Whether that is likely the same matter, as the county sees it.
    public func isLikelySame(_ settings: CountySettings.Duplicates) -> Bool {
        guard isSamePlace(settings), apart <= settings.within else { return false }
        return category != .other || (text ?? 0) >= settings.text
    }

    /// Whether both are at the same place, as the county sees it; without places, in the same area.
    public func isSamePlace(_ settings: CountySettings.Duplicates) -> Bool {
        distance.map { $0 <= settings.distance } ?? isInSameArea
    }

    /// Orders the likelier first: the same category, then the more alike words, then the nearer.
    public static func isLikelier(_ one: Likeness, than other: Likeness) -> Bool {
        if one.category != other.category, one.category == .same || other.category == .same {
            return one.category == .same
        }
        let (mine, theirs) = (one.text ?? 0, other.text ?? 0)
        if mine != theirs { return mine > theirs }
        return one.distance?.value ?? .infinity < other.distance?.value ?? .infinity
    }

    /// The Sørensen–Dice coefficient of two sets of words: twice the common ones by all.
    ///
    /// L. R. Dice, "Measures of the Amount of Ecologic Association Between Species", Ecology 26 (3),
    /// 1945, doi:10.2307/1932409.
    static func overlap(_ one: Set<String>, _ other: Set<String>) -> Double? {
        guard !one.isEmpty, !other.isEmpty else { return nil }
        return 2 * Double(one.intersection(other).count) / Double(one.count + other.count)
    }
}

extension ReportCategory.ID {
    /// The first part of the name, for example `dispute`.
    fileprivate var family: Substring { name.prefix { $0 != "/" } }
}

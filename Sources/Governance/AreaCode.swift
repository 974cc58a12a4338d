/// The code of a county, township, community or grid.
///
/// Counties, townships and communities carry the 12-digit code of China's statistical divisions
/// (6 digits county, 3 township, 3 community or village, zeros after the own level). A grid below a
/// community has 15 digits: its community's code and a serial number of 3 digits.
public struct AreaCode: Hashable, Sendable, Codable {
    /// The level of an area, from the widest to the narrowest.
    public enum Level: Int, CaseIterable, Sendable, Comparable, Codable {
        /// 县, 区.
        case county
        /// 乡, 镇, 街道.
        case township
        /// 社区, 村.
        case community
        /// 网格.
        case grid

        /// Wider levels come first.
        public static func < (left: Level, right: Level) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// The code as a number of 15 digits; areas above a grid have serial number 000.
    public let number: UInt64

    private init(number: UInt64) {
        self.number = number
    }

    /// The level that the code's zeros tell.
    public var level: Level {
        if number % 1_000 != 0 { return .grid }
        if number % 1_000_000 != 0 { return .community }
        return number % 1_000_000_000 != 0 ? .township : .county
    }

    /// The code of the area that contains this one, or nil for a county.
    public var parent: AreaCode? {
        switch level {
        case .county: nil
        case .township: AreaCode(number: number / 1_000_000_000 * 1_000_000_000)
        case .community: AreaCode(number: number / 1_000_000 * 1_000_000)
        case .grid: AreaCode(number: number / 1_000 * 1_000)
        }
    }

    /// The code of the area at `level` that contains this one, or nil if this one is wider.
    public func ancestor(at level: Level) -> AreaCode? {
        var code = self
        while code.level > level {
            guard let parent = code.parent else { return nil }
            code = parent
        }
        return code.level == level ? code : nil
    }

    /// Whether `other` is this area or lies in it.
    public func contains(_ other: AreaCode) -> Bool {
        other.ancestor(at: level) == self
    }
}

extension AreaCode: LosslessStringConvertible {
    /// 12 digits, or 15 for a grid.
    public var description: String {
        level == .grid ? String(number) : String(number / 1_000)
    }

    /// The area with this code of 12 or 15 digits, or nil if it is not one.
    ///
    /// A code starts with a digit that is not zero; no digit may follow a level of zeros.
    public init?(_ text: some StringProtocol) {
        let digits = text.utf8
        guard digits.count == 12 || digits.count == 15 else { return nil }
        guard digits.allSatisfy({ (48...57).contains($0) }), digits.first != 48 else { return nil }
        guard let value = UInt64(text) else { return nil }
        let number = digits.count == 12 ? value * 1_000 : value
        let (township, community) = (number / 1_000_000 % 1_000, number / 1_000 % 1_000)
        guard number % 1_000 == 0 || community != 0, community == 0 || township != 0 else {
            return nil
        }
        self.init(number: number)
    }
}

extension AreaCode: Comparable {
    /// Orders by number, so that an area comes directly before what it contains.
    public static func < (left: AreaCode, right: AreaCode) -> Bool {
        left.number < right.number
    }
}

import Governance

/// Where an entry is, by GeoRSS (simple and GML) or the W3C's basic vocabulary; all are WGS-84.
enum GeoRSS {
    /// The point, or the middle of the shape; nil if there is none that is on the globe.
    static func coordinate(of entry: XMLElement) -> Coordinate? {
        for name in ["point", "polygon", "line", "box"] {
            if let shape = entry.child(name, in: "http://www.georss.org/georss"),
                let center = center(ofPairs: shape.text)
            {
                return center
            }
        }
        // A circle is its centre and a radius in metres.
        if let circle = entry.child("circle", in: "http://www.georss.org/georss")?.text.trimmed,
            let end = circle.lastIndex(where: { $0.isWhitespace || $0 == "," }),
            let center = center(ofPairs: String(circle[..<end]))
        {
            return center
        }
        if let place = entry.child("where"), let shape = firstPositions(in: place) {
            return center(ofPairs: shape)
        }
        let point = entry.child("Point") ?? entry
        guard let latitude = point.childText("lat").flatMap(Double.init),
            let longitude = (point.childText("long") ?? point.childText("lon")).flatMap(Double.init)
        else { return nil }
        return Coordinate(latitude: latitude, longitude: longitude)
    }

    /// The middle of the points in a text such as `45.2 -71.9 46.4 -109.5`, latitude first.
    static func center(ofPairs text: String) -> Coordinate? {
        let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
        let words =
            isPlain
            ? text.utf8.split { $0 <= 0x20 || $0 == UInt8(ascii: ",") }.map { Substring($0) }
            : text.split { $0.isWhitespace || $0 == "," }
        let numbers = words.map { Double($0) }
        guard numbers.count >= 2, numbers.count.isMultiple(of: 2) else { return nil }
        var box = BoundingBox()
        for index in stride(from: 0, to: numbers.count, by: 2) {
            guard let latitude = numbers[index], let longitude = numbers[index + 1] else {
                return nil
            }
            box.extend(latitude: latitude, longitude: longitude)
        }
        return box.center
    }

    private static func firstPositions(in element: XMLElement) -> String? {
        if ["pos", "posList", "lowerCorner"].contains(element.name.local) { return element.text }
        for child in element.children {
            if let found = firstPositions(in: child) { return found }
        }
        return nil
    }
}

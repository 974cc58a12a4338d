public import Governance
public import TextFormats

extension CoverageForecast {
    /// The forecast as members of an object: what is asked for, then each grid with one digit for
    /// each hour: 2 full, 1 with substitutes, 0 short.
    public func write(to object: inout JSONObjectWriter, of county: County) {
        object.field("from", start)
        object.field("hours", grids.first?.hours.count ?? 0)
        object.array("needs") { array in
            for need in needs {
                array.object {
                    $0.field("roles", need.roles)
                    $0.field("withinSeconds", Int(need.limit.inSeconds))
                    $0.field("categories", need.categories)
                }
            }
        }
        object.array("grids") { array in
            for grid in grids {
                array.object {
                    $0.field("code", grid.area)
                    $0.field(
                        "name",
                        LocalizedText(
                            chinese: county.grids.placeName(of: grid.area, in: .chinese),
                            english: county.grids.placeName(of: grid.area, in: .english)))
                    $0.field("centre", county.grids.centre(of: grid.area)?.converted(to: .wgs84))
                    $0.field("coveredHours", grid.coveredHours)
                    $0.field("missing", grid.missing)
                    $0.field("levels", grid.hours.map { String($0.rawValue) }.joined())
                }
            }
        }
    }
}

import CountyFiles
import CurlHTTP
import Foundation
import Governance
import Simulator
import TextFormats

/// Asks a server that answers as OSRM does how long people travel between a county's places.
struct RoadTable {
    /// A place that travel times are asked for.
    struct Place: Hashable {
        let area: AreaCode
        let coordinate: Coordinate
    }

    /// So many places are asked about at most, by some hundred requests.
    static let maximumPlaces = 500
    /// As many sources and as many destinations go into one request; OSRM takes 100 places.
    private static let block = 50

    private let server: ScenarioElsewhere.RoadServer

    /// A table of that server.
    init(_ server: ScenarioElsewhere.RoadServer) {
        self.server = server
    }

    /// The areas that have a centre of their own; all others are taken to be where the area around
    /// them is.
    static func places(of grids: GridTree) -> [Place] {
        grids.areas.compactMap { area in
            area.centre.map { Place(area: area.code, coordinate: $0.converted(to: .wgs84)) }
        }
    }

    /// The times between all places that the server has a way between.
    ///
    /// - Throws: ``ScenarioIncomplete``.
    func matrix(between places: [Place]) async throws -> TravelMatrix {
        guard places.count <= Self.maximumPlaces else {
            throw failure(
                "the county has \(places.count) places with a centre; at most "
                    + "\(Self.maximumPlaces) are asked about. Give travel.matrix a file instead",
                "有中心点的区域 \(places.count) 个，超过 \(Self.maximumPlaces) 个；请改用 travel.matrix 文件")
        }
        let client = try HTTPClient()
        var times: [TravelMatrix.Way: Duration] = [:]
        do {
            for start in stride(from: 0, to: places.count, by: Self.block) {
                for end in stride(from: 0, to: places.count, by: Self.block) {
                    let (from, to) = (places[start...], places[end...])
                    try await add(
                        Array(from.prefix(Self.block)), Array(to.prefix(Self.block)), to: &times,
                        client)
                }
            }
        } catch {
            await client.shutdown(grace: .zero)
            throw error
        }
        await client.shutdown(grace: .zero)
        return TravelMatrix(times)
    }

    private func add(
        _ starts: [Place], _ ends: [Place], to times: inout [TravelMatrix.Way: Duration],
        _ client: HTTPClient,
    ) async throws {
        let answer = try await answer(starts, ends, client)
        guard answer["code"]?.stringValue == "Ok" else {
            let said = answer["message"]?.stringValue ?? answer["code"]?.stringValue ?? "nothing"
            throw failure("the server refuses: \(said)", "服务器拒绝：\(said)")
        }
        let rows = answer["durations"]?.arrayValue ?? []
        guard rows.count == starts.count,
            rows.allSatisfy({ $0.arrayValue?.count == ends.count })
        else {
            throw failure(
                "the answer has not \(starts.count) rows of \(ends.count) durations",
                "应答中没有 \(starts.count) 行、每行 \(ends.count) 个时长")
        }
        for (start, row) in zip(starts, rows) {
            for (end, value) in zip(ends, row.arrayValue ?? []) {
                // Null where no road leads.
                guard let seconds = value.numberValue, (0..<1e7).contains(seconds) else { continue }
                times[.init(from: start.area, to: end.area)] =
                    .microseconds(Int64(seconds * 1_000_000))
            }
        }
    }

    private func answer(
        _ starts: [Place], _ ends: [Place], _ client: HTTPClient,
    ) async throws -> JSON {
        let points = (starts + ends).map {
            "\($0.coordinate.longitude),\($0.coordinate.latitude)"
        }.joined(separator: ";")
        func positions(_ range: Range<Int>) -> String {
            range.map { "\($0)" }.joined(separator: ";")
        }
        let url =
            "\(server.url)/table/v1/\(server.profile)/\(points)?annotations=duration"
            + "&sources=\(positions(0..<starts.count))"
            + "&destinations=\(positions(starts.count..<(starts.count + ends.count)))"
        do {
            // Whoever runs the scenario has named the host, which may be this machine.
            let hosts = [URL(string: server.url)?.host()].compactMap { $0 }
            let response = try await client.send(
                HTTPRequest(url: url, addresses: AddressPolicy(allowedHosts: hosts)))
            return try JSON.parse(response.body)
        } catch let error as HTTPFailure {
            throw failure("\(error)", "\(error)")
        } catch let error as JSONError {
            throw failure("the answer is no JSON: \(error)", "应答不是 JSON：\(error)")
        }
    }

    private func failure(_ reason: String, _ chinese: String) -> ScenarioIncomplete {
        ScenarioIncomplete(
            place: "travel.osrm", reason: "\(server.url): \(reason)",
            chinese: "\(server.url)：\(chinese)")
    }
}

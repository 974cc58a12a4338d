/// A small file with every oddity that a record of calls can have, its figures worked out by hand.
enum OddCalls {
    /// The columns, in an order of their own, and one that no mapping asks for.
    static let header =
        "Battalion,Available DtTm,On Scene DtTm,Response DtTm,Dispatch DtTm,Entry DtTm,"
        + "Received DtTm,Unit ID,Call Number,Final Priority,Call Type Group,Address,RowID"

    /// The rows; the second is sent twice.
    static let rows = [
        // Call 1: two units, the second there first; its priority does not count, being second.
        row(
            "B01", "10:30:00 AM", "10:08:00 AM", "10:03:00 AM", "10:02:00 AM", "10:01:00 AM",
            "10:00:00 AM", "E01", "1", "3", "Fire"),
        row(
            "B09", "10:40:00 AM", "10:07:40 AM", "10:05:10 AM", "10:02:10 AM", "10:01:00 AM",
            "10:00:00 AM", "E02", "1", "2", "Fire"),
        row(
            "B09", "10:40:00 AM", "10:07:40 AM", "10:05:10 AM", "10:02:10 AM", "10:01:00 AM",
            "10:00:00 AM", "E02", "1", "2", "Fire"),
        // Call 2: entered before it was received, there before it left, free before it was sent.
        row(
            "B02", "10:20:30 AM", "10:24:00 AM", "10:25:00 AM", "10:21:00 AM", "10:19:30 AM",
            "10:20:00 AM", "E01", "2", "2", ""),
        // Call 3: never received, sent or freed.
        row("B01", "", "11:10:00 AM", "", "", "11:00:00 AM", "", "E03", "3", "3", "Alarm"),
        // Call 4: one unit twice and at the same time; the first time it never left.
        row(
            "B01", "12:10:00 PM", "12:05:00 PM", "", "12:00:00 PM", "12:00:00 PM", "12:00:00 PM",
            "E04", "4", "3", "Fire"),
        row(
            "B01", "12:30:00 PM", "12:20:00 PM", "12:08:30 PM", "12:08:00 PM", "12:00:00 PM",
            "12:00:00 PM", "E04", "4", "3", "Fire"),
        // Call 5: no time at all, and no unit.
        row("B02", "", "", "", "", "", "", "", "5", "2", "Alarm"),
        // Call 6: nobody arrived; begins when call 1 ends.
        row(
            "B01", "10:50:00 AM", "", "", "10:40:00 AM", "10:40:00 AM", "10:40:00 AM", "E01", "6",
            "3", "Fire"),
    ]

    /// The file as a spreadsheet saves it: byte order mark, CR LF, one date written otherwise.
    static let text =
        "\u{FEFF}"
        + ([header] + rows).joined(separator: "\r\n").replacing(
            "04/07/2020 12:30:00 PM", with: "2020-04-07T12:30:00.000") + "\r\n"

    /// The figures.
    ///
    /// Samples: received to entry 0 0 0 60 60 and one of -30; entry to dispatch 0 0 60 70 90 480;
    /// dispatch to en route 30 60 180 240; en route to on scene 150 300 690 and one of -60; received
    /// to on scene 240 300 460 480 1200; dispatch to available 600 600 1320 1680 2270 and one of
    /// -30. Responses: call 1 460, call 2 240, call 4 300. Open: call 1 10:00 to 10:40, call 2 10:20
    /// to 10:20:30, call 4 12:00 to 12:30, call 6 10:40 to 10:50.
    static let json = """
        {"rows":8,"calls":6,\
        "missing":{"received":2,"entry":1,"dispatch":2,"enroute":4,"on_scene":2,"available":2},\
        "first_received":"2020-04-07T10:00:00","last_received":"2020-04-07T12:00:00",\
        "intervals":{\
        "received_to_entry":{"n":5,"min":0,"p50":0,"p90":60,"max":60,"mean":24.0},\
        "entry_to_dispatch":{"n":6,"min":0,"p50":60,"p90":480,"max":480,"mean":116.667},\
        "dispatch_to_enroute":{"n":4,"min":30,"p50":60,"p90":240,"max":240,"mean":127.5},\
        "enroute_to_on_scene":{"n":3,"min":150,"p50":300,"p90":690,"max":690,"mean":380.0},\
        "received_to_on_scene":{"n":5,"min":240,"p50":460,"p90":1200,"max":1200,"mean":536.0},\
        "dispatch_to_available":{"n":5,"min":600,"p50":1320,"p90":2270,"max":2270,"mean":1294.0}},\
        "negative":{"received_to_entry":1,"entry_to_dispatch":0,"dispatch_to_enroute":0,\
        "enroute_to_on_scene":1,"received_to_on_scene":0,"dispatch_to_available":1},\
        "busy_unit_seconds":6470,\
        "call_response":{"n":3,"min":240,"p50":300,"p90":460,"max":460,"mean":333.333,\
        "share_within":{"300":0.666667,"480":1.0,"600":1.0,"900":1.0}},\
        "call_response_by Final Priority":{\
        "2":\(single),"3":\(pair)},\
        "call_response_by Call Type Group":{"":\(single),"Fire":\(pair)},\
        "call_response_by Battalion":{"B01":\(pair),"B02":\(single)},\
        "peak_open_calls":2}
        """

    private static let single = """
        {"n":1,"min":240,"p50":240,"p90":240,"max":240,"mean":240.0,\
        "share_within":{"300":1.0,"480":1.0,"600":1.0,"900":1.0}}
        """

    private static let pair = """
        {"n":2,"min":300,"p50":300,"p90":460,"max":460,"mean":380.0,\
        "share_within":{"300":0.5,"480":1.0,"600":1.0,"900":1.0}}
        """

    /// A row of 2020-04-07; the address has a comma, so that it must be quoted.
    private static func row(
        _ battalion: String, _ available: String, _ onScene: String, _ enRoute: String,
        _ dispatch: String, _ entry: String, _ received: String, _ unit: String, _ call: String,
        _ priority: String, _ group: String,
    ) -> String {
        let stamps = [available, onScene, enRoute, dispatch, entry, received].map {
            $0.isEmpty ? "" : "04/07/2020 \($0)"
        }
        let fields = [battalion] + stamps + [unit, call, priority, group]
        return fields.joined(separator: ",") + ",\"1 MAIN ST, \"\"REAR\"\"\",\(call)-\(unit)"
    }
}

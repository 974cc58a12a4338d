public import CEL
import Governance
import TextFormats

/// The names that a mapping's expressions may use.
///
/// `record` is the record in the shape of its source; `item` is what the format itself says about
/// it: `id`, `title`, `link`, `category`, `about` (texts, empty where it says none), and `time`, `updated`,
/// `latitude`, `longitude` (null where it says none). `time(x)` reads a moment from a text or a
/// number of seconds or milliseconds.
public struct MappingEnvironment: Sendable {
    /// The environment that expressions are compiled in.
    public let environment: Environment
    private let standardType: RecordType
    let recordSlot: Int
    let itemSlot: Int

    /// The environment of sources that write moments as `time` reads them.
    public init(time: FeedTime = FeedTime()) {
        standardType = RecordType(
            "item",
            fields: [
                .init("id", .string), .init("title", .string), .init("link", .string),
                .init("category", .string), .init("about", .string),
                .init("time", .nullable(.timestamp)),
                .init("updated", .nullable(.timestamp)), .init("latitude", .nullable(.double)),
                .init("longitude", .nullable(.double)),
            ])
        do throws(CELError) {
            environment = try Environment(
                variables: [.init("record", .dyn), .init("item", .record("item"))],
                records: [standardType], functions: [Self.timeFunction(time)])
        } catch {
            preconditionFailure("the names of mappings do not fit together: \(error)")
        }
        guard let recordSlot = environment.slot(of: "record"),
            let itemSlot = environment.slot(of: "item")
        else { preconditionFailure("the names of mappings are not declared") }
        self.recordSlot = recordSlot
        self.itemSlot = itemSlot
    }

    /// Compiles the expression of a part.
    ///
    /// - Throws: All the errors, sorted by position.
    public func compile(
        _ source: Source, for part: MappingPart,
    ) throws(CompilationFailure) -> Program {
        try environment.compile(source, expecting: part.type)
    }

    /// The values of the names for a record.
    func activation(for record: FeedRecord) -> Activation {
        var activation = environment.makeActivation()
        activation[recordSlot] = Value(record.content)
        activation[itemSlot] = .record(standard(record.standard))
        return activation
    }

    private func standard(_ fields: StandardFields) -> Record {
        let values: [Value] = [
            .string(fields.id ?? ""), .string(fields.title ?? ""), .string(fields.link ?? ""),
            .string(fields.categories.first ?? ""), .string(fields.about ?? ""), Value(fields.time),
            Value(fields.updated),
            fields.coordinate.map { .double($0.latitude) } ?? .null,
            fields.coordinate.map { .double($0.longitude) } ?? .null,
        ]
        return Record(standardType, values: ContiguousArray(values.map(Optional.some)))
    }

    private static func timeFunction(_ time: FeedTime) -> FunctionDeclaration {
        FunctionDeclaration(
            "time",
            [
                .init(.string, returning: .timestamp), .init(.int, returning: .timestamp),
                .init(.double, returning: .timestamp),
            ]
        ) { arguments, _ throws(EvaluationFailure) in
            let moment: Instant? =
                switch arguments.first {
                case .string(let text)?: time.instant(text)
                case .int(let number)?: time.instant(epoch: Double(number))
                case .double(let number)?: time.instant(epoch: number)
                default: nil
                }
            guard let moment else {
                let shown = arguments.first?.inspected ?? "nothing"
                throw EvaluationFailure(.invalidArgument, "\(shown) is not a moment")
            }
            return Value(moment)
        }
    }
}

/// A node of the tree that the parser makes: names are not resolved and macros are calls.
struct SyntaxNode {
    let kind: Kind
    let range: Range<Int>
    /// How deep the tree below is; 1 for a leaf.
    let depth: Int

    indirect enum Kind {
        case literal(Value)
        case identifier(String, isRooted: Bool)
        case select(SyntaxNode, Name, isOptional: Bool)
        case index(SyntaxNode, SyntaxNode, isOptional: Bool)
        case call(Call)
        case unary(UnaryOperator, SyntaxNode)
        case binary(BinaryOperator, SyntaxNode, SyntaxNode)
        case logical(LogicalOperator, [SyntaxNode])
        case conditional(SyntaxNode, SyntaxNode, SyntaxNode)
        case list([Element])
        case map([Entry])
        case record(RecordLiteral)
    }

    /// A field or function name and where it stands.
    struct Name {
        let text: String
        let range: Range<Int>
    }

    struct Call {
        let function: Name
        let isRooted: Bool
        let target: SyntaxNode?
        let arguments: [SyntaxNode]
    }

    struct Element {
        let value: SyntaxNode
        let isOptional: Bool
    }

    struct Entry {
        let key: SyntaxNode
        let value: SyntaxNode
        let isOptional: Bool
    }

    struct RecordLiteral {
        struct Field {
            let name: Name
            let value: SyntaxNode
            let isOptional: Bool
        }

        let type: Name
        let isRooted: Bool
        let fields: [Field]
    }

    /// The dotted name that the node spells, such as `a.b.c`, nil if it is not one.
    var qualifiedName: (name: String, isRooted: Bool)? {
        switch kind {
        case .identifier(let name, let isRooted): return (name, isRooted)
        case .select(let operand, let field, isOptional: false):
            guard let prefix = operand.qualifiedName else { return nil }
            return ("\(prefix.name).\(field.text)", prefix.isRooted)
        default: return nil
        }
    }
}

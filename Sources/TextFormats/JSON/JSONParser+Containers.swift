extension JSONParser {
    mutating func parseArray() throws(JSONFault) -> [JSON] {
        try enter()
        var elements: [JSON] = []
        guard !closes(with: ASCII.closeBracket) else { return elements }
        while true {
            do throws(JSONFault) {
                elements.append(try parseValue())
            } catch {
                steps.append(.index(elements.count))
                throw error
            }
            guard try continues(until: ASCII.closeBracket) else { return elements }
        }
    }

    mutating func parseObject() throws(JSONFault) -> JSONObject {
        try enter()
        guard !closes(with: ASCII.closeBrace) else { return JSONObject() }
        var members: [JSONObject.Member] = []
        members.reserveCapacity(8)
        var seen = SeenNames()
        while true {
            let key = try parseKey(after: members, seen: &seen)
            do throws(JSONFault) {
                members.append(JSONObject.Member(key: key, value: try parseValue()))
            } catch {
                steps.append(.name(key))
                throw error
            }
            guard try continues(until: ASCII.closeBrace) else {
                return JSONObject(uniqueMembers: members)
            }
        }
    }

    /// The name of a member and the colon behind it.
    private mutating func parseKey(
        after members: [JSONObject.Member], seen: inout SeenNames,
    ) throws(JSONFault) -> String {
        guard position < end else { throw fault(.unexpectedEnd) }
        guard bytes[position] == ASCII.quote else { throw fault(.expectedName) }
        let start = position
        let (key, isPlainASCII) = try parseStringAndKind()
        let source = UnsafeBufferPointer(rebasing: bytes[(start + 1)..<(position - 1)])
        let isNew = seen.insert(key, asciiSource: isPlainASCII ? source : nil, after: members)
        guard isNew else {
            steps.append(.name(key))
            throw fault(.duplicateKey, at: start)
        }
        skipSpace()
        guard position < end else { throw fault(.unexpectedEnd) }
        guard bytes[position] == ASCII.colon else { throw fault(.expectedColon) }
        position += 1
        skipSpace()
        return key
    }

    /// Takes the opening bracket and the white space behind it.
    private mutating func enter() throws(JSONFault) {
        guard remainingDepth > 0 else { throw fault(.tooDeep) }
        remainingDepth -= 1
        position += 1
        skipSpace()
    }

    /// Takes `bracket` if it stands here, which ends the array or object.
    private mutating func closes(with bracket: UInt8) -> Bool {
        guard position < end, bytes[position] == bracket else { return false }
        position += 1
        remainingDepth += 1
        return true
    }

    /// Takes what follows an element: a comma, and then answers true, or `bracket`.
    private mutating func continues(until bracket: UInt8) throws(JSONFault) -> Bool {
        skipSpace()
        guard !closes(with: bracket) else { return false }
        guard position < end else { throw fault(.unexpectedEnd) }
        guard bytes[position] == ASCII.comma else { throw fault(.expectedComma) }
        position += 1
        skipSpace()
        guard position == end || bytes[position] != bracket else { throw fault(.trailingComma) }
        return true
    }
}

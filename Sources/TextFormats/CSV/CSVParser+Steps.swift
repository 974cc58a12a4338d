extension CSVParser {
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    mutating func parse(
        _ chunk: UnsafeBufferPointer<UInt8>, emit: (CSVRecord) throws -> Void,
    ) throws {
        var index = 0
        while index < chunk.count {
            switch state {
            case .textStart(let matched): try startText(matched, chunk, &index)
            case .recordStart: startRecord(chunk, &index)
            case .fieldStart: startField(chunk, &index)
            case .plain: try continuePlain(chunk, &index, emit)
            case .quoted: try continueQuoted(chunk, &index)
            case .quoteInQuoted: try continueAfterQuote(chunk, &index, emit)
            }
        }
    }

    /// Skips the byte order mark, which may come in pieces.
    private mutating func startText(
        _ matched: Int, _ chunk: UnsafeBufferPointer<UInt8>, _ index: inout Int,
    ) throws {
        if chunk[index] == Self.byteOrderMark[matched] {
            index += 1
            state = matched == 2 ? .recordStart : .textStart(matched: matched + 1)
        } else if matched == 0 {
            state = .recordStart
        } else {
            // 0xEF starts other characters too: those bytes are the start of the first field.
            fieldStart = position
            Self.byteOrderMark.withUnsafeBufferPointer { mark in
                take(UnsafeBufferPointer(rebasing: mark[..<matched]))
            }
            state = .plain
        }
    }

    /// Skips empty lines and the LF of CR LF.
    private mutating func startRecord(_ chunk: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
        switch chunk[index] {
        case ASCII.lineFeed where isAfterCarriageReturn:
            isAfterCarriageReturn = false
            index += 1
        case ASCII.lineFeed, ASCII.carriageReturn:
            passLineBreak(chunk[index])
            index += 1
        default: startField(chunk, &index)
        }
    }

    private mutating func startField(_ chunk: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
        isAfterCarriageReturn = false
        fieldStart = position
        guard chunk[index] == ASCII.quote else {
            state = .plain
            return
        }
        index += 1
        position.column += 1
        state = .quoted
    }

    private mutating func continuePlain(
        _ chunk: UnsafeBufferPointer<UInt8>, _ index: inout Int,
        _ emit: (CSVRecord) throws -> Void,
    ) throws {
        let end = nextPlainStop(in: chunk, from: index)
        take(UnsafeBufferPointer(rebasing: chunk[index..<end]))
        try checkLength()
        index = end
        guard index < chunk.count else { return }
        guard chunk[index] != ASCII.quote else { throw error(.strayQuote, at: position) }
        try passFieldEnd(chunk[index], emit)
        index += 1
    }

    private mutating func continueQuoted(
        _ chunk: UnsafeBufferPointer<UInt8>, _ index: inout Int,
    ) throws {
        let end = nextQuotedStop(in: chunk, from: index)
        if end > index { isAfterCarriageReturn = false }
        take(UnsafeBufferPointer(rebasing: chunk[index..<end]))
        index = end
        guard index < chunk.count else { return try checkLength() }
        let byte = chunk[index]
        index += 1
        if byte == ASCII.quote {
            isAfterCarriageReturn = false
            position.column += 1
            state = .quoteInQuoted
        } else {
            record.append(byte)
            passLineBreak(byte)
        }
        try checkLength()
    }

    private mutating func continueAfterQuote(
        _ chunk: UnsafeBufferPointer<UInt8>, _ index: inout Int,
        _ emit: (CSVRecord) throws -> Void,
    ) throws {
        let byte = chunk[index]
        switch byte {
        case ASCII.quote:
            record.append(byte)
            position.column += 1
            state = .quoted
        case dialect.separator, ASCII.lineFeed, ASCII.carriageReturn: try passFieldEnd(byte, emit)
        default: throw error(.textAfterQuote, at: position)
        }
        index += 1
    }

    /// Passes a separator or a line break, which ends a field.
    private mutating func passFieldEnd(
        _ byte: UInt8, _ emit: (CSVRecord) throws -> Void,
    ) throws {
        if byte == dialect.separator {
            try endField()
            position.column += 1
            state = .fieldStart
        } else {
            try endRecord(emit)
            passLineBreak(byte)
        }
    }

    /// Moves the position over a line break; the LF of CR LF does not count again.
    private mutating func passLineBreak(_ byte: UInt8) {
        if !(byte == ASCII.lineFeed && isAfterCarriageReturn) {
            position = TextPosition(line: position.line + 1)
        }
        isAfterCarriageReturn = byte == ASCII.carriageReturn
    }

    /// Takes bytes of a field that hold no line break.
    private mutating func take(_ run: UnsafeBufferPointer<UInt8>) {
        record.append(run)
        let (codePoints, isASCII) = CodePoints.count(in: run)
        position.column += codePoints
        self.isASCII = self.isASCII && isASCII
    }

    private func checkLength() throws {
        guard record.openByteCount <= limits.fieldBytes else {
            throw error(.fieldTooLong, at: fieldStart)
        }
        guard record.bytes.count <= limits.recordBytes else {
            throw error(.recordTooLong, at: fieldStart)
        }
    }

    private mutating func endField() throws {
        guard record.count < limits.fields else { throw error(.tooManyFields, at: fieldStart) }
        record.endField(startedAt: fieldStart)
    }

    mutating func endRecord(_ emit: (CSVRecord) throws -> Void) throws {
        if case .fieldStart = state { fieldStart = position }
        try endField()
        if !isASCII { try checkUTF8() }
        try emit(record)
        record.removeAll()
        isASCII = true
        state = .recordStart
    }

    /// Names the first field that is not UTF-8.
    private func checkUTF8() throws {
        for index in record.indices {
            guard record.withBytes(of: index, UTF8Check.firstFault) == nil else {
                throw error(.invalidUTF8, at: record.position(of: index))
            }
        }
    }
}

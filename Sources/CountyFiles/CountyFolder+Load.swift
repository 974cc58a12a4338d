import CEL
import CELHost
import Governance
import RulesEngine

extension CountyFolder {
    /// Reads the files that could be read, and finds fault with the others.
    static func load(
        files: [String: [UInt8]], unreadable: [String: BoundedFile.Failure],
    ) throws(CountyFileErrors) -> LoadedCounty {
        let known = files.filter {
            FolderFile(rawValue: $0.key) != nil || RoutingTableFile.isName($0.key)
        }
        let texts = known.filter { $0.value.count <= maximumFileSize }.compactMap(Self.text)
        var reading = Reading(files: texts)
        let tables = Set(known.keys).union(unreadable.keys).filter(RoutingTableFile.isName)
        reading.defineTableFiles(tables.sorted()) { name in
            if let failure = unreadable[name] { return failure }
            return failure(ofTable: known[name, default: []])
        }
        var roots: [FolderFile: YAMLNode] = [:]
        for file in FolderFile.allCases {
            let failure =
                unreadable[file.rawValue] ?? (known[file.rawValue] == nil ? .missing : nil)
            if file.isOptional, failure == .missing { continue }
            if let failure {
                reading.add(failure, of: file)
            } else {
                roots[file] = root(of: file, known[file.rawValue], &reading)
            }
            guard roots[file] == nil else { continue }
            for kind in file.defines { reading.names.markUnreadable(kind) }
        }
        return try assemble(roots, known, &reading)
    }

    /// The text of a file; tables may be in the encodings that spreadsheet programs use.
    private static func text(_ name: String, _ bytes: [UInt8]) -> SourceFile? {
        guard RoutingTableFile.isName(name) else { return SourceFile(name: name, bytes: bytes) }
        return (try? TextEncoding.decode(bytes)).flatMap { SourceFile(name: name, bytes: $0) }
    }

    /// Why the bytes of a table's file are no text.
    private static func failure(ofTable bytes: [UInt8]) -> BoundedFile.Failure? {
        guard bytes.count <= maximumFileSize else { return .tooLarge(limit: maximumFileSize) }
        do {
            _ = try TextEncoding.decode(bytes)
            return nil
        } catch {
            return .notText(error)
        }
    }

    /// Finds fault with table files that no table names: their rules would never act.
    private static func checkTableFiles(_ files: some Sequence<String>, _ reading: inout Reading) {
        for name in files.filter(RoutingTableFile.isName).sorted()
        where !reading.names.isUsed(.tableFile, name) {
            reading.add(
                .unknownReference, at: Place(SourcePosition(file: name, line: 1, column: 1)),
                "no table of routing.yaml names this file with 'csv'",
                "routing.yaml 中没有决策表用“csv”引用此文件")
        }
    }

    /// Reads the parts in the order of their files and puts them together.
    ///
    /// Whoever adds a part does it here: what is wrong goes into `reading` before the errors are
    /// thrown, so that all faults are told at once. The rules are compiled last, since they need a
    /// county that holds.
    private static func assemble(
        _ roots: [FolderFile: YAMLNode], _ files: [String: [UInt8]], _ reading: inout Reading,
    ) throws(CountyFileErrors) -> LoadedCounty {
        let county = CountyPart(roots[.county], &reading)
        let grids = GridsPart(roots[.grids], in: county, &reading)
        let roles = RolesPart(roots[.roles], &reading)
        let roster = RosterPart(roots[.roster], county?.timeZone ?? .utc, &reading)
        let categories = CategoriesPart(roots[.categories], &reading)
        let calendar = CalendarPart(roots[.calendar], &reading)
        let standards = StandardsPart(
            roots[.standards], hasCalendar: files[FolderFile.calendar.rawValue] != nil, &reading)
        let feeds = FeedsPart(
            roots[.feeds], county?.timeZone ?? .utc, categories: categories.categories, &reading)
        let routing = RoutingPart(roots[.routing], feeds: feeds.facts, &reading)
        checkTableFiles(files.keys, &reading)
        let dispatch = DispatchPart(roots[.dispatch], &reading)
        let channels = ChannelsPart(roots[.channels], &reading)
        let tests = RoutingTestsPart(
            roots[.routingTests], county?.timeZone ?? .utc, askedNames: categories.askedNames,
            items: feeds.items, &reading)
        feeds.checkReaders(in: routing.tables, &reading)
        reading.checkUses()
        guard reading.isClean, let county, let supervisor = roles.supervisor else {
            throw reading.errors(order: fileNames)
        }
        do {
            let made = try County(
                version: version(of: files), timeZone: county.timeZone,
                grids: GridTree(areas: grids.areas), roles: roles.roles, supervisor: supervisor,
                roster: roster.responders, categories: categories.categories,
                standards: standards.standards,
                calendar: calendar?.calendar(in: county.timeZone), settings: county.settings,
                policy: dispatch.policy)
            let rules = try RuleSet.compile(
                RuleSetSource(tables: routing.tables), for: made, feeds: feeds.facts,
                functions: ExpressionFunctions(regexEngine: .re2, timeZones: .system))
            return LoadedCounty(
                county: made, rules: rules, cases: tests.cases, feeds: feeds.catalogue,
                notifications: channels.plan, files: files)
        } catch let error as RuleFaults {
            for fault in error.faults { reading.add(fault) }
            throw reading.errors(order: fileNames)
        } catch {
            // The parts check all that the county checks; a gap between them must not go quiet.
            reading.add(
                .unknownReference, at: .nowhere, "the parts do not fit together: \(error)",
                "各部分不一致：\(error)")
            throw reading.errors(order: fileNames)
        }
    }

    private static func root(
        of file: FolderFile, _ bytes: [UInt8]?, _ reading: inout Reading,
    ) -> YAMLNode? {
        guard let bytes else { return nil }
        guard bytes.count <= maximumFileSize else {
            reading.add(.tooLarge(limit: maximumFileSize), of: file)
            return nil
        }
        guard let text = reading.file(file.rawValue) else {
            reading.add(.notUTF8(in: bytes), of: file)
            return nil
        }
        do {
            return try YAMLDocument.read(text)
        } catch {
            reading.add(code: error.code.rawValue, message: error.message, at: error.place)
            return nil
        }
    }
}

extension Place {
    /// The beginning of the folder, for what has no better place.
    static let nowhere = Place(
        SourcePosition(file: FolderFile.county.rawValue, line: 1, column: 1))

    /// A place in the same file.
    fileprivate func moved(to byte: TextEncoding.NotText) -> Place {
        Place(SourcePosition(file: position.file, line: byte.line, column: byte.column))
    }
}

extension Reading {
    /// Finds fault with a condition.
    mutating func add(_ fault: RuleFault) {
        let kind = CELError.Code(rawValue: fault.code)?.chinese
        add(
            code: fault.code,
            message: LocalizedText(
                chinese: "条件有误\(kind.map { "，\($0)" } ?? "")：\(fault.message)",
                english: fault.message),
            at: Place(fault.position, width: fault.width))
    }

    /// Notes which table files there are, and finds fault with those that cannot be read or are no
    /// text.
    mutating func defineTableFiles(
        _ files: [String], failure: (String) -> BoundedFile.Failure?,
    ) {
        for name in files {
            let place = Place(SourcePosition(file: name, line: 1, column: 1))
            define(.tableFile, name, at: place)
            if file(name) == nil, let failure = failure(name) { add(failure, at: place) }
        }
    }

    /// Finds fault with a whole file.
    mutating func add(_ failure: BoundedFile.Failure, of file: FolderFile) {
        add(failure, ofFileNamed: file.rawValue)
    }

    /// Finds fault with a whole file.
    mutating func add(_ failure: BoundedFile.Failure, ofFileNamed name: String) {
        add(failure, at: Place(SourcePosition(file: name, line: 1, column: 1)))
    }

    /// Finds fault, at `place`, with a file that cannot be read.
    mutating func add(_ failure: BoundedFile.Failure, at place: Place) {
        switch failure {
        case .missing:
            add(.unreadable, at: place, "the folder lacks this file", "文件夹中缺少此文件")
        case .notRegular:
            add(.unreadable, at: place, "this is not a regular file", "这不是普通文件")
        case .system(let reason):
            add(
                .unreadable, at: place, "the file cannot be read: \(reason)",
                "无法读取此文件：\(reason)")
        case .tooLarge(let limit):
            add(
                .tooLarge, at: place, "the file is longer than \(limit) bytes",
                "文件超过 \(limit) 字节")
        case .notUTF8(let byte):
            add(
                .notUTF8, at: place.moved(to: byte), "the file is not UTF-8 text from here on",
                "文件自此处起不是 UTF-8 文本")
        case .notText(let byte):
            add(
                .notUTF8, at: place.moved(to: byte),
                "the file is text in none of UTF-8, UTF-16 and GB 18030 from here on",
                "文件自此处起不是 UTF-8、UTF-16 或 GB18030 文本")
        }
    }
}

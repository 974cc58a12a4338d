// swift-tools-version: 6.2
import PackageDescription

// The house, inside out. A core target is synchronous Swift values and may name core targets only;
// a shell target wraps one outside thing. `docs/ARCHITECTURE.md` is the map.

/// One room of the house and the rooms and products that it may look into.
func room(
    _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = [],
) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources)
}

/// The tests of one room, which may use the test support of `GridTesting`.
func tests(_ room: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: "\(room)Tests", dependencies: [.target(name: room)] + dependencies)
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(
    name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(
    name: "HummingbirdTesting", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(
    name: "UnixSignals", package: "swift-service-lifecycle")
let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let core: [Target] = [
    room("TextFormats", []),
    room("Governance", ["TextFormats"]),
    room("CEL", []),
    room("RulesEngine", ["Governance", "CEL", "TextFormats"]),
    room("DispatchCore", ["Governance", "RulesEngine", "TextFormats"]),
    room("FeedCore", ["Governance", "CEL", "TextFormats"]),
    room("Deliveries", ["Governance"]),
    room("FeedSimulator", ["FeedCore", "Governance", "TextFormats"]),
    room("Simulator", ["DispatchCore", "RulesEngine", "Governance"]),
]

let shell: [Target] = [
    room("EventBus", ["Deliveries", "Governance", "TextFormats", grdb, crypto]),
    room(
        "CountyFiles",
        [
            "Simulator", "DispatchCore", "FeedCore", "Deliveries", "CELHost", "RulesEngine", "CEL",
            "Governance", "TextFormats", yams, crypto,
        ]),
    room(
        "RecordedCalls",
        ["Simulator", "DispatchCore", "Governance", "TextFormats", "Gzip", yams]),
    room("SimulationReports", ["Simulator", "DispatchCore", "Governance", "TextFormats"]),
    room("CurlHTTP", ["CCurl"]),
    room("CurlMail", ["CurlHTTP", "CCurl"]),
    room(
        "Notifications",
        ["Deliveries", "Governance", "TextFormats", "CurlHTTP", "CurlMail", crypto]),
    room("Gzip", ["CZlib"]),
    .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
    room("CELHost", ["CEL", "TextFormats", "CRE2"]),
    room(
        "Feeds", ["FeedCore", "Governance", "TextFormats", "CurlHTTP", "Gzip", "CExpat", crypto]),
    room(
        "Engine",
        [
            "CountyFiles", "DispatchCore", "RulesEngine", "Deliveries", "Governance", "EventBus",
            logging,
        ]),
    room(
        "FeedDispatch",
        [
            "Engine", "EventBus", "Feeds", "FeedCore", "RulesEngine", "Governance", "TextFormats",
            logging,
        ]),
    room(
        "CommandRoom",
        [
            "Engine", "CountyFiles", "EventBus", "Feeds", "FeedCore", "DispatchCore",
            "RulesEngine", "Deliveries", "Governance", "TextFormats",
            hummingbird, hummingbirdCore, httpTypes, nio, crypto, lifecycle, logging,
        ],
        resources: [.copy("Pages")]),
    .executableTarget(
        name: "griddispatch",
        dependencies: [
            "CommandRoom", "Engine", "EventBus", "CountyFiles", "RecordedCalls", "Feeds",
            "FeedDispatch",
            "FeedCore", "FeedSimulator", "CurlHTTP", "Deliveries", "Notifications",
            "SimulationReports", "Simulator",
            "DispatchCore", "RulesEngine", "CEL", "CELHost", "Governance", "TextFormats",
            argumentParser, hummingbird, httpTypes, nio, lifecycle, signals, logging,
        ]),
    .systemLibrary(
        name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
        name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(
        name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
]

let support: Target.Dependency = "GridTesting"

let testing: [Target] = [
    room("GridTesting", ["DispatchCore", "RulesEngine", "Governance"]),
    tests("TextFormats", []),
    tests("Governance", ["TextFormats", support]),
    tests("CEL", []),
    tests("CELHost", ["CEL", "TextFormats", support]),
    tests("RulesEngine", ["CEL", "CountyFiles", "Governance", "TextFormats", support]),
    tests("DispatchCore", ["Governance", "RulesEngine", "TextFormats", support]),
    tests("Simulator", ["DispatchCore", "RulesEngine", "Governance", support]),
    tests("Deliveries", ["DispatchCore", "Governance", support]),
    tests("EventBus", ["Deliveries", "Governance", "TextFormats", grdb, crypto, support]),
    tests(
        "CountyFiles",
        [
            "Simulator", "DispatchCore", "Governance", "CEL", "RulesEngine", "FeedCore",
            "Deliveries", "TextFormats",
        ]),
    tests(
        "RecordedCalls",
        ["Simulator", "DispatchCore", "Governance", "TextFormats", "Gzip", "CZlib", support]),
    tests(
        "SimulationReports",
        ["CountyFiles", "Simulator", "DispatchCore", "Governance", "TextFormats", support]),
    room("HTTPTesting", []),
    tests("CurlHTTP", ["HTTPTesting"]),
    tests("CurlMail", ["CurlHTTP", "HTTPTesting"]),
    tests(
        "Notifications",
        [
            "Deliveries", "Governance", "TextFormats", "CurlHTTP", "CurlMail", "HTTPTesting",
            crypto, support,
        ]),
    tests("FeedCore", ["Governance", "CEL", "TextFormats"]),
    tests("FeedSimulator", ["Feeds", "FeedCore", "Governance", "CEL"]),
    tests(
        "Feeds",
        ["FeedCore", "Governance", "TextFormats", "CurlHTTP", "HTTPTesting", support]),
    tests(
        "FeedDispatch",
        [
            "Engine", "EventBus", "Feeds", "FeedCore", "DispatchCore", "Governance", "CurlHTTP",
            "HTTPTesting", "TextFormats", "CEL", "RulesEngine", logging, support,
        ]),
    tests(
        "Engine",
        [
            "DispatchCore", "EventBus", "Deliveries", "Governance", "RulesEngine", "Simulator",
            logging, support,
        ]),
    tests(
        "CommandRoom",
        [
            "CountyFiles", "CurlHTTP", "Deliveries", "DispatchCore", "Engine", "EventBus",
            "FeedCore", "FeedDispatch", "Feeds", "Governance", "TextFormats",
            hummingbird, hummingbirdCore, hummingbirdTesting, httpTypes, nio, logging,
        ]),
    .testTarget(
        name: "GridDispatchTests",
        dependencies: [
            "griddispatch", "TextFormats", "CurlHTTP", "HTTPTesting", grdb, support,
        ],
        exclude: ["Snapshots"]),
    .testTarget(name: "TidyTests"),
]

let package = Package(
    name: "GridDispatch",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "griddispatch", targets: ["griddispatch"]),
        .library(name: "CEL", targets: ["CEL"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: core + shell + testing,
    cxxLanguageStandard: .cxx17
)

for target in package.targets where target.type != .system && target.name != "CRE2" {
    var settings = target.swiftSettings ?? []
    settings += [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
    target.swiftSettings = settings
}

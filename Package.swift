// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "fieldsync",
  products: [
    .executable(name: "depot", targets: ["depot"]),
    .executable(name: "fieldsync", targets: ["fieldsync"]),
    .executable(name: "simulate", targets: ["simulate"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/pointfreeco/swift-custom-dump", from: "1.7.3"),
    .package(url: "https://github.com/pointfreeco/xctest-dynamic-overlay", from: "1.13.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.0.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CCurl",
      pkgConfig: "libcurl",
      providers: [.apt(["libcurl4-openssl-dev"])]
    ),
    .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CSQLiteSwitch",
      pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"])]
    ),
    .target(
      name: "CBundledCatalog",
      exclude: ["smartsolar.catalog.json"],
      cSettings: [.treatAllWarnings(as: .error)]
    ),
    .target(
      name: "CPageReader",
      cxxSettings: [.treatAllWarnings(as: .error)],
      linkerSettings: [.linkedLibrary("simdjson")]
    ),
    .target(name: "CatalogModel", dependencies: ["CBundledCatalog"]),
    .target(name: "RemoteAPI", dependencies: ["CatalogModel", "CCurl"]),
    .target(
      name: "ReplicaStore",
      dependencies: [
        "CatalogModel", "CPageReader", "CSQLiteSwitch",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]
    ),
    .target(name: "SyncCore", dependencies: ["CatalogModel", "RemoteAPI", "ReplicaStore"]),
    .target(
      name: "FieldAgent",
      dependencies: ["CatalogModel", "SyncCore", .product(name: "Logging", package: "swift-log")]
    ),
    .target(
      name: "FieldShell",
      dependencies: [
        "CEdit", "CatalogModel", "FieldAgent", "RemoteAPI", "ReplicaStore", "SyncCore",
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    .executableTarget(name: "fieldsync", dependencies: ["FieldShell"]),
    .target(
      name: "DepotCore",
      dependencies: ["CatalogModel", .product(name: "GRDB", package: "GRDB.swift")]
    ),
    .target(
      name: "DepotServer",
      dependencies: [
        "CZlib", "DepotCore",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]
    ),
    .executableTarget(
      name: "depot",
      dependencies: [
        "CatalogModel", "DepotCore", "DepotServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
    .target(
      name: "FieldTestSupport",
      dependencies: [
        "CatalogModel", "DepotCore", "RemoteAPI", "ReplicaStore", "SyncCore",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      path: "Tests/FieldTestSupport"
    ),
    .executableTarget(
      name: "simulate",
      dependencies: [
        "FieldTestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/simulate"
    ),
    .target(
      name: "ProductRows",
      path: "Benchmarks/ProductRows",
      cSettings: [.treatAllWarnings(as: .error)],
      linkerSettings: [.linkedLibrary("sqlite3")]
    ),
    .executableTarget(
      name: "ingest-benchmark",
      dependencies: [
        "CatalogModel", "ProductRows", "ReplicaStore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks/IngestBenchmark"
    ),
  ],
  cLanguageStandard: .c2x,
  cxxLanguageStandard: .cxx17
)

/// The rooms that have a test target of their own, and what that target needs beside the room.
let testedRooms: [(room: String, beside: [Target.Dependency])] = [
  ("CatalogModel", []),
  ("DepotCore", ["CatalogModel", .product(name: "GRDB", package: "GRDB.swift")]),
  (
    "DepotServer",
    ["CatalogModel", "DepotCore", .product(name: "Logging", package: "swift-log")]
  ),
  (
    "FieldAgent",
    ["CatalogModel", "SyncCore", .product(name: "Logging", package: "swift-log")]
  ),
  (
    "FieldShell",
    ["CatalogModel", "DepotCore", "FieldAgent", "RemoteAPI", "ReplicaStore", "SyncCore"]
  ),
  ("RemoteAPI", ["CatalogModel"]),
  ("ReplicaStore", ["CatalogModel"]),
  ("SyncCore", ["CatalogModel", "DepotCore", "RemoteAPI", "ReplicaStore"]),
]

for (room, beside) in testedRooms {
  package.targets.append(
    .testTarget(
      name: "\(room)Tests",
      dependencies: [
        .target(name: room), "FieldTestSupport",
        .product(name: "CustomDump", package: "swift-custom-dump"),
        .product(name: "IssueReportingTestSupport", package: "xctest-dynamic-overlay"),
      ] + beside
    )
  )
}

let roomsInC: Set = [
  "CBundledCatalog", "CCurl", "CEdit", "CPageReader", "CSQLiteSwitch", "CZlib", "ProductRows",
]

for target in package.targets where !roomsInC.contains(target.name) {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
  ]
}

// The documentation plugin is resolved for `make docs` only, never for a build.
if Context.environment["FIELDSYNC_DOCS"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0")
  )
}

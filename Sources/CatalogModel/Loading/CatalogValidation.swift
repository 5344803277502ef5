/// Turns a document into a catalog, checking every name and reference on the way.
struct CatalogValidation {
  let document: CatalogDocument

  func catalog() throws(CatalogError) -> Catalog {
    let conventions = try conventions()
    var resources: [Resource] = []
    for entry in document.resources {
      resources.append(try resource(entry, conventions))
    }
    // SQLite does not tell names apart by case, so neither may a catalog.
    try Self.requireDistinct(resources.map { $0.name.lowercased() }, at: "resources")
    let known = Dictionary(resources.map { ($0.name, $0) }) { first, _ in first }
    let references = CatalogReferences(resources: resources)
    for resource in resources { try references.check(resource) }
    try Self.requireDistinct(document.permissionLevels ?? [], at: "permissionLevels")
    return Catalog(
      name: try Self.identifier(document.name, at: "name"),
      title: document.title ?? document.name,
      version: document.version,
      pathPrefix: try Self.pathPrefix(document.api.prefix, at: "api.prefix"),
      conventions: conventions,
      permissionLevels: document.permissionLevels ?? [],
      resources: resources,
      actions: try CatalogActionReader(document: document, resources: known).actions(),
      stateTransitions: try stateTransitions()
    )
  }

  private func conventions() throws(CatalogError) -> APIConventions {
    APIConventions(
      logIn: try Self.word(document.api.logIn ?? "account", at: "api.logIn"),
      lists: try Self.word(document.api.lists ?? "pages", at: "api.lists"),
      greets: document.api.greets ?? true
    )
  }

  private func resource(
    _ entry: CatalogDocument.ResourceEntry,
    _ conventions: APIConventions
  ) throws(CatalogError) -> Resource {
    let name = try Self.identifier(entry.name, at: "resources")
    let place = "resources.\(name)"
    try Self.requireUnreserved(name, at: place)
    let policy: ConflictPolicy = try Self.word(entry.policy ?? "ask", at: "\(place).policy")
    let columns = try columns(of: entry, policy: policy, at: place)
    guard let key = columns.first, key.role == .key else {
      throw CatalogError(code: .danglingReference, place: "\(place).key", subject: entry.key)
    }
    if let label = entry.label, !columns.contains(where: { $0.name == label }) {
      throw CatalogError(code: .danglingReference, place: "\(place).label", subject: label)
    }
    return Resource(
      name: name,
      paths: try paths(of: entry, conventions, at: place),
      lists: conventions.lists,
      title: entry.title ?? name,
      keyName: entry.key,
      keyAssignment: try Self.word(entry.keyAssignedBy ?? "server", at: "\(place).keyAssignedBy"),
      columns: columns,
      methods: try methods(entry.methods, conventions, at: "\(place).methods"),
      scope: try Self.word(entry.scope ?? "full", at: "\(place).scope"),
      tier: try Self.word(entry.tier ?? "run", at: "\(place).tier"),
      urgency: entry.urgency ?? 9,
      groups: try groups(entry, columns: columns, at: place),
      policy: policy,
      labelColumn: entry.label,
      relations: entry.relations ?? [],
      retiredBy: entry.retiredBy
    )
  }

  private func columns(
    of entry: CatalogDocument.ResourceEntry,
    policy: ConflictPolicy,
    at place: String
  ) throws(CatalogError) -> [ResourceColumn] {
    let reader = CatalogColumnReader(key: entry.key, place: place, policy: policy)
    var columns: [ResourceColumn] = []
    for column in entry.columns { columns.append(try reader.column(column)) }
    if let position = columns.firstIndex(where: { $0.role == .key }) {
      columns.insert(columns.remove(at: position), at: 0)
    }
    let stamps = entry.stamps ?? document.api.stamps ?? [:]
    for stamp in stamps.keys.sorted() where Stamp(rawValue: stamp) == nil {
      throw CatalogError(code: .unknownWord, place: "\(place).stamps", subject: stamp)
    }
    for stamp in Stamp.allCases {
      guard let name = stamps[stamp.rawValue] else { continue }
      try Self.requireUnreserved(name, at: "\(place).stamps")
      columns.append(
        ResourceColumn(
          name: try Self.identifier(name, at: "\(place).stamps"),
          role: .stamp(stamp),
          type: stamp == .createdAt || stamp == .modifiedAt ? .datetime : .text,
          isNullable: true
        )
      )
    }
    try Self.requireDistinct(columns.map { $0.name.lowercased() }, at: "\(place).columns")
    return columns
  }

  private func methods(
    _ entries: [String: String],
    _ conventions: APIConventions,
    at place: String
  ) throws(CatalogError) -> [ResourceMethod: String] {
    var methods: [ResourceMethod: String] = [:]
    for (name, level) in entries.sorted(by: { $0.key < $1.key }) {
      let method: ResourceMethod = try Self.word(name, at: place)
      if let levels = document.permissionLevels, !levels.contains(level) {
        throw CatalogError(code: .unknownWord, place: "\(place).\(name)", subject: level)
      }
      // A create without an answer is looked for, an update's row read again, both by a question.
      if conventions.lists == .whole, method == .create || method == .update {
        throw Self.malformed("\(place).\(name)", .notVerifiable)
      }
      methods[method] = level
    }
    return methods
  }

  private func groups(
    _ entry: CatalogDocument.ResourceEntry,
    columns: [ResourceColumn],
    at place: String
  ) throws(CatalogError) -> [[String]] {
    let groups = entry.groups ?? []
    let names = Set(columns.map(\.name))
    for member in groups.joined() where !names.contains(member) {
      throw CatalogError(code: .danglingReference, place: "\(place).groups", subject: member)
    }
    try Self.requireDistinct(Array(groups.joined()), at: "\(place).groups")
    return groups
  }

  private func stateTransitions() throws(CatalogError) -> StateTransitions {
    let numbers = document.states?.types ?? [:]
    let followers = document.states?.transitions ?? [:]
    try Self.requireDistinct(numbers.values.sorted().map(String.init), at: "states.types")
    for (state, next) in followers.sorted(by: { $0.key < $1.key }) {
      for name in [state] + next where numbers[name] == nil {
        throw CatalogError(
          code: .danglingReference,
          place: "states.transitions.\(state)",
          subject: name
        )
      }
    }
    return StateTransitions(numbers: numbers, followers: followers)
  }

  private func paths(
    of entry: CatalogDocument.ResourceEntry,
    _ conventions: APIConventions,
    at place: String
  ) throws(CatalogError) -> ResourcePaths {
    if entry.parameters != nil, conventions.lists == .pages {
      throw Self.malformed("\(place).parameters", .notListedWhole)
    }
    if entry.parameters?.keys.contains("") ?? false {
      throw Self.malformed("\(place).parameters", .unnamed)
    }
    return ResourcePaths(
      list: try Self.path(entry.path ?? entry.name, at: "\(place).path"),
      row: try entry.rowPath.map { row throws(CatalogError) in
        try Self.path(row, at: "\(place).rowPath")
      },
      parameters: entry.parameters ?? [:]
    )
  }
}

extension CatalogValidation {
  /// A name that can stand in SQL and in a path as it is.
  static func identifier(_ text: String, at place: String) throws(CatalogError) -> String {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first), first != 0x5F,
      text.utf8.count <= 64, text.utf8.allSatisfy(isWordByte)
    else { throw CatalogError(code: .badIdentifier, place: place, subject: text) }
    return text
  }

  /// Refuses a name that belongs to the replica's own tables and columns or to SQLite.
  static func requireUnreserved(_ name: String, at place: String) throws(CatalogError) {
    let folded = name.lowercased()
    guard !folded.hasPrefix("sync_"), !folded.hasPrefix("sqlite_") else {
      throw CatalogError(code: .badIdentifier, place: place, subject: name)
    }
  }

  /// Nothing, or plain parts each after a slash: no host, no step upwards, no query.
  static func pathPrefix(_ text: String, at place: String) throws(CatalogError) -> String {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard text.isEmpty || (parts.first == "" && parts.dropFirst().allSatisfy(isPathPart)) else {
      throw CatalogError(code: .badIdentifier, place: place, subject: text)
    }
    return text
  }

  /// Plain parts with a slash between them.
  static func path(_ text: String, at place: String) throws(CatalogError) -> String {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.allSatisfy(isPathPart) else {
      throw CatalogError(code: .badIdentifier, place: place, subject: text)
    }
    return text
  }

  static func malformed(_ place: String, _ flaw: CatalogError.Flaw) -> CatalogError {
    CatalogError(code: .malformed, place: place, subject: flaw.rawValue)
  }

  static func isPathPart(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { isWordByte($0) || $0 == 0x2D }
  }

  static func word<Word: RawRepresentable<String>>(
    _ text: String,
    at place: String
  ) throws(CatalogError) -> Word {
    guard let word = Word(rawValue: text) else {
      throw CatalogError(code: .unknownWord, place: place, subject: text)
    }
    return word
  }

  static func requireDistinct(_ names: [String], at place: String) throws(CatalogError) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      throw CatalogError(code: .duplicateName, place: place, subject: name)
    }
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
    default: false
    }
  }
}

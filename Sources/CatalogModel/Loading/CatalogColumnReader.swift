/// Reads one column entry of a resource.
struct CatalogColumnReader {
  /// The name of the resource's key column.
  let key: String
  /// The resource's place in the document.
  let place: String
  /// Who wins in columns that do not say.
  let policy: ConflictPolicy

  func column(_ entry: CatalogDocument.ColumnEntry) throws(CatalogError) -> ResourceColumn {
    let name = try CatalogValidation.identifier(entry.name, at: "\(place).columns")
    let here = "\(place).columns.\(name)"
    try CatalogValidation.requireUnreserved(name, at: here)
    if let length = entry.maximumLength, length < 1 {
      throw CatalogError(
        code: .malformed,
        place: "\(here).maximumLength",
        subject: CatalogError.Flaw.tooSmall.rawValue
      )
    }
    if name == key, entry.null == true {
      throw CatalogError(
        code: .malformed,
        place: "\(here).null",
        subject: CatalogError.Flaw.nullableKey.rawValue
      )
    }
    let type: ColumnType = try CatalogValidation.word(entry.type, at: "\(here).type")
    if name == key, type != .integer, type != .text {
      throw CatalogValidation.malformed("\(here).type", .unusableKey)
    }
    return ResourceColumn(
      name: name,
      role: name == key ? .key : .data,
      type: type,
      isNullable: entry.null ?? false,
      isUnique: entry.unique ?? false,
      maximumLength: entry.maximumLength,
      link: entry.link.map { ColumnLink(resource: $0, isSoft: entry.soft ?? false) },
      options: entry.options ?? [],
      isSensitive: entry.sensitive ?? false,
      policy: try entry.policy.map { word throws(CatalogError) in
        try CatalogValidation.word(word, at: "\(here).policy")
      } ?? policy,
      hasOwnPolicy: entry.policy != nil
    )
  }
}

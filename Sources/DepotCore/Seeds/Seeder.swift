import CatalogModel
import GRDB

/// Fills an empty depot with a believable business: what it is depends on size, seed and day alone.
final class Seeder {
  let writer: SeedWriter
  let size: SeedSize
  /// The last instant of the data set.
  let until: NaiveTime
  var randomness: SeedRandomness

  var shops: [(shop: Int64, hub: Int64, entity: Int64)] = []
  var productTypes: [Int64] = []
  /// Part types by category.
  var partTypes: [String: [Int64]] = [:]
  var symptoms: [Int64] = []
  var repairActions: [Int64] = []
  var alertTypes: [Int64] = []
  var parameterTypes: [Int64] = []
  var software: [Int64] = []
  var repairCentres: [Int64] = []

  init(_ db: Database, tables: DepotTables, size: SeedSize, seed: UInt64, until: NaiveTime) {
    writer = SeedWriter(db, tables: tables)
    self.size = size
    self.until = until
    randomness = SeedRandomness(seed: seed)
  }

  func run() throws {
    try seedStateTypes()
    try seedPlaces()
    try seedProductTypes()
    try seedPartTypes()
    try seedRepairWords()
    try seedAlertTypes()
    try seedParameters()
    try seedUnits()
  }

  /// A moment some days before the end, with microseconds, as rows made one by one have.
  func moment(daysBefore days: Int) -> NaiveTime {
    let micros = Int64(randomness.below(86_400_000)) * 1_000 + Int64(randomness.below(1_000))
    return NaiveTime(microseconds: until.microseconds - Int64(days + 1) * 86_400_000_000 + micros)
  }

  /// The mark of a bulk import, which all of its rows share.
  func importMark(daysBefore days: Int) -> SeedWriter.Mark {
    SeedWriter.Mark(time: until.advanced(bySeconds: Double(-days) * 86_400), user: "import")
  }

  /// A later change, for some rows.
  func modification(percent: Int, after created: NaiveTime) -> SeedWriter.Mark? {
    guard randomness.chance(percent: percent) else { return nil }
    let span = (until.microseconds - created.microseconds) / 1_000
    guard span > 0 else { return nil }
    let later = Int64(randomness.next() % UInt64(span)) * 1_000 + Int64(randomness.below(1_000))
    return SeedWriter.Mark(
      time: NaiveTime(microseconds: created.microseconds + later),
      user: randomness.pick(SeedWords.technicians)
    )
  }
}

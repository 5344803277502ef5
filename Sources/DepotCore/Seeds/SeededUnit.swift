import CatalogModel

/// A unit just put into the data set, as what happens to it afterwards needs it.
struct SeededUnit {
  let imei: String
  let created: NaiveTime
  /// The unit's place in the data set.
  let number: Int
  let entity: Int64
}

import CatalogModel

/// The newest stamp that a run saw, and on which row.
struct StampSample: Sendable, Equatable {
  let resource: Resource
  let key: RowKey
  let time: NaiveTime
}

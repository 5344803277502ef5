import CatalogModel

/// The newest stamp that a run saw, and on whose row.
struct StampSample: Sendable, Equatable {
  let resource: Resource
  let time: NaiveTime
}

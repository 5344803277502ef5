/// A filter of `q`, read and not yet made into a query.
indirect enum FilterNode {
  case junction(isAny: Bool, [FilterNode])
  case test(FilterTest)
}

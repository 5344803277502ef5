package import CatalogModel

extension RowQuery {
  /// This query asked for a long list of values, in as many queries as the request line needs.
  ///
  /// Each query has one further filter, `column in [some of the values]`, and asks for as many rows
  /// as it has values. Together they hold every value once, in order.
  /// A query's ``encodedLength`` stays within `budget` bytes, unless one value alone is longer; the
  /// request line needs some more for the method, the path and the version.
  package func chunked(
    _ column: String,
    in values: [FieldValue],
    budget: Int = RowQuery.maximumRequestLine - 200
  ) -> [RowQuery] {
    let room = budget - asking(column, in: []).encodedLength - String(values.count).utf8.count
    var queries: [RowQuery] = []
    var chunk: [FieldValue] = []
    var used = 0
    for value in values {
      let length = PercentEncoding.queryLength(JSONNode(value).description) + 1
      if !chunk.isEmpty, used + length > room {
        queries.append(asking(column, in: chunk))
        (chunk, used) = ([], 0)
      }
      chunk.append(value)
      used += length
    }
    if !chunk.isEmpty { queries.append(asking(column, in: chunk)) }
    return queries
  }

  private func asking(_ column: String, in values: [FieldValue]) -> RowQuery {
    var query = self
    query.filters.append(.isIn(column, values))
    query.pageSize = max(1, values.count)
    return query
  }
}

import CatalogModel
import RemoteAPI
import Testing

struct RowQueryChunkTests {
  private let query = RowQuery(
    filters: [.isNotNull("product_imei")],
    order: [RowOrder("product_imei")],
    pageSize: 1
  )

  @Test(arguments: [0, 1, 150, 170, 171, 1_000])
  func `every value is asked for once, in order, within the budget`(_ count: Int) {
    let values = (0..<count).map { FieldValue.text(String(353_273_090_000_000 + $0)) }
    let queries = query.chunked("product_imei", in: values)
    var asked: [FieldValue] = []
    for query in queries {
      #expect(query.encodedLength <= RowQuery.maximumRequestLine - 200)
      #expect(query.filters.first == .isNotNull("product_imei"))
      guard case .isIn("product_imei", let some)? = query.filters.last else {
        Issue.record("a chunk without its list")
        continue
      }
      #expect(query.pageSize == some.count)
      asked += some
    }
    #expect(asked == values)
  }

  @Test
  func `a chunk is filled as far as it goes`() {
    let values = (0..<1_000).map { FieldValue.text(String(353_273_090_000_000 + $0)) }
    let longest = query.chunked("product_imei", in: values).map(\.encodedLength).max()
    // One more value takes 22 bytes.
    #expect((longest ?? 0) > RowQuery.maximumRequestLine - 200 - 30)
  }

  @Test
  func `a value longer than the budget goes alone`() {
    let values: [FieldValue] = [.text("a"), .text(String(repeating: "b", count: 500)), .text("c")]
    let queries = query.chunked("product_imei", in: values, budget: 200)
    #expect(queries.count == 3)
  }
}

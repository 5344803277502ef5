package import CatalogModel

extension RemoteServer {
  /// Whether the server changes the rows of a resource by a search (`allow_patch_many` of the framework).
  ///
  /// Asked with a search that finds no row and without a value, so that nothing can change.
  ///
  /// - Returns: false wherever the server says anything else than that it changed no row.
  /// - Throws: ``RemoteError`` where there was no answer.
  package func changesUnderCondition(
    _ resource: Resource
  ) async throws(RemoteError) -> ConditionAnswer {
    let nothing = [RowFilter.isNull(resource.key.name)]
    let request = requests.change(of: resource, where: nothing, to: [:], deadline: nil)
    switch try await send(request) {
    case .success(let response):
      let isAble = response.status == 200 && WriteReader.changedRows(response) == 0
      return ConditionAnswer(isAble: isAble, serverTime: response.serverTime)
    case .failure(let error): throw ReadReader(subject: base.authority).failure(error)
    }
  }

  // What the server made of the values, and the row's new stamp, are in its row alone. Where that does not
  // come, the change is verified like one without an answer.
  func changed(
    _ resource: Resource,
    _ key: RowKey,
    serverTime: NaiveTime?
  ) async -> WriteResult {
    let row = try? await row(of: resource, key: key)
    let answer: WriteAnswer =
      row.map { .applied($0.fields) } ?? .unknown(UnknownOutcome(reason: .notTheAPI))
    return WriteResult(answer: answer, serverTime: row?.serverTime ?? serverTime)
  }
}

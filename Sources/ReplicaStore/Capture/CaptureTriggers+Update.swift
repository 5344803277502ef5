import CatalogModel

extension CaptureTriggers {
  /// Records the columns whose value differs; an update that changes nothing records nothing.
  var afterUpdate: String {
    let data = table.dataColumns.map(\.name)
    let differs = { (columns: [String]) in
      columns.map { "OLD.\"\($0)\" IS NOT NEW.\"\($0)\"" }.joined(separator: " OR ")
    }
    var body = [
      abort(
        "the key of a row of \(table.name) cannot change; delete the row and add another.",
        when: differs([table.keyName])
      ),
      abortOverAnother("OLD"),
    ]
    if !serverColumns.isEmpty {
      let names = serverColumns.joined(separator: ", ")
      body.append(
        abort(
          "only the server writes \(names) in \(table.name); leave them out.",
          when: differs(serverColumns)
        )
      )
    }
    if !table.resource.allows(.update) {
      body.append(
        abort(
          "the server lets nobody change rows of \(table.name); add a new row instead.",
          when: "NOT (\(isUnsentCreate("OLD")))"
        )
      )
    }
    if !data.isEmpty {
      body += [
        abortOverNUL(in: data) { differs([$0]) },
        abortOverBrokenText(in: data) { differs([$0]) },
        keepBase("OLD") { value($0, of: "OLD") },
        recordChange("OLD", kind: "'update'"),
        recordValues(data) { column in
          (value(column, of: "OLD"), value(column, of: "NEW"), differs([column]))
        },
      ]
    }
    body.append(clearImage("OLD"))
    return trigger(
      .update,
      "AFTER UPDATE",
      when: differs([table.keyName] + data + serverColumns),
      body
    )
  }
}

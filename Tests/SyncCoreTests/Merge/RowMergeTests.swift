import CatalogModel
import ReplicaStore
import Testing

@testable import SyncCore

struct RowMergeTests {
  private let resource: Resource
  private let merge: RowMerge

  init() throws {
    resource = try MergeCatalog.resource()
    merge = RowMerge(resource: resource, columns: resource.columns)
  }

  @Test
  func `the whole matrix is read`() {
    #expect(MergeMatrix.cases.count == 49)
    #expect(MergeMatrix.cases.count { !$0.conflict.isEmpty } == 16)
  }

  @Test(arguments: MergeMatrix.cases)
  func `three versions of a row make one`(_ item: MergeCase) {
    let merged = merge.merged(item.versions(of: resource))
    #expect(merged.row.map(MergeCatalog.text) == item.row)
    #expect(MergeCatalog.text(merged.base) == item.newBase)
    #expect(merged.conflictText == item.conflict)
    #expect(merged.lossesText == item.losses)
    #expect(merged.kind == (item.isDeletion ? .deleteUpdate : .updateUpdate))
  }

  @Test(arguments: MergeMatrix.cases)
  func `merging the same server row again changes nothing`(_ item: MergeCase) {
    var versions = item.versions(of: resource)
    let first = merge.merged(versions)
    (versions.base, versions.mine) = (first.base, first.row)
    versions.doubted.formUnion(doubted(first))
    // What a policy keeps of ours counts as typed from then on.
    versions.changed.formUnion(first.losses.filter(\.keptMine).map(\.column))
    for _ in 1...3 {
      let again = merge.merged(versions)
      #expect(again.row == first.row)
      #expect(again.base == first.base)
      #expect(again.conflict == first.conflict)
      #expect(again.losses.isEmpty)
      (versions.base, versions.mine) = (again.base, again.row)
    }
  }

  @Test(arguments: MergeMatrix.cases.filter { !$0.conflict.isEmpty && !$0.isDeletion })
  func `a conflict goes when the server comes to our values`(_ item: MergeCase) {
    var versions = item.versions(of: resource)
    let first = merge.merged(versions)
    (versions.base, versions.mine) = (first.base, first.row)
    for column in first.conflict { versions.theirs[column.column] = column.mine }
    let later = merge.merged(versions)
    #expect(later.conflict.isEmpty)
    #expect(later.row == versions.mine)
    for column in first.conflict { #expect(later.base[column.column] == column.mine) }
  }

  @Test
  func `a later server value replaces theirs in the conflict and nothing else`() {
    var versions = text(base: "a=1", mine: "a=2", theirs: "a=3")
    let first = merge.merged(versions)
    (versions.base, versions.mine) = (first.base, first.row)
    versions.theirs["a"] = .text("4")
    let later = merge.merged(versions)
    #expect(later.conflictText == "a: 1 / 2 / 4")
    #expect(MergeCatalog.text(later.base) == "a=1")
  }

  @Test
  func `a conflict goes when the colleague takes the change back`() {
    var versions = text(base: "a=1", mine: "a=2", theirs: "a=3")
    let first = merge.merged(versions)
    (versions.base, versions.mine) = (first.base, first.row)
    versions.theirs["a"] = .text("1")
    let later = merge.merged(versions)
    #expect(later.conflict.isEmpty)
    #expect(later.row.map(MergeCatalog.text) == "a=2")
  }

  @Test
  func `a conflict goes when the technician takes the change back`() {
    var versions = text(base: "a=1", mine: "a=2", theirs: "a=3")
    versions.base = merge.merged(versions).base
    versions.mine?["a"] = .text("1")
    let later = merge.merged(versions)
    #expect(later.conflict.isEmpty)
    #expect(later.row.map(MergeCatalog.text) == "a=3")
  }

  @Test
  func `a column that the replica does not hold leaves its group`() {
    let held = resource.columns.filter { $0.name != "h" }
    let merged = RowMerge(resource: resource, columns: held)
      .merged(text(base: "g=1, h=1", mine: "g=2", theirs: "g=1, h=3", changed: ["g"]))
    #expect(merged.conflict.isEmpty)
    #expect(merged.row?["g"] == .text("2"))
  }

  private func text(
    base: String,
    mine: String,
    theirs: String,
    changed: Set<String> = ["a"]
  ) -> RowVersions {
    RowVersions(
      base: MergeCatalog.fields(base, of: resource),
      mine: MergeCatalog.fields(mine, of: resource),
      theirs: MergeCatalog.fields(theirs, of: resource),
      changed: changed
    )
  }

  // As the engine derives it from the conflict it keeps.
  private func doubted(_ merged: MergedRow) -> Set<String> {
    guard merged.kind == .updateUpdate else { return [] }
    return Set(
      merged.conflict
        .filter { resource.column($0.column)?.equivalent($0.base, $0.theirs) ?? false }
        .map(\.column)
    )
  }
}

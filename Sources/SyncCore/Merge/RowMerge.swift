package import CatalogModel
import ReplicaStore

/// The three-way merge of one row, column by column against the base (design: rebase).
///
/// | technician | server | outcome |
/// |---|---|---|
/// | changed | as before | the technician's value stays and is still to be sent |
/// | as before | changed | the server's value is taken |
/// | changed | changed to the same | the server's value is taken, nothing is left to send |
/// | changed | changed differently | the column's policy decides; `ask` makes a conflict |
///
/// Columns of one group are decided together, so that no row arises that neither person entered. A
/// conflict is a function of the three versions alone: the base of an undecided column does not
/// move, so a later server version updates the conflict, or dissolves it, by itself.
package struct RowMerge: Sendable {
  /// The resource whose columns and policies apply.
  package let resource: Resource
  /// The columns that the replica holds.
  package let columns: [ResourceColumn]

  /// A merge of rows of one resource.
  package init(resource: Resource, columns: [ResourceColumn]) {
    self.resource = resource
    self.columns = columns
  }

  /// Merges the versions of one row.
  package func merged(_ versions: RowVersions) -> MergedRow {
    guard let mine = versions.mine else { return mergedDeletion(versions) }
    var merged = MergedRow(
      base: versions.base.merging(versions.theirs) { $1 },
      row: mine.merging(versions.theirs) { mine, _ in mine },
      conflict: [],
      kind: .updateUpdate,
      losses: []
    )
    var decided: Set<String> = []
    for column in columns where !decided.contains(column.name) {
      let group = columns(together: column)
      decided.formUnion(group.map(\.name))
      decide(group, versions: versions, mine: mine, into: &merged)
    }
    return merged
  }

  // A column the replica does not hold cannot be decided, so it leaves its group.
  private func columns(together column: ResourceColumn) -> [ResourceColumn] {
    let names = resource.group(of: column.name)
    return names.count == 1 ? [column] : columns.filter { names.contains($0.name) }
  }

  private func decide(
    _ group: [ResourceColumn],
    versions: RowVersions,
    mine: RowFields,
    into merged: inout MergedRow
  ) {
    let ours = group.filter { isChangedByUs($0, versions, mine) }
    let foreign = group.filter { isChangedByServer($0, versions) }
    let disputed = group.filter {
      !$0.equivalent(mine[$0.name] ?? .null, versions.theirs[$0.name] ?? .null)
    }
    // Where both sides moved inside one group, a mixture would be a row that nobody entered.
    guard !ours.isEmpty, !foreign.isEmpty, !disputed.isEmpty else {
      for column in group where !ours.contains(column) || !disputed.contains(column) {
        merged.row?[column.name] = versions.theirs[column.name] ?? mine[column.name]
      }
      return
    }
    switch policy(of: disputed, versions: versions) {
    case .ask, .latest: keepUndecided(disputed, versions: versions, mine: mine, into: &merged)
    case .mine: settle(disputed, versions: versions, mine: mine, keepMine: true, into: &merged)
    case .theirs: settle(disputed, versions: versions, mine: mine, keepMine: false, into: &merged)
    }
  }

  // A value we sent that the server now shows is no colleague's, even where we typed on since.
  private func isChangedByServer(_ column: ResourceColumn, _ versions: RowVersions) -> Bool {
    guard let theirs = versions.theirs[column.name] else { return false }
    if versions.doubted.contains(column.name) { return true }
    if let sent = versions.sent[column.name], column.equivalent(sent, theirs) { return false }
    return !column.equivalent(theirs, versions.base[column.name] ?? .null)
  }

  private func isChangedByUs(
    _ column: ResourceColumn,
    _ versions: RowVersions,
    _ mine: RowFields
  ) -> Bool {
    guard column.role == .data, versions.changed.contains(column.name) else { return false }
    return !column.equivalent(mine[column.name] ?? .null, versions.base[column.name] ?? .null)
  }

  private func policy(of disputed: [ResourceColumn], versions: RowVersions) -> ConflictPolicy {
    let policies = Set(disputed.map(\.policy))
    guard policies.count == 1, let policy = policies.first else { return .ask }
    guard policy == .latest else { return policy }
    return versions.isMineLater(in: disputed.map(\.name)).map { $0 ? .mine : .theirs } ?? .ask
  }

  private func keepUndecided(
    _ disputed: [ResourceColumn],
    versions: RowVersions,
    mine: RowFields,
    into merged: inout MergedRow
  ) {
    for column in disputed {
      let base = versions.base[column.name] ?? .null
      merged.base[column.name] = base
      merged.conflict.append(
        ConflictColumn(
          column: column.name,
          base: base,
          mine: mine[column.name] ?? .null,
          theirs: versions.theirs[column.name] ?? .null
        )
      )
    }
  }

  private func settle(
    _ disputed: [ResourceColumn],
    versions: RowVersions,
    mine: RowFields,
    keepMine: Bool,
    into merged: inout MergedRow
  ) {
    for column in disputed {
      let theirs = versions.theirs[column.name] ?? .null
      if !keepMine { merged.row?[column.name] = theirs }
      merged.losses.append(
        MergedRow.Loss(
          column: column.name,
          mine: mine[column.name] ?? .null,
          theirs: theirs,
          policy: column.policy,
          keptMine: keepMine
        )
      )
    }
  }

  private func mergedDeletion(_ versions: RowVersions) -> MergedRow {
    // What the system computes changes by itself and is no reason to ask about a deletion.
    let touched = columns.filter {
      $0.role == .data && !($0.hasOwnPolicy && $0.policy == .theirs)
        && isChangedByServer($0, versions)
    }
    var merged = MergedRow(
      base: versions.base.merging(versions.theirs) { $1 },
      row: nil,
      conflict: touched.map { column in
        ConflictColumn(
          column: column.name,
          base: versions.base[column.name] ?? .null,
          mine: .null,
          theirs: versions.theirs[column.name] ?? .null
        )
      },
      kind: .deleteUpdate,
      losses: []
    )
    for column in touched { merged.base[column.name] = versions.base[column.name] ?? .null }
    return merged
  }
}

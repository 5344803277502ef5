/// The merge matrix: under each name `base | mine | theirs | changed | row | new base | conflict | losses`.
///
/// `changed` names the columns that open changes touch, then values `sent` without an answer, columns in
/// doubt, and when we typed. A conflict reads `column: base / mine / theirs`, a loss `column: winner over
/// loser by policy`; `-` is null, `gone` a deleted row.
enum MergeMatrix {
  /// One column, or columns that do not belong together.
  static let singleColumns = #"""
    # only we changed it: ours stays
    a=1      | a=2      | a=1      | a | a=2      | a=1      |              |
    # only they changed it: theirs is taken
    a=1      | a=1      | a=3      |   | a=3      | a=3      |              |
    # both changed it to the same: nothing is left
    a=1      | a=2      | a=2      | a | a=2      | a=2      |              |
    # both changed it differently: a conflict that keeps base and ours
    a=1      | a=2      | a=3      | a | a=2      | a=1      | a: 1 / 2 / 3 |
    # different columns: both are kept
    a=1, b=1 | a=2, b=1 | a=1, b=3 | a | a=2, b=3 | a=1, b=3 |              |
    # one column in conflict does not hold the other
    a=1, b=1 | a=2, b=1 | a=3, b=3 | a | a=2, b=3 | a=1, b=3 | a: 1 / 2 / 3 |
    # typed and put back: it is no change of ours
    a=1      | a=1      | a=3      | a | a=3      | a=3      |              |
    # a value that differs but was never edited is no change of ours
    a=1      | a=2      | a=3      |   | a=3      | a=3      |              |
    # emptied by us, changed by them
    a=1      | a=-      | a=3      | a | a=-      | a=1      | a: 1 / - / 3 |
    # changed by us, emptied by them
    a=1      | a=2      | a=-      | a | a=2      | a=1      | a: 1 / 2 / - |
    # a column that an answer lacks stays as it is
    a=1, b=1 | a=2, b=1 | b=3      | a | a=2, b=3 | a=1, b=3 |              |
    """#

  /// What is equal by the type of the column.
  static let typedValues = #"""
    # the same instant with and without a fraction is no change
    t=2015-07-02T11:50:23 | t=2016-01-01T00:00:00 | t=2015-07-02 11:50:23.000000 | t | t=2016-01-01T00:00:00 | t=2015-07-02 11:50:23.000000 |                                                                           |
    # half a second is a change
    t=2015-07-02T11:50:23 | t=2016-01-01T00:00:00 | t=2015-07-02T11:50:23.500000 | t | t=2016-01-01T00:00:00 | t=2015-07-02T11:50:23        | t: 2015-07-02T11:50:23 / 2016-01-01T00:00:00 / 2015-07-02T11:50:23.500000 |
    # 1 and 1.0 are one number: theirs did not change
    n=1                   | n=2.5                 | n=1.0                        | n | n=2.5                 | n=1.0                        |                                                                           |
    # 1 and 1.0 are one number: both changed to the same
    n=7                   | n=1                   | n=1.0                        | n | n=1.0                 | n=1.0                        |                                                                           |
    # 1 and true are one flag
    f=0                   | f=1                   | f=true                       | f | f=true                | f=true                       |                                                                           |
    # a day with a time of day is the same day
    d=2018-11-03          | d=2018-11-05          | d=2018-11-03T10:00:00        | d | d=2018-11-05          | d=2018-11-03T10:00:00        |                                                                           |
    # JSON is compared by content
    j={"x":1,"y":2}       | j={"x":9}             | j={"y":2,"x":1}              | j | j={"x":9}             | j={"y":2,"x":1}              |                                                                           |
    # texts are compared exactly
    a=1                   | a=2                   | a=1.0                        | a | a=2                   | a=1                          | a: 1 / 2 / 1.0                                                            |
    """#

  /// Columns that a policy decides, and stamps.
  static let policies = #"""
    # policy mine: ours stays to be sent, theirs is logged
    m=1                             | m=2                             | m=3                                  | m                         | m=2                                  | m=3                                  |              | m: 2 over 3 by mine
    # policy theirs: theirs is taken, ours is logged
    s=1                             | s=2                             | s=3                                  | s                         | s=3                                  | s=3                                  |              | s: 3 over 2 by theirs
    # policy theirs: ours stays where they changed nothing
    s=1                             | s=2                             | s=1                                  | s                         | s=2                                  | s=1                                  |              |
    # policy latest: we were later
    l=1                             | l=2                             | l=3, modified_at=2020-01-01T10:00:00 | l; at 2020-01-01T10:00:01 | l=2, modified_at=2020-01-01T10:00:00 | l=3, modified_at=2020-01-01T10:00:00 |              | l: 2 over 3 by latest
    # policy latest: they were later
    l=1                             | l=2                             | l=3, modified_at=2020-01-01T10:00:00 | l; at 2020-01-01T09:59:59 | l=3, modified_at=2020-01-01T10:00:00 | l=3, modified_at=2020-01-01T10:00:00 |              | l: 3 over 2 by latest
    # policy latest asks where our clock was not known
    l=1                             | l=2                             | l=3, modified_at=2020-01-01T10:00:00 | l                         | l=2, modified_at=2020-01-01T10:00:00 | l=1, modified_at=2020-01-01T10:00:00 | l: 1 / 2 / 3 |
    # policy latest asks where both moments are the same
    l=1                             | l=2                             | l=3, modified_at=2020-01-01T10:00:00 | l; at 2020-01-01T10:00:00 | l=2, modified_at=2020-01-01T10:00:00 | l=1, modified_at=2020-01-01T10:00:00 | l: 1 / 2 / 3 |
    # policy latest asks where their row has no stamp
    l=1                             | l=2                             | l=3, modified_at=-                   | l; at 2020-01-01T09:59:59 | l=2, modified_at=-                   | l=1, modified_at=-                   | l: 1 / 2 / 3 |
    # stamps are the server's, whatever is typed into them
    modified_at=2020-01-01T10:00:00 | modified_at=2021-01-01T10:00:00 | modified_at=2020-02-01T10:00:00      | modified_at               | modified_at=2020-02-01T10:00:00      | modified_at=2020-02-01T10:00:00      |              |
    """#

  /// Columns that are decided together: `g` and `h`, `p` and `q`.
  static let groups = #"""
    # each side changed its own column of a group: both are in conflict
    g=1, h=1 | g=2, h=1 | g=1, h=3 | g    | g=2, h=1 | g=1, h=1 | g: 1 / 2 / 1, h: 1 / 1 / 3 |
    # a group that only they changed is taken whole
    g=1, h=1 | g=1, h=1 | g=3, h=3 |      | g=3, h=3 | g=3, h=3 |                            |
    # a group that only we changed stays whole
    g=1, h=1 | g=2, h=2 | g=1, h=1 | g, h | g=2, h=2 | g=1, h=1 |                            |
    # a group changed to the same on both sides
    g=1, h=1 | g=2, h=2 | g=2, h=2 | g, h | g=2, h=2 | g=2, h=2 |                            |
    # a group that agrees in one column disputes the other only
    g=1, h=1 | g=2, h=2 | g=2, h=3 | g, h | g=2, h=2 | g=2, h=1 | h: 1 / 2 / 3               |
    # a group under mine stays ours whole, though each side changed its own column
    u=1, v=1 | u=2, v=1 | u=1, v=3 | u    | u=2, v=1 | u=1, v=3 |                            | u: 2 over 1 by mine, v: 1 over 3 by mine
    # a group under theirs is taken whole, though each side changed its own column
    w=1, x=1 | w=2, x=1 | w=1, x=3 | w    | w=1, x=3 | w=1, x=3 |                            | w: 1 over 2 by theirs, x: 3 over 1 by theirs
    # a group under latest: we were later
    modified_at=-, y=1, z=1 | modified_at=-, y=2, z=1 | modified_at=2020-01-01T10:00:00, y=1, z=3 | y; at 2020-01-01T10:00:01 | modified_at=2020-01-01T10:00:00, y=2, z=1 | modified_at=2020-01-01T10:00:00, y=1, z=3 | | y: 2 over 1 by latest, z: 1 over 3 by latest
    # a group under latest: they were later
    modified_at=-, y=1, z=1 | modified_at=-, y=2, z=1 | modified_at=2020-01-01T10:00:00, y=1, z=3 | y; at 2020-01-01T09:59:59 | modified_at=2020-01-01T10:00:00, y=1, z=3 | modified_at=2020-01-01T10:00:00, y=1, z=3 | | y: 1 over 2 by latest, z: 3 over 1 by latest
    # a group under latest asks where our clock was not known
    modified_at=-, y=1, z=1 | modified_at=-, y=2, z=1 | modified_at=2020-01-01T10:00:00, y=1, z=3 | y | modified_at=2020-01-01T10:00:00, y=2, z=1 | modified_at=2020-01-01T10:00:00, y=1, z=1 | y: 1 / 2 / 1, z: 1 / 1 / 3 |
    # policies that differ within a group ask
    p=1, q=1 | p=2, q=2 | p=3, q=3 | p, q | p=2, q=2 | p=1, q=1 | p: 1 / 2 / 3, q: 1 / 2 / 3 |
    """#

  /// Rows with an operation that was sent and not answered.
  static let sentValues = #"""
    # a value we sent that comes back is no colleague's, though we typed on
    a=1 | a=3 | a=2 | a; sent a=2  | a=3 | a=2 |              |
    # another value than we sent is a colleague's
    a=1 | a=3 | a=9 | a; sent a=2  | a=3 | a=1 | a: 1 / 3 / 9 |
    # what we sent has not arrived yet
    a=1 | a=2 | a=1 | a; sent a=2  | a=2 | a=1 |              |
    # a doubted column stays in conflict though the server shows the old value
    a=1 | a=2 | a=1 | a; doubted a | a=2 | a=1 | a: 1 / 2 / 1 |
    # a doubted column that turns out as ours is settled
    a=1 | a=2 | a=2 | a; doubted a | a=2 | a=2 |              |
    """#

  /// Rows that the technician deleted.
  static let deletions = #"""
    # deleted here, unchanged there
    a=1, b=1           | gone | a=1, b=1                             |             | gone | a=1, b=1                             |              |
    # deleted here, changed there: only the changed column is asked about
    a=1, b=1           | gone | a=3, b=1                             |             | gone | a=1, b=1                             | a: 1 / - / 3 |
    # deleted here, only what the system computes changed there
    a=1, s=1           | gone | a=1, s=3                             |             | gone | a=1, s=3                             |              |
    # deleted here, only the stamp changed there
    a=1, modified_at=- | gone | a=1, modified_at=2020-01-01T10:00:00 |             | gone | a=1, modified_at=2020-01-01T10:00:00 |              |
    # deleted here after an update of ours that comes back
    a=1                | gone | a=2                                  | a; sent a=2 | gone | a=2                                  |              |
    """#

  static let cases = [singleColumns, typedValues, policies, groups, sentValues, deletions]
    .flatMap(MergeCase.cases)
}

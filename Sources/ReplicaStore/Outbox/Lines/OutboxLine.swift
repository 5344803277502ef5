import CatalogModel

/// One line of an outbox: a record and its checksum.
///
/// `{"sum":"9e107d9d372bb682","record":{…}}`: the sum is the 64-bit FNV-1a hash of the record's own bytes and a
/// zero after them.
/// It tells a torn or damaged line from a whole one; it is no protection against forgery.
enum OutboxLine {
  private static let opening = Array(#"{"sum":""#.utf8)
  private static let middle = Array(#"","record":"#.utf8)
  private static let sumLength = 16

  /// The line of a record, with its end.
  static func text(of record: JSONNode) -> String {
    let body = record.description
    return #"{"sum":"\#(sum(of: body))","record":\#(body)}"# + "\n"
  }

  /// The record of a line without its end; nothing where the line is torn or damaged.
  static func record(in line: some Collection<UInt8>) -> JSONNode? {
    let head = opening.count + sumLength + middle.count
    guard line.count > head + 1, line.starts(with: opening),
      line.dropFirst(opening.count + sumLength).starts(with: middle),
      line.dropFirst(line.count - 1).first == UInt8(ascii: "}")
    else { return nil }
    let body = String(decoding: line.dropFirst(head).dropLast(), as: UTF8.self)
    let noted = line.dropFirst(opening.count).prefix(sumLength)
    guard noted.elementsEqual(sum(of: body).utf8) else { return nil }
    return try? JSONNode(parsing: body)
  }

  /// Whether bytes begin as a line does, so that they may be what a crash left of one.
  static func isBegun(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.prefix(opening.count).elementsEqual(opening.prefix(bytes.count))
  }

  private static func sum(of body: String) -> String {
    var hash = FowlerHash()
    hash.add(body)
    return String(repeating: "0", count: sumLength - hash.digits.count) + hash.digits
  }
}

extension JSONNode: Decodable {
  /// Decodes whatever comes; a number without a fraction that fits 64 bits is an integer.
  package init(from decoder: any Decoder) throws {
    // Scalars first, and texts before the others: they are most of what there is, and each wrong guess
    // costs an error that is made and thrown away.
    let scalar = try decoder.singleValueContainer()
    if scalar.decodeNil() {
      self = .null
    } else if let text = try? scalar.decode(String.self) {
      self = .text(text)
    } else if let number = try? scalar.decode(Int64.self) {
      self = .integer(number)
    } else if let flag = try? scalar.decode(Bool.self) {
      self = .boolean(flag)
    } else if let number = try? scalar.decode(Double.self) {
      self = .real(number)
    } else {
      try self.init(containerOf: decoder)
    }
  }

  private init(containerOf decoder: any Decoder) throws {
    if let members = try? decoder.container(keyedBy: Name.self) {
      var object: [String: JSONNode] = [:]
      for name in members.allKeys {
        object[name.stringValue] = try members.decode(JSONNode.self, forKey: name)
      }
      self = .object(object)
    } else {
      var items = try decoder.unkeyedContainer()
      var array: [JSONNode] = []
      while !items.isAtEnd { array.append(try items.decode(JSONNode.self)) }
      self = .array(array)
    }
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

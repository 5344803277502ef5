import CPageReader
import CatalogModel

extension page_value {
  /// The bytes of a text or of JSON.
  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeRawBufferPointer(start: text, count: text == nil ? 0 : length)
      .assumingMemoryBound(to: UInt8.self)
  }

  /// The value as SQLite would store it.
  var stored: FieldValue {
    switch kind {
    case page_bool, page_integer: .integer(integer)
    case page_real: .real(real)
    case page_text, page_json: .text(String(decoding: bytes, as: UTF8.self))
    default: .null
    }
  }
}

extension page_row {
  /// Why the row cannot be used, if so.
  var faultText: String? { fault.map { String(cString: $0) } }

  /// The row's text, for a row with a fault.
  var rawText: String { Self.text(raw, raw_length) }

  /// What no column names, as one JSON object.
  var extraText: String? { extra.map { Self.text($0, extra_length) } }

  /// What no column names, as a value to bind.
  var extraValue: page_value {
    page_value(
      kind: extra == nil ? page_null : page_json,
      length: extra_length,
      integer: 0,
      real: 0,
      text: extra
    )
  }

  private static func text(_ start: UnsafePointer<CChar>?, _ length: Int) -> String {
    let bytes = UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : length)
    return String(decoding: bytes, as: UTF8.self)
  }
}

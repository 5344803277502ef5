/// Bodies of refusals, as they come over the wire.
enum Refused {
  static let decode = #"{"message":"Unable to decode data"}"#
  static let construct = #"{"message":"Unable to construct query"}"#
  static let data = #"{"message":"DataError"}"#
  static let programming = #"{"message":"ProgrammingError"}"#
  static let integrity = #"{"message":"IntegrityError"}"#
  static let validation =
    #"{"validation_errors":"Could not determine specific validation errors"}"#
  static let missing = "{}"
}

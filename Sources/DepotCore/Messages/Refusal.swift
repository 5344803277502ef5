import CatalogModel

/// A request that the server does not carry out, by the way the real server says so.
enum Refusal: Error, Equatable {
  /// The body or `q` is not JSON.
  case undecodable
  /// A filter, order or limit that makes no query.
  case unbuildable
  /// A value that is of the right kind and cannot be stored or compared.
  case dataError
  /// A unique, not-null or foreign-key rule is broken.
  case integrityError
  /// A value of a kind that the column's type has no operator for.
  case programmingError
  /// A PUT names a field that the resource has not.
  case unknownField(String)
  /// A POST names a field that the resource has not.
  case undeterminedValidation
  case missingRow
  case noResult
  case multipleResults
  /// The path leads nowhere.
  case notFound
  case methodNotAllowed([String])
  case unauthorised(String)
  case forbidden(String)
  case unsupportedMediaType
  /// An action whose input or moment is wrong.
  case invalidAction(message: String, errors: [String: String])
  /// The real server stumbles over this request with an exception.
  case crash
}

extension Refusal {
  var response: DepotResponse {
    switch self {
    case .undecodable: Self.message(400, "Unable to decode data")
    case .unbuildable: Self.message(400, "Unable to construct query")
    case .dataError: Self.message(400, "DataError")
    case .integrityError: Self.message(400, "IntegrityError")
    case .programmingError: Self.message(400, "ProgrammingError")
    case .unknownField(let name): Self.message(400, "Model does not have field '\(name)'")
    case .undeterminedValidation:
      .json(
        400,
        ["validation_errors": .text("Could not determine specific validation errors")]
      )
    case .missingRow: .json(404, [:])
    case .noResult: Self.message(404, "No result found")
    case .multipleResults: Self.message(400, "Multiple results found")
    case .notFound: HTMLPage.notFound.response
    case .methodNotAllowed(let methods): HTMLPage.methodNotAllowed.response(allowing: methods)
    case .unauthorised(let reason): Self.message(401, reason)
    case .forbidden(let reason): Self.message(403, reason)
    case .unsupportedMediaType:
      Self.message(415, "Request must have \"Content-Type: application/json\" header")
    case .invalidAction(let message, let errors): Self.invalid(message, errors)
    case .crash: HTMLPage.crash.response
    }
  }

  private static func message(_ status: Int, _ text: String) -> DepotResponse {
    .json(status, ["message": .text(text)])
  }

  private static func invalid(_ message: String, _ errors: [String: String]) -> DepotResponse {
    .json(
      400,
      [
        "status": .text("validation-error"), "message": .text(message), "data": .object([:]),
        "validation_errors": .object(errors.mapValues(JSONNode.text)),
      ]
    )
  }
}

import CatalogModel

/// What an action has to say when it did its work.
struct ActionResult {
  let message: String
  var data: JSONNode = .object([:])
}

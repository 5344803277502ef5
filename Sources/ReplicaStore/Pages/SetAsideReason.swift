/// Why a row of the server cannot be stored; the raw values are stable words, kept with the row.
package enum SetAsideReason: String, Sendable, CaseIterable {
  case brokenText = "a broken text"
  case notADocument = "a document that is not JSON"
  case notAnObject = "a row that is not an object"
  case notText = "bytes that are not text"
  case notAValue = "a value that is not JSON"
  case unheldNumber = "a number that cannot be held"
  case unusableKey = "a key that cannot be used"
  case keyTwice = "a key that another row of the list has"
}

import CatalogModel

/// The dates and times that an input of the type `datetime` takes.
enum WorkflowMoment {
  /// Whether the text has one of the three documented forms.
  static func isReadable(_ text: String) -> Bool {
    if text.count == 8 { return NaiveTime("2000-01-01T\(text)") != nil }
    if text.count == 10 { return NaiveTime(text) != nil }
    return text.count == 20 && text.hasSuffix("Z") && text.dropFirst(10).hasPrefix("T")
      && NaiveTime(text) != nil
  }
}

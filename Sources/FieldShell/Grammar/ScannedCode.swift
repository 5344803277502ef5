/// What a barcode scanner types: one word without blanks, with digits in it.
enum ScannedCode {
  /// Whether a line's only word looks like an IMEI or a serial number rather than a mistyped verb.
  static func isPlausible(_ word: String) -> Bool {
    let digits = word.filter { $0.isASCII && $0.isNumber }.count
    let isPlain = word.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_./".contains($0))
    }
    return isPlain && word.count >= 4 && digits >= 3
  }
}

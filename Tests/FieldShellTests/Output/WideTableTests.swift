import Testing

@testable import FieldShell

/// Lists use the width that a terminal has.
struct WideTableTests {
  private static let text = String(repeating: "word ", count: 12) + "end"

  private func lines(_ width: Int) -> [String] {
    let table = TextTable(
      columns: [
        TextTable.Column(Sentence(verbatim: "key"), isWhole: true),
        TextTable.Column(Sentence(verbatim: "note")),
        TextTable.Column(Sentence(verbatim: "by")),
      ],
      rows: [[TextTable.Cell("1"), TextTable.Cell(Self.text), TextTable.Cell("amina")]],
      overflow: .cut
    )
    let style = Style(language: .english, width: width, usesColour: false, isASCII: true)
    return TableLayout(style: style).lines(of: table)
  }

  @Test func `what fits is not cut`() {
    #expect(lines(120).last?.contains(Self.text) == true)
  }

  @Test func `what does not fit is cut, and no more than it must be`() {
    let line = lines(60).last ?? ""
    #expect(line.contains("..."))
    #expect(DisplayWidth.of(line) == 60)
    #expect(line.hasSuffix("amina"))
  }
}

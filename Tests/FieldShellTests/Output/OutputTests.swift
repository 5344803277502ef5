import CatalogModel
import Testing

@testable import FieldShell

struct OutputTests {
  private func style(_ width: Int?, isASCII: Bool = false, usesColour: Bool = false) -> Style {
    Style(language: .english, width: width, usesColour: usesColour, isASCII: isASCII)
  }

  @Test(arguments: [
    ("plain", "plain"), ("é à ☀ 中", "é à ☀ 中"), ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
    ("\u{1B}[31mred", "\\e[31mred"), ("\u{9B}31m", "\\u{9B}31m"), ("a\u{7F}", "a\\u{7F}"),
    ("\u{202E}evil", "\\u{202E}evil"), ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
    ("\u{200B}\u{FEFF}", "\\u{200B}\\u{FEFF}"), ("\0", "\\u{0}"),
    ("\u{1B}]0;title\u{7}", "\\e]0;title\\u{7}"),
  ])
  func `what does not show itself is shown by its name`(raw: String, shown: String) {
    #expect(Visible.text(raw) == shown)
  }

  @Test func `no scalar that moves a cursor passes`() {
    for value in UInt32(0)...0x2FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = Visible.text("a\(Character(scalar))b").unicodeScalars
      #expect(!shown.contains { $0.properties.generalCategory == .control })
      #expect(!shown.contains { (0x202A...0x202E).contains($0.value) })
      #expect(!shown.contains { (0x2066...0x2069).contains($0.value) })
    }
  }

  @Test func `JSON stays the same document without hidden scalars`() throws {
    let node = JSONNode.object(["a\u{9B}": .text("\u{202E}\u{E0041}é\n")])
    let text = Visible.json(node.description)
    #expect(text == #"{"a\u009b":"\u202e\udb40\udc41é\n"}"#)
    #expect(try JSONNode(parsing: text) == node)
  }

  @Test(arguments: [
    ("déjà «vu»…", "deja \"vu\"..."), ("cœur", "coeur"), ("中", "\\u{4E2D}"), ("abc", "abc"),
  ])
  func `a terminal without UTF-8 gets ASCII`(text: String, ascii: String) {
    #expect(style(80, isASCII: true).shown(text) == ascii)
  }

  private let table = TextTable(
    columns: [
      TextTable.Column(Sentence(verbatim: "key"), isWhole: true, isNumber: true),
      TextTable.Column(Sentence(verbatim: "words")),
      TextTable.Column(Sentence(verbatim: "more")),
    ],
    rows: [
      [TextTable.Cell("7"), TextTable.Cell("a bb ccc dddd eeeee ffffff"), TextTable.Cell("x")],
      [TextTable.Cell("1234"), TextTable.Cell("b\tc\n"), TextTable.Cell("")],
    ]
  )

  @Test func `a wide terminal gets aligned columns`() {
    #expect(
      TableLayout(style: style(80)).lines(of: table) == [
        " key  words                       more",
        "   7  a bb ccc dddd eeeee ffffff  x",
        "1234  b\\tc\\n",
      ]
    )
  }

  @Test func `a narrow terminal gets whole words below each other`() {
    #expect(
      TableLayout(style: style(30)).lines(of: table) == [
        " key  words               more", "   7  a bb ccc dddd       x", "      eeeee ffffff",
        "1234  b\\tc\\n",
      ]
    )
  }

  @Test func `an overview is cut and loses columns`() {
    var overview = table
    overview.overflow = .cut
    #expect(
      TableLayout(style: style(16)).lines(of: overview) == [
        " key  words", "   7  a bb ccc …", "1234  b\\tc\\n",
      ]
    )
  }

  @Test func `a very narrow terminal gets one value a line`() {
    #expect(
      TableLayout(style: style(12)).lines(of: table) == [
        "key: 7", "words: a bb", "  ccc dddd", "  eeeee", "  ffffff", "more: x", "", "key: 1234",
        "words:", "  b\\tc\\n",
      ]
    )
  }

  @Test func `a pipe gets tabs, and no tab or line end of a value`() {
    #expect(
      TableLayout(style: style(nil)).lines(of: table) == [
        "key\twords\tmore", "7\ta bb ccc dddd eeeee ffffff\tx", "1234\tb\\tc\\n\t",
      ]
    )
  }

  @Test(arguments: [20, 40, 80])
  func `no line of a list is wider than the terminal`(width: Int) {
    let long = String(repeating: "mot ", count: 60) + String(repeating: "x", count: 90)
    let cells = [TextTable.Cell("1"), TextTable.Cell(long), TextTable.Cell("中文é")]
    for overflow in [TextTable.Overflow.cut, .wrap] {
      let list = TextTable(columns: table.columns, rows: [cells], overflow: overflow)
      let lines = TableLayout(style: style(width)).lines(of: list)
      #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
    }
  }

  @Test func `French keeps its signs with their words`() {
    #expect(
      Wrapping.lines("vouliez-vous dire « set » ? Oui : non", width: 22)
        == ["vouliez-vous dire", "« set » ? Oui : non"]
    )
  }

  @Test func `colour surrounds the text and never its blanks`() {
    let coloured = TextTable(
      columns: [
        TextTable.Column(Sentence(verbatim: "a")), TextTable.Column(Sentence(verbatim: "b")),
      ],
      rows: [[TextTable.Cell("x\u{1B}", .bad), TextTable.Cell("y")]],
      hasTitles: false
    )
    #expect(
      TableLayout(style: style(80, usesColour: true)).lines(of: coloured)
        == ["\u{1B}[31mx\\e\u{1B}[0m  y"]
    )
  }

  @Test(
    arguments: [
      (Set<ExitCode>(), ExitCode.done), ([.conflicts, .refused], .refused),
      ([.limited, .conflicts], .conflicts),
      ([.offline, .refused], .offline), ([.login, .offline], .login), ([.busy, .login], .busy),
      ([.incompatible, .busy], .incompatible), ([.storage, .incompatible], .storage),
      ([.failed, .limited], .limited),
      (Set(ExitCode.allCases.filter { $0 != .interrupted }), .storage),
      (Set(ExitCode.allCases), .interrupted),
    ] as [(Set<ExitCode>, ExitCode)]
  )
  func `the gravest exit code wins`(codes: Set<ExitCode>, winner: ExitCode) {
    #expect(ExitCode.winner(of: codes) == winner)
  }

  @Test func `exit codes have their documented numbers`() {
    #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 130])
    #expect(
      ExitCode.ordered(Set(ExitCode.allCases)).map(\.rawValue)
        == [130, 8, 9, 7, 4, 5, 6, 3, 10, 2, 1]
    )
  }

  @Test(
    arguments: [
      ([:], Language.english, false), (["LANG": "fr_FR.UTF-8"], .french, true),
      (["LANG": "fr_FR"], .french, false),
      (["LANG": "fr_FR.UTF-8", "LC_ALL": "C"], .english, false),
      (["LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_BE"], .french, true),
      (["LANG": "fr_FR.utf8", "LC_ALL": ""], .french, true),
      (["LANG": "POSIX"], .english, false), (["LANG": "fro_X"], .english, false),
      (["LANG": "C", "LC_CTYPE": "C.UTF-8"], .english, true),
    ] as [([String: String], Language, Bool)]
  )
  func `the environment asks for a language`(
    environment: [String: String],
    language: Language,
    isUTF8: Bool
  ) {
    #expect(Language.asked(in: environment) == language)
    #expect(Language.isUTF8(in: environment) == isUTF8)
  }
}

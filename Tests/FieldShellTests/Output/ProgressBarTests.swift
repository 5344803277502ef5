import SyncCore
import Testing

@testable import FieldShell

/// How far rows have come, on a terminal and in a log.
struct ProgressBarTests {
  private static let half = PullProgress(
    resource: "products",
    rows: 2_250,
    left: 2_750,
    bytes: 1_200_000,
    seconds: 20,
    isMilestone: false
  )

  private func bar(_ width: Int, _ language: Language = .english, isASCII: Bool = true) -> String {
    let style = Style(language: language, width: width, usesColour: false, isASCII: isASCII)
    return ProgressBar(progress: Self.half, style: style).line(width: width)
  }

  @Test func `a bar shows rows, bytes, the rate and what is left`() {
    #expect(
      bar(100)
        == "products #############-----------------  45%  2250 rows read, 1 MB, 60 kB/s, 25 s left"
    )
    #expect(
      bar(100, .french, isASCII: false)
        == "products █████████████░░░░░░░░░░░░░░░░░  45%  2250 lignes lues, 1 Mo, 60 ko/s, reste 25 s"
    )
  }

  @Test func `a narrow terminal keeps the figures`() {
    #expect(bar(60) == "products  2250 rows read, 1 MB, 60 kB/s, 25 s left")
    #expect(DisplayWidth.of(bar(20)) == 20)
  }

  @Test func `no bar is wider than its terminal`() {
    for width in 10...140 { #expect(DisplayWidth.of(bar(width)) <= width) }
  }

  @Test func `a log has the same figures in a sentence`() {
    let sentence = Sentence.reading(Self.half)
    #expect(
      sentence.english
        == "Reading products: 2250 rows read, 1 MB, 60 kB/s, 25 s left, 2750 to come"
    )
    #expect(sentence.french.hasPrefix("Lecture de products : 2250 lignes lues"))
  }

  @Test(arguments: [true, false])
  func `a full bar that took a while stays`(tookAWhile: Bool) {
    let sink = RecordingSink()
    let style = Style(language: .english, width: 80, usesColour: false, isASCII: true)
    let screen = Screen(sink: sink, style: style)
    let progress = PullProgress(
      resource: "parts",
      rows: 10,
      left: 0,
      bytes: 900,
      seconds: tookAWhile ? 1.5 : 0.2,
      isMilestone: true
    )
    screen.show(.pulling(progress))
    screen.endProgress()
    #expect(sink.text.contains("parts"))
    #expect(sink.text.hasSuffix("\n") == tookAWhile)
  }
}

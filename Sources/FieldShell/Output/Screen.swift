import CatalogModel
import SyncCore
import Synchronization

/// One of the two outputs, in the form that suits it: the only place that writes.
final class Screen: Sendable {
  private let sink: any TextSink
  let style: Style
  private let hasOpenProgress = Mutex(false)

  init(sink: any TextSink, style: Style) {
    self.sink = sink
    self.style = style
  }

  /// Writes blocks for people.
  func show(_ blocks: [Block]) {
    var lines: [String] = []
    for block in blocks { lines += self.lines(of: block) }
    write(lines)
  }

  /// Writes one JSON document on a line of its own.
  func show(json: JSONNode) {
    write([Visible.json(json.description)])
  }

  /// Shows how far something is: over the last such line on a terminal, as a new line elsewhere.
  func progress(_ sentence: Sentence) {
    guard let width = style.width else {
      write([style.shown(sentence)])
      return
    }
    let text = DisplayWidth.cut(style.shown(sentence), to: width - 1, ellipsis: style.ellipsis)
    hasOpenProgress.withLock { isOpen in
      isOpen = true
      sink.write("\r\u{1B}[K" + style.inked(text, .dim))
    }
  }

  /// Shows what a run is at.
  ///
  /// On a terminal rows are a bar, and one that took a while stays when it is full; elsewhere they are
  /// a line at the end and every few seconds before.
  func show(_ progress: SyncProgress) {
    guard case .pulling(let pull) = progress else {
      self.progress(.progress(progress))
      return
    }
    // Asking for news and hearing of none is not news.
    guard pull.rows > 0 else { return }
    guard let width = style.width else {
      if pull.isMilestone { write([style.shown(.progress(progress))]) }
      return
    }
    let bar = ProgressBar(progress: pull, style: style).line(width: width - 1)
    let stays = pull.isDone && pull.seconds >= Self.lasting
    hasOpenProgress.withLock { isOpen in
      isOpen = !stays
      sink.write("\r\u{1B}[K" + style.inked(bar, .dim) + (stays ? "\n" : ""))
    }
  }

  /// Seconds from which a bar is worth leaving on the screen.
  private static let lasting = 1.0

  /// Takes the progress line away.
  func endProgress() {
    hasOpenProgress.withLock { isOpen in
      if isOpen { sink.write("\r\u{1B}[K") }
      isOpen = false
    }
  }

  private func lines(of block: Block) -> [String] {
    switch block {
    case .sentence(let sentence, let ink):
      let text = style.shown(sentence)
      guard let width = style.width else { return [text] }
      return Wrapping.lines(text, width: width).map { style.inked($0, ink) }
    case .line(let text, let ink): return [style.inked(style.shown(text), ink)]
    case .table(let table): return TableLayout(style: style).lines(of: table)
    case .gap: return style.width == nil ? [] : [""]
    }
  }

  private func write(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    endProgress()
    sink.write(lines.map { $0 + "\n" }.joined())
  }
}

import SyncCore

/// One line that shows how far the rows of a resource have come, as wide as the terminal lets it be.
struct ProgressBar {
  let progress: PullProgress
  let style: Style

  private static let (least, most) = (6, 30)

  /// The line, for a terminal of that width; the bar gives way before the figures do.
  func line(width: Int) -> String {
    let name = style.shown(progress.resource)
    let figures = style.shown(.figures(progress))
    let room = width - DisplayWidth.of(name) - DisplayWidth.of(figures) - 9
    guard let fraction = progress.fraction, room >= Self.least else {
      return DisplayWidth.cut("\(name)  \(figures)", to: width, ellipsis: style.ellipsis)
    }
    let length = min(room, Self.most)
    let full = Int((fraction * Double(length)).rounded(.down))
    let (done, rest) = style.isASCII ? ("#", "-") : ("█", "░")
    let bar = String(repeating: done, count: full) + String(repeating: rest, count: length - full)
    let percent = String(Int((fraction * 100).rounded(.down)))
    let padding = String(repeating: " ", count: max(0, 3 - percent.count))
    return "\(name) \(bar) \(padding)\(percent)%  \(figures)"
  }
}

/// One thing that may be chosen: what is sent for it, and what people read.
struct WorkflowOption: Sendable {
  let value: Int64
  let label: LocalText

  init(_ value: Int64, _ label: LocalText) {
    self.value = value
    self.label = label
  }
}

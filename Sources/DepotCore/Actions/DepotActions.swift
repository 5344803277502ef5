/// The actions that the reference server carries out, by their names in the catalog.
enum DepotActions {
  static let implemented: [String: any DepotAction] = [
    "change_state": ChangeState(),
    "disable": SwitchUnit(isOn: false),
    "dismiss_alert": DismissAlert(),
    "enable": SwitchUnit(isOn: true),
    "product_parts": ProductParts(),
    "send_wakeup": SendWakeup(),
    "status_update": StatusUpdate(),
    "sync": RequestSync(),
  ]
}

/// The actions that the reference server carries out, by their names in the catalog.
enum DepotActions {
  static let implemented: [String: any DepotAction] = [
    "assign_entity": AssignEntity(),
    "change_entity": ChangeEntity(),
    "change_state": ChangeState(),
    "disable": SwitchUnit(isOn: false),
    "disable_tamper_switch": SwitchTamper(isOn: false),
    "dismiss_alert": DismissAlert(),
    "enable": SwitchUnit(isOn: true),
    "enable_tamper_switch": SwitchTamper(isOn: true),
    "force_connection": ForceConnection(),
    "get_repair": GetRepair(),
    "list_current_states": ListCurrentStates(),
    "parameter_history": ParameterHistory(),
    "product_parts": ProductParts(),
    "remove_entity": RemoveEntity(),
    "repair_current_state": CurrentState(),
    "repair_history": RepairHistory(),
    "repair_send_events": SendEvent(),
    "repair_send_inputs": SendInputs(),
    "send_wakeup": SendWakeup(),
    "status_update": StatusUpdate(),
    "suggest_energy_limit": SuggestEnergyLimit(),
    "sync": RequestSync(),
  ]
}

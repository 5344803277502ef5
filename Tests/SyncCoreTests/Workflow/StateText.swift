import CatalogModel

@testable import SyncCore

/// A state with an input of every type, as `current_state` tells it.
enum StateText {
  static let inspection = """
    {"ident": "inspection", "name": "Inspection", "description": "Look at it.", "parameters": {},
     "inputs": [
      {"ident": "cycles", "label": "Cycles", "data_type": "int",
       "validation_rules": {"min": 0, "max": 100}},
      {"ident": "voltage", "label": "Voltage", "data_type": "float",
       "validation_rules": {"min": 0.5, "max": 20.0, "step": 0.1}},
      {"ident": "outside", "label": "Outside", "data_type": "string",
       "validation_rules": {"options": ["good", "damaged"]}},
      {"ident": "modem", "label": "Modem", "data_type": "string", "source": "product",
       "validation_rules": {"minlength": 3, "maxlength": 5}},
      {"ident": "remark", "label": "Remark", "data_type": "text",
       "validation_rules": {"minlength": 4}},
      {"ident": "when", "label": "When", "data_type": "datetime"},
      {"ident": "board", "label": "Board", "data_type": "selection", "selection_type": "single",
       "options": [{"label": "Tiger 7", "value": 61}, {"label": "Tiger 2", "value": 44}]},
      {"ident": "faults", "label": "Faults", "data_type": "selection", "selection_type": "multi",
       "options": [{"label": "Cap", "value": 69}, {"label": "Cable", "value": 15}]},
      {"ident": "odd", "label": "Odd", "data_type": "hologram"}],
     "events": [{"ident": "done", "label": "Done"}, {"ident": "ERROR_EVENT", "label": "Tool"}]}
    """

  static func state() throws -> WorkflowState? {
    WorkflowState(try JSONNode(parsing: inspection))
  }
}

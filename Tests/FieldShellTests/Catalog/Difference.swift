import CatalogModel
import FieldTestSupport
import Testing

/// One way in which a server may not be what the bundled catalog says, and how that is told.
struct Difference: Sendable, CustomTestStringConvertible {
  let name: String
  let resource: String
  let change: @Sendable (inout CatalogDraft) -> Void
  /// A row that shows the difference, where the data set has none.
  var row: (resource: String, fields: RowFields)?
  /// The finding for scripts.
  let finding: String
  var isBreaking = true

  var testDescription: String { name }

  static let all: [Difference] = [
    Difference(
      name: "a table under another path",
      resource: "shops",
      change: { $0.edit("shops") { $0["path"] = .text("outlets") } },
      finding: #"{"breaking":true,"finding":"table-gone","resource":"shops","still_called":null}"#
    ),
    Difference(
      name: "a table under its earlier name",
      resource: "sms_history",
      change: { $0.edit("sms_history") { $0["path"] = .text("sms") } },
      finding: #"{"breaking":true,"finding":"table-gone","resource":"sms_history","#
        + #""still_called":"sms_histories"}"#
    ),
    Difference(
      name: "a table that nobody may read any more",
      resource: "shops",
      change: { $0.offer(.read, at: nil, on: "shops") },
      finding: #"{"breaking":true,"finding":"method-gone","method":"GET","resource":"shops"}"#
    ),
    Difference(
      name: "a table that this account may not read",
      resource: "shops",
      change: { $0.offer(.read, at: "SYSTEM", on: "shops") },
      finding: #"{"breaking":false,"finding":"read-forbidden","resource":"shops"}"#,
      isBreaking: false
    ),
    Difference(
      name: "a table that takes no new rows any more",
      resource: "product_notes",
      change: { $0.offer(.create, at: nil, on: "product_notes") },
      finding: #"{"breaking":true,"finding":"method-gone","method":"POST","#
        + #""resource":"product_notes"}"#
    ),
    Difference(
      name: "rows that cannot be deleted any more",
      resource: "repairs",
      change: { $0.offer(.delete, at: nil, on: "repairs") },
      finding: #"{"breaking":true,"finding":"method-gone","method":"DELETE","resource":"repairs"}"#
    ),
    Difference(
      name: "rows that can be changed now",
      resource: "sms_history",
      change: { $0.offer(.update, at: "SYSTEM", on: "sms_history") },
      finding: #"{"breaking":false,"finding":"method-came","method":"PUT","#
        + #""resource":"sms_history"}"#,
      isBreaking: false
    ),
    Difference(
      name: "a column that went",
      resource: "repairs",
      change: { $0.remove("measured_battery_capacity", from: "repairs") },
      finding: #"{"breaking":true,"column":"measured_battery_capacity","#
        + #""finding":"column-gone","resource":"repairs"}"#
    ),
    Difference(
      name: "a column that went from a table without rows",
      resource: "networks",
      change: { $0.remove("mnc", from: "networks") },
      finding: #"{"breaking":true,"column":"mnc","finding":"column-gone","resource":"networks"}"#
    ),
    Difference(
      name: "a column that came",
      resource: "shops",
      change: {
        $0.add(
          ["name": .text("phone"), "type": .text("text"), "null": .boolean(true)],
          to: "shops"
        )
      },
      row: ("shops", ["name": .text("New"), "hub_id": .integer(1), "phone": .text("90")]),
      finding: #"{"breaking":false,"column":"phone","finding":"column-came","resource":"shops","#
        + #""server":"text"}"#,
      isBreaking: false
    ),
    Difference(
      name: "a column of another type",
      resource: "repairs",
      change: { $0.set("type", .text("text"), of: "measured_battery_capacity", in: "repairs") },
      row: (
        "repairs",
        ["product_imei": .text("1"), "measured_battery_capacity": .text("plenty")]
      ),
      finding: #"{"breaking":true,"catalog":"real","column":"measured_battery_capacity","#
        + #""finding":"type-changed","resource":"repairs","server":"text"}"#
    ),
    Difference(
      name: "a column that may be empty now",
      resource: "product_notes",
      change: { $0.set("null", .boolean(true), of: "note_text", in: "product_notes") },
      row: ("product_notes", ["product_imei": .text("1")]),
      finding: #"{"breaking":false,"column":"note_text","finding":"null-found","#
        + #""resource":"product_notes"}"#,
      isBreaking: false
    ),
    Difference(
      name: "one more word",
      resource: "repairs",
      change: {
        $0.set(
          "options",
          .array([.text("Replaced"), .text("Melted")]),
          of: "process",
          in: "repairs"
        )
      },
      row: ("repairs", ["product_imei": .text("1"), "process": .text("Melted")]),
      finding: #"{"breaking":false,"column":"process","finding":"option-came","#
        + #""resource":"repairs","server":"Melted"}"#,
      isBreaking: false
    ),
    Difference(
      name: "longer texts",
      resource: "shops",
      change: { $0.set("maximumLength", .integer(40), of: "latitude", in: "shops") },
      row: (
        "shops",
        ["name": .text("New"), "hub_id": .integer(1), "latitude": .text("-1.94407312345")]
      ),
      finding: #"{"breaking":false,"catalog":12,"column":"latitude","finding":"length-grown","#
        + #""resource":"shops","server":14}"#,
      isBreaking: false
    ),
  ]
}

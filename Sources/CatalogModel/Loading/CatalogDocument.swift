/// The catalog as its file spells it, before anything is believed.
///
/// `docs/catalog.schema.json`
/// describes the same shape for other programs.
struct CatalogDocument: Decodable {
  struct API: Decodable {
    let prefix: String
    let stamps: [String: String]?
    let logIn: String?
    let lists: String?
    let greets: Bool?
  }

  struct States: Decodable {
    let types: [String: Int]
    let transitions: [String: [String]]
  }

  struct ResourceEntry: Decodable {
    let name: String
    let path: String?
    let rowPath: String?
    let parameters: [String: String]?
    let title: String?
    let key: String
    let keyAssignedBy: String?
    let scope: String?
    let tier: String?
    let urgency: Int?
    let methods: [String: String]
    let stamps: [String: String]?
    let columns: [ColumnEntry]
    let groups: [[String]]?
    let policy: String?
    let label: String?
    let relations: [Relation]?
    let retiredBy: String?
  }

  struct ColumnEntry: Decodable {
    let name: String
    let type: String
    let null: Bool?
    let unique: Bool?
    let maximumLength: Int?
    let link: String?
    let soft: Bool?
    let options: [String]?
    let sensitive: Bool?
    let policy: String?
  }

  struct ActionEntry: Decodable {
    let name: String
    let method: String
    let path: String
    let otherPath: String?
    let subject: String?
    let permission: String?
    let anonymous: Bool?
    let payload: [FieldEntry]?
    let repeatable: Bool
    let delivery: String
    let timeToLiveHours: Int?
    let folds: Bool?
    let carries: [String]?
    let requires: JSONNode?
    let moves: MoveEntry?
    let opens: OpensEntry?
    let confirmation: ConfirmationEntry?
    let proof: ProofEntry
  }

  struct MoveEntry: Decodable {
    let field: String
    let link: String
    let column: String
  }

  struct OpensEntry: Decodable {
    let resource: String
    let member: String
  }

  struct ConfirmationEntry: Decodable {
    let link: String?
    let column: String
    let value: JSONNode?
  }

  /// The word `none`, or an object.
  enum ProofEntry: Decodable {
    case word(String)
    case trace(kind: String, resource: String, where: JSONNode?, without: JSONNode?)

    private enum Name: String, CodingKey {
      case kind, resource, `where`, without
    }

    init(from decoder: any Decoder) throws {
      guard let members = try? decoder.container(keyedBy: Name.self) else {
        self = .word(try decoder.singleValueContainer().decode(String.self))
        return
      }
      self = .trace(
        kind: try members.decode(String.self, forKey: .kind),
        resource: try members.decode(String.self, forKey: .resource),
        where: try members.decodeIfPresent(JSONNode.self, forKey: .where),
        without: try members.decodeIfPresent(JSONNode.self, forKey: .without)
      )
    }
  }

  struct FieldEntry: Decodable {
    let name: String
    let type: String
    let required: Bool?
    let options: [String]?
    let range: [Int]?
    let secret: Bool?
    let link: String?
  }

  let format: String
  let name: String
  let title: String?
  let version: Int
  let api: API
  let permissionLevels: [String]?
  let states: States?
  let resources: [ResourceEntry]
  let actions: [ActionEntry]?
}

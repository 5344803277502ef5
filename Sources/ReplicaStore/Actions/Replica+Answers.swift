package import CatalogModel
import GRDB

extension ReplicaWriter {
  /// Keeps the answer to an action that reads, in the place of an older one to the same question.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func keep(_ answer: KeptAnswer, to action: Action, _ values: RowFields) throws {
    try db.execute(
      sql: """
        INSERT INTO sync_answer(action, question, answered_at, user, answer)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET answered_at = excluded.answered_at, user = excluded.user,
          answer = excluded.answer
        """,
      arguments: [
        action.name, KeptAnswer.question(values), answer.answeredAt?.description, answer.user,
        answer.answer.description,
      ]
    )
  }
}

extension ReplicaReader {
  /// The last answer to an action that reads; nothing where the question was never answered.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func keptAnswer(to action: Action, _ values: RowFields) throws -> KeptAnswer? {
    let row = try Row.fetchOne(
      db,
      sql: "SELECT answered_at, user, answer FROM sync_answer WHERE action = ? AND question = ?",
      arguments: [action.name, KeptAnswer.question(values)]
    )
    return row.flatMap(KeptAnswer.init)
  }
}

extension KeptAnswer {
  fileprivate init?(_ row: Row) {
    guard let answer = try? JSONNode(parsing: row["answer"] as String) else { return nil }
    self.init(
      answer: answer,
      answeredAt: (row["answered_at"] as String?).flatMap(NaiveTime.init),
      user: row["user"]
    )
  }

  fileprivate static func question(_ values: RowFields) -> String {
    JSONNode.object(values.mapValues(JSONNode.init)).description
  }
}

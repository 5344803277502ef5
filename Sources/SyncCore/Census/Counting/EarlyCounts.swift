import CatalogModel
import RemoteAPI
import ReplicaStore

/// Counts that are asked while the pull asks for news, so that a run with nothing new does not pay the
/// delay of the link for them.
///
/// A range is frozen before the pull, at the highest key that is known. What the pull brings below it
/// is counted here afterwards, but perhaps not yet there: so only a count that agrees is used, and one
/// that does not is asked again by the census itself.
enum EarlyCounts {
  /// What the server counted.
  struct Counted: Sendable, Equatable {
    let range: KeyRange
    let rows: Int
  }

  /// One answer, and the laptop's times around it.
  struct Answer: Sendable {
    let question: CountQuestion
    let page: DecodedPage
    let askedAt: NaiveTime
    let answeredAt: NaiveTime
  }

  /// What the census of this run will want counted.
  static func questions(of run: RunContext) throws -> [CountQuestion] {
    // A run that has to count its bytes begins with what is worth most.
    guard !run.request.verifies, run.request.maximumBytes == nil else { return [] }
    let tables = try CensusPhase(run: run).due()
    return try run.replica.read { reader in
      try tables.filter { try reader.ordersKeysAlike($0) }.compactMap { table in
        try reader.knownRange(of: table).map { CountQuestion(table: table, range: $0) }
      }
    }
  }

  /// Asks all of them at once; what is not answered is left out, and `putOff` is told where the server
  /// asks to be left alone.
  static func ask(
    _ questions: [CountQuestion],
    of server: RemoteServer,
    clock: any RunClock,
    putOff: @escaping @Sendable (RemoteError) -> Void
  ) async -> [Answer] {
    await withTaskGroup(of: Answer?.self) { group in
      for question in questions {
        group.addTask {
          let askedAt = clock.now()
          do throws(RemoteError) {
            let page = try await server.rows(of: question.resource, matching: question.query)
            return Answer(
              question: question,
              page: try page.decoded(),
              askedAt: askedAt,
              answeredAt: clock.now()
            )
          } catch {
            if error.retryAfter != nil { putOff(error) }
            return nil
          }
        }
      }
      return await group.reduce(into: []) { answers, answer in
        if let answer { answers.append(answer) }
      }
    }
  }

  /// Keeps the counts for the census.
  static func take(_ answers: [Answer], in run: RunContext) {
    for answer in answers {
      run.heard(answer.page, askedAt: answer.askedAt, answeredAt: answer.answeredAt)
      guard let range = answer.question.range else { continue }
      run.counted[answer.question.resource.name] = Counted(
        range: range,
        rows: answer.page.numResults
      )
    }
  }
}

import CatalogModel
import FieldAgent
import Testing

struct RunReportTests {
  @Test(
    arguments: [
      (0, #"{"outcome":"complete"}"#, .reached), (10, #"{"outcome":"limited"}"#, .reached),
      (3, #"{"outcome":"complete","conflicts":1}"#, .reached),
      (5, #"{"outcome":"partial","pushed":{"unknown":1}}"#, .unanswered),
      (5, #"{"outcome":"offline","notes":[{"note":"stopped","code":"offline"}]}"#, .unreachable),
      (5, #"{"outcome":"partial","notes":[{"note":"stopped","code":"timed-out"}]}"#, .unreachable),
      (9, #"{"outcome":"offline","notes":[{"note":"stopped","code":"not-this-api"}]}"#, .stranger),
      (4, #"{"outcome":"login"}"#, .loginNeeded),
      (4, #"{"error":{"code":"login-needed"}}"#, .loginNeeded), (7, #"{"outcome":"busy"}"#, .busy),
      (1, #"{"error":{"code":"not-set-up"}}"#, .notSetUp),
      (8, #"{"error":{"code":"storage-full"}}"#, .failed), (139, "", .failed),
    ] as [(Int32, String, RunVerdict)]
  )
  func `an answer says whether the server was reached`(
    _ code: Int32,
    _ answer: String,
    _ verdict: RunVerdict
  ) {
    #expect(RunReport(exitCode: code, answer: try? JSONNode(parsing: answer)).verdict == verdict)
  }

  @Test func `numbers are taken from the answer`() throws {
    let answer = """
      {"schema":1,"outcome":"partial","pulled":{"rows":7},"pushed":{"applied":3,"unknown":0,"refused":1},
       "conflicts":2,"waiting":4,"requests":12,"bytes_sent":900,"bytes_received":4000,"seconds":1.25,
       "notes":[{"note":"stopped","code":"server-fault","retry_after":30}]}
      """
    let report = RunReport(exitCode: 5, answer: try JSONNode(parsing: answer))
    #expect(report.word == "partial")
    #expect([report.rows, report.applied, report.refused] == [7, 3, 1])
    #expect([report.conflicts, report.waiting, report.requests] == [2, 4, 12])
    #expect([report.bytesSent, report.bytesReceived] == [900, 4_000])
    #expect(report.seconds == 1.25)
    #expect(report.retryAfter == 30)
  }
}

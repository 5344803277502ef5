import CatalogModel
import Testing

@testable import FieldShell

/// What scripts rely on: the numbers, and which of them wins.
struct ExitCodeTests {
  private static let numbers: [Int32: ExitCode] = [
    0: .done, 1: .failed, 2: .usage, 3: .conflicts, 4: .login, 5: .offline, 6: .refused, 7: .busy,
    8: .storage, 9: .incompatible, 10: .limited, 130: .interrupted,
  ]
  /// From the gravest down.
  private static let precedence: [Int32] = [130, 8, 9, 7, 4, 5, 6, 3, 10, 2, 1]

  @Test func `each code has its number, and each number its place`() {
    #expect(ExitCode.allCases.count == Self.numbers.count)
    for (number, code) in Self.numbers { #expect(code.rawValue == number) }
    #expect(Set(Self.precedence) == Set(Self.numbers.keys).subtracting([0]))
  }

  @Test(arguments: Self.precedence, Self.precedence)
  func `of two codes the graver wins, and both are told`(left: Int32, right: Int32) throws {
    let codes = Set([left, right].compactMap { Self.numbers[$0] })
    let ranks = Self.precedence.filter { $0 == left || $0 == right }
    #expect(ExitCode.winner(of: codes).rawValue == ranks[0])
    #expect(ExitCode.ordered(codes).map(\.rawValue) == ranks)
    var answer = Answer()
    answer.codes = codes
    let told = answer.json(.english)["exit_codes"]
    #expect(told == .array(ranks.map { .integer(Int64($0)) }))
  }

  @Test func `all at once are told in that order`() {
    let all = Set(ExitCode.allCases)
    #expect(ExitCode.ordered(all).map(\.rawValue) == Self.precedence)
    #expect(ExitCode.winner(of: []) == .done)
  }
}

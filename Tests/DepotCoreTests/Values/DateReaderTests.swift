import CatalogModel
import Testing

@testable import DepotCore

struct DateReaderTests {
  private static let now = NaiveTime("2018-03-05T13:00:00") ?? NaiveTime(microseconds: 0)

  @Test(arguments: [
    ("2016-01-01T04:00:00.000001", "2016-01-01T04:00:00.000001"),
    ("2016-01-01 04:00:00", "2016-01-01T04:00:00"),
    ("2016-01-01T04:00", "2016-01-01T04:00:00"),
    ("2016-01-01T04:00:00Z", "2016-01-01T04:00:00"),
    ("2016-01-01T04:00:00+05:00", "2015-12-31T23:00:00"),
    ("2016-01-01T04:00:00-0130", "2016-01-01T05:30:00"),
    ("2016-01-01T04:00:00+02", "2016-01-01T02:00:00"),
    ("2016-01-01", "2016-01-01T00:00:00"), ("20160101", "2016-01-01T00:00:00"),
    ("01/02/2016", "2016-01-02T00:00:00"), ("13/02/2016", "2016-02-13T00:00:00"),
    ("10", "2018-03-10T00:00:00"), ("2016", "2016-03-05T00:00:00"),
    ("04:30", "2018-03-05T04:30:00"), ("1 Jan 2016", "2016-01-01T00:00:00"),
    ("Jan 1, 2016", "2016-01-01T00:00:00"),
    ("Fri, 01 Jan 2016 04:00:00 GMT", "2016-01-01T04:00:00"),
    ("2016-01", "2016-01-05T00:00:00"), ("20160101T040506", "2016-01-01T04:05:06"),
    ("2016-01-01 4:05 PM", "2016-01-01T16:05:00"), ("2016-01-01 12:05 am", "2016-01-01T00:05:00"),
  ])
  func `a date is read as the library reads it`(_ text: String, _ expected: String) {
    #expect(DateReader.read(text, now: Self.now)?.utc.description == expected)
  }

  @Test(arguments: [
    "", "garbage", "2016-13-01", "2016-02-30", "2016-01-01T25:00", "2016-01-01T04:61", "99", "-5",
    "2016-01-01 2016-01-01", "04:00 05:00", "2016-01-01T04:00:00+5:x",
  ])
  func `what is no date is none`(_ text: String) {
    #expect(DateReader.read(text, now: Self.now) == nil)
  }

  @Test(arguments: ["2016-01", "13/02/2016", "10", "04:30", "2016-01-01T04:00:00+99:00", "garbage"])
  func `the database guesses no part of a date`(_ text: String) {
    #expect(throws: Refusal.dataError) { try PostgresLiteral.time(text, now: Self.now) }
  }

  @Test(arguments: [
    ("2016-01-01 4:05 PM", "2016-01-01T16:05:00"), ("now", "2018-03-05T13:00:00"),
    ("2016-01-01T04:00:00+05:00", "2016-01-01T04:00:00"), ("1 Jan 2016", "2016-01-01T00:00:00"),
  ])
  func `the database drops a zone`(_ text: String, _ expected: String) throws {
    #expect(try PostgresLiteral.time(text, now: Self.now).naive.description == expected)
  }

  @Test(arguments: [
    ("1970-01-01", "Thu, 01 Jan 1970 00:00:00 GMT"),
    ("2016-02-29T23:59:59.999999", "Mon, 29 Feb 2016 23:59:59 GMT"),
    ("1969-12-31T23:59:59.5", "Wed, 31 Dec 1969 23:59:59 GMT"),
  ])
  func `headers write times as RFC 1123 does`(_ text: String, _ expected: String) throws {
    #expect(HTTPDate.text(try #require(NaiveTime(text))) == expected)
  }

  @Test(arguments: [
    ("a=1&b=two+words", ["a=1", "b=two words"]), ("q=%7B%22a%22%3A1%7D", [#"q={"a":1}"#]),
    ("a", ["a="]), ("a=%zz%", ["a=%zz%"]), ("a=%C3%A9&a=2", ["a=é", "a=2"]), ("", []),
  ])
  func `forms are taken apart`(_ text: String, _ expected: [String]) {
    #expect(FormText.pairs(text).map { "\($0.name)=\($0.value)" } == expected)
  }
}

import Foundation
import Testing

@testable import CatalogModel

struct NaiveTimeTests {
  @Test(arguments: [
    ("1970-01-01", 0, "1970-01-01T00:00:00"),
    ("2016-01-01T02:33:33.424630", 1_451_615_613_424_630, "2016-01-01T02:33:33.424630"),
    ("2015-07-02 11:50:23.000", 1_435_837_823_000_000, "2015-07-02T11:50:23"),
    ("2015-07-02T11:50:23Z", 1_435_837_823_000_000, "2015-07-02T11:50:23"),
    ("1969-12-31T23:59:59.5", -500_000, "1969-12-31T23:59:59.500000"),
    ("2016-02-29T00:00:00.000001", 1_456_704_000_000_001, "2016-02-29T00:00:00.000001"),
    ("2016-01-01T00:00:00.123456789", 1_451_606_400_123_456, "2016-01-01T00:00:00.123456"),
    ("0001-01-01", -62_135_596_800_000_000, "0001-01-01T00:00:00"),
    ("9999-12-31T23:59:59.999999", 253_402_300_799_999_999, "9999-12-31T23:59:59.999999"),
  ])
  func `every form of the wire reads as one instant`(
    text: String,
    microseconds: Int64,
    written: String
  ) throws {
    let time = try #require(NaiveTime(text))
    #expect(time.microseconds == microseconds)
    #expect(time.description == written)
    #expect(NaiveTime(written) == time)
  }

  @Test(arguments: [
    "", "2016", "2016-1-1", "2016-13-01", "2016-00-01", "2016-02-30", "2015-02-29", "1900-02-29",
    "2016-01-01T", "2016-01-01T24:00:00", "2016-01-01T10:60:00", "2016-01-01T10:00:60",
    "2016-01-01T10:00", "2016-01-01T10:00:00.", "2016-01-01T10:00:00.1234567890",
    "2016-01-01T10:00:00+05:00", "2016-01-01T10:00:00Zx", "2016-01-01Z", " 2016-01-01",
    "0000-01-01", "٢٠١٦-٠١-٠١", "20l6-01-01", "01/02/2016",
  ])
  func `nothing else is a time`(_ text: String) {
    #expect(NaiveTime(text) == nil)
  }

  @Test func `every day of four centuries agrees with the calendar`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for days in stride(from: -80_000, through: 80_000, by: 7) {
      let civil = CivilDay(daysSince1970: days)
      let date = Date(timeIntervalSince1970: Double(days) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      #expect([civil.year, civil.month, civil.day] == [parts.year, parts.month, parts.day])
      #expect(
        CivilDay.daysSince1970(year: civil.year, month: civil.month, day: civil.day) == days
      )
    }
  }

  @Test(arguments: [
    (Double.nan, Int64(0)), (.infinity, .max), (-.infinity, .min), (1e300, .max), (1.5, 1_500_000),
    (-0.000_001, -1),
  ])
  func `a number of seconds beyond all range is held at the end`(seconds: Double, expected: Int64) {
    #expect(NaiveTime(secondsSince1970: seconds).microseconds == expected)
  }

  @Test func `times move and compare by the instant`() {
    let start = NaiveTime(microseconds: 1_000_000)
    #expect(start.advanced(bySeconds: 2.5) == NaiveTime(microseconds: 3_500_000))
    #expect(start.advanced(bySeconds: -2) < start)
    #expect(start.advanced(bySeconds: .infinity).microseconds == .max)
    #expect(NaiveTime(microseconds: -5).advanced(bySeconds: -.infinity).microseconds == .min)
    #expect(start.secondsSince1970 == 1)
  }
}

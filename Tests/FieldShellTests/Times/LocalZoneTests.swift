import CatalogModel
import Testing

@testable import FieldShell

struct LocalZoneTests {
  private func time(_ text: String) throws -> NaiveTime { try #require(NaiveTime(text)) }

  @Test(arguments: [
    ("Africa/Kigali", "Africa/Kigali", "2026-03-04 10:00:00"),
    (":Africa/Kigali", "Africa/Kigali", "2026-03-04 10:00:00"),
    ("/usr/share/zoneinfo/Africa/Lome", "Africa/Lome", "2026-03-04 08:00:00"),
    ("Asia/Kathmandu", "Asia/Kathmandu", "2026-03-04 13:45:00"),
    ("America/St_Johns", "America/St_Johns", "2026-03-04 04:30:00"),
    ("CAT-2", "UTC+02:00", "2026-03-04 10:00:00"), ("EST5", "UTC-05:00", "2026-03-04 03:00:00"),
    ("<+0530>-5:30", "UTC+05:30", "2026-03-04 13:30:00"), ("UTC", "UTC", "2026-03-04 08:00:00"),
    ("Etc/UTC", "UTC", "2026-03-04 08:00:00"), ("UTC0", "UTC", "2026-03-04 08:00:00"),
    ("", "UTC", "2026-03-04 08:00:00"), ("Nowhere/At_All", "UTC", "2026-03-04 08:00:00"),
  ])
  func `TZ says where the wall clock hangs`(text: String, name: String, shown: String) throws {
    let zone = LocalZone.asked(in: ["TZ": text])
    #expect(zone.name == name)
    #expect(zone.text(try time("2026-03-04T08:00:00.250000")) == shown)
  }

  @Test func `what is shown can be typed again, at every hour of a year`() throws {
    for name in ["Europe/Paris", "Africa/Casablanca", "America/St_Johns", "Australia/Lord_Howe"] {
      let zone = LocalZone.asked(in: ["TZ": name])
      let column = try #require(try CatalogLoader.bundled()["alerts"]?.column("start_time"))
      var instant = try time("2026-01-01T00:15:00")
      for _ in 0..<(365 * 24) {
        let read = try TypedTime(zone: zone).value(zone.text(instant), for: column)
        #expect(read == .text(instant.description), "\(name)")
        instant = instant.advanced(bySeconds: 3_600)
      }
    }
  }

  @Test func `an hour that the clock jumps over never happens, one shown twice is ambiguous`()
    throws
  {
    let paris = LocalZone.asked(in: ["TZ": "Europe/Paris"])
    #expect(
      paris.meaning(of: try time("2026-03-29T01:59:59")) == .once(try time("2026-03-29T00:59:59"))
    )
    #expect(paris.meaning(of: try time("2026-03-29T02:00:00")) == .never)
    #expect(paris.meaning(of: try time("2026-03-29T02:59:59")) == .never)
    #expect(
      paris.meaning(of: try time("2026-03-29T03:00:00")) == .once(try time("2026-03-29T01:00:00"))
    )
    #expect(
      paris.meaning(of: try time("2026-10-25T02:30:00"))
        == .twice(try time("2026-10-25T00:30:00"), try time("2026-10-25T01:30:00"))
    )
    #expect(paris.text(try time("2026-10-25T00:30:00")) == "2026-10-25 02:30:00+02:00")
    #expect(paris.text(try time("2026-10-25T01:30:00")) == "2026-10-25 02:30:00+01:00")
    #expect(paris.text(try time("2026-10-25T02:30:00")) == "2026-10-25 03:30:00")
  }
}

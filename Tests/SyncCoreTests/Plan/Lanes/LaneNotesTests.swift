import Testing

@testable import SyncCore

struct LaneNotesTests {
  @Test
  func `notes read in the order of the lanes, whichever answered first`() {
    var told = LaneNotes(after: 1)
    var notes = ["before"]
    for (note, lane) in [("of 2", 2), ("of 3", 3), ("of 1", 1), ("of 2 again", 2)] {
      notes.append(note)
      told.told(notes.count, by: lane)
    }
    notes.append("after")
    told.sort(&notes)
    #expect(notes == ["before", "of 1", "of 2", "of 2 again", "of 3", "after"])
  }

  @Test
  func `a lane that told nothing, or several things at once, changes nothing else`() {
    var told = LaneNotes(after: 0)
    told.told(0, by: 1)
    told.told(2, by: 7)
    told.told(2, by: 3)
    told.told(3, by: 4)
    var notes = ["first", "second", "third"]
    told.sort(&notes)
    #expect(notes == ["third", "first", "second"])
    var none: [String] = []
    LaneNotes(after: 0).sort(&none)
    #expect(none.isEmpty)
  }
}

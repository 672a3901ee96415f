import Foundation
import TenureTestSupport
import Testing

@testable import TenureHistory

@Suite struct `Sorted ids in a file` {
  /// Searches for ids of one first byte, and for their neighbours.
  private func check(_ words: [UInt64], _ comment: Comment) throws {
    let ids = Set(words.map { $0 & (1 << 56 - 1) | 7 << 56 }).sorted()
      .map { ObjectID(first: $0, second: 1, third: 2) }
    let folder = try TemporaryFolder()
    var bytes = [UInt8](repeating: 0, count: 12)
    for id in ids { for place in 0..<20 { bytes.append(id.bytes[place]) } }
    try folder.write("ids", bytes)
    guard let file = MappedFile("\(folder.path)/ids") else {
      Issue.record("the file cannot be mapped")
      return
    }
    for (place, id) in ids.enumerated() {
      let found = file.place(of: id, in: 0, ids.count, ofIDsAt: 12)
      #expect(found == place, comment)
      for other in [id.firstWord - 1, id.firstWord, id.firstWord + 1] {
        let neighbour = ObjectID(first: other, second: 1, third: 3)
        let found = file.place(of: neighbour, in: 0, ids.count, ofIDsAt: 12)
        #expect(found == nil, comment)
      }
    }
  }

  @Test(arguments: [1, 2, 3, 10, 1000])
  func `all are found, and no others`(count: Int) throws {
    var numbers = SeededNumbers(seed: 5)
    let spread = (0..<count).map { _ in UInt64.random(in: 1..<UInt64.max, using: &numbers) }
    try check(spread, "spread evenly")
    try check(spread.map { $0 % 5000 + 1 }, "side by side")
    try check(spread.map { 1 << ($0 % 55) }, "ever further apart")
    try check((0..<UInt64(count)).map { $0 + 1 }, "in a row at the beginning")
    try check((0..<UInt64(count)).map { UInt64.max - $0 - 1 }, "in a row at the end")
  }

  @Test func `ids that are not sorted are never a crash`() throws {
    var numbers = SeededNumbers(seed: 9)
    let folder = try TemporaryFolder()
    var bytes: [UInt8] = []
    for _ in 0..<2000 { bytes.append(.random(in: 0...255, using: &numbers)) }
    try folder.write("ids", bytes)
    guard let file = MappedFile("\(folder.path)/ids") else {
      Issue.record("the file cannot be mapped")
      return
    }
    for _ in 0..<5000 {
      let id = ObjectID(first: .random(in: 0 ... .max, using: &numbers), second: 0, third: 0)
      // Beyond the end of the file, too.
      let found = file.place(of: id, in: 0, 120, ofIDsAt: 0)
      #expect(found == nil)
    }
  }
}

import Foundation
import Testing

@testable import TenureHistory

/// A file that may be damaged, shared and lost, and never gives a wrong answer.
@Suite struct MemoTests {
  private func id(_ number: Int) -> ObjectID {
    HistoryMemo.question("id \(number)")
  }

  private func record(_ number: Int) -> HistoryMemo.Record {
    HistoryMemo.Record(
      question: HistoryMemo.question("question \(number)"), commit: id(number),
      answer: id(number + 1))
  }

  private func known(_ memo: HistoryMemo, _ numbers: Range<Int>) -> Int {
    let questions = Set(numbers.map { record($0).question })
    let answers = memo.answers(to: questions)
    return numbers.count { number in
      guard let found = answers[record(number).question] else { return false }
      #expect(found == [id(number): id(number + 1)])
      return true
    }
  }

  @Test func `what was kept is known, and nothing else`() throws {
    let scratch = try Scratch()
    let memo = HistoryMemo(folder: scratch.path("cache/deep"))
    #expect(known(memo, 0..<10) == 0)
    memo.keep((0..<10).map(record))
    memo.keep((10..<20).map(record))
    #expect(known(HistoryMemo(folder: scratch.path("cache/deep")), 0..<40) == 20)
  }

  @Test func `a damaged record is passed over, the others stand`() throws {
    let scratch = try Scratch()
    let memo = HistoryMemo(folder: scratch.path)
    memo.keep((0..<20).map(record))
    let whole = try scratch.bytes("history-1")
    var numbers = SeededNumbers(seed: 1)
    for _ in 0..<200 {
      var bytes = whole
      let place = Int.random(in: 8..<bytes.count, using: &numbers)
      bytes[place] ^= UInt8.random(in: 1...255, using: &numbers)
      if Bool.random(using: &numbers) {
        bytes.remove(at: Int.random(in: 8..<bytes.count, using: &numbers))
      }
      try scratch.write("history-1", bytes)
      // The expectations within say that no answer is wrong.
      #expect(known(memo, 0..<20) >= 18)
    }
    for count in 0..<whole.count where count % 37 == 0 {
      try scratch.write("history-1", Array(whole[..<count]))
      #expect(known(memo, 0..<20) == max(0, (count - 8) / 72))
    }
  }

  @Test func `what is added behind a record that was cut off is found`() throws {
    let scratch = try Scratch()
    let memo = HistoryMemo(folder: scratch.path)
    memo.keep((0..<3).map(record))
    let whole = try scratch.bytes("history-1")
    try scratch.write("history-1", Array(whole.dropLast(30)))
    memo.keep([record(3)])
    #expect(known(memo, 0..<4) == 3)
  }

  @Test func `many may write at a time`() async throws {
    let scratch = try Scratch()
    let folder = scratch.path
    HistoryMemo(folder: folder).keep([record(0)])
    await withTaskGroup(of: Void.self) { group in
      for part in 0..<8 {
        group.addTask {
          let memo = HistoryMemo(folder: folder)
          for number in 0..<25 {
            let place = 1 + part * 25 + number
            memo.keep([
              HistoryMemo.Record(
                question: HistoryMemo.question("question \(place)"),
                commit: HistoryMemo.question("id \(place)"),
                answer: HistoryMemo.question("id \(place + 1)"))
            ])
          }
        }
      }
    }
    #expect(known(HistoryMemo(folder: folder), 0..<201) == 201)
  }

  @Test func `the file never grows beyond its limit, and what came last is known`() throws {
    let scratch = try Scratch()
    let memo = HistoryMemo(folder: scratch.path)
    let batch = 30_000
    func records(_ number: Int) -> [HistoryMemo.Record] {
      (0..<batch).map { place in
        let id = ObjectID(first: UInt64(number), second: UInt64(place), third: 0)
        return HistoryMemo.Record(question: id, commit: id, answer: id)
      }
    }
    for number in 0..<8 {
      let own = records(number)
      memo.keep(own)
      // One batch beyond the limit at most, of 72 bytes a record.
      #expect(try scratch.bytes("history-1").count <= 8 << 20 + (batch + 1) * 72)
      #expect(memo.answers(to: [own[0].question, own[batch - 1].question]).count == 2)
    }
  }

  @Test func `a folder that cannot be written does no harm`() throws {
    let memo = HistoryMemo(folder: "/proc/none")
    memo.keep([record(1)])
    #expect(known(memo, 0..<2) == 0)
  }

  @Test func `attribution with a memo is that without`() throws {
    let scratch = try Scratch()
    let history = try Scratch.repository()
    var stream = ""
    for number in 0..<700 {
      let text = "* law\na 1\nb \(number / 650)\nc \(number)\n"
      stream += "commit refs/heads/main\ncommitter Con <con@example.org> \(number) +0000\n"
      stream += "data 4\nwork\nM 100644 inline vocabulary.yaml\ndata 2\nv\n"
      stream += "M 100644 inline regimes/cn/circulation.yaml\ndata \(text.utf8.count)\n\(text)\n"
    }
    try history.git(["fast-import", "--quiet"], input: Array(stream.utf8))
    try history.git("reset", "--quiet", "--hard", "main")
    let memo = HistoryMemo(folder: scratch.path("cache"))
    let keys = ["a", "b", "c"].map { ClauseKey(path: "regimes/cn/circulation.yaml", id: $0) }
    func attribute(_ spelling: String, _ memo: HistoryMemo?) throws -> [ClauseKey: Commit] {
      let repository = try history.open()
      return try repository.attribute(
        keys, in: repository.snapshot(at: repository.resolve(spelling)), memo: memo
      ) { _, bytes in
        ToyClauses.contents(String(decoding: bytes, as: UTF8.self))?.mapValues {
          let bytes = HistoryMemo.question($0).bytes
          return (0..<8).reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
        }
      }
    }
    for spelling in ["main~3", "main~3", "main", "main~1", "main"] {
      #expect(try attribute(spelling, memo) == attribute(spelling, nil), "\(spelling)")
    }
    #expect(try !scratch.bytes("cache/history-1").isEmpty)
  }
}

import TenureDocuments
import TenureModel
import Testing

@testable import TenureHistory

@Suite struct `Fingerprints along a history` {
  private let path = "regimes/cn/conduct.yaml"
  private static let ids = (0..<8).map { "c\($0)" }

  /// What the clauses of a document say; nil if it cannot be understood.
  private func digests(_ bytes: [UInt8], _ asked: [String]) -> [String: UInt64]? {
    DocumentParser.parse(bytes, file: path).tree.map {
      ClauseFingerprints.fingerprints(of: $0.root, for: Set(asked), own: asked)
    }
  }

  /// A document whose provisions change one at a time, or otherwise now and then.
  private struct Law {
    private var provisions = ids.map { (id: $0, value: 0, tail: "") }
    private var rank = "law"
    private var isBroken = false

    mutating func change(_ numbers: inout SeededNumbers) {
      let place = Int.random(in: provisions.indices, using: &numbers)
      isBroken = false
      switch Int.random(in: 0..<24, using: &numbers) {
      case 0: rank = rank == "law" ? "policy" : "law"
      case 1: isBroken = true
      case 2: provisions[place].tail = "    # a remark\n"
      case 3: provisions.swapAt(0, place)
      case 4: provisions[place].tail = "    note: [open\n"
      case 5: provisions[place].tail = "  - {id: other, permit: \(place)}\n"
      case 6:
        for place in provisions.indices { provisions[place].value += 1 }
      default:
        provisions[place].value += 1
        provisions[place].tail = ""
      }
    }

    var text: String {
      "defaults: {rank: \(rank)}\n" + (isBroken ? "clauses: [\n" : "clauses:\n")
        + provisions.map { "  - id: \($0.id)\n    permit: \($0.value)\n\($0.tail)" }.joined()
    }
  }

  @Test(arguments: [1, 2, 3, 4], [["c1", "c5"], ["c0.deep", "c2"], ["c3", "none"]])
  func `each clause is charged as if every version were read whole`(
    seed: UInt64, asked: [String]
  ) throws {
    let scratch = try Scratch.policy()
    var numbers = SeededNumbers(seed: seed)
    var law = Law()
    var versions: [(commit: String, digests: [String: UInt64]?)] = []
    for number in 0..<120 {
      // The last version is one that can be understood.
      repeat {
        law.change(&numbers)
      } while number == 119
        && digests(Array(law.text.utf8), asked) == nil
      try scratch.write(path, law.text)
      versions.append(
        (try scratch.commit("change \(number)"), digests(Array(law.text.utf8), asked)))
    }
    let repository = try scratch.open()
    var wholeCount = 0
    let found = try repository.attribute(
      asked.map { ClauseKey(path: path, id: $0) },
      in: repository.snapshot(at: repository.resolve("main"))
    ) { _, bytes in
      wholeCount += 1
      return digests(bytes, asked)
    }
    let understood = versions.filter { $0.digests != nil }
    for id in asked {
      let last = understood.last?.digests?[id]
      let run = understood.reversed().prefix { $0.digests?[id] == last }
      #expect(
        found[ClauseKey(path: path, id: id)]?.id.description == run.last?.commit, "seed \(seed)")
    }
    if !asked.contains("none") {
      #expect(wholeCount < understood.count, "versions of other provisions are not read whole")
    }
  }
}

import TenureDocuments
import TenureModel

/// The same document, lowered again.
extension Trial {
  /// How often a document is lowered.
  private static let repetitions = 8
  /// The sizes of the blocks of memory that each repetition takes, in bytes.
  private static let blocks = stride(from: 16, through: 4096, by: 16)

  /// Lowers a document again, several times.
  ///
  /// The order of a set differs with the place of its storage in memory. So before each repetition
  /// a block of each size is taken, and kept: what the last one gave back is in use.
  mutating func checkRepetition(of sample: Sample) {
    var kept: [LoweredDocument] = []
    var ballast: [[UInt8]] = []
    for _ in 0..<Self.repetitions {
      ballast += Self.blocks.map { [UInt8](repeating: 0, count: $0) }
      guard let again = lower(sample.text, as: sample.name) else { break }
      kept.append(again)
      guard again.says(exactly: sample.lowered) else {
        violate(
          .determinism,
          "\(sample.name), lowered again, gives other clauses, or the same in another order; "
            + "sort what comes out of a set or a dictionary")
        break
      }
    }
    checkBatch(of: sample)
    withExtendedLifetime((kept, ballast)) {}
  }

  /// A batch is its documents one by one, in their order.
  private mutating func checkBatch(of sample: Sample) {
    guard let tree = DocumentParser.parse(Array(sample.text.utf8), file: Self.file).tree,
      let empty = DocumentParser.parse(Array("{}".utf8), file: Self.file).tree
    else { return }
    let answers = plugin.lower([tree.root, empty.root], context)
    let single = plugin.lower([empty.root], context)
    guard answers.count == 2, single.count == 1 else {
      violate(
        .determinism, "two documents in a batch must have two answers (were \(answers.count))")
      return
    }
    if !answers[0].says(exactly: sample.lowered) || !answers[1].says(exactly: single[0]) {
      violate(.determinism, "\(sample.name) in a batch gives other clauses than alone")
    }
  }
}

extension LoweredDocument {
  /// Whether two answers are the same, to the last place and in the same order.
  func says(exactly other: LoweredDocument) -> Bool {
    clauses == other.clauses && declarations == other.declarations && findings == other.findings
  }
}

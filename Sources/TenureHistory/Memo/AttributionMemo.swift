/// What a memo knows of the clauses of one attribution.
///
/// The question is who last changed a clause of an id, a document and a content, seen from a commit
/// in which it stands so.
struct AttributionMemo {
  /// From how many commits on an answer is worth to be kept.
  static let worthwhile = 500

  private let memo: HistoryMemo
  private var questions: [Int: ObjectID] = [:]
  private var known: [ObjectID: [ObjectID: ObjectID]] = [:]
  /// The commits at which something is known.
  private let commits: Set<ObjectID>

  /// Reads what is known of some claims, by the number of their key.
  init(
    _ memo: HistoryMemo, _ claims: some Sequence<Claim>, keys: [ClauseKey], prefix: [[UInt8]]
  ) {
    self.memo = memo
    let folder = prefix.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
    for claim in claims {
      let key = keys[claim.key]
      questions[claim.key] = HistoryMemo.question(
        "\(folder)\nclause 1\n\(key.path)\n\(key.id)\n\(claim.digest)")
    }
    known = memo.answers(to: Set(questions.values))
    commits = known.values.reduce(into: []) { $0.formUnion($1.keys) }
  }

  /// Whether anything is known at a commit.
  func knows(_ commit: ObjectID) -> Bool { commits.contains(commit) }

  /// The commit that is charged with a claim, seen from a commit.
  func answer(to claim: Claim, at commit: ObjectID) -> ObjectID? {
    questions[claim.key].flatMap { known[$0]?[commit] }
  }

  /// Keeps what came of the claims that began at a commit.
  func keep(_ charged: [Int: ObjectID], _ keys: Set<Int>, from commit: ObjectID) {
    memo.keep(
      keys.compactMap { key in
        guard let question = questions[key], let answer = charged[key],
          known[question]?[commit] == nil
        else { return nil }
        return HistoryMemo.Record(question: question, commit: commit, answer: answer)
      })
  }
}

extension PolicyRepository {
  /// What a memo knows of a question about the history: the answers by the commit at which it was
  /// asked.
  ///
  /// A commit fixes all that lies behind it, so its id is all that need be said of the repository.
  /// A shallow clone is another matter, and asks no memo.
  ///
  /// - Parameters:
  ///   - question: The question, with everything else that the answer depends on: versions of
  ///     plugins, the day.
  ///   - memo: The memo.
  /// - Returns: The answers.
  /// - Throws: What the history throws if it cannot be read.
  public func remembered(_ question: String, in memo: HistoryMemo) throws(HistoryError)
    -> [ObjectID: ObjectID]
  {
    guard try !store().isShallow(nil) else { return [:] }
    let digest = HistoryMemo.question(placed(question))
    return memo.answers(to: [digest])[digest] ?? [:]
  }

  /// Keeps an answer in a memo.
  public func remember(
    _ answer: ObjectID, to question: String, askedAt commit: ObjectID, in memo: HistoryMemo
  ) throws(HistoryError) {
    guard try !store().isShallow(nil) else { return }
    let digest = HistoryMemo.question(placed(question))
    memo.keep([HistoryMemo.Record(question: digest, commit: commit, answer: answer)])
  }

  /// A question with the place of the policy repository within the commits.
  func placed(_ question: String) -> String {
    let folder = prefix.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
    return "\(folder)\n\(question)"
  }
}

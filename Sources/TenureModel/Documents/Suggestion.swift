/// "Did you mean": the known word that is nearest to an unknown one.
///
/// The distance is that of Damerau and Levenshtein with adjacent swaps (optimal string alignment)
/// over lower-cased characters. Of equally near words the first wins, so the answer is always the
/// same. Words that are far from all others get no suggestion.
public enum Suggestion {
  /// Longer words get no suggestion: nobody mistypes them by one letter.
  static let maximumLength = 64

  /// The nearest of some known words, if one is near: at most one edit in three characters.
  public static func nearest(to word: String, among known: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased())
    guard !letters.isEmpty, letters.count <= maximumLength else { return nil }
    var best: (word: String, distance: Int)?
    for candidate in known {
      let other = Array(candidate.lowercased())
      let limit = max(1, max(letters.count, other.count) / 3)
      guard abs(letters.count - other.count) <= limit, other.count <= maximumLength else {
        continue
      }
      let distance = distance(letters, other)
      guard distance <= limit, distance < (best?.distance ?? .max) else { continue }
      best = (candidate, distance)
    }
    return best?.word
  }

  /// The help for an unknown word: the nearest known one, or else the known ones, if they are few.
  public static func help(for word: String, among known: [String]) -> String? {
    if let near = nearest(to: word, among: known) { return "did you mean `\(near)`?" }
    guard !known.isEmpty, known.count <= 12 else { return nil }
    return "known: " + known.map { "`\($0)`" }.joined(separator: ", ")
  }

  /// The number of insertions, deletions, changes and swaps between two words.
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in 1...left.count {
      var current = [row]
      current.reserveCapacity(right.count + 1)
      for column in 1...right.count {
        let cost = left[row - 1] == right[column - 1] ? 0 : 1
        var value = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          value = min(value, beforeLast[column - 2] + 1)
        }
        current.append(value)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}

/// A toy language of clauses: `id content` on a line, `* default` inherited by all that follow,
/// blanks and `#` without meaning, `!` for what cannot be understood.
enum ToyClauses {
  static func fingerprint(_ path: String, _ bytes: [UInt8]) -> [String: UInt64]? {
    contents(String(decoding: bytes, as: UTF8.self))?.mapValues { content in
      var hasher = Hasher()
      hasher.combine(content)
      return UInt64(bitPattern: Int64(hasher.finalize()))
    }
  }

  /// The content of each clause by id; nil if the text cannot be understood.
  static func contents(_ text: String) -> [String: String]? {
    var inherited = ""
    var contents: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      if first == "!" { return nil }
      let content = words.dropFirst().joined(separator: " ")
      if first == "*" { inherited = content } else { contents[first] = "\(inherited)/\(content)" }
    }
    return contents
  }
}

/// Small random numbers that are the same on every run.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    // SplitMix64.
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

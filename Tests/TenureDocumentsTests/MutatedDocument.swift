/// Documents with random damage.
struct MutatedDocument {
  /// Pieces that mean something to YAML.
  private static let pieces: [String] = [
    ":", ": ", "-", "- ", "#", " #", "[", "]", "{", "}", ",", "\"", "'", "&a ", "*a", "!t ", "|",
    ">", "?", "? ", "%", "@", "`", "\t", "\n", "\r", "\r\n", "  ", " ", "\\", "---\n", "...\n",
    "<<: ", "\u{FEFF}", "\u{2028}", "\u{85}", "\u{0}", "数", "|2\n", "|+\n", "\n\n", "a", "1",
  ]

  /// A random document of the subset with one to four changes.
  static func bytes(seed: UInt64) -> [UInt8] {
    var random = SeededRandom(seed: seed &* 7919)
    var bytes = Array(RandomDocument.text(seed: seed).utf8)
    for _ in 0..<1 + random.below(4) where !bytes.isEmpty {
      let place = random.below(bytes.count + 1)
      switch random.below(5) {
      case 0:
        bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(6)))
      case 1:
        bytes = Array(bytes[..<place])
      case 2 where random.chance(10):
        bytes.insert(UInt8(random.below(256)), at: place)
      default:
        bytes.insert(contentsOf: Array(random.pick(pieces).utf8), at: place)
      }
    }
    return bytes
  }
}

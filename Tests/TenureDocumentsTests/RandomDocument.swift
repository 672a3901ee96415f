/// Writes random documents of the accepted subset, in every way in which it may be written.
struct RandomDocument {
  private var random: SeededRandom
  private var out = ""
  private var nextKey = 0

  /// The document for a seed.
  static func text(seed: UInt64) -> String {
    var writer = RandomDocument(random: SeededRandom(seed: seed))
    writer.lines(0)
    if writer.random.chance(10) { writer.out += "---\n" }
    writer.lines(0)
    if writer.random.chance(70) {
      writer.map(indent: 0, depth: 0)
    } else {
      writer.list(indent: 0, depth: 0)
    }
    if writer.random.chance(10), writer.out.hasSuffix("\n") { writer.out.removeLast() }
    return writer.random.chance(10)
      ? writer.out.replacing("\n", with: "\r\n") : writer.out
  }

  private init(random: SeededRandom) { self.random = random }

  /// Blank lines and comments.
  private mutating func lines(_ indent: Int) {
    while random.chance(12) {
      let spaces = String(repeating: " ", count: random.chance(70) ? indent : random.below(9))
      out += random.chance(50) ? "\n" : "\(spaces)# \(word())\n"
    }
  }

  /// What may stand behind a value.
  private mutating func endLine() {
    if random.chance(12) {
      out += String(repeating: " ", count: 1 + random.below(3)) + "# " + word()
    }
    out += random.chance(5) ? "  \n" : "\n"
  }

  private mutating func pad(_ indent: Int) { out += String(repeating: " ", count: indent) }

  private mutating func map(indent: Int, depth: Int, isFirstPlaced: Bool = false) {
    for entry in 0..<1 + random.below(4) {
      if entry > 0 { lines(indent) }
      if entry > 0 || !isFirstPlaced { pad(indent) }
      out += key(inFlow: false) + (random.chance(4) ? " :" : ":")
      value(indent: indent, depth: depth, alignsList: true)
    }
  }

  private mutating func list(indent: Int, depth: Int, isFirstPlaced: Bool = false) {
    for item in 0..<1 + random.below(4) {
      if item > 0 { lines(indent) }
      if item > 0 || !isFirstPlaced { pad(indent) }
      out += "-"
      guard depth < 5, random.chance(40) else {
        value(indent: indent, depth: depth, alignsList: false)
        continue
      }
      let gap = 1 + (random.chance(15) ? random.below(4) : 0)
      out += String(repeating: " ", count: gap)
      if random.chance(70) {
        map(indent: indent + 1 + gap, depth: depth + 1, isFirstPlaced: true)
      } else {
        list(indent: indent + 1 + gap, depth: depth + 1, isFirstPlaced: true)
      }
    }
  }

  /// What stands behind a colon or a dash.
  private mutating func value(indent: Int, depth: Int, alignsList: Bool) {
    switch random.below(10) {
    case 0, 1,
      2 where depth < 5:
      endLine()
      lines(indent + 2)
      let isMap = random.chance(60)
      let step = !isMap && alignsList && random.chance(40) ? 0 : 1 + random.below(4)
      if isMap {
        map(indent: indent + step, depth: depth + 1)
      } else {
        list(indent: indent + step, depth: depth + 1)
      }
    case 3:
      endLine()
    case 4:
      block(indent: indent)
    case 5, 6:
      out += " " + flow(depth: depth)
      endLine()
    default:
      out += String(repeating: " ", count: 1 + random.below(random.chance(90) ? 1 : 4))
      out += random.chance(60) ? plain(inFlow: false) : quoted()
      endLine()
    }
  }

  private mutating func block(indent: Int) {
    out += " " + random.pick(["|", ">"]) + random.pick(["", "-", "+"])
    if random.chance(10) { out += " # " + word() }
    out += "\n"
    let step = 1 + random.below(4)
    for _ in 0..<random.below(3) where random.chance(30) { out += "\n" }
    let count = random.below(6)
    for line in 0..<count {
      if line > 0, random.chance(25) {
        out += random.chance(20) ? String(repeating: " ", count: random.below(indent + step)) : ""
        out += "\n"
        continue
      }
      pad(indent + step)
      if line > 0, random.chance(20) { out += random.pick([" ", "  ", "\t"]) }
      out += random.pick(["# no comment", "a: b", "- x", "]", "\"", plain(inFlow: false), "&a"])
      out += random.chance(10) ? "  \n" : "\n"
    }
    for _ in 0..<random.below(3) where random.chance(30) { out += "\n" }
  }

  private mutating func flow(depth: Int) -> String {
    guard depth < 7, random.chance(60) else {
      return random.chance(60) ? plain(inFlow: true) : quoted()
    }
    let gap = random.chance(20) ? " " : ""
    let comma = random.pick([", ", ",", " , "])
    if random.chance(50) {
      let items = (0..<random.below(4)).map { _ in flow(depth: depth + 1) }
      return "[\(gap)\(items.joined(separator: comma))\(gap)]"
    }
    let entries = (0..<random.below(4)).map { _ in
      random.chance(15)
        ? key(inFlow: true) + ": " : key(inFlow: true) + ": " + flow(depth: depth + 1)
    }
    return "{\(gap)\(entries.joined(separator: comma))\(gap)}"
  }

  /// A key that the document does not have yet.
  private mutating func key(inFlow: Bool) -> String {
    nextKey += 1
    switch random.below(8) {
    case 0: return "\"\(word()) \\t\(nextKey)\""
    case 1: return "'\(word())'': \(nextKey)'"
    case 2: return "\(word()) \(word())-\(nextKey)"
    case 3: return "\(nextKey)"
    case 4 where !inFlow: return "\(word()),[\(nextKey)]"
    default: return "\(word())\(nextKey)"
    }
  }

  private mutating func word() -> String {
    random.pick([
      "a", "data", "small-enterprise", "person", "数据", "ß", "é", "1.5", "yes", "😀", "x:y", "z#",
    ])
  }

  private mutating func plain(inFlow: Bool) -> String {
    var text = word()
    for _ in 0..<random.below(4) {
      text += random.pick([" ", "-", "  ", "&", " !", " *", "'", "\"", "@", " |", "=", "/"])
      text += random.pick([word(), inFlow ? "q" : ",", inFlow ? "r" : "]", inFlow ? "s" : "{t"])
    }
    return random.chance(10)
      ? random.pick(["-1", "-x", "~", "null", "010", "<<", "...", "---"])
      : text
  }

  private mutating func quoted() -> String {
    if random.chance(40) {
      return "'" + plain(inFlow: false).replacing("'", with: "''")
        + random.pick(["'", ": '", " #'"])
    }
    let text = plain(inFlow: false).replacing("\"", with: "\\\"")
    return "\"" + text + random.pick(["\"", "\\n\"", "\\u00e9 \"", "\\\\\"", "\\x41: \"", "\t\""])
  }
}

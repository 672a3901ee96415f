/// A revision as git spells it, taken apart but not looked up.
///
///     main      HEAD~3       v1^{commit}       1a2b3c4^2~5    main@{2024-05-01}~1    @{upstream}
///     └name┘    └name┘└step  └name┘└─step──┘
struct RevisionExpression: Hashable {
  /// Where the way begins.
  enum Base: Hashable {
    /// A reference, an object's id, or what `git describe` prints.
    case name(String)
    /// The last first-parent commit of the name on or before the date.
    case dated(String, RevisionDate)
    /// The branch that the named one follows.
    case upstream(String)
  }

  /// One step on the way.
  enum Step: Hashable {
    /// `^n`: the n-th parent.
    case parent(Int)
    /// `~n`: n first parents up.
    case ancestor(Int)
    /// `^0`, `^{}` and `^{commit}`: the commit behind a tag.
    case commit
  }

  let base: Base
  let steps: [Step]

  /// Takes a spelling apart.
  init(parsing spelling: String) throws(HistoryError) {
    try Self.checkLength(spelling)
    var name = spelling[...]
    var suffix = spelling[spelling.endIndex...]
    if let end = Self.endOfName(spelling) {
      name = spelling[..<end]
      suffix = spelling[end...]
    }
    var base = Base.name(name == "@" ? "HEAD" : String(name))
    if suffix.hasPrefix("@{") {
      guard let close = suffix.firstIndex(of: "}") else { throw .malformed(spelling) }
      let content = String(suffix[suffix.index(suffix.startIndex, offsetBy: 2)..<close])
      let anchor = name.isEmpty || name == "@" ? "HEAD" : String(name)
      base = try Self.base(anchor, content, in: spelling)
      suffix = suffix[suffix.index(after: close)...]
    } else if name.isEmpty {
      throw .malformed(spelling)
    }
    self.base = base
    steps = try Self.steps(suffix, in: spelling)
  }

  /// Where the name ends and the way from it begins.
  ///
  /// A name holds none of these characters.
  private static func endOfName(_ spelling: String) -> String.Index? {
    spelling.indices.first { index in
      switch spelling[index] {
      case "^", "~", ":": true
      case "@": spelling[index...].hasPrefix("@{")
      default: false
      }
    }
  }

  private static func base(
    _ name: String, _ content: String, in spelling: String
  ) throws(HistoryError) -> Base {
    if let date = RevisionDate(content) { return .dated(name, date) }
    switch content {
    case "u", "upstream", "U", "Upstream", "UPSTREAM": return .upstream(name)
    default: break
    }
    let number = content.hasPrefix("-") ? content.dropFirst() : content[...]
    if !number.isEmpty, number.allSatisfy({ $0.isASCII && $0.isNumber }) {
      throw HistoryError(
        .invalidRevision,
        "`\(spelling.singleLine)` counts the reflog, which is no part of the history",
        help: "write `\(name.singleLine)~\(number)` for an ancestor")
    }
    throw HistoryError(
      .invalidRevision, "`\(spelling.singleLine)` holds no date that is understood",
      help: "write `\(name.singleLine)@{2024-05-01}` or `\(name.singleLine)@{2024-05-01 12:00}`")
  }

  private static func steps(
    _ suffix: Substring, in spelling: String
  ) throws(HistoryError) -> [Step] {
    var steps: [Step] = []
    var rest = suffix
    while let sign = rest.popFirst() {
      guard sign == "^" || sign == "~" else { throw .malformed(spelling) }
      if sign == "^", rest.first == "{" {
        guard let close = rest.firstIndex(of: "}") else { throw .malformed(spelling) }
        let kind = rest[rest.index(after: rest.startIndex)..<close]
        guard kind.isEmpty || kind == "commit" else { throw .notACommit(spelling, String(kind)) }
        steps.append(.commit)
        rest = rest[rest.index(after: close)...]
        continue
      }
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      guard digits.count <= 9, let number = digits.isEmpty ? 1 : Int(digits) else {
        throw .malformed(spelling)
      }
      switch (sign, number) {
      case (_, 0): steps.append(.commit)
      case ("^", _): steps.append(.parent(number))
      default: steps.append(.ancestor(number))
      }
    }
    return steps
  }
}

extension RevisionExpression {
  /// The last place of some text that does not lie within `{…}`.
  static func lastOutsideBraces(_ wanted: String, in text: String) -> String.Index? {
    var depth = 0
    var last: String.Index?
    for index in text.indices {
      switch text[index] {
      case "{": depth += 1
      case "}": depth -= 1
      default: if depth <= 0, text[index...].hasPrefix(wanted) { last = index }
      }
    }
    return last
  }

  static func checkLength(_ spelling: String) throws(HistoryError) {
    guard spelling.utf8.count <= HistoryLimits.spellingBytes else {
      throw HistoryError(
        .invalidRevision,
        "a revision is spelled with more than \(HistoryLimits.spellingBytes) bytes")
    }
  }
}

extension HistoryError {
  fileprivate static func malformed(_ spelling: String) -> HistoryError {
    HistoryError(
      .invalidRevision, "`\(spelling.singleLine)` is not spelled as a revision of git",
      help: "write a branch, a tag, an id, `HEAD~3` or `main@{2024-05-01}`")
  }

  fileprivate static func notACommit(_ spelling: String, _ kind: String) -> HistoryError {
    guard !kind.hasPrefix("/") else {
      return HistoryError(
        .invalidRevision, "`\(spelling.singleLine)` searches messages, which is not done here",
        help: "find the commit with `git log --grep`")
    }
    return HistoryError(
      .invalidRevision, "`\(spelling.singleLine)` asks for a \(kind.singleLine), not for a commit",
      help: "leave `^{\(kind.singleLine)}` out")
  }
}

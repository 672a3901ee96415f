import BigInt
import TenureDocuments
import TenureModel
import TenureReference
import TenureReport

/// Reads a certificate, a line at a time; the first thing that is wrong ends it, with its place.
struct CertificateReader {
  /// The first line of a certificate.
  struct Header {
    var file: CertificateFile
    /// How many lines of each kind follow.
    let counts: [String: Int]
  }

  private let path: String
  private let nextLine: () throws -> LineReader.Line?
  private var number = 0

  /// Opens a file.
  init(_ path: String) throws {
    self.path = path
    let lines = try LineReader(
      path, limit: DocumentLimits.documentBytes,
      content: "a file that `tenure diff X Y --certificate FILE` wrote"
    ) {}
    nextLine = { try lines.next() }
  }

  /// Reads bytes as if they stood in a file.
  init(_ bytes: [UInt8], path: String) {
    self.path = path
    var rest = bytes[...]
    nextLine = {
      if rest.isEmpty { return nil }
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      defer { rest = rest[min(end + 1, rest.endIndex)...] }
      let line = Array(rest[..<end])
      return line.count > DocumentLimits.documentBytes ? .tooLong : .bytes(line)
    }
  }

  /// The next line; nil at the end.
  private mutating func next() throws -> DocumentNode? {
    guard let line = try nextLine() else { return nil }
    number += 1
    guard case .bytes(let bytes) = line else {
      throw failure("the line has more than \(DocumentLimits.documentBytes) bytes")
    }
    let (tree, findings) = DocumentParser.parseFlowLine(bytes, file: path, line: number)
    guard let root = tree?.root, !findings.containsError else {
      throw findings.first { $0.severity == .error }.map(failure)
        ?? failure("the line is no object")
    }
    guard root.kind == .map else { throw failure("the line is no object") }
    return root
  }

  /// What is wrong with the text itself; nobody mends a certificate by hand.
  private func failure(_ finding: Finding) -> CommandFailure {
    CommandFailure(
      finding.message, file: path, line: finding.location?.line ?? max(1, number),
      column: finding.location?.column, help: Self.wayOut)
  }

  private static let wayOut = "write it anew: `tenure diff X Y --certificate FILE`"

  private func failure(_ message: String, at node: DocumentNode? = nil) -> CommandFailure {
    CommandFailure(
      message, file: path, line: node?.location.line ?? max(1, number),
      column: node?.location.column, help: Self.wayOut)
  }
}

// MARK: Header

extension CertificateReader {
  /// Reads the first line.
  mutating func header() throws -> Header {
    guard let root = try next(), let version = root["certificate"] else {
      throw failure("the file is no certificate")
    }
    guard version.text == "\(CertificateFile.version)" else {
      throw failure("the certificate has another form, `\(version.text)`", at: version)
    }
    try check(
      root,
      has: [
        "certificate", "semantics", "before", "after", "at", "force", "relation", "total",
        "differing", "pillars",
      ] + Self.countKeys)
    guard try text("semantics", of: root) == "\(Regime.semantics)" else {
      throw failure("the certificate is about other semantics")
    }
    let relation = try text("relation", of: root)
    var byPillar: [Pillar: BigUInt] = [:]
    guard let pillars = root["pillars"], pillars.kind == .map else {
      throw failure("`pillars` is missing")
    }
    for entry in pillars.entries {
      guard let pillar = Pillar(rawValue: entry.key.text) else {
        throw failure("`\(entry.key.text.printable)` is no pillar", at: entry.key)
      }
      byPillar[pillar] = try number(entry.value)
    }
    let isIdentical = relation == "identical"
    let claim = Certificate.Claim(
      relation: isIdentical ? "equivalent" : relation,
      total: try number(value("total", of: root)),
      differing: try number(value("differing", of: root)), differingByPillar: byPillar)
    let file = CertificateFile(
      before: try text("before", of: root), after: try text("after", of: root),
      day: try nullable("at", of: root) { Day($0) },
      force: try nullable("force", of: root) { Force(rawValue: $0) },
      isIdentical: isIdentical,
      certificate: Certificate(
        claim: claim, facets: [], regions: [], nodes: [], answers: []))
    var counts: [String: Int] = [:]
    for key in Self.countKeys {
      let node = try value(key, of: root)
      guard let count = Int(node.text), 0...CertificateFile.nodeLimit ~= count else {
        throw failure("`\(key)` is no number up to \(CertificateFile.nodeLimit)", at: node)
      }
      counts[key] = count
    }
    return Header(file: file, counts: counts)
  }

  /// The keys of the header that say how many lines of each kind follow.
  private static let countKeys = ["facets", "regions", "nodes", "questions"]

  /// A map must have no other keys: what is not read is not checked either.
  private func check(_ node: DocumentNode, has keys: [String]) throws {
    for entry in node.entries where !keys.contains(entry.key.text) {
      throw failure("`\(entry.key.text.printable)` has no meaning here", at: entry.key)
    }
  }

  private func value(_ key: String, of node: DocumentNode) throws -> DocumentNode {
    guard let value = node[key] else { throw failure("`\(key)` is missing", at: node) }
    return value
  }

  private func text(_ key: String, of node: DocumentNode) throws -> String {
    let value = try value(key, of: node)
    guard value.kind == .scalar else { throw failure("`\(key)` is no text", at: value) }
    return value.text
  }

  /// A value that must be there, or `null`.
  private func nullable<Value>(
    _ key: String, of node: DocumentNode, _ read: (String) -> Value?
  ) throws -> Value? {
    let value = try value(key, of: node)
    if value.kind == .scalar, value.style == .plain, value.text == "null" { return nil }
    return try self.value(key, of: node, read)
  }

  private func value<Value>(
    _ key: String, of node: DocumentNode, _ read: (String) -> Value?
  ) throws -> Value {
    let text = try text(key, of: node)
    guard let result = read(text) else {
      throw failure("`\(text.printable)` is no value of `\(key)`", at: node[key])
    }
    return result
  }

  private func number(_ node: DocumentNode) throws -> BigUInt {
    let digits = node.text
    guard digits.utf8.count <= Self.digitLimit, !digits.isEmpty,
      digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let number = BigUInt(digits)
    else { throw failure("`\(digits.prefix(20).description.printable)` is no number", at: node) }
    return number
  }

  /// The most digits of a number of situations.
  private static let digitLimit = 20_000
}

// MARK: Facets, regions, nodes and questions

extension CertificateReader {
  /// Reads all that comes behind the header.
  mutating func certificate(
    _ header: Header, in vocabulary: Vocabulary
  ) throws -> Certificate {
    var certificate = header.file.certificate
    for number in 0..<(header.counts["facets"] ?? 0) {
      certificate.facets.append(try facet(numbered("facet", number), vocabulary))
    }
    let regionCount = header.counts["regions"] ?? 0
    for number in 0..<regionCount {
      certificate.regions.append(try region(numbered("region", number)))
    }
    for number in 0..<(header.counts["nodes"] ?? 0) {
      let root = try numbered("node", regionCount + number)
      try check(root, has: ["node", "facet", "to"])
      certificate.nodes.append(
        Certificate.Node(
          facet: try whole(value("facet", of: root)),
          targets: try list("to", of: root).map { try target($0, regionCount) }))
    }
    for _ in 0..<(header.counts["questions"] ?? 0) {
      let root = try line()
      try check(root, has: ["question", "to"])
      certificate.answers.append(
        Certificate.Answer(
          try question(value("question", of: root), vocabulary),
          root: try target(value("to", of: root), regionCount)))
    }
    if try next() != nil { throw failure("the certificate goes on behind its end") }
    return certificate
  }

  private mutating func line() throws -> DocumentNode {
    guard let root = try next() else { throw failure("the certificate ends before its end") }
    return root
  }

  /// The next line, which must have this number.
  private mutating func numbered(_ key: String, _ number: Int) throws -> DocumentNode {
    let root = try line()
    guard root[key]?.text == "\(number)" else {
      throw failure("\(key) \(number) is missing", at: root)
    }
    return root
  }

  private func list(_ key: String, of node: DocumentNode) throws -> [DocumentNode] {
    let list = try value(key, of: node)
    guard list.kind == .sequence else { throw failure("`\(key)` is no list", at: list) }
    return Array(list.items)
  }

  private func whole(_ node: DocumentNode) throws -> Int {
    guard node.kind == .scalar, let number = Int(node.text), number >= 0 else {
      throw failure("`\(node.text.printable)` is no number", at: node)
    }
    return number
  }

  private func facet(
    _ root: DocumentNode, _ vocabulary: Vocabulary
  ) throws -> Certificate.Facet {
    try check(root, has: ["facet", "name", "classes"])
    let name = try text("name", of: root)
    guard let facet = vocabulary.facet(named: name), facet != vocabulary.right else {
      throw failure("`\(name.printable)` is no facet of the two regimes", at: root["name"])
    }
    let reader = GuardReader(vocabulary: vocabulary, pillar: .circulation)
    let classes = try list("classes", of: root).map { node in
      var findings: [Finding] = []
      let test = reader.readTest(of: facet, node, &findings)
      guard let test, !findings.containsError else { throw CommandFailure(findings) }
      return test
    }
    return Certificate.Facet(facet: facet, classes: classes)
  }

  private func region(_ root: DocumentNode) throws -> Certificate.Region {
    if let same = root["same"] {
      try check(root, has: ["region", "same"])
      guard same.text == "true" else { throw failure("`same` can only be true", at: same) }
      return .same
    }
    try check(root, has: ["region", "before", "after"])
    return .differs(before: try text("before", of: root), after: try text("after", of: root))
  }

  private func target(_ node: DocumentNode, _ regionCount: Int) throws -> Certificate.Target {
    let number = try whole(node)
    return number < regionCount ? .region(number) : .node(number - regionCount)
  }

  private func question(
    _ node: DocumentNode, _ vocabulary: Vocabulary
  ) throws -> ProofQuestion {
    let words = QuestionWords(vocabulary: vocabulary)
    if node.kind == .scalar {
      switch node.text {
      case QuestionWords.verdict: return .verdict
      case QuestionWords.waterfall: return .waterfall
      default: throw failure("`\(node.text.printable)` is no question", at: node)
      }
    }
    if let right = node["right"] {
      try check(node, has: ["right"])
      guard let leaf = words.leaf(right.text, in: vocabulary.rights) else {
        throw failure("`\(right.text.printable)` is no right", at: right)
      }
      return .right(leaf)
    }
    if node["duty"] != nil {
      let (phase, duty) = try duty("duty", node)
      return .duty(phase, duty)
    }
    if node["holder-duty"] != nil {
      let (phase, duty) = try duty("holder-duty", node)
      return .holderDuty(phase, duty)
    }
    try check(node, has: ["body", "act"])
    let act = try value("act", of: node)
    guard let leaf = words.leaf(act.text, in: vocabulary.acts) else {
      throw failure("`\(act.text.printable)` is no act", at: act)
    }
    return .power(PowersOutcome.Question(body: try text("body", of: node), act: leaf))
  }

  private func duty(_ key: String, _ node: DocumentNode) throws -> (DutyPhase, Duty) {
    try check(node, has: [key, "phase", "within"])
    guard let phase = DutyPhase(rawValue: try text("phase", of: node)) else {
      throw failure("a duty has a `phase`: before, with or after", at: node)
    }
    let within = try node["within"].map { _ in
      try value("within", of: node) { Period($0) }
    }
    return (phase, Duty(try text(key, of: node), within: within))
  }
}

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
    let nodeCount: Int
    let questionCount: Int
  }

  private let path: String
  private let lines: LineReader
  private var number = 0

  /// Opens a file.
  init(_ path: String) throws {
    self.path = path
    lines = try LineReader(path, limit: DocumentLimits.documentBytes) {}
  }

  /// The next line; nil at the end.
  private mutating func next() throws -> DocumentNode? {
    guard let line = try lines.next() else { return nil }
    number += 1
    guard case .bytes(let bytes) = line else {
      throw failure("the line has more than \(DocumentLimits.documentBytes) bytes")
    }
    let (tree, findings) = DocumentParser.parseFlowLine(bytes, file: path, line: number)
    guard let root = tree?.root, !findings.containsError else { throw CommandFailure(findings) }
    guard root.kind == .map else { throw failure("the line is no object") }
    return root
  }

  private func failure(_ message: String, at node: DocumentNode? = nil) -> CommandFailure {
    CommandFailure(
      message, file: path, line: node?.location.line ?? max(1, number),
      column: node?.location.column, help: "write it anew: `tenure diff X Y --certificate FILE`")
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
      day: try optional("at", of: root) { Day($0) },
      force: try optional("force", of: root) { Force(rawValue: $0) },
      isIdentical: isIdentical,
      certificate: Certificate(claim: claim, nodes: [], answers: []))
    let counts = try ["nodes", "questions"].map { key in
      let node = try value(key, of: root)
      guard let count = Int(node.text), count >= 0, count <= CertificateFile.nodeLimit else {
        throw failure("`\(key)` is no number up to \(CertificateFile.nodeLimit)", at: node)
      }
      return count
    }
    return Header(file: file, nodeCount: counts[0], questionCount: counts[1])
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

  private func optional<Value>(
    _ key: String, of node: DocumentNode, _ read: (String) -> Value?
  ) throws -> Value? {
    guard let value = node[key], value.kind == .scalar, value.text != "null" else { return nil }
    guard let result = read(value.text) else {
      throw failure("`\(value.text.printable)` is no value of `\(key)`", at: value)
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

// MARK: Nodes and questions

extension CertificateReader {
  /// Reads all that comes behind the header.
  mutating func certificate(
    _ header: Header, in vocabulary: Vocabulary
  ) throws -> Certificate {
    var certificate = header.file.certificate
    certificate.nodes.reserveCapacity(header.nodeCount)
    while certificate.nodes.count < header.nodeCount {
      guard let root = try next() else { throw failure("the certificate ends before its end") }
      guard try text("node", of: root) == "\(certificate.nodes.count)" else {
        throw failure("node \(certificate.nodes.count) is missing", at: root)
      }
      certificate.nodes.append(try node(root, vocabulary))
    }
    while certificate.answers.count < header.questionCount {
      guard let root = try next() else { throw failure("the certificate ends before its end") }
      certificate.answers.append(
        Certificate.Answer(
          try question(value("question", of: root), vocabulary), root: try target(root)))
    }
    if try next() != nil { throw failure("the certificate goes on behind its end") }
    return certificate
  }

  private func node(
    _ root: DocumentNode, _ vocabulary: Vocabulary
  ) throws -> Certificate.Node {
    let name = try text("facet", of: root)
    guard let facet = vocabulary.facet(named: name), facet != vocabulary.right else {
      throw failure("`\(name.printable)` is no facet of the two regimes", at: root["facet"])
    }
    let reader = GuardReader(vocabulary: vocabulary, pillar: .circulation)
    let list = try value("branches", of: root)
    guard list.kind == .sequence else { throw failure("`branches` is no list", at: list) }
    var branches: [Certificate.Branch] = []
    for branch in list.items {
      var findings: [Finding] = []
      let test = reader.readTest(of: facet, try value("when", of: branch), &findings)
      guard let test, !findings.containsError else { throw CommandFailure(findings) }
      branches.append(Certificate.Branch(values: test, target: try target(branch)))
    }
    return Certificate.Node(facet: facet, branches: branches)
  }

  private func target(_ node: DocumentNode) throws -> Certificate.Target {
    let isQuestion = node["question"] != nil || node["when"] != nil
    guard isQuestion else { throw failure("the branch leads nowhere", at: node) }
    if let number = node["node"] {
      guard let number = Int(number.text) else {
        throw failure("`\(number.text.printable)` is no node", at: number)
      }
      return .node(number)
    }
    if node["same"]?.text == "true" { return .same }
    if node["both"] != nil { return .both(try text("both", of: node)) }
    return .differs(before: try text("before", of: node), after: try text("after", of: node))
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
    let act = try value("act", of: node)
    guard let leaf = words.leaf(act.text, in: vocabulary.acts) else {
      throw failure("`\(act.text.printable)` is no act", at: act)
    }
    return .power(PowersOutcome.Question(body: try text("body", of: node), act: leaf))
  }

  private func duty(_ key: String, _ node: DocumentNode) throws -> (DutyPhase, Duty) {
    guard let phase = DutyPhase(rawValue: try text("phase", of: node)) else {
      throw failure("a duty has a `phase`: before, with or after", at: node)
    }
    return (
      phase,
      Duty(try text(key, of: node), within: try optional("within", of: node) { Period($0) })
    )
  }
}

import TenureModel
import TenureReport

/// A line of a batch: what is asked, in which situation.
struct Query {
  /// What is asked.
  enum Question {
    /// The act: the whole ruling.
    case act
    /// One right, by name.
    case right(String)
    /// The power of a body over an act, by name.
    case power(body: String, act: String)
  }

  let question: Question
  let situation: Situation
  /// Where the question stands.
  let location: SourceLocation?

  init(_ question: Question, _ situation: Situation, at location: SourceLocation? = nil) {
    self.question = question
    self.situation = situation
    self.location = location
  }

  /// Reads a situation, `{"right", "situation"}` or `{"power": {"body", "act"}, "situation"}`.
  init(_ node: DocumentNode, in vocabulary: Vocabulary) throws {
    let reader = SituationReader(vocabulary: vocabulary)
    let wrappers = ["right", "power", "situation"].filter {
      vocabulary.facet(named: $0) == nil || $0 == Vocabulary.rightFacetName
    }
    guard node.kind == .map, wrappers.contains(where: { node[$0] != nil }) else {
      self.init(.act, try reader.read(node))
      return
    }
    for entry in node.entries where !wrappers.contains(entry.key.text) {
      throw CommandFailure(
        "`\(entry.key.text.printable)` stands beside a question", at: entry.key.location,
        help: "put the facets into `situation`")
    }
    if let right = node["right"], let power = node["power"] {
      throw CommandFailure(
        "a line asks `right` or `power`, not both",
        at: max(right.location, power.location), help: "ask them on two lines")
    }
    let situation = try node["situation"].map { try reader.read($0) } ?? Situation()
    if let right = node["right"] {
      self.init(.right(try Self.name(right, "right")), situation, at: right.location)
    } else if let power = node["power"] {
      for entry in power.entries where !["body", "act"].contains(entry.key.text) {
        throw CommandFailure(
          "unknown key `\(entry.key.text.printable)`", at: entry.key.location,
          help: "`power` takes `body` and `act`")
      }
      guard let body = power["body"], let act = power["act"] else {
        throw CommandFailure(
          "`power` needs `body` and `act`", at: power.location,
          help: "write {\"power\": {\"body\": \"council\", \"act\": \"enact\"}}")
      }
      self.init(
        .power(body: try Self.name(body, "body"), act: try Self.name(act, "act")), situation,
        at: power.location)
    } else {
      self.init(.act, situation)
    }
  }

  private static func name(_ node: DocumentNode, _ key: String) throws -> String {
    guard node.kind == .scalar, !node.text.isEmpty else {
      throw CommandFailure("`\(key)` takes a name", at: node.location)
    }
    return node.text
  }
}

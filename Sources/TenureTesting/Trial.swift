import TenureDocuments
import TenureModel

/// A plugin on trial: what it made of a document, and all that was found wrong so far.
///
/// Whatever is lowered, for whichever check, also passes ``inspect(_:_:)``.
struct Trial {
  /// A document that the plugin takes, with what it makes of it.
  struct Sample {
    let name: String
    let text: String
    let sketch: DocumentSketch
    let lowered: LoweredDocument
  }

  let plugin: Plugin
  let context: LoweringContext
  private(set) var violations: [ConformanceViolation] = []
  private var known: Set<ConformanceViolation> = []

  init(_ plugin: Plugin, _ context: LoweringContext) {
    self.plugin = plugin
    self.context = context
  }

  /// Adds a violation, unless it is known.
  mutating func violate(_ check: ConformanceCheck, _ message: String) {
    let violation = ConformanceViolation(check: check, message: message)
    if known.insert(violation).inserted { violations.append(violation) }
  }

  /// What the plugin makes of a text, which must be a document.
  ///
  /// Nil if it is none, or if the plugin has no answer.
  mutating func lower(
    _ text: String, as name: String, under vocabulary: Vocabulary? = nil
  ) -> LoweredDocument? {
    guard let tree = DocumentParser.parse(Array(text.utf8), file: Self.file).tree else {
      violate(.document, "\(name) is no YAML document")
      return nil
    }
    let context = LoweringContext(
      vocabulary: vocabulary ?? context.vocabulary, ranks: context.ranks)
    let answers = plugin.lower([tree.root], context)
    guard answers.count == 1 else {
      violate(.determinism, "one document must have one answer (were \(answers.count)); \(name)")
      return nil
    }
    inspect(
      answers[0], Place(name: name, size: tree.source.count, vocabulary: context.vocabulary))
    return answers[0]
  }

  /// The name of every document on trial.
  static let file = "conformance.yaml"

  /// Lowers a document that must be taken without a finding.
  mutating func accept(_ text: String, named name: String) -> Sample? {
    guard let tree = DocumentParser.parse(Array(text.utf8), file: Self.file).tree else {
      violate(.document, "\(name) is no YAML document")
      return nil
    }
    guard let lowered = lower(text, as: name) else { return nil }
    for finding in lowered.findings {
      let line = finding.location.map { ", line \($0.line)" } ?? ""
      violate(
        .document,
        "\(name)\(line) has the finding `\(finding.id)`: \(finding.message)")
    }
    if lowered.clauses.isEmpty, !lowered.findings.containsError {
      violate(.document, "\(name) lowers to no clause")
    }
    guard !lowered.findings.containsError else { return nil }
    return Sample(
      name: name, text: text, sketch: DocumentSketch(tree.root), lowered: lowered)
  }
}

extension Trial {
  mutating func checkDeclaration() {
    let name = plugin.name
    let isKebab = name.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
    }
    if !isKebab || !Identifier.isSound(name) {
      violate(.declaration, "a name must be in kebab-case (was `\(name)`)")
    }
    if plugin.version < 1 {
      violate(.declaration, "a version must count from 1 (was \(plugin.version))")
    }
    if plugin.summary.allSatisfy(\.isWhitespace) {
      violate(.declaration, "a plugin must say in its summary what its documents are about")
    }
    guard case .map = plugin.shape.bare else {
      violate(.declaration, "the schema must be that of a map: a document is a map")
      return
    }
  }
}

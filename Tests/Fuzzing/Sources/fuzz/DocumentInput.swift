import TenureDocuments
import TenureModel

/// Inputs that are documents.
enum DocumentInput {
  /// A document; what is formatted means the same, and stays as it is when it is formatted again.
  static func readDocument(_ bytes: [UInt8]) {
    guard let tree = DocumentParser.parse(bytes, file: "input.yaml").tree else { return }
    let formatted = DocumentFormatter.format(tree)
    guard let again = DocumentParser.parse(formatted, file: "input.yaml").tree else {
      preconditionFailure("DocumentFormatter must write what can be read")
    }
    precondition(
      DocumentFormatter.format(again) == formatted,
      "DocumentFormatter must leave what it wrote as it is")
  }

  /// A line of JSON.
  static func readLine(_ bytes: [UInt8]) {
    let (tree, findings) = DocumentParser.parseFlowLine(bytes, file: "input.jsonl")
    precondition(tree != nil || findings.containsError, "a line must be read or refused")
    guard let root = tree?.root else { return }
    var situationFindings: [Finding] = []
    _ = SituationReader(vocabulary: SmallLaw.vocabulary).readQuery(root, &situationFindings)
  }

  /// A vocabulary.
  static func readVocabulary(_ bytes: [UInt8]) {
    guard let tree = DocumentParser.parse(bytes, file: "vocabulary.yaml").tree else { return }
    _ = VocabularyDocument.read(tree.root)
  }

  /// A rulebook: the first byte says of which pillar.
  static func readRulebook(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let pillar = Pillar.allCases[Int(first) % Pillar.allCases.count]
    let path = "regimes/small/\(pillar.rawValue).yaml"
    _ = SmallLaw.loaded([path: Array(bytes.dropFirst())])
  }

  /// A situation: lines of arguments, and a document.
  static func readSituation(_ bytes: [UInt8]) {
    let reader = SituationReader(vocabulary: SmallLaw.vocabulary)
    let text = String(decoding: bytes, as: UTF8.self)
    _ = reader.read(arguments: text.split(separator: "\n").map(String.init))
    guard let root = DocumentParser.parse(bytes, file: "input.yaml").tree?.root else { return }
    var findings: [Finding] = []
    _ = reader.read(root, &findings)
    _ = reader.readQuery(root, &findings)
  }
}

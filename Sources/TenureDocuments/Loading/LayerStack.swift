internal import TenureModel

/// Finds the layers of a regime: depth first, lowest first, each once at its lowest place.
struct LayerStack {
  /// One layer, with its `regime.yaml`.
  struct Layer {
    let name: String
    let folder: String
    let file: RegimeFile
    let document: DocumentReader.Document
  }

  /// The most regimes that may stand on top of one another.
  static let depthLimit = 32

  /// The layers found, lowest first.
  private(set) var layers: [Layer] = []
  private var path: [String] = []
  private var seen: Set<String> = []
  private let knownNames: () throws -> [String]

  init(knownNames: @escaping () throws -> [String]) {
    self.knownNames = knownNames
  }

  /// The folder of a regime.
  static func folder(of name: String) -> String { RegimeLoader.regimesFolder + "/" + name }

  /// Adds a regime and, before it, all that lies under it.
  ///
  /// - Parameters:
  ///   - name: The regime.
  ///   - location: Where it is named; nil for the regime that is asked for.
  ///   - reader: Reads the documents, and takes the findings.
  /// - Throws: What the source throws if it cannot be read.
  mutating func add(
    _ name: String, at location: SourceLocation?, _ reader: inout DocumentReader
  ) throws {
    if let start = path.firstIndex(of: name) {
      let circle = (path[start...] + [name]).map { "`\($0)`" }.joined(separator: " extends ")
      reader.findings.append(
        Finding(
          "extends-circle", "a regime lies under itself: \(circle)", at: location,
          help: "take one of them out of `extends`"))
      return
    }
    guard seen.insert(name).inserted else { return }
    guard path.count < Self.depthLimit else {
      reader.findings.append(
        Finding(
          "too-many-layers", "more than \(Self.depthLimit) regimes stand on one another",
          at: location))
      return
    }
    let file = RegimeLoader.path(ofRegime: name)
    guard Identifier.isSound(name), let document = try reader.read(file) else {
      reader.findings.append(try unknownRegime(name, at: location))
      return
    }
    guard let root = document.tree?.root,
      let regime = RegimeFile.schema.read(root, &reader.findings)
    else { return }
    check(regime, name, root, &reader)
    path.append(name)
    for lower in regime.extends { try add(lower.value, at: lower.location, &reader) }
    path.removeLast()
    layers.append(
      Layer(name: name, folder: Self.folder(of: name), file: regime, document: document))
  }

  private func check(
    _ regime: RegimeFile, _ name: String, _ root: DocumentNode, _ reader: inout DocumentReader
  ) {
    if regime.name.value != name {
      reader.findings.append(
        Finding(
          "regime-name", "regime `\(regime.name.value)` stands in the folder of `\(name)`",
          at: regime.name.location, help: "write `regime: \(name)`, or rename the folder"))
    }
    if regime.semantics == nil {
      reader.findings.append(
        root.finding(
          "missing-semantics", severity: .warning, "`semantics` is missing",
          help: "add `semantics: \(Regime.semantics)`, the version of the meaning of documents"))
    }
  }

  private func unknownRegime(_ name: String, at location: SourceLocation?) throws -> Finding {
    Finding(
      "unknown-regime", "there is no regime `\(Finding.brief(name))`", at: location,
      help: Suggestion.help(for: name, among: try knownNames()))
  }
}

package import TenureModel

/// What a `regime.yaml` says of layers and documents, read without these.
package struct RegimeOutline: Sendable, Hashable {
  /// The regimes that lie under it, lowest first.
  package let extends: [String]
  /// The paths of the documents of each pillar, relative to the policy repository.
  package let documents: [Pillar: [String]]

  /// Reads the document of a regime.
  package static func read(_ root: DocumentNode, of regime: String) -> Loaded<RegimeOutline> {
    var findings: [Finding] = []
    guard let file = RegimeFile.schema.read(root, &findings) else {
      return Loaded(nil, findings: findings)
    }
    let folder = LayerStack.folder(of: regime)
    let documents = file.pillars.mapValues { uses in
      uses.flatMap(\.documents).compactMap { RegimeFile.path(of: $0.value, in: folder) }
    }
    let outline = RegimeOutline(extends: file.extends.map(\.value), documents: documents)
    return Loaded(outline, findings: findings)
  }
}

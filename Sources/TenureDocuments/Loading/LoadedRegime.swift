public import TenureModel

/// A regime with the documents that it was made from.
public struct LoadedRegime: Sendable {
  /// A document of a regime.
  public struct Document: Sendable {
    /// The path, relative to the policy repository.
    public let path: String
    /// The content.
    public let identity: DocumentIdentity
    /// The name of the layer.
    public let layer: String
    /// The pillar; nil for the `regime.yaml` of the layer.
    public let pillar: Pillar?
    /// The plugin that reads it; nil for a `regime.yaml`.
    public let plugin: String?
    /// The parsed document.
    public let tree: DocumentTree
  }

  /// The regime.
  public let regime: Regime
  /// The documents, by layer, lowest first; in each layer `regime.yaml` first, then by pillar.
  public let documents: [Document]

  /// Creates a regime with its documents.
  package init(regime: Regime, documents: [Document]) {
    self.regime = regime
    self.documents = documents
  }
}

/// How large documents may be.
///
/// Whoever reads documents of strangers needs limits on everything. They are far above what people
/// write by hand.
public enum DocumentLimits {
  /// The most bytes of one document: 1 MiB.
  public static let documentBytes = 1 << 20
  /// The most maps and lists within one another.
  public static let depth = 32
  /// The most bytes of all documents of a regime: 64 MiB.
  public static let regimeBytes = 64 << 20
  /// The most findings of one document; after these, parsing ends.
  public static let findings = 100
}

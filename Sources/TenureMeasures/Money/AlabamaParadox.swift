/// A payee who gets less of a larger pot, although no weight has changed: an artefact of rounding.
///
/// It is named after the state that would have lost a seat in 1880 had the House grown from 299 to
/// 300. The largest remainder has it; divisor methods do not (Balinski and Young, *Fair
/// Representation*, 1982).
public struct AlabamaParadox: Sendable, Hashable {
  /// The payee who loses.
  public let name: String
  /// What it gets of the smaller pot, in units.
  public let ofSmaller: Int
  /// What it gets of the larger pot, in units.
  public let ofLarger: Int

  /// The payees who lose when the pot grows, by name.
  ///
  /// - Throws: ``ApportionmentError`` as the division itself does.
  public static func find(
    _ apportionment: Apportionment, from smaller: Int, to larger: Int,
    among weights: [Apportionment.Weight]
  ) throws(ApportionmentError) -> [AlabamaParadox] {
    let before = try apportionment.parts(of: min(smaller, larger), among: weights).units
    let after = try apportionment.parts(of: max(smaller, larger), among: weights).units
    return weights.indices.filter { after[$0] < before[$0] }
      .map {
        AlabamaParadox(name: weights[$0].name, ofSmaller: before[$0], ofLarger: after[$0])
      }
      .sorted { $0.name < $1.name }
  }
}

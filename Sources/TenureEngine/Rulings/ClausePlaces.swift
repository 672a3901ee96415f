import Synchronization
import TenureModel

/// The positions of clauses by id, worked out when first asked for; shared by the versions of a
/// regime in which each clause keeps its place.
final class ClausePlaces: Sendable {
  private let places = Mutex<[String: Int]?>(nil)

  /// The position of the first clause of an id.
  func position(of id: String, among clauses: [RegimeClause]) -> Int? {
    places.withLock { places in
      if let known = places { return known[id] }
      let made = Dictionary(
        clauses.indices.map { (clauses[$0].clause.id, $0) }, uniquingKeysWith: { first, _ in first }
      )
      places = made
      return made[id]
    }
  }
}

public import TenureModel

/// Situations of a change: a union of disjoint boxes, the largest first.
///
///     pieces    0: action is sell   1: persons from 100 000   2: data are personal   …
///     boxes     [0, 1]  [0, 2]  …
///
/// The boxes of one region are made of few pieces, so a million boxes take some tens of megabytes;
/// a `Box` is made when somebody asks for it.
public struct Region: RandomAccessCollection, Sendable, Hashable {
  /// What one facet has in some of the boxes.
  package struct Piece: Sendable, Hashable {
    /// The facet.
    package let facet: FacetID
    /// Its values.
    package let values: FacetRegion
  }

  /// What the boxes are made of; each occurs in some box.
  package let pieces: [Piece]
  /// The numbers of the pieces of all boxes, one box behind the other.
  private var numbers: [Int32] = []
  /// Where each box begins in the numbers, and where the last one ends.
  private var starts: [Int] = [0]

  /// Creates a region of one box.
  init(_ box: Box) {
    pieces = box.facets.sorted { $0.key < $1.key }.map { Piece(facet: $0.key, values: $0.value) }
    numbers = pieces.indices.map { Int32($0) }
    starts.append(numbers.count)
  }

  /// Creates a region without boxes that will be made of some pieces.
  init(madeOf pieces: [Piece]) { self.pieces = pieces }

  /// Adds a box, by the numbers of its pieces in the order of their facets.
  mutating func append(_ box: some Sequence<Int32>) {
    numbers.append(contentsOf: box)
    starts.append(numbers.count)
  }

  /// The position of the first box.
  public var startIndex: Int { 0 }
  /// The position behind the last box.
  public var endIndex: Int { starts.count - 1 }

  /// A box of the region.
  public subscript(position: Int) -> Box {
    Box(
      Dictionary(
        uniqueKeysWithValues: pieceNumbers(of: position).map { number in
          (pieces[Int(number)].facet, pieces[Int(number)].values)
        }))
  }

  /// The numbers of the pieces of a box, in the order of their facets.
  package func pieceNumbers(of position: Int) -> ArraySlice<Int32> {
    numbers[starts[position]..<starts[position + 1]]
  }

  /// What the boxes ask of a facet, each answer once; nil if there is a box that does not ask.
  ///
  /// Complexity: linear in the number of all pieces of all boxes.
  package func values(of facet: FacetID) -> [FacetRegion]? {
    let asking = pieces.indices.filter { pieces[$0].facet == facet }
    let tests = Set(asking.map { Int32($0) })
    guard numbers.count(where: tests.contains) == count else { return nil }
    return asking.map { pieces[$0].values }
  }
}

import TenureDocuments
import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// A region that is printed as tests, the way the command line prints it, and pasted into a clause
/// is a guard of exactly the situations of the region.
@Suite struct RegionRoundTripTests {
  @Test(arguments: UInt64(1)...200)
  func `a region pasted into a clause is the same set of situations`(_ seed: UInt64) throws {
    let vocabulary = try PolicyCase.vocabulary()
    var random = SplitMix64(seed: seed)
    let boxes = (0..<Int.random(in: 1...3, using: &random)).map { _ in
      randomBox(vocabulary, &random)
    }
    let maps = boxes.map { spelling(of: $0, vocabulary) }
    let line = maps.count == 1 ? maps[0] : #"{"any": ["# + maps.joined(separator: ", ") + "]}"
    let (tree, problems) = DocumentParser.parseFlowLine(Array(line.utf8), file: "region")
    #expect(problems.isEmpty, "\(line)")
    var findings: [Finding] = []
    let reader = GuardReader(vocabulary: vocabulary, pillar: .circulation)
    let root = try #require(tree).root
    let pasted = try #require(reader.read(root, &findings), "\(findings)")
    for _ in 0..<300 {
      let situation = randomSituation(vocabulary, &random)
      let expected = boxes.contains { contains($0, situation) }
      #expect(pasted.holds(in: situation, of: vocabulary) == expected, "\(line) \(situation)")
    }
  }

  private func randomBox(_ vocabulary: Vocabulary, _ random: inout SplitMix64) -> Box {
    var box = Box()
    for (position, facet) in vocabulary.facets.enumerated() {
      guard Bool.random(using: &random), FacetID(position) != vocabulary.right else { continue }
      box.facets[FacetID(position)] = randomRegion(facet, vocabulary, &random)
    }
    if box.facets.isEmpty { box.facets[FacetID(1)] = .terms(LeafSet([0])) }
    return box
  }

  private func randomRegion(
    _ facet: Facet, _ vocabulary: Vocabulary, _ random: inout SplitMix64
  ) -> FacetRegion {
    func some(_ count: Int, _ random: inout SplitMix64) -> [Int] {
      let chosen = (0..<count).filter { _ in Bool.random(using: &random) }
      return chosen.isEmpty ? [Int.random(in: 0..<count, using: &random)] : chosen
    }
    switch facet.kind {
    case .term(let id): return .terms(LeafSet(some(vocabulary[id].leafCount, &random)))
    case .set(let id):
      return .sets(
        (0..<Int.random(in: 1...2, using: &random)).map { _ in
          let leaves = some(vocabulary[id].leafCount, &random)
          let split = Int.random(in: 0...leaves.count, using: &random)
          return .init(all: LeafSet(leaves[..<split]), none: LeafSet(leaves[split...]))
        })
    case .flag: return .flags([Bool.random(using: &random)])
    case .quantity:
      let low = Int.random(in: 0...20, using: &random)
      let ranges: [QuantityRange] = [
        .init(upper: .init(ExactDecimal(low), included: true)),
        .init(
          lower: .init(ExactDecimal(low + 3), included: Bool.random(using: &random)),
          upper: .init(ExactDecimal(low + 9), included: Bool.random(using: &random))),
        .init(lower: .init(ExactDecimal(low + 20), included: false)),
      ]
      return .quantities(some(3, &random).map { ranges[$0] })
    case .date:
      let low = Int.random(in: 18_000...18_100, using: &random)
      let ranges: [DateRange] = [
        .init(before: Day(number: low)),
        .init(from: Day(number: low + 10), before: Day(number: low + 20)),
        .init(from: Day(number: low + 30)),
      ]
      return .dates(some(3, &random).map { ranges[$0] })
    }
  }

  private func randomSituation(
    _ vocabulary: Vocabulary, _ random: inout SplitMix64
  ) -> TotalSituation {
    TotalSituation(
      vocabulary.facets.map { facet in
        switch facet.kind {
        case .term(let id):
          return .term(leaf: Int.random(in: 0..<vocabulary[id].leafCount, using: &random))
        case .set(let id):
          let leaves = (0..<vocabulary[id].leafCount).filter { _ in Bool.random(using: &random) }
          return .set(LeafSet(leaves))
        case .flag: return .flag(Bool.random(using: &random))
        case .quantity: return .quantity(ExactDecimal(Int.random(in: 0...45, using: &random)))
        case .date: return .date(Day(number: Int.random(in: 17_990...18_150, using: &random)))
        }
      })
  }

  private func contains(_ box: Box, _ situation: TotalSituation) -> Bool {
    box.facets.allSatisfy { facet, region in
      switch (region, situation[facet]) {
      case (.terms(let leaves), .term(let leaf)): leaves.contains(leaf)
      case (.sets(let cubes), .set(let leaves)):
        cubes.contains { $0.all.isSubset(of: leaves) && $0.none.isDisjoint(with: leaves) }
      case (.flags(let flags), .flag(let flag)): flags.contains(flag)
      case (.quantities(let ranges), .quantity(let number)):
        ranges.contains { $0.contains(number) }
      case (.dates(let ranges), .date(let day)): ranges.contains { $0.contains(day) }
      default: false
      }
    }
  }

  /// The region as JSON, as the format fixes it: lists of alternatives.
  private func spelling(of box: Box, _ vocabulary: Vocabulary) -> String {
    let tests = box.facets.sorted { $0.key < $1.key }.map { facet, region in
      let taxonomy = vocabulary.taxonomy(of: facet)
      func names(_ leaves: LeafSet) -> String {
        "[" + leaves.leaves.map { "\"\(taxonomy?.leafName($0) ?? "")\"" }.joined(separator: ", ")
          + "]"
      }
      let values: [String] =
        switch region {
        case .terms(let leaves): leaves.leaves.map { "\"\(taxonomy?.leafName($0) ?? "")\"" }
        case .sets(let cubes):
          cubes.map { cube in
            let parts = [("all", cube.all), ("none", cube.none)].filter { !$0.1.isEmpty }
            return "{" + parts.map { "\"\($0)\": \(names($1))" }.joined(separator: ", ") + "}"
          }
        case .flags(let flags): flags.map { $0 ? "true" : "false" }
        case .quantities(let ranges): ranges.map { self.spelling(of: $0) }
        case .dates(let ranges): ranges.map { self.spelling(of: $0) }
        }
      return "\"\(vocabulary[facet].name)\": [\(values.joined(separator: ", "))]"
    }
    return "{" + tests.joined(separator: ", ") + "}"
  }

  private func spelling(of range: QuantityRange) -> String {
    let lower = range.lower.map { "\"\($0.isIncluded ? "at-least" : "above")\": \($0.value)" }
    let upper = range.upper.map { "\"\($0.isIncluded ? "at-most" : "below")\": \"\($0.value)\"" }
    return "{" + [lower, upper].compactMap { $0 }.joined(separator: ", ") + "}"
  }

  private func spelling(of range: DateRange) -> String {
    let from = range.from.map { "\"from\": \"\($0)\"" }
    let before = range.before.map { "\"before\": \"\($0)\"" }
    return "{" + [from, before].compactMap { $0 }.joined(separator: ", ") + "}"
  }
}

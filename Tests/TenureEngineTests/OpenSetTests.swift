import BigInt
import TenureEngine
import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// Rulings where a set facet is open, and the order in which its leaves are asked.
struct OpenSetTests {
  /// What an action comes to where nothing is known of the set.
  private func branches(_ regime: Regime) -> [Dependence.Branch] {
    RegimeEngine(regime).ruling(in: Self.open).depends.flatMap(\.branches)
  }

  private static var open: Situation {
    var situation = Situation()
    situation[FacetID(0)] = .known(.term(leaf: 0))
    situation[WideSet.tags] = .unknown
    return situation
  }

  @Test(arguments: [1, 2, 3, 4], [false, true])
  func `pairs are ruled as the reference does`(pairs: Int, isTogether: Bool) {
    let regime = WideSet.pairs(pairs, isTogether: isTogether)
    let engine = RegimeEngine(regime).ruling(in: Self.open)
    let reference = ReferenceInterpreter(regime).ruling(in: Self.open)
    let difference = RulingDifference.between(engine, reference, on: Self.open, of: regime)
    #expect(difference == nil)
    #expect(engine.depends.flatMap(\.branches).allSatisfy { !$0.isTruncated })
  }

  @Test(arguments: [false, true])
  func `a class of exponentially many cubes is cut, and says so`(isTogether: Bool) throws {
    let pairs = 30
    let branches = branches(WideSet.pairs(pairs, isTogether: isTogether))
    #expect(branches.count == 2)
    for branch in branches {
      guard case .sets(let cubes) = branch.values else {
        Issue.record("a set facet has sets")
        return
      }
      guard branch.outcome.verdict == .silent else {
        #expect(branch.outcome.verdict == .prohibited)
        #expect(!branch.isTruncated)
        #expect(Set(cubes.map(\.all.count)) == [2] && cubes.count == pairs)
        continue
      }
      #expect(branch.isTruncated)
      #expect(!cubes.isEmpty && cubes.count < 1 << pairs)
      // What is said is true: of each pair one leaf is missing.
      for cube in cubes {
        #expect(cube.all.isEmpty)
        let lacksOneOfEach = (0..<pairs).allSatisfy { pair in
          let leaves = isTogether ? [2 * pair, 2 * pair + 1] : [pair, pair + pairs]
          return !LeafSet(leaves).isDisjoint(with: cube.none)
        }
        #expect(lacksOneOfEach)
      }
    }
  }

  @Test func `cubes say no more than they must`() {
    let leaves = 600
    let branches = branches(WideSet.regime(leaves: leaves, isAmended: false))
    let cubes = branches.map { branch -> [FacetRegion.Cube] in
      #expect(!branch.isTruncated)
      guard case .sets(let cubes) = branch.values else { return [] }
      return cubes
    }
    #expect(branches.map(\.outcome.verdict) == [.silent, .permitted])
    let one = (0..<leaves).map { FacetRegion.Cube(all: .empty, none: LeafSet([$0])) }
    #expect(cubes == [one, [FacetRegion.Cube(all: LeafSet(0..<leaves), none: .empty)]])
  }

  @Test func `the order of a vocabulary does not decide how much is to be done`() {
    let pairs = 24
    let diagrams = [false, true].map {
      RulingDiagram(RegimeEngine(WideSet.pairs(pairs, isTogether: $0)))
    }
    #expect(diagrams.map(\.nodeCount) == [2 * pairs, 2 * pairs])
    for diagram in diagrams {
      let counts = diagram.counts()
      // Each set is counted with both actions.
      #expect(counts[.silent] == BigUInt(3).power(pairs) * 2)
      #expect(counts[.prohibited] == (BigUInt(4).power(pairs) - BigUInt(3).power(pairs)) * 2)
    }
  }
}

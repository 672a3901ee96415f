import BigInt
import TenureModel

/// Puts kinds of differences in boxes.
///
/// What is made on the way lies in a store of its own, which is given up when it has become large.
final class RegionFinder {
  private let core: DiffCore
  private var leafCases: [Ref: LeafCases] = [:]
  private var work: Work

  private struct Work {
    let store: DiagramStore
    var cover: Cover

    init(_ core: DiffCore) {
      store = DiagramStore(
        arities: core.analysis.store.arities, nodeLimit: RegionFinder.nodeLimit * 2)
      cover = Cover(core.analysis.space, core.counter, in: store)
    }
  }

  /// The most nodes in the store before it is given up; one kind may take as many more.
  private static let nodeLimit = 1 << 20
  /// The most nodes that are looked at to put kinds in few boxes.
  private var nodesLeft = 1 << 17

  init(_ core: DiffCore) {
    self.core = core
    work = Work(core)
  }

  /// What is found of a kind: its region, or a large box of it.
  struct Found {
    let region: Region
    let witness: TotalSituation
    let count: BigUInt
    let isWhole: Bool
  }

  /// The region of a kind; one large box where it is made of more boxes than the limit.
  func region(of kind: DiffCore.Kind, boxLimit: Double) -> Found? {
    if work.store.nodeCount > Self.nodeLimit || work.store.isExhausted { work = Work(core) }
    let source =
      leafCases[kind.ref] ?? core.counter.leafCases(of: kind.ref, in: core.analysis.store)
    leafCases[kind.ref] = source
    let places = source.places(leadingTo: kind.leaf)
    if boxLimit >= 1, places.count <= nodesLeft {
      nodesLeft -= places.count
      let cases = source.cases(of: kind.leaf, places, in: work.store)
      let isBrief = work.cover.count(cases) <= boxLimit
      if isBrief, !work.store.isExhausted {
        return work.cover.region(of: cases).map {
          Found(region: $0.region, witness: $0.witness, count: kind.count, isWhole: true)
        }
      }
    }
    return source.largeBox(of: kind.leaf, places, core.counter.parts).map {
      Found(
        region: Region(core.analysis.space.box($0)), witness: core.analysis.space.witness(of: $0),
        count: core.counter.count($0), isWhole: false)
    }
  }
}

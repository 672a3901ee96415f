import RulebookPlugin
import TenureModel
import Testing

@Suite struct ShapeTests {
  @Test(arguments: Pillar.allCases)
  func `every pillar has a shape with the keys of its clauses`(_ pillar: Pillar) throws {
    guard case .map(let map) = shape(of: pillar),
      case .list(.map(let clause), _)? = map.fields.first(where: { $0.name == "clauses" })?.shape
    else {
      Issue.record("no clauses")
      return
    }
    let names = Set(clause.fields.map(\.name))
    #expect(names == Set(ClauseKeyword.allowed(in: pillar).map(\.rawValue)))
    #expect(clause.rest != nil)
  }
}

/// The shape of a pillar's rulebooks.
private func shape(of pillar: Pillar) -> SchemaShape {
  switch pillar {
  case .property: RulebookProperty.schema.shape
  case .circulation: RulebookCirculation.schema.shape
  case .distribution: RulebookDistribution.schema.shape
  case .governance: RulebookGovernance.schema.shape
  }
}

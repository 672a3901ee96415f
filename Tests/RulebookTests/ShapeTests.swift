import RulebookPlugin
import TenureModel
import Testing

@Suite struct ShapeTests {
  @Test(arguments: Pillar.allCases)
  func `every pillar has a shape with the keys of its clauses`(_ pillar: Pillar) throws {
    guard case .map(let map) = RulebookShape.document(of: pillar, vocabulary: nil),
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

import Tenure
import TenureTestSupport
import Testing

@Suite struct ShapeTests {
  @Test(arguments: ConformanceTests.plugins.map(\.name))
  func `no key of a plugin takes the place of a facet`(_ name: String) throws {
    let plugin = try #require(ConformanceTests.plugins.first { $0.name == name })
    guard case .map(let document) = plugin.shape else {
      Issue.record("a document is a map")
      return
    }
    let keys = document.fields.flatMap { field -> [String] in
      guard case .list(.map(let provision), _) = field.shape else { return [] }
      return provision.fields.map(\.name)
    }
    #expect(keys.contains("id"))
    let facets = Set(
      try #require(Vocabulary.read(ConformanceTests.standardVocabulary)).facets.map(\.name))
    #expect(Set(keys).intersection(facets) == [])
  }
}

import TenureModel
import Testing

@testable import TenureReport

/// Regions and witnesses in words.
@Suite struct RegionTests {
  private let vocabulary = Vocabulary(
    name: "small", taxonomies: [],
    facets: [
      Facet(name: "fair", kind: .flag), Facet(name: "harmful", kind: .flag),
      Facet(name: "registered", kind: .flag, defaultValue: .flag(false)),
    ])

  @Test func `a judgement that a box leaves free is not worth a word`() {
    let regions = RegionText(vocabulary)
    let box = Box([FacetID(0): .flags([true])])
    #expect(regions.freeJudgements(of: box) == [FacetID(1)])
    #expect(regions.freeJudgements(of: Box()) == [FacetID(0), FacetID(1)])
  }
}

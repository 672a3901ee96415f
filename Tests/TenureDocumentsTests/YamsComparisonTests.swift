import TenureDocuments
import TenureModel
import Testing
import Yams

/// On the accepted subset our nodes are those of the usual library: kinds, texts, places.
@Suite struct YamsComparisonTests {
  @Test func `random documents have the nodes that the usual library finds`() throws {
    for seed in UInt64(1)...4_000 {
      let text = RandomDocument.text(seed: seed)
      let (tree, findings) = DocumentParser.parse(Array(text.utf8), file: "random.yaml")
      guard let tree else {
        Issue.record("seed \(seed):\n\(dump(findings))\n\(text)")
        return
      }
      guard let theirs = try? Yams.compose(yaml: text) else {
        Issue.record("seed \(seed): the usual library refuses\n\(text)")
        return
      }
      if let difference = difference(tree.root, theirs) {
        Issue.record("seed \(seed): \(difference)\n\(text)")
        return
      }
    }
  }

  @Test(arguments: ConformanceCase.all("good"))
  func `the good cases have the nodes that the usual library finds`(
    _ test: ConformanceCase
  ) throws {
    let (tree, _) = DocumentParser.parse(Array(test.document.utf8), file: "case.yaml")
    let root = try #require(tree?.root)
    // The usual library knows no surrogate pairs, and has no node for a document without content.
    guard !test.document.contains("\\ud83d"), !root.isEmpty else { return }
    let theirs = try #require(try Yams.compose(yaml: test.document))
    #expect(difference(root, theirs) == nil)
  }
}

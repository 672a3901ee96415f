import TenureDocuments
import TenureModel
import Testing

@Suite struct ConformanceTests {
  @Test(arguments: ConformanceCase.all("good"))
  func `a document of the subset has these nodes`(_ test: ConformanceCase) {
    let (tree, findings) = DocumentParser.parse(Array(test.document.utf8), file: "case.yaml")
    #expect(findings.isEmpty)
    #expect(tree != nil)
    let found = tree.map { dump($0.root) } ?? dump(findings)
    #expect(test.check(found), "\(found)")
  }

  @Test(arguments: ConformanceCase.all("bad"))
  func `a document with errors has these findings`(_ test: ConformanceCase) {
    let (tree, findings) = DocumentParser.parse(Array(test.document.utf8), file: "case.yaml")
    #expect(tree == nil)
    #expect(findings.containsError)
    let found = dump(findings)
    #expect(test.check(found), "\(found)")
  }

  @Test func `there are cases`() {
    #expect(ConformanceCase.all("good").count > 15)
    #expect(ConformanceCase.all("bad").count > 40)
  }
}

import Foundation
import TenureDocuments
import TenureModel
import Testing

@Suite struct FormatterTests {
  /// Formats a document that must be sound.
  private func format(_ text: String) throws -> String {
    let (tree, findings) = DocumentParser.parse(Array(text.utf8), file: "format.yaml")
    try #require(findings.isEmpty, "\(dump(findings))\n\(text)")
    return String(decoding: DocumentFormatter.format(try #require(tree)), as: UTF8.self)
  }

  @Test func `random documents keep their nodes and comments, and a second time nothing changes`()
    throws
  {
    for seed in UInt64(1)...2_000 {
      let text = RandomDocument.text(seed: seed)
      try checkKept(text, "seed \(seed)")
    }
  }

  @Test func `damaged documents that are still sound keep their nodes and comments`() throws {
    for seed in UInt64(1)...4_000 {
      let bytes = MutatedDocument.bytes(seed: seed)
      guard DocumentParser.parse(bytes, file: "x").tree != nil else { continue }
      try checkKept(String(decoding: bytes, as: UTF8.self), "seed \(seed)")
    }
  }

  @Test(arguments: ConformanceCase.all("good"))
  func `the good cases keep their nodes and comments`(_ test: ConformanceCase) throws {
    try checkKept(test.document, test.testDescription)
  }

  @Test func `the examples are formatted`() throws {
    let root = URL(filePath: #filePath).appending(path: "../../../Examples").standardized
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    for case let file as URL in files?.allObjects ?? [] where file.pathExtension == "yaml" {
      let text = try String(contentsOf: file, encoding: .utf8)
      try checkKept(text, file.lastPathComponent)
    }
  }

  private func checkKept(_ text: String, _ name: String) throws {
    let before = try #require(DocumentParser.parse(Array(text.utf8), file: "a").tree)
    let bytes = DocumentFormatter.format(before)
    let result = String(decoding: bytes, as: UTF8.self)
    let (tree, findings) = DocumentParser.parse(bytes, file: "b")
    guard let tree else {
      Issue.record("\(name)\n\(text)\n=>\n\(result)\n\(dump(findings))")
      throw Stop()
    }
    guard tree.root.hasSameContent(as: before.root) else {
      Issue.record("\(name): other nodes\n\(text)\n=>\n\(result)")
      throw Stop()
    }
    let again = String(decoding: DocumentFormatter.format(tree), as: UTF8.self)
    guard again == result else {
      Issue.record("\(name): not idempotent\n\(text)\n=>\n\(result)\n=>\n\(again)")
      throw Stop()
    }
    let (left, right) = (reading(before), reading(tree))
    // A list too long for its line passes its comment on to the line above.
    let hasLongLine = text.split(separator: "\n").contains(where: { $0.count > 90 })
    guard left == right || (hasLongLine && left.sorted() == right.sorted()) else {
      Issue.record("\(name): comments moved\n\(text)\n=>\n\(result)\n\(left)\n\(right)")
      throw Stop()
    }
  }

  /// The texts and comments of a document in reading order.
  private func reading(_ tree: DocumentTree) -> [String] {
    var parts: [(Int, String)] = tree.comments.map {
      let text = String(decoding: tree.source[$0.start..<$0.end], as: UTF8.self)
      return ($0.start, text.trimmingCharacters(in: .whitespaces))
    }
    func visit(_ node: DocumentNode) {
      if node.kind == .scalar, !node.isEmpty {
        parts.append((node.location.range.start.offset, node.text))
      }
      node.items.forEach(visit)
      for entry in node.entries {
        visit(entry.key)
        visit(entry.value)
      }
    }
    visit(tree.root)
    return parts.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private struct Stop: Error {}

  @Test(arguments: ConformanceCase.all("format"))
  func `a document is formatted so`(_ test: ConformanceCase) throws {
    try checkKept(test.document, test.testDescription)
    let found = try format(test.document)
    #expect(test.check(found), "\(found)")
  }
}

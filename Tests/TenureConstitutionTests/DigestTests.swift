import Tenure
import TenureModel
import Testing

@testable import TenureConstitution

/// The bytes that are digested are those of the handbook's page, written here as it says.
@Suite struct DigestTests {
  private func number(_ number: Int) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
  }

  private func text(_ text: String) -> [UInt8] { number(text.utf8.count) + Array(text.utf8) }

  private func bytes(_ node: DocumentNode) -> [UInt8] {
    switch node.kind {
    case .scalar: return node.isEmpty ? Array("n".utf8) : Array("s".utf8) + text(node.text)
    case .sequence: return Array("l".utf8) + number(node.count) + node.items.flatMap(bytes)
    case .map:
      let entries = node.entries.sorted { left, right in
        left.key.text.utf8.lexicographicallyPrecedes(right.key.text.utf8)
      }
      return Array("m".utf8) + number(entries.count)
        + entries.flatMap { text($0.key.text) + bytes($0.value) }
    }
  }

  private func root(_ text: String) throws -> DocumentNode {
    try #require(DocumentParser.parse(Array(text.utf8), file: "a.yaml").tree?.root)
  }

  @Test(arguments: [
    "a: b\n", "{b: [1, {c: }], a: 'it''s', \"z\\n\": \"\\u00e9\"}\n", "[]\n", "- x\n- \n- {}\n",
    "clauses:\n  - id: two\n    note: |\n      So\n      on\n    cites: >-\n      A\n      B\n",
    "é: 1\nz: 2\nze: 3\n\"a b\": 4\n",
  ])
  func `a document`(_ document: String) throws {
    let root = try root(document)
    let expected = SHA256Digest.hash(Array("tenure-document\0".utf8) + bytes(root))
    #expect(DocumentDigest.digest(of: root) == expected)
    #expect(DocumentDigest.digest(ofPart: root) == .hash(bytes(root)))
  }

  @Test func `layout and the order of keys are no part of it, everything else is`() throws {
    func digest(_ text: String) throws -> SHA256Digest { DocumentDigest.digest(of: try root(text)) }
    #expect(try digest("a: 1\nb: [x, y]\n") == digest("# so\nb:\n  - \"x\"\n  - 'y'\na: 1\n"))
    #expect(try digest("a: 1\n") != digest("a: 2\n"))
    #expect(try digest("a: [x, y]\n") != digest("a: [y, x]\n"))
    #expect(try digest("a: \n") != digest("a: \"\"\n"))
    let whole = try root("pillars: {x: 1}\nb: 2\na: 1\n")
    #expect(
      DocumentDigest.digest(of: whole, without: "pillars")
        == DocumentDigest.digest(ofPart: try root("a: 1\nb: 2\n")))
  }
}

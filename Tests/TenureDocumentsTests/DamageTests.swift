import TenureDocuments
import TenureModel
import Testing
import Yams

/// Nothing that is fed to the parser harms it, and what it accepts means what YAML says it means.
@Suite struct DamageTests {
  @Test func `random bytes are refused or read, and never crash`() {
    for seed in UInt64(1)...3_000 {
      var random = SeededRandom(seed: seed)
      let alphabet = Array("ab:- #[]{},\"'\\&*!|>?%@\n\n  \t\r".utf8) + [0xC3, 0xA9, 0xFF, 0x00]
      let bytes = (0..<random.below(120)).map { _ in random.pick(alphabet) }
      read(bytes)
      let line = DocumentParser.parseFlowLine(bytes, file: "line")
      #expect((line.tree == nil) == line.findings.containsError)
    }
  }

  @Test func `damaged documents are refused, or read as the usual library reads them`() {
    var accepted = 0
    for seed in UInt64(1)...12_000 {
      let bytes = MutatedDocument.bytes(seed: seed)
      guard let tree = read(bytes), !bytes.isEmpty, bytes[0] != 0xEF else { continue }
      accepted += 1
      let text = String(decoding: bytes, as: UTF8.self)
      let theirs: Yams.Node?
      do {
        theirs = try Yams.compose(yaml: text)
      } catch {
        Issue.record("seed \(seed): the usual library refuses: \(error)\n\(text)")
        return
      }
      if tree.root.isEmpty { continue }
      guard let theirs else {
        Issue.record("seed \(seed): no document in theirs\n\(text)")
        return
      }
      if let difference = difference(tree.root, theirs) {
        Issue.record("seed \(seed): \(difference)\n\(text)")
        return
      }
    }
    #expect(accepted > 2_000)
  }

  /// Parses, and looks at every text and place there is.
  @discardableResult
  private func read(_ bytes: [UInt8]) -> DocumentTree? {
    let (tree, findings) = DocumentParser.parse(bytes, file: "damaged.yaml")
    #expect((tree == nil) == findings.containsError)
    #expect(findings.count <= DocumentLimits.findings)
    for finding in findings {
      let start = finding.location?.range.start.offset ?? -1
      let end = finding.location?.range.end.offset ?? -1
      #expect(0...bytes.count ~= start && start...bytes.count ~= end, "\(finding)")
      #expect(finding.help != nil)
    }
    #expect(
      findings == findings.sorted { ($0.location?.line ?? 0) < ($1.location?.line ?? 0) })
    _ = tree.map { dump($0.root) }
    return tree
  }
}

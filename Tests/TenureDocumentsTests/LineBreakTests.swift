import TenureDocuments
import TenureModel
import Testing

/// A document says the same whether its lines end in LF or CRLF.
@Suite struct LineBreakTests {
  /// What is found and where, offsets left out.
  private func lines(_ findings: [Finding]) -> [String] {
    findings.map { finding in
      let range = finding.location?.range
      let places = [range?.start, range?.end].map { "\($0?.line ?? 0):\($0?.column ?? 0)" }
      return "\(finding.id) \(finding.message) \(places)"
    }
  }

  @Test func `carriage returns before line feeds change nothing`() {
    var accepted = 0
    for seed in UInt64(1)...3_000 {
      let bytes = MutatedDocument.bytes(seed: seed)
      guard !bytes.contains(0x0D) else { continue }
      let other = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
      let (left, right) = (
        DocumentParser.parse(bytes, file: "a.yaml"), DocumentParser.parse(other, file: "a.yaml")
      )
      #expect(lines(left.findings) == lines(right.findings), "seed \(seed)")
      guard let tree = left.tree, let twin = right.tree else {
        #expect((left.tree == nil) == (right.tree == nil), "seed \(seed)")
        continue
      }
      accepted += 1
      #expect(tree.root.hasSameContent(as: twin.root), "seed \(seed)")
      #expect(twin.source == other, "seed \(seed)")
    }
    #expect(accepted > 500)
  }
}

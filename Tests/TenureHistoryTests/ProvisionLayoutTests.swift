import TenureDocuments
import TenureModel
import Testing

@testable import TenureHistory

/// A version of a document is taken apart from that of its neighbour only where that is what taking
/// it apart alone comes to.
@Suite struct ProvisionLayoutTests {
  private func root(_ text: String) -> DocumentNode? {
    DocumentParser.parse(Array(text.utf8), file: "a.yaml").tree?.root
  }

  /// Where provisions begin; the last one of a list may end with comments or without.
  private func blocks(_ layout: ProvisionLayout?) -> [String] {
    layout?.blocks.map { "\($0.id) \($0.start) \($0.content)" } ?? []
  }

  /// Where all that a provision says stands.
  private func places(_ id: String, _ root: DocumentNode) -> [String] {
    var places: [String] = []
    func add(_ node: DocumentNode) {
      places.append(
        "\(node.location.line):\(node.location.column) \(node.kind == .scalar ? node.text : "")")
      for entry in node.entries {
        add(entry.key)
        add(entry.value)
      }
      for item in node.items { add(item) }
    }
    for section in root.entries {
      for item in section.value.items where item.kind == .map && item["id"]?.text == id {
        add(item)
      }
    }
    return places
  }

  private func edited(_ before: String, _ after: String) throws -> String? {
    let layout = try #require(root(before).flatMap { ProvisionLayout(of: $0) })
    return layout.edited(to: Array(after.utf8))?.id
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `what is read in part is what is read whole`(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    var followed = 0
    for round in 0..<400 {
      let text = SmallLawHistory.longConduct(&numbers)
      var other = text
      for _ in 0..<Int.random(in: 1...2, using: &numbers) {
        SmallLawHistory.edit(&other, &numbers)
      }
      guard let before = root(text).flatMap({ ProvisionLayout(of: $0) }),
        let (layout, id) = before.edited(to: Array(other.utf8)),
        let part = DocumentParser.parse(layout.reduced(to: [id]), file: "a.yaml").tree?.root,
        layout.isConfirmed(by: part, for: id)
      else { continue }
      followed += 1
      let comment: Comment = "seed \(seed), round \(round): \(text) became \(other)"
      let whole = try #require(root(other), comment)
      #expect(blocks(layout) == blocks(ProvisionLayout(of: whole)), comment)
      let old = try ProvisionFingerprints(of: #require(root(text)))
      let new = ProvisionFingerprints(of: whole)
      let own = ProvisionFingerprints(of: part)
      #expect(new.frame == old.frame && own.frame == old.frame, comment)
      #expect(new.byID[id] == own.byID[id], comment)
      #expect(!places(id, whole).isEmpty && places(id, whole) == places(id, part), comment)
      for (other, digest) in old.byID where other != id {
        #expect(new.byID[other] == digest, comment)
      }
    }
    #expect(followed > 20, "seed \(seed)")
  }

  @Test func `only a change within one provision is followed`() throws {
    let text = "clauses:\n  - id: one\n    permit: sell\n  - id: two\n    permit: use\nnotes: [x]\n"
    #expect(try edited(text, text.replacing("sell", with: "buy")) == "one")
    let longer = text.replacing("permit: use", with: "permit: use\n    rank: law")
    #expect(try edited(text, longer) == "two")
    #expect(try edited(text, text.replacing("id: one", with: "id: one\n    rank: law")) == "one")
    // A line before the next dash begins as that one does.
    let before = text.replacing("sell", with: "sell\n    rank: law")
    #expect(try edited(text, before) == "one")
    #expect(try edited(before, text) == "one")
    let another = text.replacing("sell", with: "sell\n  - id: six\n    permit: use")
    #expect(try edited(text, another) == nil)
    #expect(try edited(another, text) == nil)
    let short = text.replacing("notes: [x]\n", with: "")
    #expect(try edited(short, short + "    rank: law\n") == "two")
    #expect(try edited(short + "    rank: law\n", short) == "two")
    #expect(try edited(short, short + "  - id: six\n") == nil)
    #expect(try edited(short, short + "notes: [x]\n") == nil)
    // Two spaces more, and the dash is within the provision before.
    let indented = text.replacing("sell\n  - id", with: "sell\n    rank: law\n    - id")
    #expect(try edited(text, indented) == nil)
    #expect(try edited(text, text.replacing("[x]", with: "[y]")) == nil)
    #expect(try edited(text, text.replacing("permit", with: "oblige")) == nil)
    #expect(try edited(text, text.replacing("    permit: use", with: "permit: use")) == nil)
    #expect(try edited(text, text) == nil)
  }

  @Test func `a text that counts empty lines, and two provisions of one id, have no layout`() {
    let text = "clauses:\n  - id: one\n    note: |+\n      text\n\n  - id: two\n    permit: use\n"
    #expect(root(text) != nil)
    #expect(root(text).flatMap { ProvisionLayout(of: $0) } == nil)
    let twice = "clauses:\n  - id: one\n  - id: one\n"
    #expect(root(twice).flatMap { ProvisionLayout(of: $0) } == nil)
  }
}

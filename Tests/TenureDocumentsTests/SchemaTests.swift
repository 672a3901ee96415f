import Foundation
import TenureDocuments
import TenureModel
import Testing

/// A small document type, as a plugin author would write it.
private struct Body: Sendable {
  enum Kind: String, CaseIterable { case council, assembly, court }

  var name: String
  var kind: Kind
  var seats: Int
  var open: Bool
  var hears: [String]
  var note: String?
  var rest: [String]

  enum Keys {
    static let name = Field.required("name", .identifier, "what it is called")
    static let kind = Field.required("kind", .choice(of: Kind.self), "what it is")
    static let seats = Field.optional("seats", .wholeNumber(atLeast: 1), "its seats", default: 1)
    static let open = Field.optional("open", .flag, "whether anyone may listen", default: false)
    static let hears = Field.optional(
      "hears", .oneOrMore(.identifier), "who is heard first", default: [])
    static let note = Field.optional("note", .text, "free text")
  }

  static let fields: [any AnyField] = [
    Keys.name, Keys.kind, Keys.seats, Keys.open, Keys.hears, Keys.note,
  ]

  static let closed = Schema.record(
    Keys.name, Keys.kind, Keys.seats, Keys.open, Keys.hears, Keys.note
  ) {
    Body(name: $0, kind: $1, seats: $2, open: $3, hears: $4, note: $5, rest: [])
  }

  static let wide = Schema<Body>.map(
    fields, rest: .init("a facet", "a test", shape: .anything)
  ) { map in
    guard let name = map.read(Keys.name), let kind = map.read(Keys.kind),
      let note = map.read(Keys.note)
    else { return nil }
    return Body(
      name: name, kind: kind, seats: 0, open: false, hears: [], note: note,
      rest: map.rest.map(\.key.text))
  }
}

@Suite struct SchemaTests {
  private func read<Value>(
    _ text: String, as schema: Schema<Value>
  ) throws -> (value: Value?, findings: String) {
    let (tree, findings) = DocumentParser.parse(Array(text.utf8), file: "body.yaml")
    try #require(findings.isEmpty, "\(dump(findings))")
    var found: [Finding] = []
    let value = schema.read(try #require(tree).root, &found)
    #expect((value == nil) == found.containsError)
    return (value, dump(found))
  }

  @Test func `a sound document becomes a value`() throws {
    let text = "name: senate\nkind: court\nseats: 12\nopen: yes\nhears: [ngo, press]\nnote: 'x'\n"
    let body = try #require(try read(text, as: Body.closed).value)
    #expect(body.name == "senate" && body.kind == .court && body.seats == 12 && body.open)
    #expect(body.hears == ["ngo", "press"] && body.note == "x")
  }

  @Test func `what is left out takes its default`() throws {
    let body = try #require(try read("{name: senate, kind: court}", as: Body.closed).value)
    #expect(body.seats == 1 && !body.open && body.hears.isEmpty && body.note == nil)
  }

  @Test func `one item stands for a list of it`() throws {
    let body = try read("{name: senate, kind: court, hears: ngo}", as: Body.closed).value
    #expect(body?.hears == ["ngo"])
  }

  @Test func `other keys are taken where they may be`() throws {
    let body = try read("{name: a, kind: court, data: x, purpose: y}", as: Body.wide).value
    #expect(body?.rest == ["data", "purpose"])
  }

  @Test func `everything that is wrong is said at once`() throws {
    let text = """
      nmae: x
      kind: cuort
      seats: 010
      open: maybe
      hears: [a b, c: d]
      note:
      color: red
      """
      .replacing("[a b, c: d]", with: "[a b, {c: d}, ]").replacing(", ]", with: "]")
    let expected = """
      1:1-7:11 error missing-key: `name` is missing
          help: add `name:`, what it is called
      1:1-1:5 error unknown-key: unknown key `nmae`
          help: did you mean `name`?
      7:1-7:6 error unknown-key: unknown key `color`
          help: known: `name`
      2:7-2:12 error unknown-word: `cuort` is not allowed here
          help: did you mean `court`?
      3:8-3:11 error not-a-whole-number: expected a whole number, found `010`
          help: write digits only, without a leading zero, say `1000000`
      4:7-4:12 error not-a-flag: expected `yes` or `no`, found `maybe`
      5:9-5:12 error not-a-name: expected a name, found `a b`
          help: names consist of ASCII letters, digits, `-` and `.`, a letter or digit first
      5:14-5:20 error wrong-kind: expected a name, found a map
      6:6-6:6 error no-value: expected a text, found no value
          help: give a value, or take the key out

      """
    #expect(try read(text, as: Body.closed).findings == expected)
  }

  @Test func `a reader that gives up early still says everything`() throws {
    let found = try read("{kind: x, note: , seats: none, hears: []}", as: Body.wide).findings
    for id in ["missing-key", "unknown-word", "no-value", "not-a-whole-number", "empty-list"] {
      #expect(found.contains(id), "\(id) in\n\(found)")
    }
  }

  @Test(arguments: [
    ("text", "expected a map, found `text`"), ("[a]", "expected a map, found a list"),
    ("", "expected a map, found no value"),
    ("{name: a, kind: court, seats: 0}", "`0` is less than 1, the least allowed"),
    ("{name: a, kind: [court]}", "expected a word, found a list"),
    ("{name: a, kind: court, note: [b]}", "expected a text, found a list"),
    ("{name: a, kind: court, hears: {b: c}}", "expected a name, found a map"),
  ])
  func `a finding says what was expected and what was found`(
    text: String, message: String
  ) throws {
    #expect(try read(text, as: Body.closed).findings.contains(message))
  }

  @Test func `a schema may contain itself`() throws {
    let text = "{all: [{leaf: x}, {all: [{leaf: [y]}]}]}"
    let found = try read(text, as: Test.tests).findings
    #expect(found == "1:33-1:36 error wrong-kind: expected a text, found a list\n")
  }

  private struct Test {
    var count: Int

    static let tests: Schema<Test> = .named("tests") {
      Schema.record(
        .optional("all", .list(of: tests), "all of these", default: []),
        .optional("leaf", .text, "one test")
      ) { all, leaf in
        Test(count: all.map(\.count).reduce(leaf == nil ? 0 : 1, +))
      }
    }
  }

  @Test(arguments: [
    ("retenion", "retention"), ("prohbit", "prohibit"), ("prohibti", "prohibit"), ("x", nil),
    ("completely-different", nil), ("PERMIT", "permit"), ("", nil),
  ])
  func `the nearest word is suggested`(word: String, expected: String?) {
    let known = ["permit", "prohibit", "retention", "rank"]
    #expect(Suggestion.nearest(to: word, among: known) == expected)
  }

  @Test func `of two words equally near the first is suggested`() {
    #expect(Suggestion.nearest(to: "rant", among: ["rank", "rand"]) == "rank")
    #expect(Suggestion.nearest(to: "rant", among: ["rand", "rank"]) == "rand")
  }
}

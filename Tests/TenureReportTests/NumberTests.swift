import BigInt
import TenureMeasures
import TenureModel
import Testing

@testable import TenureReport

/// Numbers, words and covers as people read them.
@Suite struct NumberTests {
  @Test(arguments: [
    ("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1234567", "-1,234,567"),
    ("12345.678", "12,345.678"),
  ])
  func `thousands are set apart`(_ digits: String, _ expected: String) {
    #expect(NumberText.grouped(digits) == expected)
  }

  @Test(arguments: [
    (0.0, "0 %"), (1.0, "100 %"), (0.024, "2.4 %"), (0.37, "37 %"), (0.00031, "0.031 %"),
    (0.0995, "10 %"), (0.9999, "> 99.9 %"), (1e-12, "< 0.0001 %"), (0.05, "5.0 %"),
    (-0.5, "-50 %"), (-0.024, "-2.4 %"), (-1e-12, "> -0.0001 %"), (-0.9999, "< -99.9 %"),
    (1e17, "1e+19 %"), (-1e17, "-1e+19 %"),
  ])
  func `shares have two digits that count`(_ share: Double, _ expected: String) {
    #expect(PercentText.rounded(share) == expected)
  }

  @Test func `shares of counts beyond all machine numbers`() {
    let total = BigUInt(1) << 5_000
    #expect(PercentText.share(total >> 2, of: total) == 0.25)
    #expect(PercentText.share(0, of: 0) == 0)
  }

  @Test func `a part of a count may be broken, and below zero`() {
    let total = BigUInt(1) << 200
    let quarter = Rational(BigInt(total), 4)
    #expect(PercentText.rounded(quarter, of: total) == "25 %")
    #expect(PercentText.rounded(Rational(-1, 3), of: 1) == "-33 %")
    #expect(PercentText.rounded(Rational(0, 1), of: 0) == "0 %")
  }

  @Test(arguments: [
    (Ratio(1, 50), "2%"), (Ratio(1, 3), "1/3"), (Ratio(1, 1), "100%"), (Ratio(1, 8), "12.5%"),
    (Ratio(0, 1), "0"),
  ])
  func `rates are written as documents write them`(_ ratio: Ratio, _ expected: String) {
    #expect(PercentText.exact(ratio) == expected)
  }

  @Test(arguments: [
    ("cn", "cn"), ("", "''"), ("a b", "'a b'"), ("it's", "'it'\\''s'"),
    ("main@{2024-01-01}:cn", "'main@{2024-01-01}:cn'"), ("tags=a,b", "tags=a,b"),
  ])
  func `words are quoted for a shell`(_ word: String, _ expected: String) {
    #expect(ShellText.quoted(word) == expected)
  }

  @Test func `leaves are covered by the fewest terms`() throws {
    let taxonomy = try Taxonomy(
      name: "party",
      terms: [
        ("person", []), ("company", []), ("shop", ["company"]), ("broker", ["company"]),
        ("body", []), ("council", ["body"]), ("trader", ["company", "body"]),
      ])
    func cover(_ names: String...) -> [String] {
      taxonomy.cover(
        of: LeafSet(
          names.compactMap { taxonomy.term(named: $0).flatMap { taxonomy.leafNumber(of: $0) } }))
    }
    #expect(cover() == [])
    #expect(cover("person", "shop") == ["person", "shop"])
    #expect(cover("shop", "broker", "trader") == ["company"])
    #expect(cover("council", "trader") == ["body"])
    #expect(cover("shop", "broker", "council", "trader") == ["company", "body"])
    #expect(cover("shop", "broker") == ["shop", "broker"])
  }

  @Test func `JSON keeps the order of its keys and marks large numbers`() {
    let value: JSONValue = [
      "b": .whole(1), "a": [.flag(true), .null, .share(0.5)],
      "large": .whole(Int128(1) << 60), "text": "a\"b\n",
    ]
    #expect(
      value.line
        == #"{"b": 1, "a": [true, null, 0.5], "large": "1152921504606846976", "text": "a\"b\n"}"#)
  }
}

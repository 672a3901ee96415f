import TenureDocuments
import TenureModel
import Testing

@Suite struct LimitTests {
  private func findings(_ bytes: [UInt8]) -> String {
    dump(DocumentParser.parse(bytes, file: "limit.yaml").findings)
  }

  @Test func `a document of one mebibyte is read, and one byte more is refused`() {
    let line = Array("- 0123456789abcdef0123456789abcde\n".utf8)
    var bytes = Array(repeatElement(line, count: (1 << 20) / line.count).joined())
    bytes += Array(repeating: UInt8(ascii: "\n"), count: (1 << 20) - bytes.count)
    #expect(DocumentParser.parse(bytes, file: "x").tree?.root.count == (1 << 20) / line.count)
    bytes.append(UInt8(ascii: "\n"))
    #expect(
      findings(bytes) == """
        1:1-1:1 error document-too-large: the document has 1048577 bytes, 1048576 are allowed
            help: split it into several documents

        """)
  }

  @Test func `32 levels are read`() {
    let flow = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
    #expect(DocumentParser.parse(Array(flow.utf8), file: "x").tree != nil)
    let block = String(repeating: "- ", count: 31) + "a: b"
    #expect(DocumentParser.parse(Array(block.utf8), file: "x").tree != nil)
    #expect(findings(Array("[\(flow)]".utf8)).contains("too-deep"))
    #expect(findings(Array("- \(block)".utf8)).contains("too-deep"))
  }

  @Test func `at most a hundred findings are reported`() {
    let bytes = Array(repeatElement(Array("- @\n".utf8), count: 5_000).joined())
    #expect(DocumentParser.parse(bytes, file: "x").findings.count == DocumentLimits.findings)
  }

  @Test func `equal keys are found among very many`() {
    var text = (0..<20_000).map { "key-\($0): x\n" }.joined()
    #expect(DocumentParser.parse(Array(text.utf8), file: "x").tree != nil)
    text += "\"key-\\u00312\": y\n"
    #expect(findings(Array(text.utf8)).contains("`key-12`, first on line 13"))
  }

  @Test func `places in one very long line are found quickly`() {
    let items = (0..<20_000).map { _ in "\"数\"" }.joined(separator: ",")
    let tree = DocumentParser.parseFlowLine(Array("[\(items)]".utf8), file: "x", line: 7).tree
    let last = tree?.root.items.map(\.location).last
    #expect(last?.line == 7 && last?.column == 2 + 4 * 19_999)
  }

  @Test(arguments: [
    ([0x61, 0x3A, 0x20, 0xFF], "1:4-1:5 error encoding: a byte that is not UTF-8\n"),
    ([0x61, 0x3A, 0x20, 0xC0, 0xAF], "1:4-1:5 error encoding: a byte that is not UTF-8\n"),
    ([0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80], "1:4-1:5 error encoding: a byte that is not UTF-8\n"),
    (
      [0x61, 0x0D, 0x62],
      "1:2-1:3 error invisible-character: the invisible character U+000D is not allowed\n"
    ),
    (
      [0x61, 0x3A, 0x20, 0x00],
      "1:4-1:5 error invisible-character: the invisible character U+0000 is not allowed\n"
    ),
  ])
  func `bytes that are no text are refused`(bytes: [UInt8], expected: String) {
    #expect(findings(bytes).hasPrefix(expected))
  }

  @Test func `a byte order mark and carriage returns are skipped`() throws {
    let text = "\u{FEFF}a: |\r\n  b\r\n  c\r\nd: e\r\n"
    let tree = try #require(DocumentParser.parse(Array(text.utf8), file: "x").tree)
    #expect(tree.root["a"]?.text == "b\nc\n" && tree.root["d"]?.text == "e")
    #expect(tree.root["d"]?.location.column == 4 && tree.root.location.column == 1)
    let formatted = DocumentFormatter.format(tree)
    #expect(String(decoding: formatted, as: UTF8.self) == "a: |\n  b\n  c\nd: e\n")
  }
}

@Suite struct BatchLineTests {
  private func findings(_ line: String) -> String {
    dump(DocumentParser.parseFlowLine(Array(line.utf8), file: "batch", line: 12).findings)
  }

  @Test func `a line of JSON is read, with its number in the batch`() throws {
    let line = #"{"action":"sell","tags":["a","b"],"persons":12,"ok":true,"x":{"y":null}}"# + "\r\n"
    let tree = DocumentParser.parseFlowLine(Array(line.utf8), file: "batch", line: 12).tree
    let root = try #require(tree?.root)
    #expect(root["action"]?.text == "sell" && root["tags"]?.count == 2)
    #expect(root["x"]?["y"]?.location.line == 12 && root["x"]?["y"]?.text == "null")
  }

  @Test(arguments: [
    (#"{"a":1"#, "12:1-12:2 error open-bracket: a map in braces must end on its line"),
    (#"{"a":1} x"#, "12:9-12:10 error unexpected-text: unexpected `x` behind the value"),
    ("{\"a\":1}\n{}", "13:1-13:2 error several-lines: expected one line"),
    (#"{"a" 1}"#, "12:2-12:5 error key-without-value: `\"a\"` has no value"),
    (#"{"a":"\ud83d"}"#, #"12:7-12:9 error bad-escape: `\u` is not an escape"#),
    (#"{"a":1,"a":2}"#, "12:8-12:11 error duplicate-key: duplicate key `a`, first on line 12"),
    (#"{"a":1,}"#, "12:8-12:9 error missing-item: there is nothing behind the comma"),
  ])
  func `a line that is wrong is refused`(line: String, expected: String) {
    #expect(findings(line).hasPrefix(expected), "\(findings(line))")
  }
}

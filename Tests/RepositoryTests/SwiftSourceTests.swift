import Testing

/// The reader of Swift files that the other tests here rely on.
@Suite struct SwiftSourceTests {
  @Test func `comments and texts are blanked, interpolated code is not`() {
    let source = SwiftSource(
      #"""
      let a = "print({" // print({
      /* } /* } */ */ let b = "\(print("}"))"
      """#)
    #expect(source.lines[0].hasPrefix("let a =    "))
    #expect(!source.lines[0].contains("print("))
    #expect(source.lines[1].contains("print("))
    #expect(!source.lines[1].contains("}"))
  }

  @Test func `a function is as long as its body`() {
    let source = SwiftSource(
      """
      func short() { a() }
      func requirement(_ closure: () -> Void) -> Int
      func long(
        _ a: Int,
        _ b: Int
      ) -> Int
      where A == B {
        let text = "}"
        return .init { a }
      }
      """)
    #expect(source.functions.map(\.name) == ["short", "long"])
    #expect(source.functions.map(\.lineCount) == [1, 8])
    #expect(source.functions.map(\.line) == [1, 3])
  }

  @Test func `raw and multi-line texts are blanked`() {
    let source = SwiftSource("let a = #\"\"\"\nfunc f() { \"\\n\n\"\"\"#\nfunc g() {\n}")
    #expect(source.functions.map(\.name) == ["g"])
  }
}

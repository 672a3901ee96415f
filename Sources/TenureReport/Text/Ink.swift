/// How text is marked for the eye: with colours on a terminal, not at all elsewhere.
package struct Ink: Sendable {
  /// What is marked.
  package enum Style: String, Sendable, CaseIterable {
    /// A headline.
    case strong = "1"
    /// What stands back.
    case faint = "2"
    /// What is allowed.
    case good = "32"
    /// What is not.
    case bad = "31"
    /// What needs a look.
    case doubtful = "33"
    /// A name that can be looked up: a clause, a place, a commit.
    case name = "36"
  }

  /// Whether colours are used.
  package let isColoured: Bool

  /// Creates it.
  package init(isColoured: Bool) { self.isColoured = isColoured }

  /// The text in a style.
  package func callAsFunction(_ text: String, _ style: Style) -> String {
    isColoured && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// Something that is wrong, or worth a second look, in a document or a regime.
///
/// A finding is a value, not an error: a document is read to its end, and everything that is
/// wrong with it is reported at once.
///
/// - `message` is lowercase, one line, without a final period, with user input in backticks.
/// - `help` says a way out ("did you mean `retention`?").
public struct Finding: Sendable, Hashable {
  /// How hard a finding is.
  public enum Severity: String, Sendable, Hashable, CaseIterable {
    /// The document cannot be understood whole, and is refused whole.
    case error
    /// The document is understood, and probably does not mean what its author meant.
    case warning
    /// Something a reader may want to know.
    case note
  }

  /// A further place that explains the finding, such as the first of two equal keys.
  public struct Note: Sendable, Hashable {
    /// What is to be seen there.
    public let message: String
    /// The place.
    public let location: SourceLocation?

    /// Creates a note.
    public init(_ message: String, at location: SourceLocation? = nil) {
      self.message = message
      self.location = location
    }
  }

  /// The kind of finding in kebab-case, such as `unknown-term`.
  public let id: String
  /// How hard it is.
  public let severity: Severity
  /// What is wrong.
  public let message: String
  /// Where, if the finding is about one place.
  public let location: SourceLocation?
  /// Further places.
  public let notes: [Note]
  /// A way out, where one is known.
  public let help: String?

  /// Creates a finding.
  public init(
    _ id: String, severity: Severity = .error, _ message: String,
    at location: SourceLocation? = nil, notes: [Note] = [], help: String? = nil
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.location = location
    self.notes = notes
    self.help = help
  }
}

extension Sequence<Finding> {
  /// Whether one of the findings is an error.
  @inlinable public var containsError: Bool { contains { $0.severity == .error } }
}

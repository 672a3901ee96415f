/// What a ``Schema`` accepts, as a tree that can be printed: JSON Schema for editors, a page of the
/// handbook for people.
public indirect enum SchemaShape: Sendable {
  /// A text.
  case text(TextShape)
  /// `yes` or `no`.
  case flag
  /// A whole number between two bounds, where there are bounds.
  case wholeNumber(minimum: Int?, maximum: Int?)
  /// One of some words.
  case choice([Choice])
  /// A list.
  case list(SchemaShape, isEmptyAllowed: Bool)
  /// A map.
  case map(MapShape)
  /// The absent value, as in `key:`.
  case empty
  /// Any of several shapes.
  case oneOf([SchemaShape])
  /// Anything at all: what it may be is known only later, say from the vocabulary.
  case anything
  /// A shape that is spelled out once, under its name; the way to a shape that contains itself.
  case named(String, @Sendable () -> SchemaShape)
  /// A shape and a sentence about it.
  case described(String, SchemaShape)
}

extension SchemaShape {
  /// What a text may be.
  public struct TextShape: Sendable, Hashable {
    /// What such a text is called, with its article: `an identifier`, `a day`.
    public let name: String
    /// A regular expression (ECMA 262) that all such texts match; none if any text will do.
    public let pattern: String?
    /// Some such texts.
    public let examples: [String]

    /// Creates a shape of texts.
    public init(_ name: String, pattern: String? = nil, examples: [String] = []) {
      self.name = name
      self.pattern = pattern
      self.examples = examples
    }
  }

  /// One word of a choice.
  public struct Choice: Sendable, Hashable {
    /// The word.
    public let word: String
    /// What it means, where that needs saying.
    public let doc: String

    /// Creates a choice.
    public init(_ word: String, _ doc: String = "") {
      self.word = word
      self.doc = doc
    }
  }

  /// What a map may hold.
  public struct MapShape: Sendable {
    /// The keys that have a meaning of their own, in the order in which they are explained.
    public let fields: [FieldShape]
    /// All other keys; none if there may be no others.
    public let rest: RestShape?

    /// Creates a shape of maps.
    public init(fields: [FieldShape], rest: RestShape? = nil) {
      self.fields = fields
      self.rest = rest
    }
  }

  /// One key of a map.
  public struct FieldShape: Sendable {
    /// The key.
    public let name: String
    /// What it means, in a sentence.
    public let doc: String
    /// Whether it must be there.
    public let isRequired: Bool
    /// What its value may be.
    public let shape: SchemaShape

    /// Creates a shape of fields.
    public init(_ name: String, _ doc: String, isRequired: Bool, shape: SchemaShape) {
      self.name = name
      self.doc = doc
      self.isRequired = isRequired
      self.shape = shape
    }
  }

  /// The keys of a map that are not fixed: names of facets, of bodies, of parties.
  public struct RestShape: Sendable {
    /// What such a key names, with its article: `a facet`.
    public let name: String
    /// What it means, in a sentence.
    public let doc: String
    /// What the values may be.
    public let shape: SchemaShape

    /// Creates a shape of further keys.
    public init(_ name: String, _ doc: String = "", shape: SchemaShape) {
      self.name = name
      self.doc = doc
      self.shape = shape
    }
  }
}

extension SchemaShape.TextShape {
  /// Any text.
  public static let any = SchemaShape.TextShape("a text")

  /// A name: ASCII letters, digits, `-` and `.`, a letter or digit first.
  public static let identifier = SchemaShape.TextShape(
    "a name", pattern: "^[A-Za-z0-9][A-Za-z0-9.-]*$", examples: ["small-enterprise", "pipl-55"])
}

extension SchemaShape {
  /// The shape without its name and description.
  package var bare: SchemaShape {
    switch self {
    case .named(_, let inner): inner().bare
    case .described(_, let inner): inner.bare
    default: self
    }
  }
}

/// How a node of a document becomes a typed value, and what such a node looks like.
///
/// A schema is put together from smaller ones:
///
///     struct Procedure { var body: String; var days: Int; var hears: [String] }
///
///     let procedure = Schema.record(
///       .required("body", .identifier, "who decides"),
///       .optional("days", .wholeNumber(atLeast: 1), "how long it may take", default: 30),
///       .optional("hears", .oneOrMore(.identifier), "who is heard first", default: [])
///     ) { body, days, hears in Procedure(body: body, days: days, hears: hears) }
///
/// It reads everything there is and reports everything that is wrong, unknown and missing keys
/// included, with "did you mean". The same value prints the JSON Schema of the document
/// (``shape``), so the two never disagree.
///
/// What reads is inlinable: where the type of the value is not known when a schema is compiled, the
/// runtime looks up the type of each part for each node, which takes longer than to read it.
public struct Schema<Value: Sendable>: Sendable {
  /// How a node is read.
  public typealias Reader = @Sendable (DocumentNode, inout [Finding]) -> Value?

  /// What the schema accepts.
  ///
  /// Put together each time: to read documents nobody needs it.
  @inlinable public var shape: SchemaShape { makeShape() }
  @usableFromInline let makeShape: @Sendable () -> SchemaShape
  @usableFromInline let reader: Reader

  /// Creates a schema of one's own.
  ///
  /// - Parameters:
  ///   - shape: What the reader accepts.
  ///   - reader: Reads a node. Whatever is wrong it adds to the findings.
  @inlinable public init(
    shape: @autoclosure @escaping @Sendable () -> SchemaShape, reader: @escaping Reader
  ) {
    makeShape = shape
    self.reader = reader
  }

  /// Reads a node.
  ///
  /// What is wrong is added to the findings. There is a value only if no error was added: a
  /// document that cannot be understood whole is refused whole.
  @inlinable public func read(_ node: DocumentNode, _ findings: inout [Finding]) -> Value? {
    let before = findings.count
    let value = reader(node, &findings)
    return findings[before...].containsError ? nil : value
  }
}

extension Schema {
  /// A schema of what another value is made from.
  ///
  /// The closure may add findings; it returns nil only after it has added an error.
  @inlinable public func map<Other>(
    _ transform: @escaping @Sendable (Value, DocumentNode, inout [Finding]) -> Other?
  ) -> Schema<Other> {
    Schema<Other>(shape: shape) { node, findings in
      guard let value = read(node, &findings) else { return nil }
      return transform(value, node, &findings)
    }
  }

  /// A schema of what another value is made from, where nothing can go wrong.
  @inlinable public func map<Other>(
    _ transform: @escaping @Sendable (Value) -> Other
  ) -> Schema<Other> {
    map { value, _, _ in transform(value) }
  }

  /// The same schema, with the place of each value.
  @inlinable public var located: Schema<Located<Value>> {
    map { value, node, _ in Located(value, at: node.location) }
  }

  /// The same schema, which also takes the absent value, as in `key:`.
  @inlinable public var orEmpty: Schema<Value?> {
    Schema<Value?>(shape: .oneOf([shape, .empty])) { node, findings in
      node.isEmpty ? .some(nil) : read(node, &findings).map { .some($0) }
    }
  }

  /// Another schema, with the place of each value: `.located(.text)`.
  public static func located<Wrapped>(
    _ schema: Schema<Wrapped>
  ) -> Schema where Value == Located<Wrapped> {
    schema.located
  }

  /// Another schema, which also takes the absent value, as in `key:`.
  public static func orEmpty<Wrapped>(
    _ schema: Schema<Wrapped>
  ) -> Schema where Value == Wrapped? {
    schema.orEmpty
  }

  /// The same schema, with a sentence about it for the handbook and for editors.
  public func described(_ doc: String) -> Schema {
    Schema(shape: .described(doc, shape), reader: reader)
  }

  /// A schema that is spelled out once under a name, and may contain itself.
  public static func named(
    _ name: String, _ schema: @escaping @Sendable () -> Schema
  ) -> Schema {
    Schema(shape: .named(name) { schema().shape }) { node, findings in
      schema().read(node, &findings)
    }
  }
}

extension Schema where Value == DocumentNode {
  /// Any node, as it stands: for what can be read only when the vocabulary is known.
  public static var node: Schema<DocumentNode> {
    Schema(shape: .anything) { node, _ in node }
  }
}

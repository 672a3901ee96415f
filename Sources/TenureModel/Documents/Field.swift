/// One key of a map: its name, what it means, and the schema of its value.
public struct Field<Value: Sendable>: Sendable {
  /// The key.
  public let name: String
  /// What it means, in a sentence.
  public let doc: String
  /// Whether it must be there.
  public let isRequired: Bool
  /// The schema of its value.
  public let schema: Schema<Value>
  /// What holds if the key is not there.
  @usableFromInline let absent: Value?

  @inlinable init(
    name: String, doc: String, isRequired: Bool, schema: Schema<Value>, absent: Value?
  ) {
    self.name = name
    self.doc = doc
    self.isRequired = isRequired
    self.schema = schema
    self.absent = absent
  }

  /// A key that must be there.
  @inlinable public static func required(
    _ name: String, _ schema: Schema<Value>, _ doc: String
  ) -> Field {
    Field(name: name, doc: doc, isRequired: true, schema: schema, absent: nil)
  }

  /// A key that may be left out; its value is then nil.
  @inlinable public static func optional<Wrapped>(
    _ name: String, _ schema: Schema<Wrapped>, _ doc: String
  ) -> Field where Value == Wrapped? {
    Field(
      name: name, doc: doc, isRequired: false, schema: schema.map { .some($0) },
      absent: .some(nil))
  }

  /// A key that may be left out, and what holds then.
  @inlinable public static func optional(
    _ name: String, _ schema: Schema<Value>, _ doc: String, default value: Value
  ) -> Field {
    Field(name: name, doc: doc, isRequired: false, schema: schema, absent: value)
  }
}

/// A ``Field`` of any type, as a list of fields holds it.
public protocol AnyField: Sendable {
  /// The key.
  var name: String { get }
  /// Whether it must be there.
  var isRequired: Bool { get }
  /// What the field accepts.
  var fieldShape: SchemaShape.FieldShape { get }
  /// Reads a value for its findings alone.
  func check(_ node: DocumentNode, _ findings: inout [Finding])
}

extension Field: AnyField {
  /// What the field accepts.
  public var fieldShape: SchemaShape.FieldShape {
    .init(name, doc, isRequired: isRequired, shape: schema.shape)
  }

  /// Reads a value for its findings alone.
  public func check(_ node: DocumentNode, _ findings: inout [Finding]) {
    _ = schema.read(node, &findings)
  }
}

/// A section of a document: a list of provisions, each with keys of its own kind beside those that
/// every clause may have.
///
///     static let routes = ProvisionSection(
///       "routes", "ways to send data abroad",
///       .required("mechanism", .node, "the mechanism that opens the way"),
///       .optional("duties", DutySchema.duties, "what must be done", default: .none)
///     ) { Route(mechanism: $0, duties: $1) }
///
/// Every provision has an `id`, and may have tests on facets and the keys of ``ClauseKeyword`` that
/// say where a clause stands: `rank`, `force`, `from`, `cites` and so on.
public struct ProvisionSection<Own: Sendable>: Sendable, AnyProvisionSection {
  /// The key of the section.
  public let name: String
  /// What its provisions are, in a few words.
  public let doc: String
  /// The keys of its own kind.
  public let fields: [any AnyField]
  /// The names of these keys.
  @usableFromInline let names: [String]
  @usableFromInline let readOwn: @Sendable (inout MapReader) -> Own?

  /// Creates a section whose provisions have certain keys, handed to a closure in their order.
  @inlinable public init<each Part>(
    _ name: String, _ doc: String, _ fields: repeat Field<each Part>,
    make: @escaping @Sendable (repeat each Part) -> Own
  ) {
    var list: [any AnyField] = []
    repeat list.append(each fields)
    self.name = name
    self.doc = doc
    self.fields = list
    names = list.map { $0.name }
    readOwn = { reader in
      // All fields are read before the first that is wrong ends the work.
      let parts = (repeat reader.read(each fields))
      guard let whole = try? (repeat present(each parts)) else { return nil }
      return make(repeat each whole)
    }
  }

  /// The section as a field of a document.
  public var fieldShape: SchemaShape.FieldShape {
    .init(
      name, doc, isRequired: false,
      shape: .list(ClauseShape.provision(fields), isEmptyAllowed: true))
  }
}

/// A ``ProvisionSection`` of any kind, as a form holds it.
public protocol AnyProvisionSection: Sendable {
  /// The key of the section.
  var name: String { get }
  /// What its provisions are, in a few words.
  var doc: String { get }
  /// The keys of its own kind.
  var fields: [any AnyField] { get }
  /// The section as a field of a document.
  var fieldShape: SchemaShape.FieldShape { get }
}

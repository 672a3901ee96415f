/// What many provisions say beside their tests, whatever the plugin calls it: of what they speak,
/// on what conditions, with which exceptions, and what must be done.
///
///     - id: transfer-gate
///       acts: [share, sell]                 what: the actions, or the rights
///       consents: valid                     an exception under a name of its own
///       except: [{retention-duty: yes}]     exceptions in the words of any test
///       duties: {with: [minimise]}
///
/// ``ProvisionReader/conduct(_:_:acts:part:where:)`` makes the clause, or
/// ``ProvisionReader/claim(_:_:rights:part:where:)``.
public struct ProvisionTerms: Sendable {
  /// The actions or rights, as they stand in the document; nil where the plugin knows them.
  public var what: DocumentNode?
  /// All of these hold.
  public var conditions: [NamedTest?]
  /// None of these holds.
  public var exceptions: [NamedTest?]
  /// None of these holds: a list of maps of tests, or of names for such.
  public var except: DocumentNode?
  /// What must be done.
  public var duties: Duties

  /// Creates terms; what is left out says nothing.
  public init(
    _ what: DocumentNode? = nil, conditions: [NamedTest?] = [], exceptions: [NamedTest?] = [],
    except: DocumentNode? = nil, duties: Duties = .none
  ) {
    self.what = what
    self.conditions = conditions
    self.exceptions = exceptions
    self.except = except
    self.duties = duties
  }
}

/// The keys that sections of several plugins have in common.
public enum CommonFields {
  /// The actions, where a document must say which.
  public static let acts = Field<DocumentNode>.required(
    "acts", .node, "the actions: one, a list, or `any`")
  /// The actions, where the plugin knows them.
  public static let someActs = Field<DocumentNode?>.optional(
    "acts", .node, "the actions, if not all that the plugin is about")
  /// The rights, where a document must say which.
  public static let rights = Field<DocumentNode>.required(
    "rights", .node, "the rights: one, a list, or `any`")
  /// The rights, where the plugin knows them.
  public static let someRights = Field<DocumentNode?>.optional(
    "rights", .node, "the rights, if not all that the plugin is about")
  /// What must be done, where that is all that a provision says.
  public static let duties = Field<Duties>.required(
    "duties", DutySchema.duties, "what must be done before, with and after")
  /// What must be done, if anything.
  public static let someDuties = Field<Duties>.optional(
    "duties", DutySchema.duties, "what must be done before, with and after", default: .none)
  /// Exceptions.
  public static let except = Field<DocumentNode?>.optional(
    "except", .node, "exceptions, each a map of tests: where one holds, the provision does not")

  /// The class of data.
  public static let dataClass = Field<NamedTest?>.test(
    "class", of: "data", "the class of data, if not all")
  /// The classes of data that are left out.
  public static let outside = Field<NamedTest?>.test(
    "outside", of: "data", "the classes of data that are left out")
}

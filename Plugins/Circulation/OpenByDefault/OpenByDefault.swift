public import TenureModel

/// The plugin `open-by-default`: what bodies hold is open to everyone, unless the text says not.
///
///     publish:     what must be opened, and in which formats
///     reuse:       what everyone may do with it
///     charges:     what may be asked for it, at most
///     exclusivity: acts that must not favour one to the exclusion of others
///     closed:      the exceptions
///     duties:      what must be done before, with and after
public struct OpenByDefault: CirculationPolicy {
  /// The id that users write.
  public static let name = "open-by-default"
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = 1
  /// What its documents are about.
  public static let summary = """
    What bodies hold is open to everyone, unless the text says not. `publish` obliges to open data,
    with formats and licences as duties; `reuse` permits; `charges` prohibits prices above a
    ceiling, or any; `exclusivity` prohibits arrangements to the exclusion of others; `closed` are
    the exceptions; `duties` add what must be done.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    scope: {data: public}
    publish:
      - id: open
        acts: publish
        by: public-body
        except: [{data: personal}, {tags: confidential}]
        duties: {with: [open-format, standard-licence]}
        cites: the text that it encodes
    reuse:
      - id: anyone
        default: yes
        acts: [obtain, use, share]
        not: {data: personal}
    charges:
      - id: marginal-cost
        at-most: marginal-cost
        by: public-body
    exclusivity:
      - id: no-exclusive-right
        acts: license
        by: public-body
        except: {necessary-and-proportionate: yes}
    closed:
      - id: secrets
        acts: provide
        tags: state-secret
    duties:
      - id: published-charges
        acts: charge
        by: public-body
        duties: {before: [publish-charges]}

    """
  /// How a document is read.
  public static let schema = form.schema

  static let form = PolicyForm(
    .circulation, sections: [publish, reuse, charges, exclusivity, closed, duties])

  /// Creates the policy.
  public init() {}

  /// The clauses that a document means.
  public func lower(
    _ document: PolicyDocument, in context: LoweringContext
  ) -> Lowered<CirculationEffect> {
    var reader = ProvisionReader(document, in: context)
    var clauses: [Clause<CirculationEffect>?] = []
    for opening in reader.provisions(of: Self.publish) {
      clauses.append(reader.conduct(.oblige, opening))
    }
    for freedom in reader.provisions(of: Self.reuse) {
      clauses.append(reader.conduct(.permit, freedom))
    }
    for charge in reader.provisions(of: Self.charges) { clauses.append(reader.charge(charge)) }
    for rule in reader.provisions(of: Self.exclusivity) {
      let exclusive = reader.test(Name.exclusive, is: true, at: rule.origin)
      guard let exclusive else { continue }
      clauses.append(reader.conduct(.prohibit, rule, where: exclusive))
    }
    for exception in reader.provisions(of: Self.closed) {
      clauses.append(reader.conduct(.prohibit, exception))
    }
    for duty in reader.provisions(of: Self.duties) { clauses.append(reader.conduct(.attach, duty)) }
    return reader.lowered(inDocumentOrder: clauses)
  }
}

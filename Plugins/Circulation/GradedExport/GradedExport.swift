public import TenureModel

/// The plugin `graded-export`: what may leave the jurisdiction, by grade of the data and number of
/// persons.
///
///     assessments: what leaves only after a security assessment
///     mechanisms:  what leaves only under a contract, a certification or the like
///     consents:    what leaves only with consent or another legal basis
///     blocked:     what does not leave, or not to certain destinations
///     exempt:      what leaves freely
///     duties:      what must be done before, with and after
///
/// The two tables of thresholds belong together: a mechanism is for fewer persons, an assessment
/// for more.
public struct GradedExport: CirculationPolicy {
  /// The id that users write.
  public static let name = "graded-export"
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = 1
  /// What its documents are about.
  public static let summary = """
    What may leave the jurisdiction, by grade of the data and number of persons. `assessments`
    prohibit export unless a security assessment is passed, `mechanisms` unless there is a contract,
    a certification or another mechanism, `consents` unless there is consent or a legal basis; each
    applies from the thresholds that it states, and leaves out what it excepts. `blocked` prohibits,
    `exempt` permits, `duties` add what must be done. All are about export, unless `acts` says
    which other acts bring data across the border.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    exemptions:
      contract: {legal-basis: [contract, employment]}
      abroad: {collected-in: abroad}
    assessments:
      - id: important-data
        grades: [important, core]
        cites: the text that it encodes
      - id: many-persons
        data: personal
        thresholds: {persons: 1000000, sensitive-persons: 10000}
        except: [contract, abroad]
    mechanisms:
      - id: some-persons
        data: personal
        kinds: [standard-contract, certification]
        thresholds: {persons: 100000, sensitive-persons: 1}
        except: [contract, abroad]
    blocked:
      - id: countries-of-concern
        destinations: of-concern
    duties:
      - id: records
        duties: {before: [impact-assessment]}

    """
  /// How a document is read.
  public static let schema = form.schema

  static let form = PolicyForm(
    .circulation, settings: [exemptions],
    sections: [assessments, mechanisms, consents, blocked, exempt, duties])

  /// Creates the policy.
  public init() {}

  /// The clauses that a document means.
  public func lower(
    _ document: PolicyDocument, in context: LoweringContext
  ) -> Lowered<CirculationEffect> {
    var reader = ProvisionReader(document, in: context)
    let names = reader.readExemptions()
    let assessments = reader.steps(of: Self.assessments)
    let mechanisms = reader.steps(of: Self.mechanisms)
    reader.checkRepeats(in: assessments)
    reader.checkRepeats(in: mechanisms)
    reader.checkOrder(of: mechanisms, below: assessments)
    var clauses = (assessments + mechanisms).map { reader.clause($0, exemptions: names) }
    for gate in reader.provisions(of: Self.consents) {
      clauses.append(reader.export(.prohibit, gate, exemptions: names))
    }
    for barrier in reader.provisions(of: Self.blocked) {
      clauses.append(reader.export(.prohibit, barrier, exemptions: names))
    }
    for freedom in reader.provisions(of: Self.exempt) {
      clauses.append(reader.export(.permit, freedom, exemptions: names))
    }
    for duty in reader.provisions(of: Self.duties) {
      clauses.append(reader.export(.attach, duty, exemptions: names))
    }
    return reader.lowered(inDocumentOrder: clauses)
  }
}

extension ProvisionReader {
  /// A clause on export.
  ///
  /// `except` is read here and not with the other terms, because it may name exemptions of the
  /// document.
  mutating func export(
    _ conduct: CirculationEffect.Conduct, _ provision: Provision<ProvisionTerms>,
    exemptions: [(key: String, value: Guard)], where condition: Guard = .always
  ) -> Clause<CirculationEffect>? {
    guard let exceptions = exceptions(provision.own.except, named: exemptions) else { return nil }
    let named = tests(provision.own.exceptions)
    guard let named else { return nil }
    var terms = provision.own
    terms.exceptions = []
    terms.except = nil
    return self.conduct(
      conduct, provision.with(terms), acts: [Name.export],
      where: condition.and(.noneOf(named + exceptions)))
  }
}

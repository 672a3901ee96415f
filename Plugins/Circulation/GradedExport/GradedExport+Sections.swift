internal import TenureModel

/// The names of the vocabulary that the plugin itself relies on.
enum Name {
  static let export = "export"
  static let grade = "grade"
  static let assessment = "security-assessment"
  static let passed = "passed"
  static let mechanism = "transfer-mechanism"
  static let consent = "consent"
  static let basis = "legal-basis"
  static let destination = "destination"
  static let recipient = "recipient"
}

/// What a provision on assessments or mechanisms says in keys of its own.
struct ExportStep: Sendable {
  /// The actions, if not export alone.
  let acts: DocumentNode?
  /// Whom it applies to: one of these is enough, and without any it applies to every export.
  struct Trigger: Sendable {
    let grades: NamedTest?
    let thresholds: DocumentNode?
    let further: DocumentNode?
  }

  let trigger: Trigger
  /// The mechanism that opens the way; nil for an assessment.
  let mechanism: NamedTest?
  /// Whether a passed assessment opens the way.
  let opensByAssessment: Bool
  let except: DocumentNode?
}

extension GradedExport {
  static let exemptions = Field<[(key: String, value: DocumentNode)]>.optional(
    "exemptions", .map(of: .node, named: "an exemption", "its tests; `except` takes the name"),
    "tests by a name, for the `except` of several provisions", default: [])

  private static let acts = Field<DocumentNode?>.optional(
    "acts", .node, "the actions that count as export, if not export alone")
  private static let grades = Field<NamedTest?>.test(
    "grades", of: Name.grade, "the grades of data to which it applies")
  private static let thresholds = Field<DocumentNode?>.optional(
    "thresholds", .node, "the numbers from which on it applies, by quantity: one is enough")
  private static let further = Field<DocumentNode?>.optional(
    "or", .node, "further cases in which it applies, each a map of tests")

  static let assessments = ProvisionSection(
    "assessments", "what leaves only after a security assessment",
    acts, grades, thresholds, further, CommonFields.except
  ) { acts, grades, thresholds, further, except in
    ExportStep(
      acts: acts, trigger: .init(grades: grades, thresholds: thresholds, further: further),
      mechanism: nil,
      opensByAssessment: true, except: except)
  }

  static let mechanisms = ProvisionSection(
    "mechanisms", "what leaves only under a contract, a certification or another mechanism",
    Field<NamedTest>.test("kinds", of: Name.mechanism, "the mechanisms that open the way"),
    acts, grades, thresholds, further,
    Field<Bool>.optional(
      "or-assessed", .flag, "whether a passed security assessment opens the way, too",
      default: true),
    CommonFields.except
  ) { kinds, acts, grades, thresholds, further, opens, except in
    ExportStep(
      acts: acts, trigger: .init(grades: grades, thresholds: thresholds, further: further),
      mechanism: kinds, opensByAssessment: opens, except: except)
  }

  static let consents = ProvisionSection(
    "consents", "what leaves only with consent or another legal basis", acts,
    Field<NamedTest?>.test("consents", of: Name.consent, "the consents that open the way"),
    Field<NamedTest?>.test("bases", of: Name.basis, "the legal bases that open the way"),
    CommonFields.except
  ) { ProvisionTerms($0, exceptions: [$1, $2], except: $3) }

  static let blocked = ProvisionSection(
    "blocked", "what does not leave", acts,
    Field<NamedTest?>.test(
      "destinations", of: Name.destination, "the places that it must not reach"),
    Field<NamedTest?>.test("recipients", of: Name.recipient, "the parties that it must not reach"),
    CommonFields.except
  ) { ProvisionTerms($0, conditions: [$1, $2], except: $3) }

  static let exempt = ProvisionSection(
    "exempt", "what leaves freely", acts, CommonFields.except, CommonFields.someDuties
  ) { ProvisionTerms($0, except: $1, duties: $2) }

  static let duties = ProvisionSection(
    "duties", "what must be done before, with and after an export",
    acts, CommonFields.except, CommonFields.duties
  ) { ProvisionTerms($0, except: $1, duties: $2) }
}

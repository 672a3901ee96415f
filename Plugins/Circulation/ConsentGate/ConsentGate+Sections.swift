internal import TenureModel

/// The names of the vocabulary that the plugin itself relies on.
enum Name {
  static let consent = "consent"
  static let basis = "legal-basis"
  static let fit = "purpose-fit"
  static let purpose = "purpose"
  static let tags = "tags"
  static let withdrawn = "withdrawn"
  /// The consent that is none: no gate opens on it.
  static let absent = "absent"
}

extension ConsentGate {
  private static let consents = Field<NamedTest?>.test(
    "consents", of: Name.consent, "the consents on which the gate opens")
  private static let legalBases = Field<NamedTest?>.test(
    "bases", of: Name.basis, "the legal bases, other than consent, on which the gate opens")
  private static let kinds = Field<NamedTest>.test(
    "kinds", of: Name.tags, "the kinds of data that need more")

  static let bases = ProvisionSection(
    "bases", "acts that need consent or another legal basis",
    CommonFields.acts, consents, legalBases, CommonFields.except
  ) { ProvisionTerms($0, exceptions: [$1, $2], except: $3) }

  static let purposes = ProvisionSection(
    "purposes", "acts for a purpose that does not fit the purpose of collection",
    CommonFields.acts,
    Field<NamedTest>.test("fits", of: Name.fit, "how the purpose at hand fits, where it does not"),
    consents, legalBases,
    Field<NamedTest?>.test(
      "privileged", of: Name.purpose, "purposes that count as compatible"),
    CommonFields.except
  ) { acts, fits, consents, bases, privileged, except in
    ProvisionTerms(
      acts, conditions: [fits], exceptions: [consents, bases, privileged], except: except)
  }

  static let withdrawals = ProvisionSection(
    "withdrawals", "acts that end when the consent is withdrawn",
    CommonFields.acts, legalBases, CommonFields.except
  ) { ProvisionTerms($0, exceptions: [$1], except: $2) }

  static let special = ProvisionSection(
    "special", "acts on special categories of data, which need more",
    CommonFields.acts, kinds, consents, legalBases, CommonFields.except
  ) { ProvisionTerms($0, conditions: [$1], exceptions: [$2, $3], except: $4) }

  static let children = ProvisionSection(
    "children", "acts on data of persons who cannot consent by themselves",
    CommonFields.acts, kinds, consents, legalBases, CommonFields.except
  ) { ProvisionTerms($0, conditions: [$1], exceptions: [$2, $3], except: $4) }

  static let bans = ProvisionSection(
    "bans", "acts that no consent allows", CommonFields.acts, CommonFields.except
  ) { ProvisionTerms($0, except: $1) }

  static let freedoms = ProvisionSection(
    "freedoms", "acts that the text allows in so many words",
    CommonFields.acts, CommonFields.except, CommonFields.someDuties
  ) { ProvisionTerms($0, except: $1, duties: $2) }

  static let duties = ProvisionSection(
    "duties", "what must be done before, with and after an act",
    CommonFields.acts, CommonFields.except, CommonFields.duties
  ) { ProvisionTerms($0, except: $1, duties: $2) }
}

extension ProvisionReader {
  /// Reports a gate that opens on a consent that nobody has given, or that was refused.
  mutating func checkConsents(of gate: Provision<ProvisionTerms>) {
    for test in gate.own.exceptions.compactMap({ $0 }) where test.facet == Name.consent {
      for node in words(of: test, meeting: Name.absent) {
        report(
          node.finding(
            "no-consent", "no gate opens on `\(node.text)`, which is no consent",
            help: "name a consent that was given, or take `consents` out"))
      }
    }
  }
}

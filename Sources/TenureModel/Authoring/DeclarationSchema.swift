/// What documents of the distribution and the governance pillar declare beside their clauses.
public enum DeclarationSchema {
  /// What money is counted in: `currency`, `rounding`, `shortfall` and `funds`.
  public static let money: [any AnyField] = [currency, rounding, shortfall, funds]
  /// Who decides and how: `bodies` and `procedures`.
  public static let powers: [any AnyField] = [bodies, procedures]

  private static let currency = Field.optional("currency", MoneySchema.currency, "the currency")
  private static let rounding = Field.optional(
    "rounding", MoneySchema.rounding, "to what amounts are rounded, and how")
  private static let shortfall = Field.optional(
    "shortfall", MoneySchema.shortfall, "how steps of one order share what is short")
  private static let funds = Field.optional(
    "funds", MoneySchema.funds, "the funds that steps pay to", default: [])
  private static let bodies = Field.optional(
    "bodies", BodySchema.bodies, "the bodies with their seats", default: [])
  private static let procedures = Field.optional(
    "procedures", ProcedureSchema.procedures, "the procedures, each a list of steps",
    default: [])

  /// Reads what a document declares about money; nil if it declares nothing.
  public static func readMoney(
    _ root: DocumentNode, _ findings: inout [Finding]
  ) -> DistributionDeclarations? {
    guard money.contains(where: { root[$0.name] != nil }) else { return nil }
    // In the order of the fields, so that findings come in it, too.
    let currency = read(Self.currency, root, &findings) ?? nil
    let rounding = read(Self.rounding, root, &findings)
    let shortfall = read(Self.shortfall, root, &findings) ?? nil
    return DistributionDeclarations(
      currency: currency, roundingUnit: rounding??.unit,
      roundingRule: rounding??.rule, funds: read(funds, root, &findings) ?? [],
      shortfall: shortfall)
  }

  /// Reads which bodies and procedures a document declares; nil if it declares none.
  public static func readPowers(
    _ root: DocumentNode, _ findings: inout [Finding]
  ) -> GovernanceDeclarations? {
    guard powers.contains(where: { root[$0.name] != nil }) else { return nil }
    var declarations = GovernanceDeclarations()
    for entry in read(bodies, root, &findings) ?? [] {
      declarations.bodies[entry.key] = entry.value
    }
    for entry in read(procedures, root, &findings) ?? [] {
      declarations.procedures[entry.key] = entry.value
    }
    return declarations
  }

  private static func read<Value>(
    _ field: Field<Value>, _ root: DocumentNode, _ findings: inout [Finding]
  ) -> Value? {
    guard let node = root[field.name] else { return field.absent }
    return field.schema.read(node, &findings)
  }
}

extension ProvisionReader {
  /// What the document declares about money; nil if nothing.
  public mutating func moneyDeclarations() -> DistributionDeclarations? {
    DeclarationSchema.readMoney(root, &findings)
  }

  /// Which bodies and procedures the document declares.
  public mutating func powerDeclarations() -> GovernanceDeclarations {
    DeclarationSchema.readPowers(root, &findings) ?? GovernanceDeclarations()
  }
}

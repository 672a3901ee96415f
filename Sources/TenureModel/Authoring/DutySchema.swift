/// How duties are written: `{before: [notify], after: [{duty: erase, within: 30 days}]}`.
public enum DutySchema {
  /// One duty: a name, or a map with a deadline.
  public static let duty: Schema<Duty> = {
    let withDeadline = Schema<Duty>.record(
      .required("duty", .identifier, "the name of the duty"),
      .optional("within", .period, "the time within which it must be done")
    ) { Duty($0, within: $1) }
    let name = Schema<String>.identifier
    return Schema(shape: .oneOf([name.shape, withDeadline.shape])) { node, findings in
      node.kind == .map
        ? withDeadline.read(node, &findings) : name.read(node, &findings).map { Duty($0) }
    }
  }()

  private static let list = Schema<[Duty]>.oneOrMore(duty, isEmptyAllowed: true)

  /// The duties before, with and after an act.
  public static let duties = Schema<Duties>.record(
    .optional("before", list, "what must be done before the act", default: []),
    .optional("with", list, "what must be done with it, and as long as it lasts", default: []),
    .optional("after", list, "what must be done after it", default: [])
  ) { Duties(before: $0, with: $1, after: $2) }
}

public import TenureModel

/// The document `constitution.yaml`: which regime governs the repository, and who holds the seats
/// of its bodies.
public struct Constitution: Sendable {
  /// The name of the document.
  public static let file = "constitution.yaml"
  /// The version of the format.
  public static let version = 1
  /// The most members.
  public static let memberLimit = 100_000

  /// The name of the constitution, which never changes.
  public let id: String
  /// The regime whose governance pillar rules.
  public let regime: String
  /// The full name of the branch that it rules.
  public let branch: String
  /// How often it was changed who may do what.
  public let epoch: Int
  /// The situation in which powers are asked; read when the vocabulary is known.
  let facts: DocumentNode?
  /// The members.
  public let members: [Member]

  /// What the document looks like.
  public static var shape: SchemaShape { schema.shape }
}

extension Constitution {
  static let schema = Schema<Constitution>.record(
    .required("constitution", .identifier, "the name of the constitution, which never changes"),
    .required("version", known, "the version of this format, `\(version)`"),
    .required("regime", .identifier, "the regime whose governance pillar rules"),
    .required("branch", branch, "the branch that is ruled, say `main`"),
    .required(
      "epoch", .wholeNumber(atLeast: 1),
      "counts up by one with each change of who may do what"),
    .optional("facts", .node, "the situation in which powers are asked, a map of facets"),
    .required("members", .list(of: member, isEmptyAllowed: false), "the members")
  ) {
    Constitution(
      id: $0, regime: $2, branch: "refs/heads/\($3)", epoch: $4, facts: $5, members: $6)
  }
  .map { constitution, node, findings -> Constitution? in
    constitution.checkNames(at: node, &findings)
    return constitution
  }

  private static let known = Schema<Int>.wholeNumber().map { found, node, findings -> Int? in
    guard found != version else { return found }
    findings.append(
      node.finding(
        "unknown-constitution-version", "version \(found) of constitutions is not known",
        help: "this version of Tenure knows `version: \(version)`"))
    return nil
  }

  private static let branch = Schema<String>.word(
    .init("a branch", pattern: "^[A-Za-z0-9][-A-Za-z0-9._/]*$", examples: ["main"]),
    id: "not-a-branch", help: "write the name that `git branch` shows, say `main`"
  ) { name in
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isSound = parts.allSatisfy { part in
      part.utf8.first.map { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") } ?? false
        && !part.hasSuffix(".lock") && !part.hasSuffix(".") && !part.contains("..")
        && part.utf8.allSatisfy { byte in
          switch byte {
          case 48...57, 65...90, 97...122: true
          default: byte == 0x2D || byte == 0x2E || byte == 0x5F
          }
        }
    }
    return isSound && !name.hasPrefix("refs/") ? name : nil
  }

  private static let member = Schema<Member>.record(
    .required("id", .identifier, "the name in the repository"),
    .optional("name", .text, "what people call the person"),
    .required("keys", .list(of: key, isEmptyAllowed: false), "the keys with which they sign"),
    .optional("seats", seats, "the seats that they hold, by body", default: [])
  ) { Member(id: $0, name: $1 ?? $0, keys: $2, seats: $3) }

  private static let key = Schema<Member.Key>.record(
    .required("key", publicKey, "a public key as `ssh-keygen` writes it"),
    .optional("from", .day, "the first day on which it counts"),
    .optional("until", .day, "the first day on which it no longer counts"),
    .optional("revoked", .day, "the day on which it was found lost")
  ) { Member.Key(key: $0, from: $1, until: $2, revoked: $3) }

  private static let publicKey = Schema<PublicKey>(
    shape: .text(
      .init("a public key", pattern: "^[-a-z0-9@.]+ [A-Za-z0-9+/]+=*( .*)?$"))
  ) { node, findings in
    guard let text = Schema<String>.text.read(node, &findings) else { return nil }
    do throws(ConstitutionError) { return try PublicKey(text) } catch {
      findings.append(node.finding("not-a-key", error.message, help: error.help))
      return nil
    }
  }

  private static let benches = Schema<[(key: String, value: Int)]>.map(
    of: .wholeNumber(atLeast: 1, atMost: BodySchema.limit), named: "a holder", "how many seats")

  private static let seats = Schema<[Member.Seats]>(
    shape: Schema<[(key: String, value: DocumentNode)]>.map(
      of: Schema<DocumentNode>(
        shape: .oneOf([Schema.identifier.shape, benches.shape]), reader: { node, _ in node }),
      named: "a body", "the holder whose seat it is, or how many seats of each"
    ).shape
  ) { node, findings in
    let bodies = Schema<[(key: String, value: DocumentNode)]>.map(of: .node)
      .read(node, &findings)
    var seats: [Member.Seats] = []
    for (body, held) in bodies ?? [] {
      if held.kind == .map {
        for (holder, count) in benches.read(held, &findings) ?? [] {
          seats.append(.init(body: body, holder: holder, count: count, location: held.location))
        }
      } else if let holder = Schema.identifier.read(held, &findings) {
        seats.append(.init(body: body, holder: holder, count: 1, location: held.location))
      }
    }
    return seats
  }

  /// No id and no key stands for two members.
  private func checkNames(at node: DocumentNode, _ findings: inout [Finding]) {
    if members.count > Self.memberLimit {
      findings.append(
        node.finding("too-many-members", "more than \(Self.memberLimit) members are not counted"))
    }
    var ids: Set<String> = []
    var keys: [PublicKey: String] = [:]
    for (member, item) in zip(members, node["members"].map { Array($0.items) } ?? []) {
      if !ids.insert(member.id).inserted {
        findings.append(
          item.finding(
            "named-twice", "member `\(member.id)` stands here twice",
            help: "a person is one member, with several keys if need be"))
      }
      for key in member.keys {
        guard let other = keys.updateValue(member.id, forKey: key.key) else { continue }
        findings.append(
          item.finding(
            "key-named-twice",
            "the key \(key.key.fingerprint) of `\(member.id)` is `\(other)`'s, too",
            help: "a key stands once: whoever has it would vote for both"))
      }
    }
  }
}

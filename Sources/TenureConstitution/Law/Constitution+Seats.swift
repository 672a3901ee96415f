internal import TenureModel

extension Constitution {
  /// The seats that members hold in a body, by holder.
  func seatsHeld(in body: String) -> [String: Int] {
    var held: [String: Int] = [:]
    for member in members {
      for seats in member.seats where seats.body == body {
        held[seats.holder, default: 0] += seats.count
      }
    }
    return held
  }

  /// What is wrong with the seats, given those that the governance documents declare.
  ///
  /// A body without declared seats may be any that some clause names.
  func checkSeats(
    in declared: [String: [GovernanceDeclarations.Seats]], named bodies: Set<String>
  ) -> [Finding] {
    var findings: [Finding] = []
    var taken: [Bench: Int] = [:]
    for member in members {
      for seats in member.seats {
        guard let benches = declared[seats.body] else {
          if !bodies.contains(seats.body) {
            findings.append(
              Finding(
                "unknown-body", "no governance document knows the body `\(seats.body)`",
                at: seats.location,
                help: Suggestion.help(
                  for: seats.body, among: bodies.union(declared.keys).sorted())))
          }
          continue
        }
        guard let bench = benches.first(where: { $0.holder == seats.holder }) else {
          findings.append(
            Finding(
              "unknown-holder", "`\(seats.body)` has no seat of `\(seats.holder)`",
              at: seats.location,
              help: Suggestion.help(for: seats.holder, among: benches.map(\.holder))))
          continue
        }
        let count = taken[Bench(body: seats.body, holder: seats.holder), default: 0] + seats.count
        taken[Bench(body: seats.body, holder: seats.holder)] = count
        if count > bench.count {
          let number = bench.count == 1 ? "1 seat" : "\(bench.count) seats"
          findings.append(
            Finding(
              "too-many-members", "`\(seats.holder)` has \(number) in `\(seats.body)`",
              at: seats.location, help: "take a member out, or add seats"))
        }
      }
    }
    return findings
  }

  private struct Bench: Hashable {
    let body: String
    let holder: String
  }
}

import Tenure
import TenureEngine
import TenureMeasures
import TenureModel
import TenureReport

extension PowerReport {
  /// Asks a regime about some acts, by leaf number, in a situation.
  init(_ inquiry: Inquiry, on acts: LeafSet, in situation: Situation) {
    let vocabulary = inquiry.engine.regime.vocabulary
    let answers = PowerQuestion(inquiry.engine)
      .answers(in: situation, assuming: inquiry.assumptions(for: situation))
      .filter { acts.contains($0.act) && $0.isGoverned }
    var groups: [[PowerQuestion.Answer]] = []
    for answer in answers {
      if let known = groups.firstIndex(where: { $0.first?.isLike(answer) == true }) {
        groups[known].append(answer)
      } else {
        groups.append([answer])
      }
    }
    let governed = LeafSet(answers.map(\.act))
    let taxonomy = vocabulary.acts
    func names(_ leaves: LeafSet) -> [String] { taxonomy?.cover(of: leaves) ?? [] }
    self.init(
      blocks: groups.compactMap { group in
        group.first.map { answer in
          Block(
            acts: names(LeafSet(group.map(\.act))),
            ways: answer.ways.map { Block.Way($0.empowerment, clauses: $0.clauses) },
            redLines: answer.redLines.map { Block.Limit(body: $0.body, clauses: $0.clauses) },
            contested: answer.contested.map { Block.Limit(body: $0.body, clauses: $0.clauses) },
            depends: answer.depends.map { vocabulary[$0].name }, game: Self.game(answer))
        }
      },
      ungoverned: names(acts.subtracting(governed)))
  }

  private static func game(_ answer: PowerQuestion.Answer) -> Block.Game {
    do throws(VotingGameError) {
      guard let game = try answer.game() else { return .none }
      return .report(try GameReport(game, of: answer.ways.map(\.empowerment)))
    } catch {
      return .failed(error.message)
    }
  }
}

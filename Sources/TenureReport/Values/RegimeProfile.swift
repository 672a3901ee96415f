package import BigInt
package import TenureEngine
package import TenureMeasures
package import TenureModel

/// What a regime answers over all its cases, pillar by pillar; its rows are those of a
/// `ProfileReport`.
package struct RegimeProfile: Sendable {
  /// The cases of each answer.
  package typealias Conduct = [RegimeTally.VerdictAnswer: BigUInt]
  /// The cases of each state of a right.
  package typealias States = [RightState: BigUInt]

  /// Who gets what of the reference income, over all cases in which somebody is paid.
  package enum Money: Sendable {
    /// No clause ever says who is paid.
    case none
    /// It could not be worked out, and why.
    case failed(String)
    /// The mean share of each payee.
    case shares(Shares)
  }

  /// The shares of payees.
  package struct Shares: Sendable {
    /// The income that ran down every waterfall.
    package let income: TenureMeasures.Money
    /// How many different waterfalls there are.
    package let waterfalls: Int
    /// The part of all cases in which some step runs.
    package let cases: Share
    /// The mean share of each payee; with what is unassigned they add up to one.
    package let payees: [Payee: Share]

    /// Creates shares.
    package init(
      income: TenureMeasures.Money, waterfalls: Int, cases: Share, payees: [Payee: Share]
    ) {
      self.income = income
      self.waterfalls = waterfalls
      self.cases = cases
      self.payees = payees
    }
  }

  /// The powers over one act, as they are in most of the cases.
  package struct Powers: Sendable {
    /// The part of all cases in which these are the powers.
    package let cases: Share
    /// How many different answers there are.
    package let answers: Int
    /// What they come to.
    package let game: GameSummary

    /// Creates powers.
    package init(cases: Share, answers: Int, game: GameSummary) {
      self.cases = cases
      self.answers = answers
      self.game = game
    }
  }

  package let reference: String
  package let title: String?
  package let revision: String
  /// By party and action.
  package var conduct: [[Conduct]] = []
  /// By standing and right.
  package var rights: [[States]] = []
  package var money = Money.none
  /// By act; nil where no clause speaks of it.
  package var powers: [Powers?] = []

  /// Creates an empty profile.
  package init(reference: String, title: String?, revision: String) {
    self.reference = reference
    self.title = title
    self.revision = revision
  }
}

/// Regimes side by side.
package struct ProfileReport: Sendable {
  /// Terms that stand for some leaves.
  package struct Group: Sendable {
    package let name: String
    package let leaves: LeafSet

    /// Creates a group.
    package init(name: String, leaves: LeafSet) {
      self.name = name
      self.leaves = leaves
    }
  }

  package let pillars: [Pillar]
  package let day: Day
  package let parties: [Group]
  package let actions: [Group]
  package let standings: [String]
  package let rights: [String]
  package let acts: [String]
  /// The reference income, as it was given.
  package let income: String
  package var profiles: [RegimeProfile] = []

  /// Creates a report without regimes.
  package init(
    pillars: [Pillar], day: Day, parties: [Group], actions: [Group], standings: [String],
    rights: [String], acts: [String], income: String
  ) {
    self.pillars = pillars
    self.day = day
    self.parties = parties
    self.actions = actions
    self.standings = standings
    self.rights = rights
    self.acts = acts
    self.income = income
  }
}

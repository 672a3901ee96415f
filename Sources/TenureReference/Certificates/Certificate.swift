package import BigInt
package import TenureModel

/// A proof of what two regimes answer differently: for each question a tree of disjoint regions
/// that together are all situations, with what both sides answer in each.
///
///     action ─┬─ export ─ data ─┬─ personal ─ permitted / prohibited
///             │                 └─ others ─── the same
///             └─ others ─── the same
///
/// Trees may share branches. On every path the facets come in one order, each at most once, and
/// the branches of a node are disjoint and leave no value out: so the regions are disjoint and
/// complete by their form. What a checker must show is that the answers are right.
package struct Certificate: Sendable {
  /// Where a branch leads.
  package enum Target: Sendable, Hashable {
    /// To another node.
    case node(Int)
    /// To a region in which no clause that the sides do not share can matter.
    case same
    /// To a region in which both answer this.
    case both(String)
    /// To a region in which they answer differently.
    case differs(before: String, after: String)
  }

  /// A facet, and where its values lead.
  package struct Node: Sendable, Hashable {
    /// The facet.
    package let facet: FacetID
    /// For each class of values the test that it passes, and where it leads.
    package let branches: [Branch]

    /// Creates a node.
    package init(facet: FacetID, branches: [Branch]) {
      self.facet = facet
      self.branches = branches
    }
  }

  /// Some values of a facet, and where they lead.
  package struct Branch: Sendable, Hashable {
    /// A test of the node's facet.
    package let values: Guard
    /// Where it leads.
    package let target: Target

    /// Creates a branch.
    package init(values: Guard, target: Target) {
      self.values = values
      self.target = target
    }
  }

  /// A question, and the tree that answers it.
  package struct Answer: Sendable, Hashable {
    /// What is asked.
    package let question: ProofQuestion
    /// Where its tree begins.
    package let root: Target

    /// Creates an answer.
    package init(_ question: ProofQuestion, root: Target) {
      self.question = question
      self.root = root
    }
  }

  /// What a comparison says on the whole.
  package struct Claim: Sendable, Hashable {
    /// How the second regime stands to the first: `equivalent`, `narrower`, `wider` or
    /// `incomparable`.
    package var relation: String
    /// The number of situations that the clauses of either side tell apart.
    package var total: BigUInt
    /// The number of those in which anything differs.
    package var differing: BigUInt
    /// The number of those in which a pillar differs; pillars without are left out.
    package var differingByPillar: [Pillar: BigUInt]

    /// Creates a claim.
    package init(
      relation: String, total: BigUInt, differing: BigUInt,
      differingByPillar: [Pillar: BigUInt]
    ) {
      self.relation = relation
      self.total = total
      self.differing = differing
      self.differingByPillar = differingByPillar
    }
  }

  /// What is claimed on the whole.
  package var claim: Claim
  /// The nodes; each leads to nodes before it.
  package var nodes: [Node]
  /// The questions; one that is left out has the same answer everywhere.
  package var answers: [Answer]

  /// Creates a certificate.
  package init(claim: Claim, nodes: [Node], answers: [Answer]) {
    self.claim = claim
    self.nodes = nodes
    self.answers = answers
  }
}

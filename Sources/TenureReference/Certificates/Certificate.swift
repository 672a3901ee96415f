package import BigInt
package import TenureModel

/// A proof of what two regimes answer differently: for each question a tree of disjoint regions
/// that together are all situations, with what both sides answer in each.
///
///     action ─┬─ export ─ data ─┬─ personal ─ permitted / prohibited
///             │                 └─ others ─── the same
///             └─ others ─── the same
///
/// A node has one branch for each class of a facet's values, and on every path the facets come in
/// one order, each at most once: so the regions are disjoint and complete by their form. What a
/// checker must show is that the answers are right. Trees share nodes and regions.
package struct Certificate: Sendable {
  /// The most steps in which who writes it, and who checks it, must have worked out where the
  /// answers differ: some seconds, and less than half a gigabyte.
  package static let stepLimit = 10_000_000

  /// Where a branch leads.
  package enum Target: Sendable, Hashable {
    /// To another node.
    case node(Int)
    /// To a region, or regions, in which the answers are these.
    case region(Int)
  }

  /// What both sides answer in a region.
  package enum Region: Sendable, Hashable {
    /// The same, whatever it is.
    case same
    /// They answer differently.
    case differs(before: String, after: String)
  }

  /// A facet with all its values, in classes.
  package struct Facet: Sendable, Hashable {
    /// The facet.
    package let facet: FacetID
    /// For each class the test that its values pass.
    package let classes: [Guard]

    /// Creates a facet.
    package init(facet: FacetID, classes: [Guard]) {
      self.facet = facet
      self.classes = classes
    }
  }

  /// A facet, and where its values lead.
  package struct Node: Sendable, Hashable {
    /// The facet, by its number.
    package let facet: Int
    /// For each class of its values where it leads.
    package let targets: [Target]

    /// Creates a node.
    package init(facet: Int, targets: [Target]) {
      self.facet = facet
      self.targets = targets
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
  /// The facets.
  package var facets: [Facet]
  /// The regions; one may stand for many that are alike.
  package var regions: [Region]
  /// The nodes; each leads to nodes before it.
  package var nodes: [Node]
  /// The questions; one that is left out has the same answer everywhere.
  package var answers: [Answer]

  /// Creates a certificate.
  package init(
    claim: Claim, facets: [Facet], regions: [Region], nodes: [Node], answers: [Answer]
  ) {
    self.claim = claim
    self.facets = facets
    self.regions = regions
    self.nodes = nodes
    self.answers = answers
  }
}

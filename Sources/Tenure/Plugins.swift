internal import AssemblyPlugin
internal import AuthorityPlugin
internal import ContributionPlugin
internal import DividendPlugin
internal import PilotPlugin
internal import PolycentricPlugin
internal import RulebookPlugin
public import TenureModel
internal import WaterfallPlugin

/// The plugins that come with Tenure.
///
/// A host that has plugins of its own adds them:
///
///     RegimeLoader(source: source, plugins: Plugins.builtIn + [.circulation(GradedExport.self)])
public enum Plugins {
  /// All of them, by name and pillar.
  public static let builtIn: [Plugin] = [
    .property(RulebookProperty.self),
    .circulation(RulebookCirculation.self),
    .distribution(RulebookDistribution.self),
    .distribution(Waterfall.self),
    .distribution(Contribution.self),
    .distribution(Dividend.self),
    .governance(RulebookGovernance.self),
    .governance(Assembly.self),
    .governance(Authority.self),
    .governance(Polycentric.self),
    .governance(Pilot.self),
  ]
}

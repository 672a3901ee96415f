internal import RulebookPlugin
public import TenureModel

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
    .governance(RulebookGovernance.self),
  ]
}
